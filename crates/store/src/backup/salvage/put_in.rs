//! Brings salvaged words into a sound file, by the commands by which their authors would: to where they were, if the file
//! knows that place and has nothing newer there, else among the author's kept texts.

use crate::rows::TxRows;
use crate::{DispatchError, SYSTEM, Store, StoreError};
use domain::base::{CommandId, Instant, PersonId, Stored, ZoneId, derived_id};
use domain::command::{Command, Envelope, UserText};
use domain::enrolments::{Answer, EnrolmentsCommand, PrivateAnswer};
use domain::entity::Stamp;
use domain::reviews::{
    Anchor, Claim, DraftComment, Held, KeptPurpose, KeptText, ReviewDraft, ReviewsCommand, SubmissionId,
};
use domain::rows::{AnyRow, Rows};

/// Why a salvaged text waits, as its author reads it.
const REASON: &str = "Your file was damaged. This text was found in it and has no other place now.";

/// What became of salvaged texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Salvaged {
    /// How many are where they were.
    pub put_back: usize,
    /// How many are among the kept texts.
    pub kept: usize,
    /// How many the file had already, or something newer in their place.
    pub known: usize,
    /// How many found no place at all: their author, or what they are about, is not in the file.
    pub lost: usize,
}

impl Store {
    /// Brings in the words that were salvaged from a damaged file. Doing it again changes nothing.
    ///
    /// # Errors
    /// When the store fails; what was brought in before stays.
    pub fn take_salvaged(&self, found: Vec<AnyRow>, now: Instant) -> Result<Salvaged, StoreError> {
        let mut salvaged = Salvaged::default();
        for row in found {
            if self.has(&row)? {
                salvaged.known += 1;
                continue;
            }
            let place = self.place_of(&row)?;
            if self.tried(&row, place, now)? {
                salvaged.put_back += 1;
            } else if self.tried(&row, kept(&row), now)? {
                salvaged.kept += 1;
            } else {
                salvaged.lost += 1;
            }
        }
        Ok(salvaged)
    }

    /// Whether the file holds these words, or newer ones in their place.
    fn has(&self, row: &AnyRow) -> Result<bool, StoreError> {
        self.engine().read(|tx| {
            let mut rows = TxRows::new(tx, Stamp::default());
            let rows: &mut dyn Rows = &mut rows;
            let mut there = rows.get(row.key()).map_err(below)?;
            if there.is_none()
                && let AnyRow::Answer(answer) = row
            {
                let id = answer.id;
                there = rows.find::<PrivateAnswer>(id).map_err(below)?.map(AnyRow::from);
            }
            Ok(there.is_some_and(|there| there.stamp().updated_at >= row.stamp().updated_at))
        })
    }

    /// Returns the command that puts a text where it was, and who gives it.
    fn place_of(&self, row: &AnyRow) -> Result<Option<(PersonId, Command)>, StoreError> {
        Ok(match row.clone() {
            AnyRow::Answer(Answer { enrolment_id, client_id, field_id, item_id, value, .. }) => {
                let save = EnrolmentsCommand::SaveAnswer {
                    enrolment: enrolment_id,
                    field: field_id,
                    item: item_id,
                    value: value.0,
                };
                Some((client_id, save.into()))
            }
            AnyRow::UnsentText(unsent) => {
                let save = ReviewsCommand::SaveUnsent { place: unsent.place.0, body: unsent.body };
                Some((unsent.author_id, save.into()))
            }
            AnyRow::ReviewDraft(ReviewDraft { submission_id, mentor_id, body, .. }) => self
                .held(submission_id, mentor_id)?
                .map(|held| (mentor_id, ReviewsCommand::SaveNote { held, body }.into())),
            AnyRow::DraftComment(comment) => {
                self.held(comment.submission_id, comment.mentor_id)?.map(|held| {
                    let DraftComment { id, mentor_id, field_id, item_id, kind, body, .. } = comment;
                    let anchor = Anchor { field: field_id, item: item_id };
                    (mentor_id, ReviewsCommand::SaveComment { held, comment: id, anchor, kind, body }.into())
                })
            }
            _ => None,
        })
    }

