//! A switch: on or off at once, without a button to confirm it.

use crate::hooks::use_id;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Props of [`Switch`].
#[derive(Properties, PartialEq)]
pub(crate) struct SwitchProps {
    /// What is switched, in words.
    pub(crate) label: AttrValue,
    /// Whether it is on.
    pub(crate) checked: bool,
    /// It was switched.
    #[prop_or_default]
    pub(crate) on_change: Callback<bool>,
    /// What it means.
    #[prop_or_default]
    pub(crate) help: Option<AttrValue>,
    /// Not possible now.
    #[prop_or_default]
    pub(crate) disabled: bool,
}

/// A switch with its label.
#[component]
pub(crate) fn Switch(props: &SwitchProps) -> Html {
    let help_id = use_id("help");
    let onchange = {
        let on_change = props.on_change.clone();
        Callback::from(move |event: Event| {
            on_change.emit(event.target_unchecked_into::<HtmlInputElement>().checked())
        })
    };
    html! {
        <div class="choice">
            <label>
                <input type="checkbox" role="switch" class="switch" checked={props.checked} disabled={props.disabled}
                    aria-describedby={props.help.as_ref().map(|_| help_id.clone())} {onchange} />
                <span>{ props.label.clone() }</span>
            </label>
            if let Some(help) = &props.help { <p id={help_id} class="help">{ help.clone() }</p> }
        </div>
    }
}
