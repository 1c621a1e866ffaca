//! The list of what can be asked, to read and to try: Swagger UI, from files that lie here (`vendor/swagger-ui`). Nothing is
//! fetched from elsewhere.

use crate::Problem;
use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::base::{Code, Refusal};

const PAGE: &str = include_str!("docs/page.html");
const START: &str = include_str!("docs/start.js");
const BUNDLE: &str = include_str!("../../../../vendor/swagger-ui/swagger-ui-bundle.js");
const STYLE: &str = include_str!("../../../../vendor/swagger-ui/swagger-ui.css");
const LICENCE: &str = include_str!("../../../../vendor/swagger-ui/LICENSE");

/// What the page may do: run and look as these files say, and ask this server.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// Answers with the page.
pub(super) async fn page() -> Response {
    told("text/html; charset=utf-8", PAGE)
}

/// Answers with one of its files.
pub(super) async fn file(Path(name): Path<String>) -> Result<Response, Problem> {
    Ok(match name.as_str() {
        "start.js" => told("text/javascript; charset=utf-8", START),
        "swagger-ui-bundle.js" => told("text/javascript; charset=utf-8", BUNDLE),
        "swagger-ui.css" => told("text/css; charset=utf-8", STYLE),
        "LICENSE" => told("text/plain; charset=utf-8", LICENCE),
        _ => return Err(Refusal::new(Code::NotFound, "There is nothing at this address.").into()),
    })
}

fn told(media_type: &'static str, text: &'static str) -> Response {
    let headers: [(HeaderName, HeaderValue); 3] = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (headers, text).into_response()
}
