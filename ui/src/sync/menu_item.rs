//! The way to the panel where there is no room for the line while all is well: a line of the menu behind "More".

use super::panel::SyncPanel;
use super::use_sync::use_sync;
use crate::kit::{Icon, MenuItem};
use yew::prelude::*;

/// Returns the line of the menu that opens the panel, and the panel while it is open; nothing for whoever has no account.
#[hook]
pub(crate) fn use_sync_item() -> (Option<MenuItem>, Html) {
    let status = use_sync();
    let open = use_state_eq(|| false);
    let Some(status) = status else { return (None, Html::default()) };
    let set = |to: bool| {
        let open = open.setter();
        Callback::from(move |()| open.set(to))
    };
    let item = MenuItem::new("Where your work is", set(true)).icon(Icon::RefreshCw);
    let panel = if *open {
        html! { <SyncPanel {status} on_close={set(false)} /> }
    } else {
        Html::default()
    };
    (Some(item), panel)
}
