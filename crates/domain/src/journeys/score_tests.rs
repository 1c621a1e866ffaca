use super::*;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

const KEYS: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

/// A field as drawn: how much it matters, and, perhaps, when it is asked.
type Drawn = (Importance, Option<Condition>);

fn importance() -> impl Strategy<Value = Importance> {
    prop_oneof![Just(Importance::Critical), Just(Importance::Important), Just(Importance::Optional)]
}

fn condition(before: usize) -> impl Strategy<Value = Condition> {
    let field = (0..before).prop_map(|at| KEYS[at].to_owned());
    let leaf = (field, any::<bool>(), any::<bool>()).prop_map(|(field, filled, is)| {
        if is { Condition::Is { field, is: json!("x") } } else { Condition::Filled { field, filled } }
    });
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|one| Condition::Not { not: Box::new(one) }),
            prop::collection::vec(inner.clone(), 1..3).prop_map(|all| Condition::All { all }),
            prop::collection::vec(inner, 1..3).prop_map(|any| Condition::Any { any }),
        ]
    })
}

fn schema() -> impl Strategy<Value = Vec<Drawn>> {
    (0..=KEYS.len()).prop_flat_map(|size| {
        (0..size)
            .map(|at| match at {
                0 => (importance(), Just(None).boxed()),
                _ => (importance(), prop::option::of(condition(at)).boxed()),
            })
            .collect::<Vec<_>>()
    })
}

fn value() -> impl Strategy<Value = Json> {
    prop_oneof![Just(json!("x")), Just(json!("y")), Just(json!("")), Just(Json::Null), Just(json!(false))]
}

fn answers() -> impl Strategy<Value = Answers> {
    prop::collection::btree_map(
        prop::sample::select(&KEYS[..]).prop_map(str::to_owned),
        value(),
        0..KEYS.len(),
    )
}

fn fields(schema: &[Drawn]) -> Vec<ScoredField<'_>> {
    schema
        .iter()
        .enumerate()
        .map(|(at, (importance, when))| ScoredField {
            key: KEYS[at],
            importance: *importance,
            when: when.as_ref(),
        })
        .collect()
}

fn shown<'a>(fields: &[ScoredField<'a>], answers: &Answers) -> std::collections::BTreeSet<&'a str> {
    let conditions: Vec<_> = fields.iter().map(|field| (field.key, field.when)).collect();
    visible(&conditions, answers)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn p2_3_a_score_is_between_0_and_100_whatever_the_section(schema in schema(), answers in answers()) {
        let share = form_share(&fields(&schema), &answers);
        prop_assert!(share.filled <= share.asked);
        prop_assert!(share.score() <= 100);
        prop_assert_eq!(share.score() == 100, share.filled == share.asked);
    }

    #[test]
    fn p2_3_the_score_does_not_depend_on_the_order_of_the_fields(schema in schema(), answers in answers()) {
        let mut fields = fields(&schema);
        let forwards = form_share(&fields, &answers);
        fields.reverse();
        prop_assert_eq!(form_share(&fields, &answers), forwards);
    }

    #[test]
    fn p2_3_a_hidden_field_counts_nothing_filled_or_not(schema in schema(), answers in answers(), value in value()) {
        let fields = fields(&schema);
        let shown = shown(&fields, &answers);
        for hidden in fields.iter().filter(|field| !shown.contains(field.key)) {
            let mut other = answers.clone();
            other.insert(hidden.key.to_owned(), value.clone());
            prop_assert_eq!(form_share(&fields, &other), form_share(&fields, &answers));
        }
    }

    #[test]
    fn p2_3_filling_a_field_never_lowers_the_score_of_what_is_asked(schema in schema(), answers in answers()) {
        let fields = fields(&schema);
        let before = form_share(&fields, &answers);
        let asked = shown(&fields, &answers);
        for field in fields.iter().filter(|field| asked.contains(field.key)) {
            let mut more = answers.clone();
            more.insert(field.key.to_owned(), json!("more"));
            if shown(&fields, &more) != asked {
                continue;
            }
            let after = form_share(&fields, &more);
            let gained = if answers.get(field.key).is_some_and(is_filled) { 0 } else { field.importance.weight() };
            prop_assert_eq!(after.filled, before.filled + gained);
            prop_assert!(after.score() >= before.score());
        }
    }

    #[test]
    fn p2_3_the_score_of_a_list_is_between_those_of_its_items(
        schema in schema(), items in prop::collection::vec(answers(), 1..5)
    ) {
        let fields = fields(&schema);
        let scores: Vec<u32> = items.iter().map(|item| form_score(&fields, item)).collect();
        let score = list_score(&fields, &items);
        prop_assert!(scores.iter().min() <= Some(&score) && Some(&score) <= scores.iter().max());
    }
}

fn field(key: &str, importance: Importance) -> ScoredField<'_> {
    ScoredField { key, importance, when: None }
}

fn filled(keys: &[&str]) -> Answers {
    keys.iter().map(|key| ((*key).to_owned(), json!("x"))).collect()
}

#[test]
fn fields_weigh_40_30_and_10() {
    let fields = [
        field("a", Importance::Critical),
        field("b", Importance::Important),
        field("c", Importance::Optional),
    ];
    let cases = [
        (vec![], 0),
        (vec!["a"], 50),
        (vec!["b"], 37),
        (vec!["c"], 12),
        (vec!["a", "b"], 87),
        (vec!["a", "b", "c"], 100),
    ];
    for (keys, score) in cases {
        assert_eq!(form_score(&fields, &filled(&keys)), score, "{keys:?}");
    }
}

#[test]
fn a_form_that_asks_nothing_is_complete() {
    assert_eq!(form_score(&[], &Answers::new()), 100);
}

#[test]
fn a_list_scores_the_mean_of_its_items_and_nothing_without_one() {
    let fields = [field("a", Importance::Critical)];
    assert_eq!(list_score(&fields, &[]), 0);
    assert_eq!(list_score(&fields, &[filled(&["a"])]), 100);
    assert_eq!(list_score(&fields, &[filled(&["a"]), Answers::new()]), 50);
}
