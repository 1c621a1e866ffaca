//! Journeys: what a client goes through, as categories of sections of fields.
//!
//! Here are the file that a creator writes ([`mod@file`]), the rows it becomes ([`Journey`] and its parts)
//! and the rules of its parts: what an answer looks like ([`kind`], [`shape`]), when a field is asked
//! ([`condition`]) and how complete a section is ([`score`]). People's answers live with their
//! enrolments.

mod command;
pub mod condition;
pub mod country;
mod entities;
pub mod file;
pub mod kind;
mod notation;
#[cfg(test)]
mod sample_tests;
pub mod score;
mod section_fields;
pub mod shape;
pub mod validate;

pub use command::JourneysCommand;
pub use entities::{
    AssignmentId, Category, CategoryId, ChecklistItem, ChecklistItemId, Field, FieldId, Journey, JourneyId,
    MentorAssignment, Section, SectionId,
};
pub use file::{ChoiceOption, FieldKind, Importance, SectionKind, Sensitivity};
pub use section_fields::SectionFields;
