//! The rest of a wedding party: guests who need few words each.

use crate::corpus::Answers;
use crate::random::Random;
use serde_json::{Value as Json, json};

const FIRST: &[&str] = &[
    "Amine",
    "Anouk",
    "Baptiste",
    "Camille",
    "Clémence",
    "Dounia",
    "Émile",
    "Farah",
    "Gaspard",
    "Hédi",
    "Inès",
    "Jeanne",
    "Karim",
    "Lucie",
    "Malek",
    "Margaux",
    "Noémie",
    "Olivier",
    "Rania",
    "Rémi",
    "Salma",
    "Thibault",
    "Yasmine",
    "Zied",
];
const SURNAMES: &[&str] = &[
    "Haddad",
    "Ben Salah",
    "Chevalier",
    "Trabelsi",
    "Moreau",
    "Gharbi",
    "Perrin",
    "Mabrouk",
    "Faure",
    "Jaziri",
    "Brunet",
    "Khelifi",
    "Roussel",
];
const RELATIONS: &[&str] = &[
    "cousin",
    "school friend",
    "neighbour",
    "from the choir",
    "works with Mathieu",
    "climbing club",
    "aunt",
    "old flatmate",
    "colleague",
    "godchild's parents",
];
const EATS: &[&str] = &[
    "Everything",
    "Vegetarian",
    "No pork",
    "No shellfish",
    "Vegan, and happy with bread and olives",
    "No alcohol",
    "Lactose, a little is fine",
    "Child's portion",
];
const TABLES: &[&str] = &[
    "With the cousins.",
    "Near the door, she leaves early.",
    "Not at the back, he does not hear well.",
    "With anybody who dances.",
];

/// Returns so many guests.
pub(super) fn guests(random: &mut Random, count: usize) -> Vec<Answers> {
    let mut names: Vec<String> = FIRST
        .iter()
        .flat_map(|first| SURNAMES.iter().map(move |surname| format!("{first} {surname}")))
        .collect();
    random.shuffle(&mut names);
    names.into_iter().take(count).map(|name| guest(random, &name)).collect()
}

fn guest(random: &mut Random, name: &str) -> Answers {
    let word =
        |random: &mut Random, words: &[&str]| random.pick(words).copied().unwrap_or_default().to_owned();
    let relation = word(random, RELATIONS);
    let side = word(random, &["mine", "mine", "theirs", "theirs", "both"]);
    let reply = word(random, &["yes", "yes", "yes", "yes", "asked", "asked", "perhaps", "no", "not_asked"]);
    let mut answers = vec![
        ("who", json!({ "name": name, "relation": relation, "reach": "" })),
        ("how_many", random.within(1..=2).into()),
        ("side", side.into()),
    ];
    if ["asked", "perhaps"].contains(&reply.as_str()) {
        answers.push(("reply_by", "2027-02-15".into()));
    }
    if reply != "no" && random.chance(45) {
        answers.push(("eats", word(random, EATS).into()));
    }
    if reply == "yes" && random.chance(12) {
        answers.push(("table", word(random, TABLES).into()));
    }
    answers.push(("reply", Json::from(reply)));
    answers.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
