//! A client's journeys.

use crate::ask::{AskError, Reader};
use domain::enrolments::{ContentsView, EnrolmentId, JourneysView};

/// Returns a client's journeys.
pub(crate) fn journeys(_reader: &mut Reader) -> Result<JourneysView, AskError> {
    Err(AskError::not_found("list"))
}

/// Returns a journey's table of contents.
pub(crate) fn contents(_reader: &mut Reader, _enrolment: EnrolmentId) -> Result<ContentsView, AskError> {
    Err(AskError::not_found("journey"))
}
