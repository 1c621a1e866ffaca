//! Which version this is.

use yew::prelude::*;

/// Which version this is.
#[component]
pub(super) fn AboutPage() -> Html {
    html! {
        <dl class="settings-facts">
            <div><dt>{ "Version" }</dt><dd>{ env!("CARGO_PKG_VERSION") }</dd></div>
        </dl>
    }
}
