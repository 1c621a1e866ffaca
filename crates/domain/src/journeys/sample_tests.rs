//! The sample people and texts fit the shipped journeys: every text has somebody who can use it,
//! every answer is a right one, and every comment is about something that is there.

use super::condition::{Answers, visible};
use super::file::{JourneyFile, SectionDef, SectionKind};
use super::kind::FieldKind;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

fn content(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../content").join(path)
}

fn read(path: &str) -> Json {
    serde_json::from_str(&std::fs::read_to_string(content(path)).expect(path)).expect(path)
}

fn journeys() -> BTreeMap<String, JourneyFile> {
    ["care", "wedding"]
        .map(|slug| {
            (slug.to_owned(), serde_json::from_value(read(&format!("journeys/{slug}.json"))).expect(slug))
        })
        .into()
}

fn people() -> Vec<Json> {
    list(&read("sample/people.json")["people"]).to_vec()
}

fn list(value: &Json) -> &[Json] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text<'a>(value: &'a Json, part: &str) -> &'a str {
    value[part].as_str().unwrap_or_default()
}

/// A set of answers, with its journey and section.
struct Set {
    slug: String,
    section: SectionDef,
    set: Json,
}

impl Set {
    fn name(&self) -> String {
        format!("{}/{}/{}", self.slug, self.section.key, text(&self.set, "key"))
    }

    fn language(&self) -> &str {
        text(&self.set, "language")
    }

    /// What the client has after each round, beginning with the first request.
    fn states(&self) -> Vec<Vec<Answers>> {
        let mut items: Vec<Answers> = match self.section.kind {
            SectionKind::Form => vec![answers(&self.set["answers"])],
            SectionKind::List => list(&self.set["items"]).iter().map(answers).collect(),
        };
        let mut states = vec![items.clone()];
        for round in list(&self.set["rounds"]) {
            if self.section.kind == SectionKind::Form {
                items[0].extend(answers(&round["answers"]));
            }
            for change in list(&round["items"]) {
                items[index(&change["item"])].extend(answers(&change["answers"]));
            }
            items.extend(list(&round["add"]).iter().map(answers));
            states.push(items.clone());
        }
        states
    }

    /// The set as one of the clients who can use it would have it.
    fn as_used(&self, people: &[Json]) -> Option<Self> {
        let fits = |person: &&Json| {
            list(&person["roles"]).contains(&json!("client"))
                && list(&person["journeys"]).contains(&json!(self.slug))
                && list(&person["languages"]).contains(&self.set["language"])
                && (self.set["person"].is_null() || self.set["person"] == person["key"])
        };
        let set = people.iter().filter(fits).find_map(|person| filled(&self.set, &person["circle"]))?;
        Some(Self { slug: self.slug.clone(), section: self.section.clone(), set })
    }
}

fn sets() -> Vec<Set> {
    let mut found = Vec::new();
    for (slug, journey) in journeys() {
        for section in journey.sections() {
            let file = read(&format!("sample/answers/{slug}/{}.json", section.key));
            assert_eq!(
                (text(&file, "journey"), text(&file, "section")),
                (slug.as_str(), section.key.as_str())
            );
            found.extend(list(&file["sets"]).iter().map(|set| Set {
                slug: slug.clone(),
                section: section.clone(),
                set: set.clone(),
            }));
        }
    }
    found
}

fn index(value: &Json) -> usize {
    value.as_u64().unwrap_or_default().try_into().unwrap()
}

fn answers(value: &Json) -> Answers {
    value.as_object().map(|parts| parts.clone().into_iter().collect()).unwrap_or_default()
}

/// Returns the value with the names of the circle put in; nothing when one is missing.
fn filled(value: &Json, circle: &Json) -> Option<Json> {
    Some(match value {
        Json::String(text) => json!(filled_text(text, circle)?),
        Json::Array(items) => items.iter().map(|one| filled(one, circle)).collect::<Option<Vec<_>>>()?.into(),
        Json::Object(parts) => {
            let parts = parts.iter().map(|(name, part)| Some((name.clone(), filled(part, circle)?)));
            Json::Object(parts.collect::<Option<_>>()?)
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => value.clone(),
    })
}

fn filled_text(text: &str, circle: &Json) -> Option<String> {
    let mut parts = text.split('{');
    let mut out = parts.next()?.to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or_else(|| panic!("a brace is open in “{text}”"));
        out.push_str(circle[name].as_str()?);
        out.push_str(rest);
    }
    Some(out)
}

fn shown(section: &SectionDef, answers: &Answers) -> BTreeSet<String> {
    let fields: Vec<_> =
        section.fields.iter().map(|field| (field.key.as_str(), field.when.as_ref())).collect();
    visible(&fields, answers).into_iter().map(str::to_owned).collect()
}

