//! What stands in for rows that may still be at the server: a page is not said to be empty before everything has come.

use super::arriving::{Coming, arriving, is_arriving};
use super::best_way::BestWay;
use super::use_sync::use_sync;
use crate::kit::{EmptyState, Icon};
use crate::routes::{Route, go_to};
use yew::prelude::*;

/// Not everything is here yet, why, and what helps.
#[component]
pub(crate) fn Missing() -> Html {
    let status = use_sync();
    let text = arriving(status.as_ref(), Coming::Rest);
    let stuck = status.filter(|status| !is_arriving(Some(status)));
    html! {
        <EmptyState icon={Icon::Download} title="Not everything is here yet" {text}>
            if let Some(status) = stuck { <BestWay {status} on_go={Callback::from(|to: Route| go_to(&to))} /> }
        </EmptyState>
    }
}
