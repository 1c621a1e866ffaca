//! What clients answer: whole sections, each with what happens to it when a mentor reads it.

use super::template::{collect, collect_in, fill, fill_in};
use super::{Circle, parse};
use domain::reviews::CommentKind;
use serde::Deserialize;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// The answers of a form, or of one entry of a list, by the key of their field.
pub(crate) type Answers = BTreeMap<String, Json>;

/// One person's section, whole.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Set {
    #[serde(skip)]
    pub(crate) journey: String,
    #[serde(skip)]
    pub(crate) section: String,
    #[serde(skip)]
    asks: BTreeSet<String>,
    pub(crate) key: String,
    pub(crate) language: String,
    pub(crate) person: Option<String>,
    #[serde(default)]
    pub(crate) answers: Answers,
    #[serde(default)]
    pub(crate) items: Vec<Answers>,
    pub(crate) request: Option<String>,
    #[serde(default)]
    pub(crate) feedback: Vec<Feedback>,
    #[serde(default)]
    pub(crate) rounds: Vec<Change>,
}

/// What a mentor says about a round.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Feedback {
    #[serde(default)]
    pub(crate) note: Vec<String>,
    #[serde(default)]
    pub(crate) comments: Vec<Comment>,
}

/// One comment.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Comment {
    pub(crate) field: Option<String>,
    pub(crate) item: Option<usize>,
    pub(crate) kind: CommentKind,
    pub(crate) text: String,
    pub(crate) reply: Option<String>,
}

/// What the client does after a mentor's feedback.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    #[serde(default)]
    pub(crate) message: String,
    #[serde(default)]
    pub(crate) answers: Answers,
    #[serde(default)]
    pub(crate) items: Vec<ItemChange>,
    #[serde(default)]
    pub(crate) add: Vec<Answers>,
}

/// Changed answers of one entry of a list.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ItemChange {
    pub(crate) item: usize,
    #[serde(default)]
    pub(crate) answers: Answers,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "format")]
    _format: u32,
    journey: String,
    section: String,
    sets: Vec<Set>,
}

/// Builds files of answers in.
macro_rules! files {
    ($($name:literal)*) => {
        &[$(include_str!(concat!("../../../../content/sample/answers/", $name, ".json"))),*]
    };
}

/// The files, by journey and section.
const FILES: &[&str] = files! {
    "care/accounts"
    "care/contacts"
    "care/debts"
    "care/dependants"
    "care/digital"
    "care/final_days"
    "care/funeral"
    "care/insurance"
    "care/legal"
    "care/letters"
    "care/medical"
    "care/money_and_pensions"
    "care/obituary"
    "care/personal"
    "care/property"
    "wedding/ceremony"
    "wedding/day_plan"
    "wedding/guests"
    "wedding/home"
    "wedding/joint_accounts"
    "wedding/licence"
    "wedding/name_change"
    "wedding/prenup"
    "wedding/registry"
    "wedding/vendors"
    "wedding/venue"
};

pub(super) fn read() -> Vec<Set> {
    FILES.iter().flat_map(|text| sets(parse(text))).collect()
}

fn sets(file: File) -> Vec<Set> {
    let File { journey, section, sets, .. } = file;
    let named = |mut set: Set| {
        set.asks = set.names();
        Set { journey: journey.clone(), section: section.clone(), ..set }
    };
    sets.into_iter().map(named).collect()
}

impl Set {
    /// Says whether a client with this circle can use the texts.
    pub(crate) fn fits(&self, circle: &Circle) -> bool {
        self.asks.iter().all(|name| circle.contains_key(name))
    }

    /// Returns a comment from elsewhere, with the entry it is about, if its field is answered here.
    pub(crate) fn answered(&self, comment: Comment) -> Option<Comment> {
        let Some(field) = &comment.field else { return Some(comment) };
        if self.answers.contains_key(field) {
            return Some(comment);
        }
        let item = self.items.iter().position(|answers| answers.contains_key(field))?;
        Some(Comment { item: Some(item), ..comment })
    }

    /// Returns the set in the words of one client.
    pub(crate) fn told_by(&self, circle: &Circle, money_scale: i64) -> Self {
        let say = |text: &String| fill(text, circle);
        let value = |answers: &Answers| -> Answers {
            answers.iter().map(|(key, value)| (key.clone(), fill_in(value, circle, money_scale))).collect()
        };
        let comment = |comment: &Comment| Comment {
            text: say(&comment.text),
            reply: comment.reply.as_ref().map(say),
            ..comment.clone()
        };
        let feedback = |feedback: &Feedback| Feedback {
            note: feedback.note.iter().map(say).collect(),
            comments: feedback.comments.iter().map(comment).collect(),
        };
        let round = |round: &Change| Change {
            message: say(&round.message),
            answers: value(&round.answers),
            items: round
                .items
                .iter()
                .map(|change| ItemChange { item: change.item, answers: value(&change.answers) })
                .collect(),
            add: round.add.iter().map(value).collect(),
        };
        Self {
            answers: value(&self.answers),
            items: self.items.iter().map(value).collect(),
            request: self.request.as_ref().map(say),
            feedback: self.feedback.iter().map(feedback).collect(),
            rounds: self.rounds.iter().map(round).collect(),
            ..self.clone()
        }
    }

    /// Returns the names that the texts leave open.
    fn names(&self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        let answers = [&self.answers].into_iter().chain(&self.items);
        let later = self.rounds.iter().flat_map(|round| {
            [&round.answers].into_iter().chain(round.items.iter().map(|item| &item.answers)).chain(&round.add)
        });
        for value in answers.chain(later).flat_map(BTreeMap::values) {
            collect_in(value, &mut names);
        }
        let said = self.feedback.iter().flat_map(|feedback| {
            let comments = feedback.comments.iter();
            feedback
                .note
                .iter()
                .chain(comments.flat_map(|comment| [&comment.text].into_iter().chain(comment.reply.as_ref())))
        });
        let messages = self.request.iter().chain(self.rounds.iter().map(|round| &round.message));
        for text in said.chain(messages) {
            collect(text, &mut names);
        }
        names
    }
}
