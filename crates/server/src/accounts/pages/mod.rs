//! The pages that links in mail lead to: each asks for what is missing and sends it with the token, which stands behind the
//! “#” of the address and so reaches no log. Opening a page changes nothing; programs that look at every link in a mail use
//! none of them up.

use crate::{Problem, State};
use axum::extract::{self, Path};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::base::{Code, Refusal};
use std::sync::Arc;

const PAGE: &str = include_str!("page.html");
const SCRIPT: &str = include_str!("page.js");
const STYLE: &str = include_str!("page.css");

/// What leads on once it is done.
const NEXT: &str = r#"<p id="next" hidden><a href="/">Sign in in this browser</a></p>"#;

/// What a page may do: run and look as this server says, and talk to it. Nothing else, and in no frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'";

/// Answers with a page, or a part of one.
pub(super) async fn page(
    extract::State(state): extract::State<Arc<State>>,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    // Where browsers have the interface, one goes on there.
    let next = if state.web.is_some() { NEXT } else { "" };
    let (kind, text) = match name.as_str() {
        "verify" | "reset" | "confirm-email" => {
            ("text/html; charset=utf-8", PAGE.replace("<!-- next -->", next))
        }
        "page.js" => ("text/javascript; charset=utf-8", SCRIPT.to_owned()),
        "page.css" => ("text/css; charset=utf-8", STYLE.to_owned()),
        _ => return Err(Refusal::new(Code::NotFound, "There is nothing at this address.").into()),
    };
    let headers: [(HeaderName, HeaderValue); 5] = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    Ok((headers, text).into_response())
}
