//! Enrolments: a client in a journey, with an answer for each field.

mod command;
mod entities;
mod revision;
mod view;

pub use command::EnrolmentsCommand;
pub(crate) use command::own_enrolment;
pub use entities::{Answer, AnswerId, Enrolment, EnrolmentId, ItemId, PrivateAnswer, SectionItem, Tier};
pub use revision::{AnswerKey, SectionContent, changed_fields, fingerprint};
pub use view::*;