    /// Returns the claim under which a mentor holds a review in this file.
    fn held(&self, submission: SubmissionId, mentor: PersonId) -> Result<Option<Held>, StoreError> {
        self.engine().read(|tx| {
            let mut rows = TxRows::new(tx, Stamp::default());
            let rows: &mut dyn Rows = &mut rows;
            let open = rows.list::<Claim>(Claim::OPEN_BY_MENTOR, &[mentor.to_value()]).map_err(below)?;
            let claim = open.into_iter().find(|claim| claim.submission_id == submission);
            Ok(claim.map(|claim| Held { submission, claim: claim.id }))
        })
    }

    /// Tries a command, and says whether the words are in the file now.
    fn tried(
        &self,
        row: &AnyRow,
        command: Option<(PersonId, Command)>,
        now: Instant,
    ) -> Result<bool, StoreError> {
        let Some((actor, command)) = command else { return Ok(false) };
        let id = CommandId(derived_id(row.stamp().rev.0, &format!("salvaged {actor} {}", row.key().id)));
        let envelope = Envelope::new(id, actor, now, ZoneId::utc(), &command);
        let done = if actor == SYSTEM {
            self.dispatch_system(&envelope, now)
        } else {
            self.dispatch(&envelope, now)
        };
        match done {
            Ok(_) => Ok(true),
            // A command that is refused may have kept the text by itself; then it is kept twice, under one id.
            Err(DispatchError::Refused { .. }) => Ok(false),
            // An author who is not in the file is found by the references alone.
            Err(DispatchError::Failed(StoreError::Constraint { .. })) => Ok(false),
            Err(DispatchError::Failed(error)) => Err(error),
        }
    }
}

/// Returns the command that puts a text among its author's kept texts, and the program as the one who gives it.
fn kept(row: &AnyRow) -> Option<(PersonId, Command)> {
    let (author, text, reason) = match row.clone() {
        AnyRow::Answer(answer) => {
            let text = match answer.value.0 {
                serde_json::Value::String(text) => text,
                other => other.to_string(),
            };
            let purpose = KeptPurpose::Answer;
            let text = UserText { purpose, subject: answer.id.0, submission: None, text };
            (answer.client_id, text, REASON.to_owned())
        }
        AnyRow::UnsentText(unsent) => {
            let place = unsent.place.0;
            let (purpose, subject) = (place.purpose(), place.subject());
            let text = UserText { purpose, subject, submission: None, text: unsent.body };
            (unsent.author_id, text, REASON.to_owned())
        }
        AnyRow::ReviewDraft(draft) => {
            let text = UserText {
                purpose: KeptPurpose::Note,
                subject: draft.submission_id.0,
                submission: Some(draft.submission_id),
                text: draft.body.as_str().to_owned(),
            };
            (draft.mentor_id, text, REASON.to_owned())
        }
        AnyRow::DraftComment(comment) => {
            let text = UserText {
                purpose: KeptPurpose::Comment,
                subject: comment.id.0,
                submission: Some(comment.submission_id),
                text: comment.body,
            };
            (comment.mentor_id, text, REASON.to_owned())
        }
        AnyRow::KeptText(KeptText { dismissed_at: Some(_), .. }) => return None,
        AnyRow::KeptText(kept) => {
            let text = UserText {
                purpose: kept.purpose,
                subject: kept.id.0,
                submission: kept.submission_id,
                text: kept.body,
            };
            (kept.author_id, text, kept.reason)
        }
        _ => return None,
    };
    let kept = match row {
        AnyRow::KeptText(kept) => kept.id,
        _ => KeptText::id_of(author, &text),
    };
    Some((SYSTEM, ReviewsCommand::Keep { kept, author, text, reason }.into()))
}

fn below(error: domain::rows::RowsError) -> StoreError {
    StoreError::Io { what: "reading a row".to_owned(), source: error.0 }
}
