//! One request and its answer.

use crate::backend::json::{from_js, to_js};
use crate::backend::read;
use domain::accounts::AccountCode;
use domain::base::{Code, Refusal};
use js_sys::JSON;
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestCache, RequestInit, Response};

/// How long an answer may take, in milliseconds: longer than the server itself gives it.
const PATIENCE: u32 = 70_000;

/// How something is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Post,
    Put,
    Delete,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Failed {
    /// Nobody could be reached, or it broke off: whether something was done is not known.
    Unreachable,
    /// Somebody answered who does not manage just now, and wants to be left alone for so many seconds, if they said so.
    Busy { after: Option<u32> },
    /// Nobody is signed in any more.
    SignedOut(Refusal),
    /// A rule said no.
    Refused(Refusal),
}

/// Asks, and returns what is answered. A cookie says who asks; the header says that a page of this server does.
///
/// # Errors
/// See [`Failed`].
pub(super) async fn send(method: Method, path: &str, body: Option<&Value>) -> Result<Value, Failed> {
    match once(method, path, body).await {
        // It crossed with the answer that replaced the cookie, and was not looked at. The newer one is there by now.
        Err(Failed::Refused(refusal)) if AccountCode::of(&refusal) == Some(AccountCode::Superseded) => {
            once(method, path, body).await
        }
        answered => answered,
    }
}

async fn once(method: Method, path: &str, body: Option<&Value>) -> Result<Value, Failed> {
    let answer = fetch(method, path, body).await.map_err(|_| Failed::Unreachable)?;
    if (200..300).contains(&answer.status) { Ok(answer.said) } else { Err(failed(answer)) }
}

/// What came back.
struct Answered {
    status: u16,
    /// The header `Retry-After`.
    retry_after: Option<String>,
    said: Value,
}

async fn fetch(method: Method, path: &str, body: Option<&Value>) -> Result<Answered, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let headers = Headers::new()?;
    headers.set("x-wrapitup", "1")?;
    let init = RequestInit::new();
    init.set_method(match method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Put => "PUT",
        Method::Delete => "DELETE",
    });
    if let Some(body) = body {
        headers.set("content-type", "application/json")?;
        init.set_body(&JSON::stringify(&to_js(body))?.into());
    }
    init.set_headers(&headers.into());
    init.set_cache(RequestCache::NoStore);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    let response: Response = JsFuture::from(window.fetch_with_str_and_init(path, &init)).await?.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    let said = JSON::parse(&text).map_or(Value::Null, |value| from_js(&value));
    Ok(Answered { status: response.status(), retry_after: response.headers().get("retry-after")?, said })
}

/// Returns what an answer means that is not the one that was asked for.
fn failed(Answered { status, retry_after, said }: Answered) -> Failed {
    let busy = || Failed::Busy { after: retry_after.as_deref().and_then(seconds) };
    let Ok(refusal) = read::<Refusal>(said) else {
        // A proxy speaks here, or the page of a network by which one signs in to it.
        return if status == 429 || status >= 500 { busy() } else { Failed::Unreachable };
    };
    match (status, AccountCode::of(&refusal)) {
        // Whoever shows no cookie at all is told so without a code.
        (401, None | Some(AccountCode::SignedOut)) => Failed::SignedOut(
            Refusal::new(Code::SignedOut, "You are signed out.").hint("Sign in, and go on where you were."),
        ),
        // Whoever tried too often is told how long to wait.
        (_, Some(AccountCode::TooManyAttempts)) => Failed::Refused(refusal),
        (408 | 429 | 502..=504, _) => busy(),
        _ => Failed::Refused(refusal),
    }
}

/// Reads the header `Retry-After` where it is a number of seconds; a date counts by a clock that may be another one.
fn seconds(header: &str) -> Option<u32> {
    header.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const BUSY: Failed = Failed::Busy { after: None };

    fn said(code: Code, account: Option<AccountCode>) -> Value {
        let refusal = Refusal::new(code, "No.");
        serde_json::to_value(account.map_or(refusal.clone(), |account| account.told(refusal))).unwrap()
    }

    fn failed(status: u16, said: Value) -> Failed {
        super::failed(Answered { status, retry_after: None, said })
    }

    #[test]
    fn what_may_pass_is_told_from_what_a_rule_refused() {
        assert!(matches!(
            failed(401, said(Code::Forbidden, Some(AccountCode::SignedOut))),
            Failed::SignedOut(Refusal { code: Code::SignedOut, .. })
        ));
        assert!(matches!(failed(401, said(Code::Forbidden, None)), Failed::SignedOut(_)), "without a cookie");
        for status in [408, 429, 503] {
            assert_eq!(failed(status, said(Code::Storage, None)), BUSY, "{status}");
        }
        assert_eq!(failed(502, json!(null)), BUSY, "a proxy");
        assert_eq!(failed(429, json!("<html>")), BUSY, "a proxy that counts");
        assert_eq!(failed(403, json!("<html>")), Failed::Unreachable, "the page of a network");
        for (status, code) in [(403, Code::Forbidden), (409, Code::LeaseLost), (500, Code::Bug)] {
            assert!(
                matches!(failed(status, said(code, None)), Failed::Refused(refusal) if refusal.code == code)
            );
        }
        let often = said(Code::Forbidden, Some(AccountCode::TooManyAttempts));
        assert!(matches!(failed(429, often), Failed::Refused(_)));
        let wrong = said(Code::Forbidden, Some(AccountCode::WrongCredentials));
        assert!(matches!(failed(401, wrong), Failed::Refused(_)), "a wrong password signs nobody out");
    }

    #[test]
    fn who_does_not_manage_says_for_how_long_to_be_left_alone() {
        let cases = [
            (503, Some("2"), Some(2)),
            (429, Some(" 120 "), Some(120)),
            (502, Some("0"), Some(0)),
            (503, Some("-5"), None),
            (503, Some("Wed, 21 Oct 2026 07:28:00 GMT"), None),
            (503, Some("99999999999999999999"), None),
            (503, None, None),
        ];
        for (status, header, after) in cases {
            for said in [json!("<html>"), said(Code::Storage, None)] {
                let answer = Answered { status, retry_after: header.map(str::to_owned), said };
                assert_eq!(super::failed(answer), Failed::Busy { after }, "{status} {header:?}");
            }
        }
    }
}
