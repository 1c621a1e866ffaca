//! A client's journeys: which there are, one journey's table of contents, and its sections to write in.
//!
//! What may be done is decided in `domain::enrolments` and `domain::reviews`; here it is shown and asked for.

mod begin;
mod journey_page;
mod journeys_page;
mod section;
mod sections_to_go;
mod words;

pub(crate) use journey_page::JourneyPage;
pub(crate) use journeys_page::JourneysPage;
pub(crate) use section::SectionPage;
