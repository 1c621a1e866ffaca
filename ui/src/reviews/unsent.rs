//! A text in a box that was not sent yet: kept like every other text while it is written, there again when the box
//! opens, gone once it is sent or not wanted.

use crate::hooks::{QueryState, use_answer_once, use_dispatch};
use crate::saving::{Saver, Slot, use_saver_of};
use domain::command::Command;
use domain::query::Query;
use domain::reviews::{ReviewsCommand, UnsentPlace, UnsentView};
use yew::prelude::*;

/// A text that was not sent yet. A handle: clones share it.
#[derive(Clone, PartialEq)]
pub(crate) struct Unsent {
    place: UnsentPlace,
    /// What was kept before this was shown; none until that is known.
    before: Option<String>,
    /// What was written since.
    written: UseStateHandle<Option<String>>,
    saver: Saver,
}

impl Unsent {
    /// Whether it is known what was kept before. Until then nothing should be written.
    pub(crate) fn is_known(&self) -> bool {
        self.before.is_some() || self.written.is_some()
    }

    /// Returns the text as it is now.
    pub(crate) fn text(&self) -> &str {
        (*self.written).as_deref().or(self.before.as_deref()).unwrap_or_default()
    }

    /// Takes the text as it is now. It is kept when the typing pauses.
    pub(crate) fn write(&self, text: String) {
        self.saver.edited(self.slot(), self.command(&text));
        self.written.set(Some(text));
    }

    /// The text is not wanted any more.
    pub(crate) fn discard(&self) {
        self.saver.send_now(self.slot(), self.command(""));
        self.written.set(Some(String::new()));
    }

    /// Calls back when the text is kept, or could not be: then it may be sent, and no older save comes after it.
    pub(crate) fn settle(&self, then: impl FnOnce() + 'static) {
        self.saver.settle(move |_| then());
    }

    /// The text was sent, which took it away where it was kept.
    pub(crate) fn sent(&self) {
        let gone = self.slot();
        self.saver.forget(|slot| slot == gone);
        self.written.set(Some(String::new()));
    }

    fn slot(&self) -> Slot {
        Slot::Unsent(self.place)
    }

    fn command(&self, text: &str) -> ReviewsCommand {
        ReviewsCommand::SaveUnsent { place: self.place, body: text.to_owned() }
    }
}

/// Returns what someone was writing at a place.
#[hook]
pub(crate) fn use_unsent(place: UnsentPlace) -> Unsent {
    let dispatch = use_dispatch();
    let saver = use_saver_of(dispatch, Slot::Unsent(place));
    // What an earlier visit could not save is newer than what is kept.
    let written = use_state(|| left_over(&saver));
    let before = match use_answer_once::<UnsentView>(Query::Unsent { place }) {
        QueryState::Pending => None,
        // What cannot be read is there still, and comes back with the next start; one may write meanwhile.
        QueryState::Failed(_) => Some(String::new()),
        QueryState::Ready(view) => Some(view.body.clone()),
    };
    Unsent { place, before, written, saver }
}

fn left_over(saver: &Saver) -> Option<String> {
    saver.unsaved().iter().find_map(|(_, command)| match &**command {
        Command::Reviews(ReviewsCommand::SaveUnsent { body, .. }) => Some(body.clone()),
        _ => None,
    })
}
