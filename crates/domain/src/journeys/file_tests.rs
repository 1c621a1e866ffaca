use super::*;
use serde_json::json;
use std::collections::BTreeSet;

const CARE: &str = include_str!("../../../../content/journeys/care.json");
const WEDDING: &str = include_str!("../../../../content/journeys/wedding.json");

fn shipped() -> [JourneyFile; 2] {
    [CARE, WEDDING].map(|text| JourneyFile::parse(text).map_err(|problems| format!("{problems:#?}")).unwrap())
}

#[test]
fn the_shipped_journeys_are_sound() {
    let [care, wedding] = shipped();
    assert_eq!((care.slug.as_str(), wedding.slug.as_str()), ("care", "wedding"));
    for journey in [&care, &wedding] {
        assert!(!journey.checklist.is_empty());
        for section in journey.sections() {
            assert!(section.fields.iter().any(|field| field.required), "{} asks for nothing", section.key);
            assert!(section.guidance.len() >= 4, "{} has no guidance", section.key);
            assert!((4..=13).contains(&section.fields.len()), "{} has an odd size", section.key);
        }
    }
}

#[test]
fn the_shipped_journeys_use_every_kind_of_field_and_every_way_to_ask() {
    let journeys = shipped();
    let fields: Vec<&FieldDef> =
        journeys.iter().flat_map(JourneyFile::sections).flat_map(|s| &s.fields).collect();
    let kinds: BTreeSet<FieldKind> = fields.iter().map(|field| field.kind).collect();
    assert_eq!(kinds, BTreeSet::from(FieldKind::ALL));
    assert!(fields.iter().filter(|field| field.when.is_some()).count() >= 20);
    assert!(fields.iter().filter(|field| field.sensitivity == Sensitivity::Private).count() >= 15);
    for journey in &journeys {
        assert!(journey.sections().filter(|section| section.kind == SectionKind::List).count() >= 4);
    }
}

#[test]
fn secrets_are_private_in_the_shipped_journeys() {
    let [care, wedding] = shipped();
    let secrets = [
        (&care, "digital", "secret"),
        (&care, "digital", "login"),
        (&care, "accounts", "full_number"),
        (&care, "final_days", "hospice_fund"),
        (&care, "legal", "safe_code"),
        (&wedding, "prenup", "yours"),
        (&wedding, "prenup", "theirs"),
        (&wedding, "prenup", "debts"),
        (&wedding, "joint_accounts", "number"),
    ];
    for (journey, section, field) in secrets {
        let field = journey.section(section).unwrap().field(field).unwrap();
        assert_eq!(field.sensitivity, Sensitivity::Private, "{section}.{}", field.key);
    }
}

#[test]
fn a_journey_survives_the_way_through_its_file() {
    for journey in shipped() {
        let text = serde_json::to_string(&journey).unwrap();
        assert_eq!(JourneyFile::parse(&text).unwrap(), journey);
    }
}

#[test]
fn the_score_of_a_section_grows_with_its_answers() {
    let [care, _] = shipped();
    let final_days = care.section("final_days").unwrap();
    assert_eq!(final_days.score(&[]), 0);
    let some: Answers =
        serde_json::from_value(json!({"where": "At home.", "advance_decision": false})).unwrap();
    let more: Answers =
        serde_json::from_value(json!({"where": "At home.", "advance_decision": false, "calls": "Ken."}))
            .unwrap();
    assert!(final_days.score(std::slice::from_ref(&some)) < final_days.score(&[more]));
    let contacts = care.section("contacts").unwrap();
    assert_eq!(contacts.score(&[]), 0);
}

/// A small sound journey, to break.
fn sound() -> Json {
    json!({
        "format": 1, "slug": "care", "title": "Care", "summary": "For those who stay.",
        "categories": [{"key": "you", "title": "About you", "sections": [{
            "key": "will", "title": "Will", "intro": "Where it lies.", "kind": "form",
            "checklist": [{"key": "good", "text": "One good thing"}],
            "fields": [
                {"key": "has_will", "label": "Is there one?", "kind": "yes_no", "importance": "critical", "sensitivity": "review"},
                {"key": "place", "label": "Where?", "kind": "text", "importance": "critical", "sensitivity": "review",
                 "when": {"field": "has_will", "is": true}},
                {"key": "kind", "label": "Which kind?", "kind": "choice", "importance": "optional", "sensitivity": "review",
                 "options": [{"key": "own", "label": "My own"}, {"key": "joint", "label": "Ours"}]},
                {"key": "code", "label": "Code", "kind": "text", "importance": "optional", "sensitivity": "private"}
            ]
        }]}]
    })
}

/// Returns the problems of the sound journey with one value put in, by its JSON pointer.
fn broken(pointer: &str, value: Json) -> Vec<(String, String)> {
    let mut file = sound();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match file.pointer_mut(parent).unwrap() {
        Json::Object(parts) => drop(parts.insert(name.to_owned(), value)),
        other => other[name.parse::<usize>().unwrap()] = value,
    }
    let problems = JourneyFile::parse(&file.to_string()).expect_err(pointer);
    problems.into_iter().map(|problem| (problem.path, problem.message)).collect()
}

const SECTION: &str = "/categories/0/sections/0";

#[test]
fn a_sound_journey_has_the_usual_times_when_it_says_nothing() {
    let journey = JourneyFile::parse(&sound().to_string()).unwrap();
    assert_eq!((journey.lease_hours, journey.away_days), (72, 14));
}

