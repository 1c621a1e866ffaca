use super::*;
use serde_json::json;

fn condition(text: Json) -> Condition {
    serde_json::from_value(text).unwrap()
}

fn answers(text: Json) -> Answers {
    serde_json::from_value(text).unwrap()
}

#[test]
fn each_form_of_a_condition_holds_when_it_should() {
    let said = answers(json!({
        "married": true, "kind": "burial", "parts": ["heart", "lungs"], "name": "Ken", "blank": "  ", "count": 0
    }));
    let cases = [
        (json!({"field": "married", "is": true}), true),
        (json!({"field": "married", "is": false}), false),
        (json!({"field": "count", "is": 0}), true),
        (json!({"field": "parts", "is": "lungs"}), true),
        (json!({"field": "parts", "is": "liver"}), false),
        (json!({"field": "kind", "any_of": ["burial", "cremation"]}), true),
        (json!({"field": "kind", "any_of": ["sea"]}), false),
        (json!({"field": "nobody", "any_of": ["sea"]}), false),
        (json!({"field": "name", "filled": true}), true),
        (json!({"field": "blank", "filled": true}), false),
        (json!({"field": "blank", "filled": false}), true),
        (json!({"field": "nobody", "filled": false}), true),
        (json!({"all": [{"field": "married", "is": true}, {"field": "name", "filled": true}]}), true),
        (json!({"all": [{"field": "married", "is": true}, {"field": "blank", "filled": true}]}), false),
        (json!({"any": [{"field": "married", "is": false}, {"field": "name", "filled": true}]}), true),
        (json!({"any": [{"field": "married", "is": false}]}), false),
        (json!({"not": {"field": "kind", "is": "sea"}}), true),
        (json!({"not": {"field": "nobody", "is": "sea"}}), true),
    ];
    for (text, holds) in cases {
        assert_eq!(condition(text.clone()).holds(&said), holds, "{text}");
    }
}

#[test]
fn a_condition_survives_the_way_through_json() {
    let text = json!({"all": [
        {"field": "a", "is": null},
        {"any": [{"field": "b", "any_of": [1, "x"]}, {"not": {"field": "c", "filled": false}}]},
    ]});
    let read = condition(text.clone());
    assert_eq!(serde_json::to_value(&read).unwrap(), text);
    assert_eq!(read.fields(), BTreeSet::from(["a", "b", "c"]));
}

#[test]
fn a_condition_with_a_part_too_many_is_not_read() {
    for text in [
        json!({"field": "a"}),
        json!({"field": "a", "is": 1, "filled": true}),
        json!({"field": "a", "equals": 1}),
        json!({"not": {"field": "a", "is": 1}, "field": "b"}),
    ] {
        assert!(serde_json::from_value::<Condition>(text.clone()).is_err(), "{text}");
    }
}

#[test]
fn what_hangs_on_a_hidden_field_is_hidden_though_an_old_answer_is_kept() {
    let shown_if_yes = condition(json!({"field": "has_will", "is": true}));
    let shown_if_dated = condition(json!({"field": "will_date", "filled": true}));
    let fields =
        [("changed_since", Some(&shown_if_dated)), ("will_date", Some(&shown_if_yes)), ("has_will", None)];
    let yes = answers(json!({"has_will": true, "will_date": "2019-05-01"}));
    assert_eq!(visible(&fields, &yes), BTreeSet::from(["changed_since", "has_will", "will_date"]));
    let no = answers(json!({"has_will": false, "will_date": "2019-05-01"}));
    assert_eq!(visible(&fields, &no), BTreeSet::from(["has_will"]));
}

#[test]
fn fields_that_wait_for_each_other_are_hidden_and_the_others_are_not() {
    let (on_a, on_b) = (
        condition(json!({"not": {"field": "a", "filled": true}})),
        condition(json!({"not": {"field": "b", "filled": true}})),
    );
    let fields = [("a", Some(&on_b)), ("b", Some(&on_a)), ("c", None), ("d", Some(&on_a))];
    assert_eq!(visible(&fields, &Answers::new()), BTreeSet::from(["c"]));
}

#[test]
fn p2_7_a_cycle_is_found_with_its_path() {
    let [on_a, on_b, on_c] = ["a", "b", "c"].map(|key| condition(json!({"field": key, "filled": true})));
    let straight = [("a", None), ("b", Some(&on_a)), ("c", Some(&on_b)), ("d", Some(&on_b))];
    assert_eq!(find_cycle(&straight), None);

    let round = [("start", Some(&on_a)), ("a", Some(&on_b)), ("b", Some(&on_c)), ("c", Some(&on_a))];
    let cycle = find_cycle(&round).unwrap();
    assert_eq!(cycle, ["a", "b", "c", "a"]);
    assert_eq!(
        cycle_in_words(&cycle),
        "These fields wait for each other, so none could ever appear: “a” waits for “b” waits for “c” waits for “a”."
    );

    let alone = [("a", Some(&on_a))];
    assert_eq!(find_cycle(&alone).unwrap(), ["a", "a"]);
}

#[test]
fn two_fields_that_name_one_that_is_not_there_are_no_cycle() {
    // The walk comes by it twice: from the first field, and by way of the second one.
    let a = Condition::All {
        all: vec![
            Condition::Filled { field: "none".to_owned(), filled: true },
            Condition::Filled { field: "z".to_owned(), filled: true },
        ],
    };
    let z = Condition::Filled { field: "none".to_owned(), filled: true };
    assert_eq!(find_cycle(&[("a", Some(&a)), ("z", Some(&z))]), None);
}
