//! What a status and a body mean.

use domain::base::{Refusal, Span};
use domain::sync::{PushReply, SyncRefusal};
use serde::Deserialize as _;
use serde_json::Value;

use crate::engine::Answer;

/// An answer of HTTP, as far as it matters. The body of a page is read elsewhere.
#[derive(Debug, Clone, Copy)]
pub struct Reply<'a> {
    /// The status.
    pub status: u16,
    /// The header `Retry-After`.
    pub retry_after: Option<&'a str>,
    /// The body, or its beginning.
    pub body: &'a [u8],
}

/// Returns what came of a push.
#[must_use]
pub fn push_answer(reply: Reply<'_>) -> Answer<PushReply> {
    if reply.status == 200 {
        return serde_json::from_slice(reply.body).map_or(Answer::Strange, Answer::Given);
    }
    otherwise(reply)
}

/// Returns what came of a pull that was not answered by a page.
#[must_use]
pub fn refused_pull<T>(reply: Reply<'_>) -> Answer<T> {
    otherwise(reply)
}

/// Sorts what is not the thing that was asked for. Statuses that whatever stands between may give as well (too much to do,
/// too large) count by themselves; those that would stop something count only with words that are ours.
fn otherwise<T>(reply: Reply<'_>) -> Answer<T> {
    let body: Option<Value> = serde_json::from_slice(reply.body).ok();
    let is_ours = body.as_ref().is_some_and(is_of_our_server);
    let refusal = body.and_then(|body| serde_json::from_value::<SyncRefusal>(body).ok());
    match (reply.status, refusal) {
        (400 | 403 | 409 | 422 | 426, Some(refusal)) => Answer::Refused(refusal),
        (401, _) if is_ours => Answer::SignIn,
        (403, None) if is_ours => Answer::Closed,
        (413, _) => Answer::TooLarge,
        (429 | 502 | 503 | 504, _) => Answer::Busy { after: reply.retry_after.and_then(seconds) },
        (500..=599, _) => Answer::Failing,
        (_, _) => Answer::Strange,
    }
}

/// Whether a body is in the words of our server: of the protocol, or a refusal of the rules.
fn is_of_our_server(body: &Value) -> bool {
    body.get("error").is_some_and(Value::is_string) || Refusal::deserialize(body).is_ok()
}

/// Reads the header `Retry-After` where it is a number of seconds; a date counts by a clock that nobody here trusts.
fn seconds(header: &str) -> Option<Span> {
    header.trim().parse::<u32>().ok().map(|seconds| Span::seconds(seconds.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::sync::Epoch;
    use proptest::prelude::*;

    const PORTAL: &str = "<html><body>Sign in to the Wi-Fi</body></html>";

    fn answer(status: u16, body: &str) -> Answer<PushReply> {
        push_answer(Reply { status, retry_after: None, body: body.as_bytes() })
    }

    #[test]
    fn every_answer_is_known_by_its_status_and_words() {
        let epoch = Epoch::of(2);
        let cases = [
            (
                200,
                r#"{"last_n":5,"results":[]}"#.to_owned(),
                Answer::Given(PushReply { last_n: 5, results: vec![] }),
            ),
            (200, PORTAL.to_owned(), Answer::Strange),
            (200, String::new(), Answer::Strange),
            (204, String::new(), Answer::Strange),
            (302, PORTAL.to_owned(), Answer::Strange),
            (401, r#"{"error":"unauthorized"}"#.to_owned(), Answer::SignIn),
            (401, r#"{"code":"forbidden","message":"You are not signed in."}"#.to_owned(), Answer::SignIn),
            (401, r#"{"code":"no code of ours","message":"No."}"#.to_owned(), Answer::Strange),
            (401, PORTAL.to_owned(), Answer::Strange),
            (403, r#"{"error":"wrong_user"}"#.to_owned(), Answer::Refused(SyncRefusal::WrongUser)),
            (403, r#"{"error":"account_closed"}"#.to_owned(), Answer::Closed),
            (403, r#"{"code":"forbidden","message":"Your account was closed."}"#.to_owned(), Answer::Closed),
            (403, PORTAL.to_owned(), Answer::Strange),
            (404, PORTAL.to_owned(), Answer::Strange),
            (407, r#"{"error":"x"}"#.to_owned(), Answer::Strange),
            (
                409,
                format!(r#"{{"error":"epoch","epoch":"{epoch}"}}"#),
                Answer::Refused(SyncRefusal::Epoch { epoch }),
            ),
            (
                409,
                r#"{"error":"client_id_conflict"}"#.to_owned(),
                Answer::Refused(SyncRefusal::ClientIdConflict),
            ),
            (
                409,
                r#"{"error":"gap","expect":5}"#.to_owned(),
                Answer::Refused(SyncRefusal::Gap { expect: 5 }),
            ),
            (
                409,
                r#"{"error":"unknown_kind","n":7}"#.to_owned(),
                Answer::Refused(SyncRefusal::UnknownKind { n: 7 }),
            ),
            (409, r#"{"error":"something_new"}"#.to_owned(), Answer::Strange),
            (413, PORTAL.to_owned(), Answer::TooLarge),
            (
                426,
                r#"{"error":"update_required","min_schema":8}"#.to_owned(),
                Answer::Refused(SyncRefusal::UpdateRequired { min_schema: 8 }),
            ),
            (429, String::new(), Answer::Busy { after: None }),
            (500, PORTAL.to_owned(), Answer::Failing),
            (501, String::new(), Answer::Failing),
            (502, PORTAL.to_owned(), Answer::Busy { after: None }),
            (503, String::new(), Answer::Busy { after: None }),
            (504, String::new(), Answer::Busy { after: None }),
        ];
        for (status, body, expected) in cases {
            assert_eq!(answer(status, &body), expected, "{status} {body}");
        }
    }

    #[test]
    fn the_server_says_how_long_it_wants_to_be_left_alone() {
        let cases = [
            (Some("120"), Some(Span::seconds(120))),
            (Some(" 0 "), Some(Span(0))),
            (Some("-5"), None),
            (Some("Wed, 21 Oct 2026 07:28:00 GMT"), None),
            (Some("99999999999999999999"), None),
            (None, None),
        ];
        for (retry_after, after) in cases {
            let reply = Reply { status: 503, retry_after, body: b"" };
            assert_eq!(push_answer(reply), Answer::Busy { after }, "{retry_after:?}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_stumble_or_stop(status in 0..1000_u16, body in prop::collection::vec(any::<u8>(), 0..200)) {
            let answer = push_answer(Reply { status, retry_after: None, body: &body });
            let goes_on = matches!(
                answer,
                Answer::Strange | Answer::Busy { .. } | Answer::Failing | Answer::TooLarge
            );
            prop_assert!(goes_on, "{answer:?}");
        }
    }
}
