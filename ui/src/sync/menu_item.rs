//! What the rail has at its foot, for where there is no rail: lines of the menu behind "More".

use super::actions::{PANEL, WHERE};
use super::entry::section;
use super::use_sync::use_sync;
use crate::actions::use_action_registry;
use crate::kit::{Icon, MenuItem};
use crate::routes::go_to;
use yew::prelude::*;

/// Returns the lines of the menu: to what needs attention, while something does, and to the panel; none for whoever has no
/// account.
#[hook]
pub(crate) fn use_sync_items() -> Vec<MenuItem> {
    let (status, registry) = (use_sync(), use_action_registry());
    let Some(status) = status else { return Vec::new() };
    let attention = (status.attention > 0).then(|| {
        let section = section();
        MenuItem::new(section.label, Callback::from(move |()| go_to(&section.route))).icon(section.icon)
    });
    let open = Callback::from(move |()| registry.run(PANEL));
    attention.into_iter().chain([MenuItem::new(WHERE, open).icon(Icon::Globe)]).collect()
}
