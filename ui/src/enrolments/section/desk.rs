//! What the parts of a section do: each deed shows at once and goes to the store. A handle: clones share it.

use super::answer::unstorable;
use super::form::{Answered, Deed, Form};
use super::reach::{Place, note_left, reach};
use crate::hooks::{Dispatch, new_id};
use crate::kit::{Toast, Toaster};
use crate::saving::{Saver, Slot};
use domain::enrolments::{
    AnswerKey, EnrolmentId, EnrolmentsCommand, FieldView, ItemId, SectionEntry, SectionView,
};
use domain::journeys::SectionId;
use domain::reviews::{CommentId, ReplyId, ReviewsCommand, SubmissionId};
use serde_json::Value;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What the parts of a section do.
#[derive(Clone, PartialEq)]
pub(crate) struct Desk {
    pub(super) enrolment: EnrolmentId,
    pub(super) section: SectionId,
    pub(super) form: UseReducerDispatcher<Form>,
    pub(super) saver: Saver,
    pub(super) dispatch: Dispatch,
    pub(super) toaster: Option<Toaster>,
    /// Asks for the section again.
    pub(super) again: Callback<()>,
    /// Whether the section was sent to a mentor.
    pub(super) reviewed: bool,
}

impl Desk {
    /// Takes what the store says now.
    pub(crate) fn read(&self, view: &Rc<SectionView>) {
        let revisions = view.entries.iter().flat_map(SectionEntry::revisions);
        let shown = revisions.map(|(key, rev)| (Slot::Answer(key), rev)).collect();
        let kept_beside = view.two_answers.iter().map(|two| two.kept).collect();
        let theirs = self.saver.read(shown, &kept_beside).into_iter().filter_map(|slot| match slot {
            Slot::Answer(key) => Some(key),
            _ => None,
        });
        self.form.dispatch(Deed::Read(view.clone(), theirs.collect()));
    }

    /// Writes an answer. What cannot be stored stays on the screen alone, where it is said so.
    pub(crate) fn write(&self, field: &FieldView, key: AnswerKey, value: Value) {
        if unstorable(field, &value).is_none() {
            self.save(key, value.clone());
        }
        self.form.dispatch(Deed::Write(key, value));
    }

    fn save(&self, key: AnswerKey, value: Value) {
        let AnswerKey { item, field } = key;
        let command = EnrolmentsCommand::SaveAnswer { enrolment: self.enrolment, field, item, value };
        self.saver.edited_as_read(Slot::Answer(key), command);
    }

    /// Notes that focus left an answer, and saves what waits.
    pub(crate) fn leave(&self, key: AnswerKey) {
        note_left(key);
        if self.reviewed {
            // Whether the section differs from what was sent is the store's to say.
            self.saver.settle_untold(self.again.clone());
        } else {
            self.saver.flush();
        }
        self.form.dispatch(Deed::Leave(key));
    }

    /// Opens or folds entries.
    pub(crate) fn unfold(&self, items: Vec<ItemId>, open: bool) {
        self.form.dispatch(Deed::Unfold(items, open));
    }

    /// Adds an entry at the end and goes to its first question.
    pub(crate) fn add_entry(&self) {
        let (this, item) = (self.clone(), ItemId(new_id()));
        let command = EnrolmentsCommand::AddItem { enrolment: self.enrolment, section: self.section, item };
        self.dispatch.then(command, move |result| {
            if result.is_ok() {
                this.form.dispatch(Deed::Add(item, Answered::new()));
                reach(Place::FirstAnswer(item));
            }
        });
    }

    /// Removes an entry, with a way back for a while.
    pub(crate) fn remove_entry(&self, form: &Form, item: ItemId, name: &str) {
        let Some((at, entry)) = form.entry(item) else { return };
        let answers = (*entry.answers).clone();
        let near = form.entries.get(at + 1).or_else(|| form.entries.get(at.checked_sub(1)?));
        reach(near.and_then(|entry| entry.item).map_or(Place::Add, Place::Entry));
        self.saver.forget(|slot| matches!(slot, Slot::Answer(key) if key.item == Some(item)));
        self.form.dispatch(Deed::Remove(item));
        let (this, name) = (self.clone(), name.to_owned());
        self.dispatch.then(
            EnrolmentsCommand::RemoveItem { enrolment: self.enrolment, item },
            move |result| {
                if result.is_err() {
                    this.form.dispatch(Deed::Add(item, answers));
                    this.form.dispatch(Deed::Move(item, at));
                    return;
                }
                let undo = {
                    let this = this.clone();
                    Callback::from(move |()| this.restore_entry(item, at, answers.clone()))
                };
                this.say(Toast::done(format!("“{name}” was removed.")).undo(undo));
            },
        );
    }

    fn restore_entry(&self, item: ItemId, at: usize, answers: Answered) {
        let this = self.clone();
        let (enrolment, section) = (self.enrolment, self.section);
        spawn_local(async move {
            let add = EnrolmentsCommand::AddItem { enrolment, section, item };
            if let Err(refusal) = this.dispatch.send(add).await {
                this.dispatch.show(&refusal);
                return;
            }
            this.form.dispatch(Deed::Add(item, answers.clone()));
            this.move_entry(item, at);
            for (field, value) in answers {
                this.save(AnswerKey { item: Some(item), field }, value);
            }
            this.saver.flush();
        });
    }

    /// Moves an entry to a place; focus stays on it.
    pub(crate) fn move_entry(&self, item: ItemId, to: usize) {
        self.form.dispatch(Deed::Move(item, to));
        reach(Place::Entry(item));
        let to = u32::try_from(to).unwrap_or(u32::MAX);
        self.dispatch.go(EnrolmentsCommand::MoveItem { enrolment: self.enrolment, item, to });
    }

    /// Marks a comment as done, or opens it again.
    pub(crate) fn settle(&self, comment: CommentId, done: bool) {
        self.form.dispatch(Deed::Settle(comment, done));
        let form = self.form.clone();
        self.dispatch.then(ReviewsCommand::Resolve { comment, resolved: done }, move |result| {
            if result.is_err() {
                form.dispatch(Deed::Settle(comment, !done));
            }
        });
    }

    /// Replies to a comment, and calls back once the reply is kept.
    pub(crate) fn reply(&self, comment: CommentId, body: String, then: impl FnOnce(bool) + 'static) {
        let reply = ReplyId(new_id());
        self.dispatch.then(ReviewsCommand::Reply { comment, reply, body }, |result| then(result.is_ok()));
    }

    /// Takes a request back.
    pub(crate) fn take_back(&self, submission: SubmissionId) {
        let this = self.clone();
        self.dispatch.then(ReviewsCommand::Cancel { submission }, move |result| {
            reach(Place::Top);
            if result.is_ok() {
                this.say(Toast::done("You took the request back. Your answers are as they were."));
            }
        });
    }

    /// Says what happened.
    pub(crate) fn say(&self, toast: Toast) {
        if let Some(toaster) = &self.toaster {
            toaster.show(toast);
        }
    }
}
