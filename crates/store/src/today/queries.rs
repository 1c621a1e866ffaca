//! The first screen of the day.

use crate::ask::{AskError, Reader};
use domain::today::TodayView;

/// Returns the first screen of the day.
pub(crate) fn today(_reader: &mut Reader) -> Result<TodayView, AskError> {
    Err(AskError::not_found("day"))
}
