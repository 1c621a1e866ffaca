//! Who holds a review: decided from its claims and the time, so that no job has to sweep.

use super::entities::{Claim, SubmissionId};
use crate::base::{Instant, PersonId, Span, Stored};
use crate::rows::{Rows, RowsError};

/// The most reviews that a mentor holds at once.
pub const CLAIM_LIMIT: usize = 4;

/// How long before a lease ends its mentor is reminded.
pub const LEASE_WARNING: Span = Span::hours(12);

/// Who holds a review, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// The mentor.
    pub mentor: PersonId,
    /// Until when nobody else may claim.
    pub until: Instant,
}

impl Claim {
    /// Whether the claim keeps others away at `now`: it has not ended, and its lease has not run out.
    /// At `expires_at` it still does; one millisecond later it no longer does.
    #[must_use]
    pub fn is_live(&self, now: Instant) -> bool {
        self.ended_at.is_none() && now <= self.expires_at
    }
}

/// Returns who holds the review at `now`, from all its claims.
#[must_use]
pub fn holder(claims: &[Claim], now: Instant) -> Option<Holder> {
    let newest = claims.iter().max_by_key(|claim| claim.token)?;
    newest.is_live(now).then_some(Holder { mentor: newest.mentor_id, until: newest.expires_at })
}

/// Returns the newest claim on a review. It stays the one to write under, even after its lease ran
/// out, until another mentor claims.
///
/// # Errors
/// When storage fails.
pub fn newest_claim(rows: &mut dyn Rows, submission: SubmissionId) -> Result<Option<Claim>, RowsError> {
    let claims: Vec<Claim> = rows.list(Claim::BY_SUBMISSION, &[submission.to_value()])?;
    Ok(claims.into_iter().max_by_key(|claim| claim.token))
}
