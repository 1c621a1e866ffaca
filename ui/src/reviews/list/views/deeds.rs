//! What is done with a saved view: each step says what became of it, and most can be undone.

use crate::hooks::{Dispatch, use_dispatch};
use crate::kit::{Toast, Toaster, use_toaster};
use domain::base::Refusal;
use domain::saved_views::{SavedViewId, SavedViewLine, SavedViewsCommand, Shows};
use yew::prelude::*;

/// Does things with saved views.
#[derive(Clone, PartialEq)]
pub(super) struct Deeds {
    dispatch: Dispatch,
    toaster: Option<Toaster>,
}

/// Returns what does things with saved views.
#[hook]
pub(super) fn use_deeds() -> Deeds {
    Deeds { dispatch: use_dispatch(), toaster: use_toaster() }
}

impl Deeds {
    /// Saves a new view, or a known one again.
    ///
    /// # Errors
    /// What the rules refused with: for the one who asks for the name.
    pub(super) async fn save(&self, view: SavedViewId, name: String, shows: Shows) -> Result<(), Refusal> {
        let said = format!("Saved as “{}”.", name.trim());
        self.dispatch.send(SavedViewsCommand::Save { view, name, shows }).await?;
        self.say(Toast::done(said));
        Ok(())
    }

    /// Gives a view another name.
    ///
    /// # Errors
    /// As [`Deeds::save`].
    pub(super) async fn rename(&self, view: SavedViewId, name: String) -> Result<(), Refusal> {
        self.dispatch.send(SavedViewsCommand::Rename { view, name }).await
    }

    /// Lets a view show something else from now on.
    pub(super) fn replace(&self, view: &SavedViewLine, shows: Shows) {
        let (this, before) = (self.clone(), view.clone());
        self.dispatch.then(save(view, shows), move |result| {
            if result.is_ok() {
                let said = format!("“{}” now shows what you see.", before.name);
                let undo = this.undoing(vec![save(&before, before.shows.clone())]);
                this.say(Toast::done(said).undo(undo));
            }
        });
    }

    /// Deletes a view, and calls back when it is gone.
    pub(super) fn remove(&self, view: &SavedViewLine, gone: Callback<()>) {
        let (this, before) = (self.clone(), view.clone());
        self.dispatch.then(SavedViewsCommand::Remove { view: view.id }, move |result| {
            if result.is_ok() {
                gone.emit(());
                let said = format!("“{}” was deleted. The reviews in it stay as they are.", before.name);
                let mut back = vec![save(&before, before.shows.clone())];
                if before.opens_first {
                    back.push(SavedViewsCommand::OpenFirst { view: Some(before.id) });
                }
                this.say(Toast::done(said).undo(this.undoing(back)));
            }
        });
    }

    /// Lets the reviews open with a view, or with none.
    pub(super) fn open_first(&self, view: &SavedViewLine, first: bool) {
        let (this, name) = (self.clone(), view.name.clone());
        let command = SavedViewsCommand::OpenFirst { view: first.then_some(view.id) };
        self.dispatch.then(command, move |result| {
            if result.is_ok() {
                let said = if first {
                    format!("Reviews open with “{name}” from the next start on.")
                } else {
                    "Reviews open as they usually do from the next start on.".to_owned()
                };
                this.say(Toast::done(said));
            }
        });
    }

    /// Returns what sends commands, each once the one before it was obeyed.
    fn undoing(&self, commands: Vec<SavedViewsCommand>) -> Callback<()> {
        let dispatch = self.dispatch.clone();
        Callback::from(move |()| send_all(&dispatch, commands.clone()))
    }

    fn say(&self, toast: Toast) {
        if let Some(toaster) = &self.toaster {
            toaster.show(toast);
        }
    }
}

fn send_all(dispatch: &Dispatch, mut commands: Vec<SavedViewsCommand>) {
    if commands.is_empty() {
        return;
    }
    let (first, after) = (commands.remove(0), dispatch.clone());
    dispatch.then(first, move |result| {
        if result.is_ok() {
            send_all(&after, commands);
        }
    });
}

fn save(view: &SavedViewLine, shows: Shows) -> SavedViewsCommand {
    SavedViewsCommand::Save { view: view.id, name: view.name.clone(), shows }
}
