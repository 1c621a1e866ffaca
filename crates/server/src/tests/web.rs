//! The interface for browsers.

use super::served::Served;
use std::path::Path;
use store::engine::Dialect;

fn bundle() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("index.html"), "<!doctype html>page").unwrap();
    std::fs::write(folder.path().join("app.js"), "script").unwrap();
    std::fs::create_dir(folder.path().join("assets")).unwrap();
    std::fs::write(folder.path().join("assets/a.wasm"), "wasm").unwrap();
    folder
}

fn serving(folder: &Path) -> Served {
    Served::with(Dialect::Sqlite, |config| config.web = Some(folder.to_owned()))
}

#[test]
fn a_browser_gets_files_as_what_they_are_and_pages_at_every_other_address() {
    let folder = bundle();
    let served = serving(folder.path());
    for (path, media_type, body) in [
        ("/", "text/html; charset=utf-8", "<!doctype html>page"),
        ("/reviews/7", "text/html; charset=utf-8", "<!doctype html>page"),
        ("/app.js", "text/javascript; charset=utf-8", "script"),
        ("/assets/a.wasm", "application/wasm", "wasm"),
    ] {
        let answer = served.nobody().get(path);
        assert_eq!((answer.status, answer.headers["content-type"].as_str()), (200, media_type), "{path}");
        assert_eq!(answer.body, body.as_bytes(), "{path}");
        let policy = &answer.headers["content-security-policy"];
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe-inline"), "{policy}");
        assert_eq!(answer.headers["cross-origin-opener-policy"], "same-origin");
    }
}

#[test]
fn every_answer_tells_a_browser_what_it_may_do_with_it() {
    let folder = bundle();
    let served = serving(folder.path());
    for path in
        ["/", "/app.js", "/missing.js", "/healthz", "/api/v1/me", "/account/verify", "/api/openapi.json"]
    {
        let headers = served.nobody().get(path).headers;
        for (name, value) in [
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
        ] {
            assert_eq!(headers[name], value, "{path}");
        }
        assert!(headers["content-security-policy"].contains("frame-ancestors 'none'"), "{path}");
        assert!(!headers.contains_key("strict-transport-security"), "{path}: there is no https here");
    }
    assert_eq!(served.nobody().get("/api/v1/me").headers["cache-control"], "no-store");
    let public = Served::with(Dialect::Sqlite, |config| {
        config.public_url = Some("https://reviews.example.org".to_owned());
    });
    assert!(public.nobody().get("/healthz").headers["strict-transport-security"].starts_with("max-age="));
}

#[test]
fn what_a_browser_has_already_is_not_sent_again() {
    let folder = bundle();
    let served = serving(folder.path());
    let first = served.nobody().get("/app.js");
    assert_eq!(first.headers["cache-control"], "no-cache");
    let again = served.nobody().saying("if-none-match", &first.headers["etag"]).get("/app.js");
    assert_eq!((again.status, again.body.len()), (304, 0));
    // A browser keeps what this answer says in place of what the first one said.
    for (name, value) in &first.headers {
        if !["content-length", "date", "content-encoding"].contains(&name.as_str()) {
            assert_eq!(again.headers.get(name), Some(value), "{name}");
        }
    }
}

#[test]
fn nothing_but_the_folder_is_shown_and_programs_are_not_sent_pages() {
    let folder = bundle();
    std::fs::write(folder.path().parent().unwrap().join("beside.txt"), "secret").ok();
    let served = serving(folder.path());
    for path in [
        "/missing.js",
        "/../beside.txt",
        "/assets/../../beside.txt",
        "/%2e%2e/beside.txt",
        "//etc/passwd.txt",
        "/sync/v1/nothing",
        "/api/nothing",
    ] {
        assert_eq!(served.nobody().get(path).status, 404, "{path}");
    }
    assert_eq!(served.nobody().ask("POST", "/reviews/7", b"").status, 404);
}
