//! Browsers: a cookie that no script can read, and nothing changed on behalf of other pages.

use super::house::{House, PASSWORD, fresh, why};
use crate::tests::client::{Answer, Client};
use domain::accounts::{AccountCode, SignedIn};
use serde_json::{Value, json};
use store::engine::Dialect;

const ORIGIN: &str = "https://reviews.example.org";

fn public() -> House {
    House::with(Dialect::Sqlite, |config| config.public_url = Some(ORIGIN.to_owned()))
}

fn asked(email: &str) -> Value {
    json!({
        "email": email, "password": PASSWORD, "carrier": "cookie",
        "device": { "id": fresh(), "name": "Firefox" },
    })
}

fn page(client: Client, origin: &str) -> Client {
    client.saying("origin", origin).saying("x-wrapitup", "1")
}

/// Returns the last cookie that an answer gives, with its attributes.
fn cookie(answer: &Answer) -> (String, String) {
    let (pair, rest) = answer.headers["set-cookie"].lines().last().unwrap().split_once("; ").unwrap();
    (pair.to_owned(), rest.to_owned())
}

#[test]
fn a_browser_gets_cookies_and_no_token_to_read() {
    let house = public();
    house.account("ana@example.org");
    let answer = page(house.nobody(), ORIGIN).post("/api/v1/sessions", &asked("ana@example.org"));
    assert_eq!(answer.status, 200);
    let signed: SignedIn = answer.json();
    assert_eq!((signed.token, signed.known), (None, None));
    let (pair, rest) = cookie(&answer);
    assert!(pair.starts_with("__Host-wrapitup"), "{pair}");
    for attribute in ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"] {
        assert!(rest.contains(attribute), "{rest}");
    }
    assert!(!rest.contains("Domain"), "{rest}");
}

#[test]
fn a_foreign_page_signs_nobody_in() {
    let house = public();
    house.account("ana@example.org");
    let body = asked("ana@example.org");
    for client in [
        house.nobody(),
        house.nobody().saying("origin", ORIGIN),
        house.nobody().saying("x-wrapitup", "1"),
        page(house.nobody(), "https://reviews.example.org.evil.example"),
        page(house.nobody(), "null"),
    ] {
        let answer = client.post("/api/v1/sessions", &body);
        assert_eq!((answer.status, why(&answer)), (403, AccountCode::ForeignPage));
    }
}

#[test]
fn with_a_cookie_nothing_is_changed_on_behalf_of_another_page() {
    let house = House::with(Dialect::Sqlite, |_| {});
    let ana = house.guest("ana@example.org");
    let token = ana.signed.token.unwrap();
    let browser = || house.nobody().saying("cookie", &format!("a=b; wrapitup={}", token.reveal()));
    // Looking changes nothing; on a laptop the cookie has its plain name.
    assert_eq!(browser().get("/api/v1/me").status, 200);
    for foreign in
        [browser(), browser().saying("origin", "http://here"), page(browser(), "http://evil.example")]
    {
        for (method, path) in
            [("DELETE", "/api/v1/sessions"), ("POST", "/api/v1/sessions/renew"), ("POST", "/dispatch")]
        {
            let answer = foreign.ask(method, path, b"");
            assert_eq!((answer.status, why(&answer)), (403, AccountCode::ForeignPage), "{method} {path}");
        }
    }
    let renewed = page(browser(), "http://here").post("/api/v1/sessions/renew", &());
    assert_eq!(renewed.status, 200);
    assert_eq!(renewed.json::<Value>().get("token"), None);
    let (pair, rest) = cookie(&renewed);
    assert!(pair.starts_with("wrapitup=") && !rest.contains("Secure"), "{pair}; {rest}");
    let ours = page(house.nobody().saying("cookie", &pair), "http://here");
    let gone = ours.ask("DELETE", "/api/v1/sessions", b"");
    assert_eq!(gone.status, 204);
    assert!(gone.headers["set-cookie"].starts_with("wrapitup=; "), "{:?}", gone.headers);
    assert_eq!(ours.get("/api/v1/me").status, 401);
}

#[test]
fn the_pages_that_mail_links_to_are_there_and_change_nothing_by_being_opened() {
    let house = public();
    house.sign_up("ana@example.org");
    let token = house.link("confirm");
    for page in ["verify", "reset", "confirm-email"] {
        let answer = house.nobody().get(&format!("/account/{page}"));
        assert_eq!(answer.status, 200, "{page}");
        assert!(answer.headers["content-type"].starts_with("text/html"));
        let policy = &answer.headers["content-security-policy"];
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.headers["referrer-policy"], "no-referrer");
        let text = String::from_utf8(answer.body).unwrap();
        assert!(!text.contains("<script>") && !text.contains("style="), "the policy would stop it");
    }
    let script = String::from_utf8(house.nobody().get("/account/page.js").body).unwrap();
    for path in ["/api/v1/email/verify", "/api/v1/password/reset", "/api/v1/email/confirm"] {
        assert!(script.contains(path), "{path}");
    }
    assert_eq!(house.nobody().get("/account/other").status, 404);
    assert_eq!(house.ask("email/verify", &json!({ "token": token })).status, 204);
}
