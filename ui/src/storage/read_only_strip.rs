//! The line above every page while the file can only be read: nothing can be saved, why, and the way out.

use super::calls::look_again;
use super::use_storage::use_storage;
use crate::hooks::{QueryState, focus_page_if_lost};
use crate::kit::{Button, Icon, Toast, use_toaster};
use crate::routes::{Link, Route, SettingsPage, use_route};
use device::storage::Standing;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The line above every page while the file can only be read. The page about the file says it itself.
#[component]
pub(crate) fn ReadOnlyStrip() -> Html {
    let storage = use_storage();
    let (looking, looked) = (use_state_eq(|| false), use_state_eq(|| false));
    let toaster = use_toaster();
    let here = use_route();
    let standing = match &storage.state {
        QueryState::Ready(view) => Some(view.standing),
        QueryState::Pending | QueryState::Failed(_) => None,
    };
    // Whoever looked again is told that it can be changed, and goes on in the page: the button is gone.
    {
        let (deps, looked) = ((standing, *looked), looked.setter());
        use_effect_with(deps, move |(standing, was_looked_at)| {
            if *was_looked_at && *standing == Some(Standing::Ready) {
                looked.set(false);
                toaster
                    .iter()
                    .for_each(|toaster| toaster.show(Toast::done("Your file can be changed again.")));
                focus_page_if_lost();
            }
        });
    }
    if standing != Some(Standing::ReadOnly) || here == Route::Settings(SettingsPage::Storage) {
        return Html::default();
    }
    let look = {
        let (looking, looked, again) = (looking.clone(), looked.setter(), storage.again.clone());
        Callback::from(move |_: MouseEvent| {
            looking.set(true);
            looked.set(false);
            let (looking, looked, again) = (looking.setter(), looked.clone(), again.clone());
            spawn_local(async move {
                // Whether it helped, the file's standing says.
                look_again().await.ok();
                looked.set(true);
                looking.set(false);
                again.emit(());
            });
        })
    };
    let still = *looked && !*looking;
    html! {
        <div class="strip read-only" role="region" aria-label="Your file can only be read">
            { Icon::Lock }
            <p role="status">
                <b>{ if still { "Your file can still only be read." } else { "Your file can only be read just now." } }</b>
                { " Nothing can be saved until its folder and its disk can be written to." }
            </p>
            <div class="end">
                <Link classes="button quiet" to={Route::Settings(SettingsPage::Storage)}>{ "Where it is" }</Link>
                <Button icon={Icon::RotateCcw} busy={*looking} onclick={look}>{ "Look again" }</Button>
            </div>
        </div>
    }
}
