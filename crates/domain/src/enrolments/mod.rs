//! Enrolments: a client in a journey, with an answer for each field.

mod command;
mod entities;
mod revision;
mod view;

pub use command::{EnrolmentsCommand, kept_answer};
pub(crate) use command::{answer_text, own_enrolment, write_answer};
pub use entities::{Answer, AnswerId, Enrolment, EnrolmentId, ItemId, PrivateAnswer, SectionItem, Tier};
pub use revision::{AnswerKey, SectionContent, changed_fields, fingerprint};
pub use view::*;
