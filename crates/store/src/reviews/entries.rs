//! A round's answers as the review room shows them: entry by entry, field by field, compared with the round
//! before. Pure: rows in, view out.

use super::sent::{Sent, SentRound, change};
use domain::enrolments::{AnswerKey, ItemId};
use domain::journeys::condition::Answers;
use domain::journeys::{Field, FieldId, Section, SectionFields, SectionKind};
use domain::reviews::{Change, RoomAnswer, RoomEntry, RoomField};
use domain::text::diff_words;
use std::collections::BTreeSet;

/// The longest title of an entry, in characters.
const TITLE_LIMIT: usize = 80;

/// Returns the entries of a round in their order. `fields` are all the fields of the section, removed ones
/// too: those are shown where somebody answered them.
pub(super) fn entries(
    section: &Section,
    mut fields: Vec<Field>,
    before: Option<&SentRound>,
    now: &SentRound,
) -> Vec<RoomEntry> {
    fields.sort_by_key(|field| (field.position, field.removed_at.is_some(), field.id));
    let live = SectionFields::new(fields.clone());
    let compared = Compared { section, fields, live, before, now };
    (1..).zip(compared.items()).map(|(number, item)| compared.entry(number, item)).collect()
}

/// A round beside the round before.
struct Compared<'a> {
    section: &'a Section,
    fields: Vec<Field>,
    live: SectionFields,
    before: Option<&'a SentRound>,
    now: &'a SentRound,
}

impl Compared<'_> {
    /// Returns the entries of both rounds in their order; a form is one entry.
    fn items(&self) -> Vec<Option<ItemId>> {
        let rounds = || self.before.into_iter().chain([self.now]);
        let items: BTreeSet<Option<ItemId>> =
            rounds().flat_map(|round| round.answers.keys()).map(|key| key.item).collect();
        let mut items: Vec<Option<ItemId>> = items.into_iter().collect();
        if items.is_empty() && self.section.kind == SectionKind::Form {
            items.push(None);
        }
        items.sort_by_cached_key(|item| {
            let place = item.map(|item| {
                let places = [Some(self.now), self.before].into_iter().flatten();
                places.filter_map(|round| round.places.get(&item)).next().copied()
            });
            (place, self.is_gone(*item), *item)
        });
        items
    }

    fn is_gone(&self, item: Option<ItemId>) -> bool {
        item.is_some() && !has_entry(self.now, item)
    }

    fn entry(&self, number: usize, item: Option<ItemId>) -> RoomEntry {
        let asked = if self.is_gone(item) { BTreeSet::new() } else { self.asked(item) };
        let key = |field: &Field| AnswerKey { item, field: field.id };
        let shown =
            self.fields.iter().filter(|field| asked.contains(&field.id) || self.is_answered(&key(field)));
        let fields: Vec<RoomField> = shown.map(|field| self.field(field, &key(field))).collect();
        RoomEntry { item, title: self.title(number, item), change: self.entry_change(item), fields }
    }

    fn entry_change(&self, item: Option<ItemId>) -> Change {
        let (Some(before), Some(_)) = (self.before, item) else { return Change::Same };
        match (has_entry(before, item), has_entry(self.now, item)) {
            (false, true) => Change::Added,
            (true, false) => Change::Removed,
            (true, true) | (false, false) => Change::Same,
        }
    }

    /// Returns the fields that are asked now, given what was answered. Of a private answer only its presence
    /// counts.
    fn asked(&self, item: Option<ItemId>) -> BTreeSet<FieldId> {
        let answer = |field: &Field| {
            let value = match self.now.answers.get(&AnswerKey { item, field: field.id })? {
                Sent::Shared(value) => value.clone(),
                Sent::Hidden { .. } => "hidden".into(),
            };
            Some((field.key.clone(), value))
        };
        let answers: Answers = self.live.all().iter().filter_map(answer).collect();
        self.live.asked(&answers)
    }

    fn is_answered(&self, key: &AnswerKey) -> bool {
        self.now.answers.contains_key(key) || self.before.is_some_and(|round| round.answers.contains_key(key))
    }

    fn field(&self, field: &Field, key: &AnswerKey) -> RoomField {
        let answer = match self.now.answers.get(key) {
            None => RoomAnswer::Empty,
            Some(Sent::Hidden { .. }) => RoomAnswer::Hidden,
            Some(Sent::Shared(value)) => shown(plain_text(field, value)),
        };
        let change = change(key, self.before, self.now);
        let old = self.before.and_then(|round| text_in(field, round, key)).unwrap_or_default();
        let pieces = match (&answer, change) {
            (RoomAnswer::Text { text }, Change::Changed) if !old.is_empty() => diff_words(&old, text),
            (RoomAnswer::Empty, Change::Removed) if !old.is_empty() => diff_words(&old, ""),
            _ => Vec::new(),
        };
        RoomField {
            field: field.id,
            label: field.label.clone(),
            kind: field.kind,
            importance: field.importance,
            removed: field.removed_at.is_some(),
            answer,
            change,
            pieces,
        }
    }

    /// Returns what to call an entry: its first answer that can be read, or its number.
    fn title(&self, number: usize, item: Option<ItemId>) -> String {
        if item.is_none() {
            return self.section.title.clone();
        }
        let round = if self.is_gone(item) { self.before } else { Some(self.now) };
        let first = round.and_then(|round| {
            let text = |field: &Field| text_in(field, round, &AnswerKey { item, field: field.id });
            let lines = self.fields.iter().filter_map(text);
            lines
                .filter_map(|text| text.lines().map(str::trim).find(|line| !line.is_empty()).map(shortened))
                .next()
        });
        first.unwrap_or_else(|| {
            let label = self.section.item_label.as_deref().unwrap_or("entry");
            format!("{} {number}", capitalised(label))
        })
    }
}

fn has_entry(round: &SentRound, item: Option<ItemId>) -> bool {
    round.answers.keys().any(|key| key.item == item)
}

fn text_in(field: &Field, round: &SentRound, key: &AnswerKey) -> Option<String> {
    match round.answers.get(key)? {
        Sent::Shared(value) => Some(plain_text(field, value)),
        Sent::Hidden { .. } => None,
    }
}

fn shown(text: String) -> RoomAnswer {
    if text.is_empty() { RoomAnswer::Empty } else { RoomAnswer::Text { text } }
}

/// Returns an answer as a person would read it out. One that its field no longer understands, because the
/// field became another kind, is shown as it was written.
fn plain_text(field: &Field, value: &serde_json::Value) -> String {
    let text = field.kind.to_plain_text(value, &field.options.0);
    if !text.is_empty() || !field.kind.is_filled(value) {
        return text;
    }
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn shortened(line: &str) -> String {
    if line.chars().count() <= TITLE_LIMIT {
        return line.to_owned();
    }
    let start: String = line.chars().take(TITLE_LIMIT).collect();
    format!("{}…", start.trim_end())
}

fn capitalised(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
#[path = "entries_tests.rs"]
mod tests;
