//! What people do on their devices: whatever they can do with what is on the screen, in no good order, and in a hurry.

use domain::base::{CommandId, Instant, PersonId, ZoneId};
use domain::command::{Command, Envelope};
use domain::enrolments::{Answer, Enrolment, EnrolmentsCommand, PrivateAnswer};
use domain::journeys::{Field, Section};
use domain::reviews::{
    Anchor, Claim, CommentKind, DraftComment, Held, Outcome, Priority, QueueItem, Review, ReviewComment,
    ReviewDraft, ReviewsCommand, Submission,
};
use domain::rows::AnyRow;
use store::testing::queued;
use testkit::{ADMIN, BOB, DAN, JOURNEY, note, text};
use uuid::Uuid;

use crate::dice::Dice;
use crate::handset::Handset;

/// The fields that people write texts into here.
const FIELDS: [&str; 6] = ["where", "calls", "comfort", "music", "faith", "identity_number"];

/// A text that somebody typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Typed {
    /// Its number; the text has it in it.
    pub(crate) number: u64,
    /// On which device.
    pub(crate) device: usize,
    /// Who.
    pub(crate) person: PersonId,
    /// Which text of that person it is a version of.
    pub(crate) place: String,
    /// Its command.
    pub(crate) id: CommandId,
}

/// What was done on a device.
pub(crate) struct Done {
    /// In words, for whoever looks at a life.
    pub(crate) what: String,
    pub(crate) typed: Option<Typed>,
    /// Texts that stood in the same place on the screen until then.
    pub(crate) replaced: Vec<u64>,
}

/// Somebody who is about to do something.
pub(crate) struct Hand<'a> {
    pub(crate) dice: &'a mut Dice,
    pub(crate) ids: &'a mut u64,
    pub(crate) texts: &'a mut u64,
    pub(crate) at: Instant,
}

/// A command, the text in it with the place that it is for, and what stood there.
struct Deed {
    command: Command,
    text: Option<(u64, String)>,
    before: String,
}

