//! A section as its client works on it.

use crate::ask::{AskError, Reader};
use domain::enrolments::{EnrolmentId, SectionView};
use domain::journeys::SectionId;

/// Returns a section.
pub(crate) fn section(
    _reader: &mut Reader,
    _enrolment: EnrolmentId,
    _section: SectionId,
) -> Result<SectionView, AskError> {
    Err(AskError::not_found("section"))
}
