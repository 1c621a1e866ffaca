//! What a section says on the screen: the store's answers with what was written here on top. A pure reducer.
//!
//! What is being written is never overwritten by an older answer of the store; saving is `answering`'s.

use super::answer::{asked, is_asked_in, problem, unstorable};
use domain::enrolments::{AnswerKey, ItemId, SectionView};
use domain::enrolments::{FieldView, SectionEntry};
use domain::journeys::kind::is_filled;
use domain::journeys::{FieldId, Sensitivity};
use domain::reviews::CommentId;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::rc::Rc;
use yew::Reducible;

/// How many entries are shown open when a list is opened; longer lists begin folded.
const OPEN_AT_FIRST: usize = 3;

/// The answers of one form or entry, by field.
pub(crate) type Answered = BTreeMap<FieldId, Value>;

/// The fields of a section, in order. Two of them are equal when they are the same, which is quick to say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields(Rc<Vec<Rc<FieldView>>>);

impl PartialEq for Fields {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Fields {}

impl Deref for Fields {
    type Target = [Rc<FieldView>];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// A form, or an entry of a list, as it is on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The entry; none for a form.
    pub(crate) item: Option<ItemId>,
    /// Its answers.
    pub(crate) answers: Rc<Answered>,
}

/// What a section says on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    /// The fields, in order.
    pub(crate) fields: Fields,
    /// The form, or the entries in their order.
    pub(crate) entries: Vec<Entry>,
    edits: BTreeMap<AnswerKey, Value>,
    two: BTreeSet<AnswerKey>,
    added: BTreeSet<ItemId>,
    removed: BTreeSet<ItemId>,
    left: BTreeSet<AnswerKey>,
    wanted: bool,
    open: BTreeMap<ItemId, bool>,
    settled: BTreeMap<CommentId, bool>,
}

/// Something that happens to a form.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Deed {
    /// The store answered. These of the answers that were written here are to be shown as the store has them.
    Read(Rc<SectionView>, BTreeSet<AnswerKey>),
    /// An answer was written.
    Write(AnswerKey, Value),
    /// Focus left an answer.
    Leave(AnswerKey),
    /// A review was asked for: what is wrong shows everywhere.
    Want,
    /// Entries were opened (`true`) or folded.
    Unfold(Vec<ItemId>, bool),
    /// An entry was added at the end, with answers when it comes back.
    Add(ItemId, Answered),
    /// An entry was removed.
    Remove(ItemId),
    /// An entry was moved to a place.
    Move(ItemId, usize),
    /// A comment was marked as done, or opened again.
    Settle(CommentId, bool),
}

impl Form {
    /// Returns the form of a section that was just opened. Entries with comments are open.
    pub(crate) fn new(view: &SectionView, with_comments: impl IntoIterator<Item = ItemId>) -> Self {
        let mut form = Self {
            fields: Fields::default(),
            entries: Vec::new(),
            edits: BTreeMap::new(),
            two: BTreeSet::new(),
            added: BTreeSet::new(),
            removed: BTreeSet::new(),
            left: BTreeSet::new(),
            wanted: false,
            open: BTreeMap::new(),
            settled: BTreeMap::new(),
        };
        form.read(view, &BTreeSet::new());
        let few = form.entries.len() <= OPEN_AT_FIRST;
        let all = form.entries.iter().filter(|_| few).filter_map(|entry| entry.item);
        form.open = all.chain(with_comments).map(|item| (item, true)).collect();
        form
    }

    /// Whether an entry shows its fields; a form always does.
    pub(crate) fn is_open(&self, item: Option<ItemId>) -> bool {
        item.is_none_or(|item| self.open.get(&item).copied().unwrap_or(false))
    }

    /// Whether a comment is done, when the store says `known`.
    pub(crate) fn is_settled(&self, comment: CommentId, known: bool) -> bool {
        self.settled.get(&comment).copied().unwrap_or(known)
    }

    /// Whether a comment was marked as done, or opened again, on this screen.
    pub(crate) fn settles(&self, comment: CommentId) -> bool {
        self.settled.contains_key(&comment)
    }

