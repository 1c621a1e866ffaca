//! Keys as caps, beside what they do.

use crate::actions::Keys;
use crate::hooks::is_mac;
use yew::prelude::*;

/// Props of [`KeyCaps`].
#[derive(Properties, PartialEq)]
pub(crate) struct KeyCapsProps {
    /// The keys.
    pub(crate) keys: Keys,
}

/// Shows keys as caps. Hidden from assistive technology, which hears `aria-keyshortcuts` instead.
#[component]
pub(crate) fn KeyCaps(props: &KeyCapsProps) -> Html {
    let caps = props.keys.caps(is_mac());
    html! {
        <span class="keys" aria-hidden="true">
            { for caps.into_iter().map(|cap| html! { <kbd>{ cap }</kbd> }) }
        </span>
    }
}
