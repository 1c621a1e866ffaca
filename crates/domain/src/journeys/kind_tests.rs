use super::*;
use serde_json::json;

fn options() -> Vec<ChoiceOption> {
    [("sea", "At sea"), ("grave", "In a grave")]
        .map(|(key, label)| ChoiceOption { key: key.to_owned(), label: label.to_owned() })
        .into()
}

fn check(kind: FieldKind, value: &Json) -> Result<(), String> {
    let options = options();
    kind.check_within(value, Limits { max_length: None, options: Some(&options) })
}

/// For each kind: finished answers, and answers that must be refused.
fn cases() -> Vec<(FieldKind, Vec<Json>, Vec<Json>)> {
    use FieldKind as K;
    vec![
        (K::Text, vec![json!("Ken"), json!("")], vec![json!("two\nlines"), json!(1), json!(["Ken"])]),
        (K::LongText, vec![json!("One.\n\nTwo."), json!("नमस्ते")], vec![json!({}), json!(true)]),
        (K::Number, vec![json!(0), json!(-1.5)], vec![json!("12"), json!(true)]),
        (
            K::Money,
            vec![json!({"minor": 125_000, "currency": "GBP"}), json!({"currency": "GBP"}), json!({})],
            vec![
                json!({"minor": 1.5, "currency": "GBP"}),
                json!({"minor": 1}),
                json!({"minor": 1, "currency": "gbp"}),
                json!({"minor": 1, "currency": "G".repeat(5_001)}),
                json!(5),
            ],
        ),
        (
            K::Date,
            vec![json!("2026-11-24"), json!("2024-02-29")],
            vec![
                json!("2025-02-29"),
                json!("24.11.2026"),
                json!("2026-13-01"),
                json!("2026-1-1"),
                json!("2026-11-24-"),
            ],
        ),
        (K::Time, vec![json!("00:00"), json!("23:59")], vec![json!("24:00"), json!("9:30"), json!("09:60")]),
        (K::YesNo, vec![json!(true), json!(false)], vec![json!("yes"), json!(1)]),
        (K::Choice, vec![json!("sea")], vec![json!("moon"), json!(["sea"])]),
        (
            K::Choices,
            vec![json!(["sea", "grave"]), json!([])],
            vec![json!(["sea", "moon"]), json!("sea"), json!(["sea", "sea", "sea"])],
        ),
        (
            K::Email,
            vec![json!("ruth@example.org"), json!("ñ+x@bücher.example")],
            vec![json!("ruth"), json!("ruth@localhost"), json!("a@b@c.org"), json!("r uth@example.org")],
        ),
        (
            K::Phone,
            vec![json!("+44 20 7946 0018"), json!("03 555 0101"), json!("٠٥٣٥ ١٢٣")],
            vec![json!("ask Mei"), json!("12"), json!("123456789012345678901")],
        ),
        (
            K::Url,
            vec![json!("https://example.org/list?a=1"), json!("http://example.org")],
            vec![
                json!("example.org"),
                json!("javascript:alert(1)"),
                json!("https://a b.org"),
                json!("https://nodot"),
            ],
        ),
        (
            K::Address,
            vec![json!({"lines": "12 Harbour Row\nWhitby", "country": "GB"}), json!({"lines": "Whitby"})],
            vec![json!({"lines": "Whitby", "country": "England"}), json!({"street": "x"}), json!("Whitby")],
        ),
        (
            K::Person,
            vec![json!({"name": "Mei", "relation": "daughter", "reach": "555 0102"}), json!({"name": "Mei"})],
            vec![json!({"relation": "daughter"}), json!({"name": "Mei", "age": 4}), json!("Mei")],
        ),
        (K::Country, vec![json!("NZ")], vec![json!("nz"), json!("New Zealand"), json!("ZZ")]),
        (
            K::FileNote,
            vec![json!({"place": "desk, left drawer", "copy": ""})],
            vec![json!({"copy": "Ken"}), json!({"place": 4})],
        ),
        (
            K::Account,
            vec![json!({"institution": "Kowhai Bank", "reference": "ends 3302"})],
            vec![json!({"reference": "ends 3302"}), json!([])],
        ),
    ]
}

