//! A text in a box that was not sent yet: kept like every other text while it is written, there again when the box
//! opens, gone once it is sent or not wanted. What is not wanted can be had back.

use super::boxes;
use crate::hooks::{Dispatch, QueryState, use_answer_once, use_dispatch};
use crate::kit::{Toast, Toaster, use_toaster};
use crate::routes::{Route, go_to, use_route};
use crate::saving::{Saver, Slot, use_saver_of};
use domain::base::Rev;
use domain::command::Command;
use domain::query::Query;
use domain::reviews::{ReviewsCommand, UnsentPlace, UnsentView};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// A text that was not sent yet. A handle: clones share it.
#[derive(Clone, PartialEq)]
pub(crate) struct Unsent {
    place: UnsentPlace,
    /// What was kept before this was shown; none until that is known.
    before: Option<String>,
    /// Its revision then; the nil one, where there was none.
    began_with: Rev,
    /// What was written since.
    written: UseStateHandle<Option<String>>,
    /// How often something came back into the box.
    returns: UseStateHandle<usize>,
    saver: Saver,
    dispatch: Dispatch,
    toaster: Option<Toaster>,
    /// Where the box is.
    route: Route,
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
        self.saver.edited_on(self.slot(), self.began_with, self.command(&text));
        self.written.set(Some(text));
    }

    /// Returns how often something came back into the box: it takes focus then, and shows all of it anew.
    pub(crate) fn returns(&self) -> usize {
        *self.returns
    }

    /// The text is not wanted any more. It is said what was put away, and how to have it back.
    pub(crate) fn discard(&self, said: &'static str) {
        if let Some(toaster) = self.toaster.as_ref().filter(|_| !self.text().trim().is_empty()) {
            let (this, text) = (self.clone(), self.text().to_owned());
            let undo = Callback::from(move |()| this.bring_back(text.clone()));
            toaster.show(Toast::done(said).undo(undo));
        }
        self.saver.send_now_on(self.slot(), self.began_with, self.command(""));
        self.written.set(Some(String::new()));
    }

    /// Puts a text into the box that is shown, or where it is kept, and goes there.
    fn bring_back(&self, text: String) {
        let place = self.place;
        if let Some(put) = boxes::find((self.dispatch.actor(), place)) {
            put.emit(text);
            return;
        }
        let (dispatch, route) = (self.dispatch.clone(), self.route.clone());
        spawn_local(async move {
            let kept = match dispatch.ask::<UnsentView>(Query::Unsent { place }).await {
                Ok(view) => view.body,
                Err(refusal) => return dispatch.show(&refusal),
            };
            let body = boxes::joined(place, &text, &kept);
            dispatch.then(ReviewsCommand::SaveUnsent { place, body }, move |result| {
                if result.is_ok() {
                    go_to(&route);
                }
            });
        });
    }

    /// Takes a text that comes back.
    fn take_back(&self, text: &str) {
        self.write(boxes::joined(self.place, text, self.text()));
        self.returns.set(*self.returns + 1);
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
    let saver = use_saver_of(dispatch.clone(), Slot::Unsent(place));
    // What an earlier visit could not save is newer than what is kept.
    let written = use_state(|| left_over(&saver));
    let (before, began_with) = match use_answer_once::<UnsentView>(Query::Unsent { place }) {
        QueryState::Pending => (None, Rev::default()),
        // What cannot be read is there still, and comes back with the next start; one may write meanwhile.
        QueryState::Failed(_) => (Some(String::new()), Rev::default()),
        QueryState::Ready(view) => (Some(view.body.clone()), view.rev.unwrap_or_default()),
    };
    let (toaster, route, returns) = (use_toaster(), use_route(), use_state(|| 0));
    let unsent = Unsent { place, before, began_with, written, returns, saver, dispatch, toaster, route };
    use_shown(&unsent);
    unsent
}

/// Lets what comes back find the box while it is shown, once it is known what is in it.
#[hook]
fn use_shown(unsent: &Unsent) {
    let newest = use_mut_ref(|| unsent.clone());
    newest.replace(unsent.clone());
    let whose = (unsent.dispatch.actor(), unsent.place);
    use_effect_with((whose, unsent.is_known()), move |(whose, known)| {
        let put = Callback::from(move |text: String| {
            let unsent = newest.borrow().clone();
            unsent.take_back(&text);
        });
        let gone = known.then(|| boxes::show(*whose, put));
        move || gone.into_iter().for_each(|gone| gone())
    });
}

fn left_over(saver: &Saver) -> Option<String> {
    saver.unsaved().iter().find_map(|(_, command)| match &**command {
        Command::Reviews(ReviewsCommand::SaveUnsent { body, .. }) => Some(body.clone()),
        _ => None,
    })
}
