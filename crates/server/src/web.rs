//! The interface for browsers: a folder of files, read once when the server starts. An address that is neither one of them nor in
//! the list of routes is a page of the interface, which finds out by itself which.

use crate::Problem;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::base::{Code, Refusal};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use uuid::Uuid;

/// What a page may load and where it may send something: this server alone, and no script that stands in a page.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
     connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// The page itself.
const PAGE: &str = "/index.html";

/// The files, by the path at which they are asked for.
#[derive(Debug, Default)]
pub struct Web {
    files: BTreeMap<String, File>,
}

#[derive(Debug)]
struct File {
    bytes: Bytes,
    media_type: HeaderValue,
    /// Tells one content from another.
    tag: HeaderValue,
}

impl Web {
    /// Reads a folder and those in it.
    ///
    /// # Errors
    /// When something in it can't be read, or it has no `index.html`.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut web = Self::default();
        web.add(folder, "")?;
        if web.files.contains_key(PAGE) {
            return Ok(web);
        }
        Err(io::Error::new(io::ErrorKind::NotFound, "there is no index.html in the folder of the interface"))
    }

    fn add(&mut self, folder: &Path, under: &str) -> io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            // What has no name in letters cannot be asked for.
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = format!("{under}/{name}");
            if entry.file_type()?.is_dir() {
                self.add(&entry.path(), &path)?;
                continue;
            }
            let bytes = Bytes::from(std::fs::read(entry.path())?);
            let tag = Uuid::new_v5(&Uuid::NAMESPACE_OID, &bytes);
            let tag = HeaderValue::try_from(format!("W/\"{tag}\"")).map_err(io::Error::other)?;
            self.files.insert(path, File { bytes, media_type: media_type(&name), tag });
        }
        Ok(())
    }

    /// Answers what is in no row of the list.
    pub(crate) fn answer(&self, request: &Request) -> Response {
        let asked = request.uri().path();
        let page = || if is_page(asked) { self.files.get(PAGE) } else { None };
        let Some(file) = self.files.get(asked).or_else(page) else { return nothing_here() };
        if *request.method() != Method::GET && *request.method() != Method::HEAD {
            return nothing_here();
        }
        // Names stay the same from version to version, so a browser asks whether what it has still holds.
        let cache = HeaderValue::from_static("no-cache");
        let headers = [(header::CACHE_CONTROL, cache), (header::ETAG, file.tag.clone())];
        let meant: [(HeaderName, HeaderValue); 4] = [
            (header::CONTENT_TYPE, file.media_type.clone()),
            (header::CONTENT_SECURITY_POLICY, POLICY),
            (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
            (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        ];
        // A browser takes what the shorter answer says of the page in place of what it kept, so both say the same.
        if request.headers().get(header::IF_NONE_MATCH) == Some(&file.tag) {
            return (StatusCode::NOT_MODIFIED, headers, meant).into_response();
        }
        (headers, meant, Body::from(file.bytes.clone())).into_response()
    }
}

/// Whether this may be the address of a page: what ends like a file is one, or nothing; and so is what belongs to programs.
fn is_page(asked: &str) -> bool {
    let last = asked.rsplit('/').next().unwrap_or_default();
    let programs = ["/api/", "/sync/", "/accounts/"].iter().any(|start| asked.starts_with(start));
    !last.contains('.') && !programs
}

/// Returns the answer to whoever asks for what does not exist.
pub(crate) fn nothing_here() -> Response {
    Problem::from(Refusal::new(Code::NotFound, "There is nothing at this address.")).into_response()
}

fn media_type(name: &str) -> HeaderValue {
    HeaderValue::from_static(match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    })
}