#[test]
fn a_finished_answer_of_each_kind_passes_and_a_wrong_one_does_not() {
    let cases = cases();
    assert_eq!(cases.iter().map(|(kind, ..)| *kind).collect::<Vec<_>>(), FieldKind::ALL);
    for (kind, right, wrong) in cases {
        for value in right.iter().chain([&Json::Null]) {
            assert_eq!(check(kind, value), Ok(()), "{kind:?} {value}");
        }
        for value in wrong {
            let message = check(kind, &value).expect_err(&format!("{kind:?} {value}"));
            assert!(message.ends_with('.') && !message.contains('!'), "{message}");
        }
    }
}

#[test]
fn what_is_half_typed_may_be_stored_though_it_is_not_right_yet() {
    let halves = [
        (FieldKind::Email, json!("ruth@")),
        (FieldKind::Date, json!("2026-1")),
        (FieldKind::Phone, json!("+")),
        (FieldKind::Url, json!("htt")),
        (FieldKind::Person, json!({"relation": "daughter"})),
        (FieldKind::Money, json!({"minor": 5})),
    ];
    for (kind, value) in halves {
        assert_eq!(kind.accepts(&value, Limits::default()), Ok(()), "{kind:?} {value}");
        assert!(kind.check(&value).is_err(), "{kind:?} {value}");
    }
}

#[test]
fn a_length_is_counted_in_characters_not_in_bytes() {
    let limits = Limits { max_length: Some(5), options: None };
    assert_eq!(FieldKind::Text.accepts(&json!("日本語です"), limits), Ok(()));
    assert_eq!(
        FieldKind::Text.accepts(&json!("日本語ですね"), limits).unwrap_err(),
        "This is 6 characters long and may be 5. Shorten it by 1."
    );
    let usual = "x".repeat(DEFAULT_MAX_LENGTH + 1);
    assert!(FieldKind::LongText.check(&json!(usual)).is_err());
    assert!(FieldKind::Person.accepts(&json!({"name": "Margaret"}), limits).is_err());
}

#[test]
fn blank_answers_fill_nothing_and_no_and_zero_do() {
    let blank = [
        json!(null),
        json!(""),
        json!(" \n "),
        json!([]),
        json!([""]),
        json!({}),
        json!({"name": "", "relation": " "}),
        json!({"minor": null, "currency": "GBP"}),
        json!({"lines": "", "country": "NZ"}),
    ];
    for value in blank {
        assert!(!is_filled(&value), "{value}");
    }
    let filled = [
        json!("x"),
        json!(0),
        json!(false),
        json!(["sea"]),
        json!({"minor": 0, "currency": "GBP"}),
        json!({"relation": "aunt"}),
    ];
    for value in filled {
        assert!(is_filled(&value), "{value}");
    }
}

#[test]
fn an_answer_reads_as_a_person_would_say_it() {
    let options = options();
    let cases = [
        (FieldKind::YesNo, json!(false), "No"),
        (FieldKind::Date, json!("2026-11-04"), "4 November 2026"),
        (FieldKind::Date, json!("2026-11"), "2026-11"),
        (FieldKind::Choice, json!("sea"), "At sea"),
        (FieldKind::Choices, json!(["sea", "moon"]), "At sea, moon"),
        (FieldKind::Country, json!("NZ"), "New Zealand"),
        (FieldKind::Money, json!({"minor": 99, "currency": "EUR"}), "EUR 0.99"),
        (FieldKind::Number, json!(12), "12"),
        (
            FieldKind::Address,
            json!({"lines": "12 Harbour Row\nWhitby", "country": "GB"}),
            "12 Harbour Row\nWhitby\nUnited Kingdom",
        ),
        (
            FieldKind::Person,
            json!({"name": "Mei", "relation": "daughter", "reach": "555 0102"}),
            "Mei, daughter\n555 0102",
        ),
        (FieldKind::FileNote, json!({"place": "desk", "copy": "Ken"}), "desk\nCopy: Ken"),
        (FieldKind::Account, json!({"institution": "Kowhai Bank", "reference": ""}), "Kowhai Bank"),
        (FieldKind::Text, json!(" Ken "), "Ken"),
        (FieldKind::LongText, Json::Null, ""),
    ];
    for (kind, value, plain) in cases {
        assert_eq!(kind.to_plain_text(&value, &options), plain, "{kind:?} {value}");
    }
}

#[test]
fn the_words_of_the_kinds_are_the_ones_that_files_use() {
    let words: Vec<String> = FieldKind::ALL
        .iter()
        .map(|kind| serde_json::to_value(kind).unwrap().as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        words.join(" "),
        "text long_text number money date time yes_no choice choices email phone url address person country file_note account"
    );
}