impl Hand<'_> {
    /// Returns a new id, the same in every run of a seed.
    fn id(&mut self) -> Uuid {
        *self.ids += 1;
        Uuid::from_u128((u128::from(*self.ids) << 80) | (0x7 << 76) | (0x8 << 60) | u128::from(*self.ids))
    }

    fn words(&mut self) -> (u64, String) {
        *self.texts += 1;
        (*self.texts, mark(*self.texts))
    }

    /// Does something on a device. Returns what, if it was taken.
    pub(crate) fn act(&mut self, device: usize, handset: &Handset) -> Option<Done> {
        let rows = handset.rows();
        let person = handset.person;
        let deed = match person {
            BOB | DAN => self.client(person, &rows),
            ADMIN => None,
            _ => self.mentor(person, &rows),
        }?;
        let id = CommandId(self.id());
        let at = handset.clock(self.at);
        let envelope = Envelope::new(id, person, at, ZoneId::utc(), &deed.command);
        let result = handset.store().dispatch(&envelope, at);
        // A refusal leaves the text on the screen, unless it is queued for the server to keep.
        let is_queued = queued(handset.store()).contains(&id);
        let typed = deed.text.filter(|_| is_queued).map(|(number, place)| Typed {
            number,
            device,
            person,
            place,
            id,
        });
        let replaced = if typed.is_some() && result.is_ok() { marks(&deed.before) } else { Vec::new() };
        let what = format!("{} {}", envelope.kind, if result.is_ok() { "done" } else { "refused" });
        is_queued.then_some(Done { what, typed, replaced })
    }

    fn client(&mut self, person: PersonId, rows: &[AnyRow]) -> Option<Deed> {
        let enrolment = Enrolment::id_of(JOURNEY, person);
        match self.dice.below(10) {
            0..5 => self.answer(person, rows),
            5..7 => {
                let sections = of::<Section>(rows);
                let section = sections.iter().find(|section| section.key == "final_days")?.id;
                let (number, message) = self.words();
                let submission = self.id().into();
                let (priority, preferred) = (Priority::Normal, None);
                let command =
                    ReviewsCommand::Request { submission, enrolment, section, message, priority, preferred };
                Some(Deed::text(command, number, format!("message {submission}"), String::new()))
            }
            7 => {
                let rounds = of::<Submission>(rows);
                let submission = self.dice.one_of(&rounds)?.id;
                Some(Deed::plain(ReviewsCommand::Cancel { submission }))
            }
            _ => self.about_a_comment(rows),
        }
    }

    fn answer(&mut self, person: PersonId, rows: &[AnyRow]) -> Option<Deed> {
        let enrolment = Enrolment::id_of(JOURNEY, person);
        let fields: Vec<Field> =
            of::<Field>(rows).into_iter().filter(|field| FIELDS.contains(&field.key.as_str())).collect();
        // The first two are asked for before a review.
        let field = self.dice.one_of(&fields)?.id;
        let id = Answer::id_of(enrolment, field, None);
        let open = of::<Answer>(rows).into_iter().find(|answer| answer.id == id).map(|answer| answer.value.0);
        let private =
            of::<PrivateAnswer>(rows).into_iter().find(|answer| answer.id == id).map(|answer| answer.value.0);
        let before = open.or(private).map(|value| value.to_string()).unwrap_or_default();
        let (number, words) = self.words();
        let command = EnrolmentsCommand::SaveAnswer { enrolment, field, item: None, value: words.into() };
        Some(Deed::text(command, number, format!("answer {id}"), before))
    }

    fn about_a_comment(&mut self, rows: &[AnyRow]) -> Option<Deed> {
        let comments = of::<ReviewComment>(rows);
        let comment = self.dice.one_of(&comments)?.id;
        if self.dice.happens(50) {
            return Some(Deed::plain(ReviewsCommand::Resolve { comment, resolved: self.dice.happens(50) }));
        }
        let (number, body) = self.words();
        let reply = self.id().into();
        let command = ReviewsCommand::Reply { comment, reply, body };
        Some(Deed::text(command, number, format!("reply {reply}"), String::new()))
    }

    fn mentor(&mut self, person: PersonId, rows: &[AnyRow]) -> Option<Deed> {
        let claims: Vec<Claim> = of::<Claim>(rows)
            .into_iter()
            .filter(|claim| claim.mentor_id == person && claim.ended_at.is_none())
            .collect();
        let held =
            self.dice.one_of(&claims).map(|claim| Held { submission: claim.submission_id, claim: claim.id });
        let (Some(held), false) = (held, self.dice.happens(20)) else {
            return self.free(rows);
        };
        match self.dice.below(20) {
            0..9 => self.save_note(person, held, rows),
            9..14 => self.save_comment(held, rows),
            14..17 => {
                let review = self.id().into();
                let outcome = Outcome::Approved;
                Some(Deed::plain(ReviewsCommand::Complete { held, review, outcome, acknowledged: None }))
            }
            17 => Some(Deed::plain(ReviewsCommand::Release { held })),
            18 => Some(Deed::plain(ReviewsCommand::Extend { held })),
            _ => self.free(rows),
        }
    }

    /// What a mentor does without a review in hand.
    fn free(&mut self, rows: &[AnyRow]) -> Option<Deed> {
        if self.dice.happens(70) {
            let items = of::<QueueItem>(rows);
            let submission = self.dice.one_of(&items)?.id;
            return Some(Deed::plain(ReviewsCommand::Claim { submission, claim: self.id().into() }));
        }
        if self.dice.happens(50) {
            return self.about_a_comment(rows);
        }
        let reviews = of::<Review>(rows);
        let review = self.dice.one_of(&reviews)?.id;
        let (number, words) = self.words();
        let amendment = self.id();
        let command = ReviewsCommand::Amend { review, amendment, body: note(&words) };
        Some(Deed::text(command, number, format!("amendment {amendment}"), String::new()))
    }

    fn save_note(&mut self, person: PersonId, held: Held, rows: &[AnyRow]) -> Option<Deed> {
        let id = ReviewDraft::id_of(held.submission, person);
        let draft = of::<ReviewDraft>(rows).into_iter().find(|draft| draft.id == id);
        let before = draft.map(|draft| text(&draft.body)).unwrap_or_default();
        let (number, words) = self.words();
        let command = ReviewsCommand::SaveNote { held, body: note(&words) };
        Some(Deed::text(command, number, format!("note {id}"), before))
    }

    fn save_comment(&mut self, held: Held, rows: &[AnyRow]) -> Option<Deed> {
        let own =
            of::<DraftComment>(rows).into_iter().filter(|comment| comment.submission_id == held.submission);
        let own: Vec<DraftComment> = own.collect();
        let goes_on = self.dice.happens(50);
        let known = self.dice.one_of(&own).filter(|_| goes_on).cloned();
        let comment = known.as_ref().map_or_else(|| self.id().into(), |known| known.id);
        let before = known.map(|known| known.body).unwrap_or_default();
        let (number, body) = self.words();
        let (anchor, kind) = (Anchor { field: None, item: None }, CommentKind::Suggestion);
        let command = ReviewsCommand::SaveComment { held, comment, anchor, kind, body };
        Some(Deed::text(command, number, format!("comment {comment}"), before))
    }
}

impl Deed {
    fn plain(command: impl Into<Command>) -> Self {
        Self { command: command.into(), text: None, before: String::new() }
    }

    fn text(command: impl Into<Command>, number: u64, place: String, before: String) -> Self {
        Self { command: command.into(), text: Some((number, place)), before }
    }
}

fn of<T: TryFrom<AnyRow>>(rows: &[AnyRow]) -> Vec<T> {
    rows.iter().filter_map(|row| T::try_from(row.clone()).ok()).collect()
}

/// Returns the text of this number.
fn mark(number: u64) -> String {
    format!("text <{number}>")
}

/// Returns the numbers of all texts in something.
pub(crate) fn marks(within: &str) -> Vec<u64> {
    within.split("text <").skip(1).filter_map(|rest| rest.split_once('>')?.0.parse().ok()).collect()
}
