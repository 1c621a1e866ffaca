//! The second factor, with the codes of an authenticator application that is not the server's.

use super::house::{Guest, House, PASSWORD, hello, why};
use domain::accounts::{AccountCode, Me, RecoveryCodes, TotpBegun};
use domain::base::Span;
use hmac::{Hmac, Mac};
use serde_json::json;
use sha1::Sha1;

/// Returns the code that an application shows, so many steps from now.
fn code(house: &House, secret: &str, off: i64) -> String {
    let bits: String = secret
        .bytes()
        .map(|letter| format!("{:05b}", if letter < b'A' { letter - b'2' + 26 } else { letter - b'A' }))
        .collect();
    let key: Vec<u8> = bits
        .as_bytes()
        .chunks_exact(8)
        .map(|byte| u8::from_str_radix(std::str::from_utf8(byte).unwrap(), 2).unwrap())
        .collect();
    let mut mac = Hmac::<Sha1>::new_from_slice(&key).unwrap();
    mac.update(&(house.now().0 / 30_000 + off).to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let at = usize::from(digest[19] & 15);
    let number = u32::from_be_bytes(digest[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

fn begin(password: &str) -> serde_json::Value {
    json!({ "password": password })
}

/// Sets a second factor up, and returns its secret and recovery codes.
fn set_up(house: &House, guest: &Guest) -> (String, Vec<String>) {
    let begun: TotpBegun = guest.client.post("/api/v1/totp", &begin(PASSWORD)).json();
    let secret = begun.secret.reveal().to_owned();
    assert!(begun.uri.reveal().contains(&secret));
    let codes = guest.client.post("/api/v1/totp/confirm", &json!({ "code": code(house, &secret, 0) }));
    assert_eq!(codes.status, 200);
    let codes: RecoveryCodes = codes.json();
    (secret, codes.codes.iter().map(|code| code.reveal().to_owned()).collect())
}

store::each_engine! {
    fn a_second_factor_is_asked_for_and_each_code_is_taken_once(house: House) {
        let ana = house.guest("ana@example.org");
        let (secret, codes) = set_up(&house, &ana);
        assert_eq!(codes.len(), 10);
        let me: Me = ana.client.get("/api/v1/me").json();
        assert_eq!((me.second_factor, me.recovery_codes), (true, 10));
        let sign_in = |code: Option<&str>| {
            let answer = house.sign_in(&ana.email, PASSWORD, hello(ana.device), code);
            let why = (answer.status != 200).then(|| why(&answer));
            (answer.status, why)
        };
        let wrong = (401, Some(AccountCode::WrongCode));
        assert_eq!(sign_in(None), (401, Some(AccountCode::SecondFactorNeeded)));
        let unknown = house.sign_in(&ana.email, "a guess", hello(ana.device), Some("123456"));
        assert_eq!(why(&unknown), AccountCode::WrongCredentials, "the password comes first");
        house.later(Span::seconds(60));
        let shown = code(&house, &secret, 0);
        assert_eq!(sign_in(Some(&shown)), (200, None));
        assert_eq!(sign_in(Some(&shown)), wrong, "it was taken");
        house.later(Span::seconds(120));
        assert_eq!(sign_in(Some(&code(&house, &secret, -4))), wrong, "too old");
        assert_eq!(sign_in(Some(&code(&house, &secret, 1))), (200, None), "the clock may be off");
        assert_eq!(sign_in(Some("000000")), wrong);
        assert_eq!(sign_in(Some(&codes[0].to_lowercase().replace('-', " "))), (200, None));
        assert_eq!(sign_in(Some(&codes[0])), wrong, "a recovery code works once");
    }

    fn codes_of_six_digits_are_not_tried_for_long(house: House) {
        let ana = house.guest("ana@example.org");
        set_up(&house, &ana);
        let tried: Vec<u16> = (0..12)
            .map(|_| house.sign_in(&ana.email, PASSWORD, hello(ana.device), Some("000000")).status)
            .collect();
        assert_eq!(tried, [vec![401; 10], vec![429; 2]].concat());
    }

    fn a_reset_password_does_not_take_the_second_factor_away(house: House) {
        let ana = house.guest("ana@example.org");
        let (secret, _) = set_up(&house, &ana);
        assert_eq!(house.kinds(), ["factor_added"]);
        house.ask("password/forgot", &json!({ "email": ana.email }));
        let token = house.wait_for_link("reset");
        house.ask("password/reset", &json!({ "token": token, "password": "staple under the moon" }));
        let sign_in = |code| house.sign_in(&ana.email, "staple under the moon", hello(ana.device), code);
        assert_eq!(why(&sign_in(None)), AccountCode::SecondFactorNeeded);
        house.later(Span::seconds(60));
        assert_eq!(sign_in(Some(&code(&house, &secret, 0))).status, 200);
    }

    fn removing_it_takes_password_and_code(house: House) {
        let ana = house.guest("ana@example.org");
        let (secret, codes) = set_up(&house, &ana);
        assert_eq!(ana.client.post("/api/v1/totp", &begin(PASSWORD)).status, 409, "there is one");
        let remove = |password: &str, code: &str| {
            let body = json!({ "password": password, "code": code }).to_string();
            ana.client.ask("DELETE", "/api/v1/totp", body.as_bytes()).status
        };
        house.later(Span::seconds(60));
        let shown = code(&house, &secret, 0);
        assert_eq!(remove("a guess", &shown), 403);
        assert_eq!(remove(PASSWORD, "000000"), 403);
        let renew = json!({ "password": PASSWORD, "code": shown });
        let newer: RecoveryCodes = ana.client.post("/api/v1/totp/recovery-codes", &renew).json();
        assert_eq!(remove(PASSWORD, &codes[0]), 403, "there are others in their place");
        assert_eq!(remove(PASSWORD, newer.codes[0].reveal()), 204);
        assert_eq!(house.sign_in(&ana.email, PASSWORD, hello(ana.device), None).status, 200);
        assert_eq!(remove(PASSWORD, "000000"), 401, "that device signed in anew");
    }

    fn an_application_that_was_not_confirmed_is_not_asked_for(house: House) {
        let ana = house.guest("ana@example.org");
        let refused = ana.client.post("/api/v1/totp", &begin("a guess"));
        assert_eq!((refused.status, why(&refused)), (403, AccountCode::WrongCredentials));
        let first: TotpBegun = ana.client.post("/api/v1/totp", &begin(PASSWORD)).json();
        let second: TotpBegun = ana.client.post("/api/v1/totp", &begin(PASSWORD)).json();
        assert_ne!(first, second);
        let old = json!({ "code": code(&house, first.secret.reveal(), 0) });
        let answer = ana.client.post("/api/v1/totp/confirm", &old);
        assert_eq!((answer.status, why(&answer)), (403, AccountCode::WrongCode));
        assert_eq!(house.sign_in(&ana.email, PASSWORD, hello(ana.device), None).status, 200);
    }
}
