//! Lists of reviews.

use crate::ask::{AskError, Reader};
use domain::reviews::{ReviewList, ReviewsView};

/// Returns a list of reviews.
pub(crate) fn reviews(_reader: &mut Reader, _list: ReviewList) -> Result<ReviewsView, AskError> {
    Err(AskError::not_found("list"))
}