    /// Returns an answer; null for none.
    #[cfg(test)]
    pub(crate) fn answer(&self, key: AnswerKey) -> Value {
        let entry = self.entries.iter().find(|entry| entry.item == key.item);
        entry.and_then(|entry| entry.answers.get(&key.field)).cloned().unwrap_or_default()
    }

    /// Returns an entry with its place.
    pub(crate) fn entry(&self, item: ItemId) -> Option<(usize, &Entry)> {
        self.entries.iter().enumerate().find(|(_, entry)| entry.item == Some(item))
    }

    /// Whether a field is asked for now, in an entry that is there.
    pub(crate) fn asks(&self, key: AnswerKey) -> bool {
        let entry = self.entries.iter().find(|entry| entry.item == key.item);
        entry.is_some_and(|entry| is_asked_in(&self.fields, &entry.answers, key.field))
    }

    /// Whether what is wrong with an answer may be said: not while it is being written for the first time.
    pub(crate) fn may_complain(&self, key: AnswerKey) -> bool {
        self.wanted || self.left.contains(&key)
    }

    /// Whether another text of its client is kept beside an answer.
    pub(crate) fn has_two(&self, key: AnswerKey) -> bool {
        self.two.contains(&key)
    }

    /// Returns whether a review was asked for, so that what is missing shows too.
    pub(crate) fn is_wanted(&self) -> bool {
        self.wanted
    }

    /// Returns the first thing that has to be put right before a review, in reading order.
    pub(crate) fn first_problem(&self) -> Option<AnswerKey> {
        self.entries.iter().find_map(|entry| {
            let wrong = asked(&self.fields, &entry.answers).into_iter().find(|field| {
                problem(field, entry.answers.get(&field.id).unwrap_or(&Value::Null), true).is_some()
            })?;
            Some(AnswerKey { item: entry.item, field: wrong.id })
        })
    }

    /// Returns a question whose answer is here and nowhere else, because it cannot be stored as it stands.
    pub(crate) fn only_on_screen(&self) -> Option<&Rc<FieldView>> {
        let (key, _) = self.edits.iter().find(|(key, value)| self.is_unstorable(**key, value))?;
        self.fields.iter().find(|field| field.id == key.field)
    }

    fn is_unstorable(&self, key: AnswerKey, value: &Value) -> bool {
        let field = self.fields.iter().find(|field| field.id == key.field);
        field.is_some_and(|field| unstorable(field, value).is_some())
    }

    /// Returns how many questions are answered, of how many that are asked now.
    pub(crate) fn progress(&self) -> (u32, u32) {
        let counts = self.entries.iter().map(|entry| progress_of(&self.fields, entry));
        counts.fold((0, 0), |(done, of), (more, asked)| (done + more, of + asked))
    }

    /// Returns what a review would be sent.
    pub(crate) fn to_send(&self) -> ToSend {
        let mut sent = ToSend::default();
        for entry in &self.entries {
            for field in asked(&self.fields, &entry.answers) {
                if entry.answers.get(&field.id).is_some_and(is_filled) {
                    match field.sensitivity {
                        Sensitivity::Private => sent.private += 1,
                        Sensitivity::Public | Sensitivity::Review => sent.shared += 1,
                    }
                }
            }
        }
        sent
    }

    fn read(&mut self, view: &SectionView, theirs: &BTreeSet<AnswerKey>) {
        if self.fields.len() != view.fields.len()
            || self.fields.iter().zip(&view.fields).any(|(known, field)| **known != *field)
        {
            self.fields = Fields(Rc::new(view.fields.iter().cloned().map(Rc::new).collect()));
        }
        // What cannot be stored is here and nowhere else.
        let mut edits = std::mem::take(&mut self.edits);
        edits.retain(|key, value| !theirs.contains(key) || self.is_unstorable(*key, value));
        self.edits = edits;
        self.two = view.two_answers.iter().map(|two| two.answer).collect();
        let there: BTreeSet<ItemId> = view.entries.iter().filter_map(|entry| entry.item).collect();
        self.added.retain(|item| !there.contains(item));
        self.removed.retain(|item| there.contains(item));
        let before: BTreeMap<Option<ItemId>, Rc<Answered>> =
            self.entries.drain(..).map(|entry| (entry.item, entry.answers)).collect();
        let mut entries: Vec<Entry> = view
            .entries
            .iter()
            .filter(|entry| entry.item.is_none_or(|item| !self.removed.contains(&item)))
            .map(|entry| merged(entry, &self.edits, before.get(&entry.item)))
            .collect();
        let new = self.added.iter().map(|item| {
            let answers = before.get(&Some(*item)).cloned().unwrap_or_default();
            Entry { item: Some(*item), answers }
        });
        entries.extend(new);
        self.entries = entries;
    }

