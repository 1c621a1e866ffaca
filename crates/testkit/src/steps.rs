//! The steps that stories take again and again, with everything filled in that a story does not care about.

use crate::world::{BOB, JOURNEY, World};
use domain::base::PersonId;
use domain::enrolments::{Enrolment, EnrolmentId, EnrolmentsCommand, ItemId};
use domain::journeys::{Field, FieldId, Section, SectionId};
use domain::reviews::{
    Anchor, ClaimId, CommentId, CommentKind, Held, Outcome, Priority, ReviewId, ReviewsCommand, SubmissionId,
};
use domain::richtext::RichText;
use serde_json::Value;

/// Returns a rich text of one paragraph for each line.
///
/// # Panics
/// When the text is too long.
#[must_use]
pub fn note(text: &str) -> RichText {
    RichText::from_plain_text(text).expect("a short text")
}

/// Returns the plain text of a rich text.
#[must_use]
pub fn text(note: &RichText) -> String {
    note.document().to_plain_text()
}

impl World {
    /// Returns a client's enrolment.
    #[must_use]
    pub fn enrolment(&self, client: PersonId) -> EnrolmentId {
        Enrolment::id_of(JOURNEY, client)
    }

    /// Returns a section by its key.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn section(&self, key: &str) -> SectionId {
        let section = self.all::<Section>().into_iter().find(|section| section.key == key);
        section.expect("a section of the Care journey").id
    }

    /// Returns a field by `section.field`.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn field(&self, path: &str) -> FieldId {
        let (section, key) = path.split_once('.').expect("section.field");
        let section = self.section(section);
        let field =
            self.all::<Field>().into_iter().find(|field| field.section_id == section && field.key == key);
        field.expect("a field of the Care journey").id
    }

    /// A client answers a field, in an entry of a list or in a form.
    #[track_caller]
    pub fn answer_in(&self, client: PersonId, item: Option<ItemId>, path: &str, value: impl Into<Value>) {
        let (enrolment, field) = (self.enrolment(client), self.field(path));
        self.done(client, EnrolmentsCommand::SaveAnswer { enrolment, field, item, value: value.into() });
    }

    /// Bob answers a field of a form.
    #[track_caller]
    pub fn answer(&self, path: &str, value: impl Into<Value>) {
        self.answer_in(BOB, None, path, value);
    }

    /// A client writes what “Final days” needs, and returns the section.
    #[track_caller]
    pub fn final_days(&self, client: PersonId) -> SectionId {
        self.answer_in(client, None, "final_days.where", "At home, in the back room.");
        self.answer_in(client, None, "final_days.calls", "Ken first, then the children.");
        self.section("final_days")
    }

    /// Returns the command that asks for a review.
    #[must_use]
    pub fn request_of(&self, client: PersonId, section: SectionId) -> (SubmissionId, ReviewsCommand) {
        let submission = self.id();
        let command = ReviewsCommand::Request {
            submission,
            enrolment: self.enrolment(client),
            section,
            message: "Could you look at the order of the calls?".to_owned(),
            priority: Priority::Normal,
            preferred: None,
        };
        (submission, command)
    }

    /// A client asks for a review of “Final days”.
    #[track_caller]
    pub fn request(&self, client: PersonId) -> SubmissionId {
        let section = self.final_days(client);
        let (submission, command) = self.request_of(client, section);
        self.done(client, command);
        submission
    }

    /// A mentor claims a review.
    #[track_caller]
    pub fn claim(&self, mentor: PersonId, submission: SubmissionId) -> Held {
        let claim: ClaimId = self.id();
        self.done(mentor, ReviewsCommand::Claim { submission, claim });
        Held { submission, claim }
    }

    /// A mentor writes the overall note.
    #[track_caller]
    pub fn write(&self, mentor: PersonId, held: Held, text: &str) {
        self.done(mentor, ReviewsCommand::SaveNote { held, body: note(text) });
    }

    /// A mentor comments on a field, or on the whole section.
    #[track_caller]
    pub fn comment(
        &self,
        mentor: PersonId,
        held: Held,
        kind: CommentKind,
        field: Option<FieldId>,
        body: &str,
    ) -> CommentId {
        let comment = self.id();
        let anchor = Anchor { field, item: None };
        self.done(mentor, ReviewsCommand::SaveComment { held, comment, anchor, kind, body: body.to_owned() });
        comment
    }

    /// Returns the command that completes a review.
    #[must_use]
    pub fn complete_of(&self, held: Held, outcome: Outcome) -> ReviewsCommand {
        let review: ReviewId = self.id();
        ReviewsCommand::Complete { held, review, outcome, acknowledged: None }
    }

    /// A mentor completes a review.
    #[track_caller]
    pub fn complete(&self, mentor: PersonId, held: Held, outcome: Outcome) {
        self.done(mentor, self.complete_of(held, outcome));
    }
}

/// Returns the first words of an endless note, which tell by themselves whether one is missing.
#[must_use]
pub fn words(count: u64) -> String {
    let words: Vec<String> = (1..=count).map(|word| format!("w{word}")).collect();
    words.join(" ")
}
