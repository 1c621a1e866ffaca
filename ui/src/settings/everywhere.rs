//! What of the settings and of synchronisation is there on every page: the keys for the size of text, sending now and the
//! panel about it, and the way back out of the settings.

use super::change::use_changer;
use super::leaving::note;
use super::text_size::size_actions;
use crate::frame::{Everywhere, EverywhereProps};
use crate::routes::use_route;
use crate::sync::use_sync_everywhere;
use yew::prelude::*;

/// Props of [`FullEverywhere`].
#[derive(Properties, PartialEq)]
pub(crate) struct FullEverywhereProps {
    /// Those of what can be done everywhere.
    pub(crate) everywhere: EverywhereProps,
}

/// What can be done everywhere, with what the settings have.
#[component]
pub(crate) fn FullEverywhere(props: &FullEverywhereProps) -> Html {
    let here = use_route();
    use_effect_with(here, note);
    let mut more = size_actions(&use_changer());
    let (sync, panel) = use_sync_everywhere();
    more.extend(sync);
    html! { <><Everywhere {more} ..props.everywhere.clone() />{ panel }</> }
}