#[test]
fn the_people_are_as_many_as_the_sample_needs() {
    let people = people();
    let count =
        |role: &str| people.iter().filter(|person| list(&person["roles"]).contains(&json!(role))).count();
    assert_eq!(["mentor", "client", "creator", "admin"].map(count), [12, 60, 3, 1]);
    for part in ["key", "email", "name"] {
        let different: BTreeSet<&str> = people.iter().map(|person| text(person, part)).collect();
        assert_eq!(different.len(), people.len(), "{part} is not unique");
    }
    for person in &people {
        assert_eq!(FieldKind::Email.check(&person["email"]), Ok(()), "{person}");
        assert!(text(person, "zone").contains('/'), "{person}");
        for phone in ["phone", "phone2", "phone3"] {
            assert_eq!(FieldKind::Phone.check(&person["circle"][phone]), Ok(()), "{person}");
        }
        assert_eq!(FieldKind::Date.check(&person["circle"]["born"]), Ok(()), "{person}");
    }
    let languages = people.iter().flat_map(|person| list(&person["languages"])).filter_map(Json::as_str);
    assert_eq!(languages.collect::<BTreeSet<_>>(), BTreeSet::from(["ar", "en", "hi", "ru", "zh"]));
}

#[test]
fn every_answer_is_right_and_somebody_can_use_it() {
    let people = people();
    for set in sets() {
        let used = set.as_used(&people).unwrap_or_else(|| panic!("nobody can use {}", set.name()));
        for (name, value) in used.states().iter().flatten().flatten() {
            let field = set.section.field(name).unwrap_or_else(|| panic!("{} has no {name}", set.name()));
            assert_eq!(field.check(value), Ok(()), "{}.{name}: {value}", set.name());
        }
    }
}

#[test]
fn every_answer_is_to_a_field_that_shows() {
    for set in sets() {
        for item in &set.states()[0] {
            let shown = shown(&set.section, item);
            let hidden: Vec<&String> = item.keys().filter(|name| !shown.contains(*name)).collect();
            assert!(hidden.is_empty(), "{} answers {hidden:?}, hidden by its other answers", set.name());
        }
    }
}

#[test]
fn every_comment_is_about_a_field_that_shows() {
    let mut astray = Vec::new();
    for set in sets() {
        let states = set.states();
        for (round, feedback) in list(&set.set["feedback"]).iter().enumerate() {
            assert!(!list(&feedback["note"]).is_empty(), "{} has a round without a note", set.name());
            let items =
                states.get(round).unwrap_or_else(|| panic!("{} answers no round {round}", set.name()));
            for comment in list(&feedback["comments"]) {
                let shown = items.get(index(&comment["item"])).map(|item| shown(&set.section, item));
                let field = text(comment, "field");
                if !comment["field"].is_null() && shown.is_none_or(|shown| !shown.contains(field)) {
                    astray.push(format!("{} round {round}: {comment}", set.name()));
                }
            }
        }
    }
    assert!(astray.is_empty(), "{}", astray.join("\n"));
}

#[test]
fn every_round_changes_something_and_follows_feedback() {
    let mut rounds = 0;
    for set in sets() {
        let states = set.states();
        assert!(states.windows(2).all(|pair| pair[0] != pair[1]), "{} stands still", set.name());
        assert!(list(&set.set["rounds"]).len() <= list(&set.set["feedback"]).len(), "{}", set.name());
        rounds += states.len() - 1;
    }
    assert!(rounds >= 80, "only {rounds} later rounds");
}

#[test]
fn there_is_enough_of_everything_and_in_every_script() {
    let sets = sets();
    for (slug, journey) in journeys() {
        for section in journey.sections() {
            let here = sets.iter().filter(|set| set.slug == slug && set.section.key == section.key);
            assert!(here.filter(|set| set.language() == "en").count() >= 3, "{slug}/{}", section.key);
        }
        for language in ["ar", "zh", "ru", "hi"] {
            assert!(
                sets.iter().any(|set| set.slug == slug && set.language() == language),
                "{slug} in {language}"
            );
        }
    }
    let feedback = read("sample/feedback.json");
    for (kind, least) in [("notes", 60), ("comments", 100), ("replies", 40), ("requests", 30)] {
        assert!(list(&feedback[kind]).len() >= least, "too few {kind}");
    }
}

#[test]
fn the_comments_for_any_set_are_about_fields_that_exist() {
    let journeys = journeys();
    for comment in list(&read("sample/feedback.json")["comments"]) {
        if comment["section"].is_null() {
            continue;
        }
        let section = journeys[text(comment, "journey")].section(text(comment, "section"));
        assert!(section.is_some_and(|section| section.field(text(comment, "field")).is_some()), "{comment}");
    }
}

#[test]
fn some_texts_are_as_long_as_people_really_write() {
    let texts = sets().into_iter().flat_map(|set| long_texts(&set.set)).collect::<Vec<_>>();
    let longest = texts.iter().map(|text| text.split_whitespace().count()).max();
    assert!(longest >= Some(800), "{longest:?} words");
}

fn long_texts(value: &Json) -> Vec<String> {
    match value {
        Json::String(text) => vec![text.clone()],
        Json::Array(items) => items.iter().flat_map(long_texts).collect(),
        Json::Object(parts) => parts.values().flat_map(long_texts).collect(),
        Json::Null | Json::Bool(_) | Json::Number(_) => Vec::new(),
    }
}