#[test]
fn every_mistake_is_told_with_its_place() {
    let cases = [
        ("/format", json!(2), "format", "Format 2 is not known"),
        ("/slug", json!("Care Home"), "slug", "small letters"),
        ("/title", json!(" "), "title", "empty"),
        ("/lease_hours", json!(0), "lease_hours", "between 1 and 720"),
        ("/away_days", json!(31), "away_days", "1 to 30 days"),
        ("/categories", json!([]), "categories", "at least one category"),
        ("/categories/0/title", json!(""), "categories[0].title", "empty"),
        ("/categories/0/sections", json!([]), "categories[0].sections", "at least one section"),
        ("S/key", json!("Last Will"), "S.key", "cannot be a key"),
        ("S/kind", json!("list"), "S.item_label", "what one item"),
        ("S/item_label", json!("will"), "S.item_label", "Only a list"),
        ("S/guidance", json!(["Good.", ""]), "S.guidance[1]", "empty"),
        ("S/checklist/0/text", json!(""), "S.checklist[0].text", "empty"),
        ("S/fields", json!([]), "S.fields", "between 1 and 200"),
        ("S/fields/0/label", json!(""), "S.fields[0].label", "empty"),
        ("S/fields/1/key", json!("has_will"), "S.fields[1].key", "another field with the key “has_will”"),
        ("S/fields/1/was", json!("kind"), "S.fields[1].was", "still here"),
        ("S/fields/1/max_length", json!(0), "S.fields[1].max_length", "between 1 and 50000"),
        ("S/fields/0/max_length", json!(9), "S.fields[0].max_length", "Only a field with text"),
        ("S/fields/2/options", json!([]), "S.fields[2].options", "at least two"),
        ("S/fields/0/options", json!([{"key": "a", "label": "A"}]), "S.fields[0].options", "Only a choice"),
        ("S/fields/2/options/1/key", json!("own"), "S.fields[2].options[1].key", "another option"),
        ("S/fields/1/when/field", json!("testament"), "S.fields[1].when", "no field “testament”"),
        ("S/fields/1/when/is", json!("yes"), "S.fields[1].when", "true or false"),
        (
            "S/fields/1/when",
            json!({"field": "kind", "is": "moon"}),
            "S.fields[1].when",
            "does not offer \"moon\"",
        ),
        ("S/fields/1/when", json!({"field": "kind", "any_of": []}), "S.fields[1].when", "empty"),
        ("S/fields/1/when", json!({"all": []}), "S.fields[1].when", "empty"),
        (
            "S/fields/1/when",
            json!({"field": "code", "filled": true}),
            "S.fields[1].when",
            "“code” is private",
        ),
    ];
    for (pointer, value, path, message) in cases {
        let problems = broken(&pointer.replacen('S', SECTION, 1), value);
        let path = path.replacen('S', "categories[0].sections[0]", 1);
        assert!(
            problems.iter().any(|one| one.0 == path && one.1.contains(message)),
            "{pointer} should tell “{message}” at {path}: {problems:#?}"
        );
    }
}

#[test]
fn what_people_read_has_a_greatest_length_and_what_is_quoted_of_it_is_short() {
    let long = "x".repeat(20_001);
    for (pointer, path) in [
        ("/title", "title"),
        ("/summary", "summary"),
        ("/categories/0/title", "categories[0].title"),
        ("S/title", "S.title"),
        ("S/intro", "S.intro"),
        ("S/guidance", "S.guidance[0]"),
        ("S/item_label", "S.item_label"),
        ("S/checklist/0/text", "S.checklist[0].text"),
        ("S/fields/0/label", "S.fields[0].label"),
        ("S/fields/0/help", "S.fields[0].help"),
        ("S/fields/0/example", "S.fields[0].example"),
        ("S/fields/2/options/0/label", "S.fields[2].options[0].label"),
        ("S/key", "S.key"),
        ("S/fields/1/when", "S.fields[1].when"),
    ] {
        let value = match pointer {
            "S/fields/1/when" => json!({ "field": "kind", "is": &long }),
            "S/guidance" => json!([&long]),
            _ => json!(&long),
        };
        let problems = broken(&pointer.replacen('S', SECTION, 1), value);
        let path = path.replacen('S', "categories[0].sections[0]", 1);
        assert!(problems.iter().any(|one| one.0 == path), "{pointer}: {problems:#?}");
        assert!(problems.iter().all(|one| one.1.len() < 300), "{pointer}: {problems:#?}");
    }
}

#[test]
fn p2_7_a_cycle_of_conditions_is_refused_with_its_path() {
    let problems = broken(&format!("{SECTION}/fields/0/when"), json!({"field": "place", "filled": true}));
    assert_eq!(
        problems,
        [(
            "categories[0].sections[0].fields".to_owned(),
            "These fields wait for each other, so none could ever appear: “has_will” waits for “place” waits for “has_will”."
                .to_owned()
        )]
    );
}

#[test]
fn all_problems_are_told_at_once() {
    let mut file = sound();
    file["title"] = json!("");
    file["categories"][0]["title"] = json!("");
    file["categories"][0]["sections"][0]["fields"][2]["options"][0]["label"] = json!("");
    let problems = JourneyFile::parse(&file.to_string()).unwrap_err();
    let paths: Vec<&str> = problems.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(
        paths,
        ["title", "categories[0].title", "categories[0].sections[0].fields[2].options[0].label"]
    );
}

#[test]
fn a_word_that_the_format_does_not_know_is_refused() {
    let problems = broken("/colour", json!("teal"));
    assert_eq!(problems.len(), 1);
    assert!(problems[0].1.contains("unknown field `colour`"), "{problems:?}");
}
