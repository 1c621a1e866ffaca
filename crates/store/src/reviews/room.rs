//! The review room.

use crate::ask::{AskError, Reader};
use domain::reviews::{RoomView, SubmissionId};

/// Returns a review room.
pub(crate) fn room(_reader: &mut Reader, _submission: SubmissionId) -> Result<RoomView, AskError> {
    Err(AskError::not_found("review"))
}
