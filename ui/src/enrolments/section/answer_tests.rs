use super::super::form::Form;
use super::super::samples::{field, list_view, of_kind, required};
use super::*;
use serde_json::json;

#[test]
fn half_an_address_can_be_kept_but_not_sent() {
    let email = of_kind(FieldKind::Email, field(1));
    assert_eq!(unstorable(&email, &json!("ruth@")), None);
    assert!(problem(&email, &json!("ruth@"), false).is_some());
    assert_eq!(problem(&email, &json!("ruth@example.org"), true), None);
}

#[test]
fn what_is_missing_is_said_only_when_it_is_needed() {
    let needed = required(field(1));
    assert_eq!(problem(&needed, &Value::Null, false), None);
    assert!(problem(&needed, &Value::Null, true).is_some());
    assert_eq!(problem(&field(1), &Value::Null, true), None);
}

#[test]
fn an_amount_in_letters_is_explained_in_plain_words() {
    let money = of_kind(FieldKind::Money, field(1));
    let wrong = problem(&money, &json!({ "minor": "about fifty", "currency": "GBP" }), false);
    assert_eq!(wrong.as_deref(), Some("Write the amount in digits, such as 1,250.00."));
}

#[test]
fn characters_are_counted_when_few_are_left_and_over_the_limit_is_an_error() {
    let short = FieldView { max_length: Some(10), ..field(1) };
    assert_eq!(room_left(&short, &json!("1234567")), None);
    assert_eq!(room_left(&short, &json!("123456789")), Some(1));
    assert_eq!(room_left(&short, &json!("ééééééééé")), Some(1), "characters, not bytes");
    assert_eq!(room_left(&short, &json!("12345678901")), None);
    assert!(unstorable(&short, &json!("12345678901")).is_some());
}

#[test]
fn an_entry_is_called_by_its_first_answer() {
    let person = of_kind(FieldKind::Person, field(1));
    let fields = vec![person, field(2)];
    let called = |answers: &[(u128, Value)]| {
        let form = Form::new(&list_view(fields.clone(), &[(1, answers)]), []);
        form.entries.first().and_then(|entry| title_of(&form.fields, entry))
    };
    assert_eq!(called(&[(1, json!({ "name": "Mei" })), (2, json!("x"))]).as_deref(), Some("Mei"));
    assert_eq!(called(&[(2, json!("first line\nsecond"))]).as_deref(), Some("first line"));
    assert_eq!(called(&[]), None);
}