    fn write(&mut self, key: AnswerKey, value: Value) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.item == key.item) {
            Rc::make_mut(&mut entry.answers).insert(key.field, value.clone());
        }
        self.edits.insert(key, value);
    }

    fn add(&mut self, item: ItemId, answers: Answered) {
        self.removed.remove(&item);
        self.edits.extend(
            answers
                .iter()
                .map(|(field, value)| (AnswerKey { item: Some(item), field: *field }, value.clone())),
        );
        if self.entry(item).is_none() {
            self.added.insert(item);
            self.entries.push(Entry { item: Some(item), answers: Rc::new(answers) });
        }
        self.open.insert(item, true);
    }

    fn remove(&mut self, item: ItemId) {
        self.entries.retain(|entry| entry.item != Some(item));
        self.edits.retain(|key, _| key.item != Some(item));
        self.left.retain(|key| key.item != Some(item));
        self.added.remove(&item);
        self.removed.insert(item);
    }

    fn move_to(&mut self, item: ItemId, to: usize) {
        let Some((at, _)) = self.entry(item) else { return };
        let entry = self.entries.remove(at);
        self.entries.insert(to.min(self.entries.len()), entry);
    }
}

impl Reducible for Form {
    type Action = Deed;

    fn reduce(self: Rc<Self>, deed: Deed) -> Rc<Self> {
        let mut form = Rc::unwrap_or_clone(self);
        match deed {
            Deed::Read(view, theirs) => form.read(&view, &theirs),
            Deed::Write(key, value) => form.write(key, value),
            Deed::Leave(key) => drop(form.left.insert(key)),
            Deed::Want => form.wanted = true,
            Deed::Unfold(items, open) => form.open.extend(items.into_iter().map(|item| (item, open))),
            Deed::Add(item, answers) => form.add(item, answers),
            Deed::Remove(item) => form.remove(item),
            Deed::Move(item, to) => form.move_to(item, to),
            Deed::Settle(comment, done) => drop(form.settled.insert(comment, done)),
        }
        Rc::new(form)
    }
}

/// How much a review would be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ToSend {
    /// Answers that the mentor reads.
    pub(crate) shared: u32,
    /// Answers that stay with the client.
    pub(crate) private: u32,
}

/// Returns how many questions of an entry are answered, of how many.
pub(crate) fn progress_of(fields: &[Rc<FieldView>], entry: &Entry) -> (u32, u32) {
    asked(fields, &entry.answers).into_iter().fold((0, 0), |(done, of), field| {
        let filled = entry.answers.get(&field.id).is_some_and(is_filled);
        (done + u32::from(filled), of + 1)
    })
}

/// Returns an entry of the store with what was written here on top; the one known before, if it is the same.
fn merged(entry: &SectionEntry, edits: &BTreeMap<AnswerKey, Value>, before: Option<&Rc<Answered>>) -> Entry {
    let mut answers = entry.answers.clone();
    let low = AnswerKey { item: entry.item, field: FieldId(uuid::Uuid::nil()) };
    let own = edits.range(low..).take_while(|(key, _)| key.item == entry.item);
    answers.extend(own.map(|(key, value)| (key.field, value.clone())));
    let answers = match before {
        Some(before) if **before == answers => before.clone(),
        _ => Rc::new(answers),
    };
    Entry { item: entry.item, answers }
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
