//! What of the settings is there on every page: the keys for the size of text, and the way back out of the settings.

use super::change::use_changer;
use super::leaving::note;
use super::text_size::size_actions;
use crate::frame::{Everywhere, EverywhereProps};
use crate::routes::use_route;
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
    let more = size_actions(&use_changer());
    html! { <Everywhere {more} ..props.everywhere.clone() /> }
}
