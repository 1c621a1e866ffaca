//! The steps that tests take again and again, with everything filled in that a test does not care about.

use super::world::{ALICE, BOB, CREATOR, JOURNEY, SYSTEM, World, note};
use crate::base::{PersonId, Refusal, Stored};
use crate::command::{Command, Role};
use crate::enrolments::{Enrolment, EnrolmentId, EnrolmentsCommand, ItemId, Tier};
use crate::journeys::{Field, FieldId, JourneysCommand, Section, SectionId};
use crate::reviews::{
    Anchor, Claim, CommentId, CommentKind, Held, KeptText, KeptTextId, Outcome, Priority, ReviewId,
    ReviewsCommand, Submission, SubmissionId,
};

impl World {
    /// Has two devices of Alice's write the note of a review: one text stands, the other one is kept beside it.
    pub(crate) fn two_notes(&mut self) -> (Held, KeptTextId) {
        let submission = self.requested();
        let held = self.claim(ALICE, submission);
        self.done(ALICE, Self::save_note(held, "On the laptop."));
        self.done_on_another_device(ALICE, Self::save_note(held, "On the desk."));
        (held, self.all::<KeptText>()[0].id)
    }

    /// Returns Bob's enrolment.
    pub(crate) fn enrolment(&self) -> EnrolmentId {
        Enrolment::id_of(JOURNEY, BOB)
    }

    /// Returns a section that is not removed.
    #[track_caller]
    pub(crate) fn section(&mut self, key: &str) -> SectionId {
        let sections: Vec<Section> = self.list(Section::BY_JOURNEY, &[JOURNEY.to_value()]);
        sections.iter().find(|section| section.key == key && section.removed_at.is_none()).unwrap().id
    }

    /// Returns a field that is not removed, by `section.field`.
    #[track_caller]
    pub(crate) fn field(&mut self, path: &str) -> FieldId {
        let (section, key) = path.split_once('.').unwrap();
        let section = self.section(section);
        let fields: Vec<Field> = self.list(Field::BY_SECTION, &[section.to_value()]);
        fields.iter().find(|field| field.key == key && field.removed_at.is_none()).unwrap().id
    }

    /// Bob answers a field of a form.
    #[track_caller]
    pub(crate) fn answer(&mut self, path: &str, value: impl Into<serde_json::Value>) {
        let answer = self.answer_of(BOB, path, None, value);
        self.done(BOB, answer);
    }

    /// Bob answers a field of an entry.
    #[track_caller]
    pub(crate) fn answer_in(&mut self, item: ItemId, path: &str, value: impl Into<serde_json::Value>) {
        let answer = self.answer_of(BOB, path, Some(item), value);
        self.done(BOB, answer);
    }

    /// Returns the command that answers a field.
    #[track_caller]
    pub(crate) fn answer_of(
        &mut self,
        client: PersonId,
        path: &str,
        item: Option<ItemId>,
        value: impl Into<serde_json::Value>,
    ) -> EnrolmentsCommand {
        let field = self.field(path);
        let enrolment = Enrolment::id_of(JOURNEY, client);
        EnrolmentsCommand::SaveAnswer { enrolment, field, item, value: value.into() }
    }

    /// Bob adds an entry to the contacts.
    pub(crate) fn contact(&mut self) -> ItemId {
        let (enrolment, section, item) = (self.enrolment(), self.section("contacts"), self.id());
        self.done(BOB, EnrolmentsCommand::AddItem { enrolment, section, item });
        item
    }

    /// Returns the command by which Bob asks for a review.
    pub(crate) fn request_of(&mut self, section: &str) -> ReviewsCommand {
        self.request_by(BOB, section)
    }

    /// Returns the command by which a client asks for a review.
    pub(crate) fn request_by(&mut self, client: PersonId, section: &str) -> ReviewsCommand {
        ReviewsCommand::Request {
            submission: self.id(),
            enrolment: Enrolment::id_of(JOURNEY, client),
            section: self.section(section),
            message: String::new(),
            priority: Priority::Normal,
            preferred: None,
        }
    }

    /// Bob asks for a review of a section.
    #[track_caller]
    pub(crate) fn request(&mut self, section: &str) -> SubmissionId {
        self.requested_by(BOB, section)
    }

    /// A client asks for a review of a section.
    #[track_caller]
    pub(crate) fn requested_by(&mut self, client: PersonId, section: &str) -> SubmissionId {
        let request = self.request_by(client, section);
        let ReviewsCommand::Request { submission, .. } = request else { unreachable!() };
        self.done(client, request);
        submission
    }

    /// Bob answers what the wishes need, and asks for a review of them.
    #[track_caller]
    pub(crate) fn requested(&mut self) -> SubmissionId {
        self.answer("wishes.name", "Bob Miller");
        self.answer("wishes.way", "cremation");
        self.request("wishes")
    }

