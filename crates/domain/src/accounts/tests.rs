//! What requests about accounts may say, and what never shows.

use super::*;
use serde_json::json;

#[test]
fn a_secret_shows_itself_in_no_log() {
    let request = ChangePassword { current: Secret::new("old words"), password: Secret::new("new words") };
    let shown = format!("{request:?}");
    assert!(!shown.contains("words"), "{shown}");
    assert_eq!(
        serde_json::to_value(&request).unwrap(),
        json!({ "current": "old words", "password": "new words" })
    );
}

#[test]
fn what_is_not_theirs_to_set_is_refused() {
    let sign_up = json!({ "name": "Ana", "email": "a@b.c", "password": "x", "zone": "UTC" });
    serde_json::from_value::<SignUp>(sign_up.clone()).unwrap();
    for (field, value) in [
        ("role", json!("admin")),
        ("roles", json!(["admin"])),
        ("person", json!("00000000-0000-0000-0000-000000000001")),
        ("is_admin", json!(true)),
        ("verified_at", json!(1)),
        ("created_at", json!(1)),
    ] {
        let mut more = sign_up.clone();
        more[field] = value;
        assert!(serde_json::from_value::<SignUp>(more).is_err(), "{field}");
    }
}

#[test]
fn an_address_is_compared_without_regard_to_case_blanks_and_form() {
    for (written, compared) in [
        (" Ana@Example.ORG ", "ana@example.org"),
        ("ana+tag@example.org", "ana+tag@example.org"),
        ("e\u{301}va@example.org", "éva@example.org"),
        ("ana@localhost", "ana@localhost"),
    ] {
        assert_eq!(normal_address(written).unwrap(), compared);
    }
}

#[test]
fn what_mail_cannot_be_sent_to_is_not_an_address() {
    let long = format!("{}@example.org", "a".repeat(65));
    let longer = format!("a@{}.org", "b.".repeat(130));
    for written in [
        "",
        "ana",
        "@example.org",
        "ana@",
        "ana@example..org",
        "ana@-a.org",
        "a b@example.org",
        "ana@example.org\r\nBcc: eve@example.org",
        "ana@exa\nmple.org",
        "ana@example.org,eve@example.org",
        "Ana <ana@example.org>",
        "\"a b\"@example.org",
        ".a@example.org",
        "a..b@example.org",
        "a\0@example.org",
        &long,
        &longer,
    ] {
        assert!(normal_address(written).is_err(), "{written:?}");
    }
}

#[test]
fn a_name_is_one_line() {
    for good in ["Ana", "字", &"x".repeat(200)] {
        check_name(good).unwrap();
    }
    for wrong in ["", "  ", "Ana\nBcc: eve@example.org", "Ana\u{7}", &"x".repeat(201)] {
        assert!(check_name(wrong).is_err(), "{wrong:?}");
    }
}

#[test]
fn why_a_server_said_no_is_read_from_its_refusal() {
    let refusal = Refusal::new(crate::base::Code::Forbidden, "No.");
    assert_eq!(AccountCode::of(&refusal), None);
    let told = AccountCode::SecondFactorNeeded.told(refusal);
    assert_eq!(told.detail, json!({ "account": "second_factor_needed" }));
    assert_eq!(AccountCode::of(&told), Some(AccountCode::SecondFactorNeeded));
}
