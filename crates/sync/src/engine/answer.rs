//! What came of a request. The list is closed: whatever a server, or something that stands between, can say is one of these.

use domain::base::Span;
use domain::sync::SyncRefusal;

/// What came of a request that asks for `T`.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer<T> {
    /// What was asked for, whole.
    Given(T),
    /// There was none: no connection, no such name, not trusted, broken off, not in time.
    Nothing,
    /// The server, or something on the way, has too much to do (429, 502, 503, 504).
    Busy {
        /// How long it asks to be left alone.
        after: Option<Span>,
    },
    /// The server made a mistake (500 and the like).
    Failing,
    /// It wants to know who asks (401).
    SignIn,
    /// The account may not be used (403).
    Closed,
    /// It does not take this much at once (413).
    TooLarge,
    /// The protocol says no.
    Refused(SyncRefusal),
    /// This is nothing that a server of ours says: another page, a redirection, half an answer.
    Strange,
}