    /// Another client, made for this, asks for a review.
    pub(crate) fn requested_by_another(&mut self) -> SubmissionId {
        let client: PersonId = self.id();
        self.person(client, "Somebody", &[Role::Client]);
        self.done(client, EnrolmentsCommand::Enrol { journey: JOURNEY, tier: Tier::Guided });
        let answer = self.answer_of(client, "letters.letter", None, "Dear all");
        self.done(client, answer);
        self.requested_by(client, "letters")
    }

    /// A mentor tries to claim a review.
    pub(crate) fn try_claim(&mut self, mentor: PersonId, submission: SubmissionId) -> Result<Held, Refusal> {
        let claim = self.id();
        self.run(mentor, ReviewsCommand::Claim { submission, claim })?;
        Ok(Held { submission, claim })
    }

    /// A mentor claims a review.
    #[track_caller]
    pub(crate) fn claim(&mut self, mentor: PersonId, submission: SubmissionId) -> Held {
        match self.try_claim(mentor, submission) {
            Ok(held) => held,
            Err(refusal) => panic!("refused: {refusal:?}"),
        }
    }

    /// Returns the command that writes the overall note.
    pub(crate) fn save_note(held: Held, text: &str) -> ReviewsCommand {
        ReviewsCommand::SaveNote { held, body: note(text) }
    }

    /// Returns the command that writes a comment on a whole section.
    pub(crate) fn save_comment(
        held: Held,
        comment: CommentId,
        kind: CommentKind,
        body: &str,
    ) -> ReviewsCommand {
        ReviewsCommand::SaveComment { held, comment, anchor: Anchor::default(), kind, body: body.to_owned() }
    }

    /// A mentor writes a comment on a field of a form, or with an empty path on the whole section.
    #[track_caller]
    pub(crate) fn comment(
        &mut self,
        mentor: PersonId,
        held: Held,
        path: &str,
        kind: CommentKind,
    ) -> CommentId {
        let comment = self.id();
        let field = (!path.is_empty()).then(|| self.field(path));
        let anchor = Anchor { field, item: None };
        let body = format!("About {path}");
        self.done(mentor, ReviewsCommand::SaveComment { held, comment, anchor, kind, body });
        comment
    }

    /// Returns the command that sends the review.
    pub(crate) fn complete_of(&mut self, held: Held, outcome: Outcome) -> ReviewsCommand {
        ReviewsCommand::Complete { held, review: self.id(), outcome, acknowledged: None }
    }

    /// A mentor sends the review.
    #[track_caller]
    pub(crate) fn complete(&mut self, mentor: PersonId, held: Held, outcome: Outcome) -> ReviewId {
        let complete = self.complete_of(held, outcome);
        let ReviewsCommand::Complete { review, .. } = complete else { unreachable!() };
        self.done(mentor, complete);
        review
    }

    /// A mentor writes a note and asks for changes.
    #[track_caller]
    pub(crate) fn ask_for_changes(&mut self, mentor: PersonId, held: Held) -> ReviewId {
        self.done(mentor, Self::save_note(held, "Please say more."));
        self.complete(mentor, held, Outcome::ChangesRequested)
    }

    /// Returns the claims on a review, oldest first.
    pub(crate) fn claims(&mut self, submission: SubmissionId) -> Vec<Claim> {
        let mut claims: Vec<Claim> = self.list(Claim::BY_SUBMISSION, &[submission.to_value()]);
        claims.sort_by_key(|claim| claim.token);
        claims
    }

    /// Returns a round.
    #[track_caller]
    pub(crate) fn submission(&mut self, id: SubmissionId) -> Submission {
        self.get(id)
    }

    /// The program keeps a refused text.
    #[track_caller]
    pub(crate) fn keep(&mut self, author: PersonId, command: &ReviewsCommand) -> KeptTextId {
        let text = Command::from(command.clone()).user_text().unwrap();
        let kept = KeptText::id_of(author, &text);
        let reason = "Another mentor took over.".to_owned();
        self.done(SYSTEM, ReviewsCommand::Keep { kept, author, text, reason });
        kept
    }

    /// The creator takes in another version of the journey.
    #[track_caller]
    pub(crate) fn import(&mut self, file: serde_json::Value) {
        let import = Self::import_of(file);
        self.done(CREATOR, import);
    }

    /// Returns the command that takes in another version of the journey.
    pub(crate) fn import_of(file: serde_json::Value) -> JourneysCommand {
        let file = Box::new(serde_json::from_value(file).unwrap());
        JourneysCommand::Import { journey: JOURNEY, file }
    }
}
