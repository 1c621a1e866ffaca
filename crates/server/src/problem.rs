//! Why a request was not answered as it was meant: a status for programs between, and as its body what the rules or the
//! protocol said. What the machine said is logged, never sent.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::base::{Code, Refusal};
use domain::sync::SyncRefusal;
use std::time::Duration;
use store::{AskError, DispatchError, StoreError};

/// When to come back to a server that was busy.
const SOON: Duration = Duration::from_secs(2);

/// An answer that is not the one that was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    status: StatusCode,
    said: Box<Said>,
    retry_after: Option<Duration>,
}

/// The body.
#[derive(Debug, Clone, PartialEq)]
enum Said {
    Refusal(Refusal),
    Sync(SyncRefusal),
}

impl Problem {
    /// Returns a refusal under another status than its code has.
    #[must_use]
    pub fn with_status(status: StatusCode, refusal: Refusal) -> Self {
        Self { status, said: Box::new(Said::Refusal(refusal)), retry_after: None }
    }

    /// Returns the answer to somebody who is not signed in.
    #[must_use]
    pub fn signed_out() -> Self {
        let refusal =
            Refusal::new(Code::Forbidden, "You are not signed in.").hint("Sign in, then try again.");
        Self::with_status(StatusCode::UNAUTHORIZED, refusal)
    }

    /// Returns the answer of a server that has more to do than it can.
    #[must_use]
    pub fn busy() -> Self {
        let refusal = Refusal::new(Code::Storage, "The server is busy. Nothing was changed.")
            .hint("Please try again in a moment.");
        Self::with_status(StatusCode::SERVICE_UNAVAILABLE, refusal).retry_after(SOON)
    }

    /// Returns the answer to somebody who asks for more than their share.
    #[must_use]
    pub fn too_many(wait: Duration) -> Self {
        let refusal = Refusal::new(Code::Forbidden, "That was tried too often in a short time.")
            .hint(format!("Please wait {} seconds, then try again.", wait.as_secs().max(1)));
        Self::with_status(StatusCode::TOO_MANY_REQUESTS, refusal).retry_after(wait)
    }

    /// Returns the answer after a mistake of the server itself.
    #[must_use]
    pub fn bug() -> Self {
        Refusal::new(Code::Bug, "The server made a mistake of its own. Nothing was changed.")
            .hint("Please try again, and report it if it comes back.")
            .into()
    }

    /// Adds when to come back.
    #[must_use]
    pub fn retry_after(mut self, wait: Duration) -> Self {
        self.retry_after = Some(wait);
        self
    }

    /// Returns the status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns what a rule said; what the protocol said, in words.
    #[must_use]
    pub fn refusal(self) -> Refusal {
        match *self.said {
            Said::Refusal(refusal) => refusal,
            Said::Sync(refusal) => Refusal::new(Code::Conflict, refusal.to_string()),
        }
    }

    /// Says the same in the words of the protocol of sync, where it is about the request itself.
    #[must_use]
    pub fn in_sync(self) -> Self {
        match *self.said {
            Said::Refusal(refusal) if self.status.is_client_error() => Self {
                status: self.status,
                said: Box::new(Said::Sync(SyncRefusal::Unreadable { refusal })),
                retry_after: self.retry_after,
            },
            Said::Refusal(_) | Said::Sync(_) => self,
        }
    }
}

/// Which status each code has.
#[must_use]
pub const fn status_of(code: Code) -> StatusCode {
    match code {
        Code::Invalid => StatusCode::BAD_REQUEST,
        Code::Forbidden => StatusCode::FORBIDDEN,
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::Conflict
        | Code::AlreadyClaimed
        | Code::LeaseLost
        | Code::ClaimLimit
        | Code::StaleRevision
        | Code::StaleBase
        | Code::AlreadyCompleted
        | Code::WrongState
        | Code::UnknownKind => StatusCode::CONFLICT,
        Code::Gone => StatusCode::GONE,
        Code::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Code::SignedOut => StatusCode::UNAUTHORIZED,
        Code::Storage | Code::ReadOnly | Code::InUse => StatusCode::SERVICE_UNAVAILABLE,
        Code::Damaged | Code::Bug => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Which status each answer of the protocol of sync has.
#[must_use]
pub fn status_of_sync(refusal: &SyncRefusal) -> StatusCode {
    match refusal {
        SyncRefusal::Epoch { .. }
        | SyncRefusal::ClientIdConflict
        | SyncRefusal::Gap { .. }
        | SyncRefusal::UnknownKind { .. } => StatusCode::CONFLICT,
        SyncRefusal::WrongUser => StatusCode::FORBIDDEN,
        SyncRefusal::UpdateRequired { .. } => StatusCode::UPGRADE_REQUIRED,
        SyncRefusal::Unreadable { refusal } => status_of(refusal.code),
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let problem = Self::with_status(status_of(refusal.code), refusal);
        match problem.status {
            StatusCode::SERVICE_UNAVAILABLE => problem.retry_after(SOON),
            _ => problem,
        }
    }
}

impl From<SyncRefusal> for Problem {
    fn from(refusal: SyncRefusal) -> Self {
        Self { status: status_of_sync(&refusal), said: Box::new(Said::Sync(refusal)), retry_after: None }
    }
}

impl From<AskError> for Problem {
    fn from(error: AskError) -> Self {
        match error {
            AskError::Refused(refusal) => refusal.into(),
            AskError::Failed(error) => error.into(),
        }
    }
}

impl From<DispatchError> for Problem {
    fn from(error: DispatchError) -> Self {
        match error {
            DispatchError::Refused { refusal, .. } => (*refusal).into(),
            DispatchError::Failed(error) => error.into(),
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::error!(error = causes(&error), permanent = error.is_permanent(), "store.failed");
        match error {
            StoreError::TookTooLong { .. } => {
                Refusal::new(Code::Storage, "This took too long, so it was stopped. Nothing was changed.")
                    .hint("Ask for less at once: by a filter, or for a shorter time.")
                    .into()
            }
            StoreError::ReadOnly { .. } | StoreError::Full { .. } => {
                Refusal::new(Code::ReadOnly, "The server can't save anything right now. Nothing was changed.")
                    .hint("Please try again later.")
                    .into()
            }
            error if error.is_permanent() => Self::bug(),
            _ => Self::busy(),
        }
    }
}

/// Returns what a failure says, cause by cause, without the further lines in which a database quotes what is stored.
pub(crate) fn causes(error: &(dyn std::error::Error + 'static)) -> String {
    let links = std::iter::successors(Some(error), |error| error.source());
    let lines = links.map(|error| error.to_string().lines().next().unwrap_or_default().to_owned());
    lines.collect::<Vec<_>>().join(": ")
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = match *self.said {
            Said::Refusal(refusal) => (self.status, Json(refusal)).into_response(),
            Said::Sync(refusal) => (self.status, Json(refusal)).into_response(),
        };
        let headers = response.headers_mut();
        if let Some(wait) = self.retry_after {
            // Whole seconds, and never none: that would be at once.
            headers.insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
