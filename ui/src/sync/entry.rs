//! The place of what needs attention in the rail: there only when something does.

use super::use_sync::use_sync;
use crate::frame::{Section, link};
use crate::kit::Icon;
use crate::routes::{Route, use_route};
use yew::prelude::*;

/// The entry in the rail.
#[component]
pub(crate) fn AttentionEntry() -> Html {
    let here = use_route();
    match use_sync().map_or(0, |status| status.attention) {
        // Whoever is on the page does not lose it when the last thing is dealt with.
        0 if here != Route::Attention => Html::default(),
        count => {
            let count = usize::try_from(count).unwrap_or(usize::MAX);
            html! { <li>{ link(&section().waiting(count), &here, "rail-item") }</li> }
        }
    }
}

/// Returns the place of what needs attention.
pub(crate) fn section() -> Section {
    Section::new("Needs attention", Icon::CircleAlert, Route::Attention, 'a')
}
