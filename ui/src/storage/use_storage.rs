//! How the file stands, kept up to date while a screen shows it.

use super::calls::call;
use crate::backend::{here, read};
use crate::hooks::QueryState;
use device::storage::{EVENT, News, StorageView};
use serde_json::json;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What is known of the file.
pub(super) struct Storage {
    /// Where it is, and its backups.
    pub(super) state: QueryState<StorageView>,
    /// How far a backup is that is being made: pages of pages.
    pub(super) progress: Option<(u64, u64)>,
    /// Asks again.
    pub(super) again: Callback<()>,
}

/// Asks how the file stands, and again when something about it changes.
#[hook]
pub(super) fn use_storage() -> Storage {
    let state = use_state_eq(|| QueryState::Pending);
    let progress = use_state_eq(|| None);
    let again = {
        let (state, progress) = (state.setter(), progress.setter());
        use_callback((), move |(), ()| {
            let (state, progress) = (state.clone(), progress.clone());
            spawn_local(async move {
                state.set(match call("storage", json!({})).await {
                    Ok(view) => QueryState::Ready(Rc::new(view)),
                    Err(refusal) => QueryState::Failed(refusal),
                });
                progress.set(None);
            });
        })
    };
    use_effect_with((), {
        let (again, progress) = (again.clone(), progress.setter());
        move |()| {
            again.emit(());
            let subscription = here().on_news(
                EVENT,
                Rc::new(move |news| match read(news) {
                    Ok(News::BackingUp { done, of }) => progress.set(Some((done, of))),
                    Ok(News::Changed) => again.emit(()),
                    Err(_) => {}
                }),
            );
            move || drop(subscription)
        }
    });
    Storage { state: (*state).clone(), progress: *progress, again }
}
