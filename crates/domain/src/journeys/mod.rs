//! Journeys: what a client goes through, as categories of sections of fields.
//!
//! Here are the file that a creator writes ([`file`]) and the rules of its parts: what an answer
//! looks like ([`kind`], [`shape`]), when a field is asked ([`condition`]) and how complete a
//! section is ([`score`]). People's answers live with their enrolments.

pub mod condition;
pub mod country;
pub mod file;
pub mod kind;
pub mod score;
pub mod shape;
pub mod validate;
