//! Which comments stand where: beside the question that they are about, or above all of them. Pure.

use super::form::Form;
use domain::base::Instant;
use domain::enrolments::{AnswerKey, ItemId, SectionView};
use domain::reviews::{CommentId, CommentKind, CommentView, PersonName, ReviewView};
use std::collections::BTreeMap;

/// A comment with who wrote it, and when.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Note {
    /// The comment; settled as it is on the screen.
    pub(crate) comment: CommentView,
    /// Who wrote it.
    pub(crate) mentor: PersonName,
    /// In which round.
    pub(crate) round: i64,
    /// When.
    pub(crate) at: Instant,
}

impl Note {
    /// Whether it asks for something that is not done.
    pub(crate) fn is_open(&self) -> bool {
        !self.comment.resolved && self.comment.kind != CommentKind::Praise
    }

    /// Returns the answer it is about.
    pub(crate) fn key(&self) -> Option<AnswerKey> {
        self.comment.field.map(|field| AnswerKey { item: self.comment.item, field })
    }
}

/// The comments of a section.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Notes {
    /// About the section, or about something that is no longer asked.
    pub(crate) above: Vec<Note>,
    /// About an answer.
    pub(crate) beside: BTreeMap<AnswerKey, Vec<Note>>,
}

impl Notes {
    /// Returns those of the last review, and those of earlier ones that are still open.
    pub(crate) fn of(view: &SectionView, form: &Form) -> Self {
        let mut notes = Self::default();
        for note in current(view, form) {
            match note.key().filter(|key| form.asks(*key)) {
                Some(key) => notes.beside.entry(key).or_default().push(note),
                None => notes.above.push(note),
            }
        }
        notes
    }

    /// Returns those beside an answer.
    pub(crate) fn at(&self, key: AnswerKey) -> Vec<Note> {
        self.beside.get(&key).cloned().unwrap_or_default()
    }

    /// Returns how many of an entry are open.
    pub(crate) fn open_in(&self, item: ItemId) -> usize {
        let own = self.beside.iter().filter(|(key, _)| key.item == Some(item));
        own.flat_map(|(_, notes)| notes).filter(|note| note.is_open()).count()
    }

    /// Returns the open ones in the order in which they stand in the page.
    pub(crate) fn open(&self, form: &Form) -> Vec<CommentId> {
        let keys = form.entries.iter().flat_map(|entry| {
            form.fields.iter().map(|field| AnswerKey { item: entry.item, field: field.id })
        });
        let beside = keys.filter_map(|key| self.beside.get(&key)).flatten();
        self.above.iter().chain(beside).filter(|note| note.is_open()).map(|note| note.comment.id).collect()
    }
}

/// Returns the entries that have comments.
pub(crate) fn entries_with_comments(view: &SectionView) -> Vec<ItemId> {
    let comments = last_review(view).into_iter().flat_map(|(_, review)| &review.comments);
    comments.filter(|comment| !comment.resolved).filter_map(|comment| comment.item).collect()
}

/// Returns the last review with the number of its round.
pub(crate) fn last_review(view: &SectionView) -> Option<(i64, &ReviewView)> {
    view.rounds.iter().find_map(|round| Some((round.round, round.review.as_ref()?)))
}

fn current(view: &SectionView, form: &Form) -> Vec<Note> {
    let last = last_review(view).map(|(round, _)| round);
    let reviewed = view.rounds.iter().filter_map(|round| Some((round.round, round.review.as_ref()?)));
    let all = reviewed
        .flat_map(|(round, review)| review.comments.iter().map(move |comment| (round, review, comment)));
    all.filter_map(|(round, review, comment)| {
        let resolved = form.is_settled(comment.id, comment.resolved);
        // What was settled a moment ago stays where it is, so that it can be opened again.
        let stays = !comment.resolved || form.settles(comment.id);
        let asks = comment.kind != CommentKind::Praise && stays;
        (Some(round) == last || asks).then(|| Note {
            comment: CommentView { resolved, ..comment.clone() },
            mentor: review.mentor.clone(),
            round,
            at: review.completed_at,
        })
    })
    .collect()
}

#[cfg(test)]
#[path = "notes_tests.rs"]
mod tests;
