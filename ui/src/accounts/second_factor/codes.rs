//! The codes that stand in for an authenticator application that is lost. They are shown once.

use crate::kit::{Button, ButtonKind, Icon, copy_text, use_toaster};
use crate::saving::save_as_file;
use domain::accounts::RecoveryCodes;
use yew::prelude::*;

/// Props of [`Codes`].
#[derive(Properties, PartialEq)]
pub(super) struct CodesProps {
    /// The codes.
    pub(super) codes: RecoveryCodes,
    /// They are kept.
    pub(super) on_done: Callback<()>,
}

/// The codes, with what keeps them.
#[component]
pub(super) fn Codes(props: &CodesProps) -> Html {
    let toaster = use_toaster();
    let lines: Vec<String> = props.codes.codes.iter().map(|code| code.reveal().to_owned()).collect();
    let copy = {
        let (text, toaster) = (lines.join("\n"), toaster.clone());
        Callback::from(move |_: MouseEvent| copy_text(&text, toaster.as_ref()))
    };
    let save = {
        let text = lines.join("\n");
        Callback::from(move |_: MouseEvent| {
            save_as_file("Recovery codes for Wrap It Up", &text, "The codes are", toaster.clone());
        })
    };
    html! {
        <div role="status">
            <p><b>{ "It is on." }</b>{ " Keep these codes somewhere safe. Each stands in once for your application, for the day when it is lost. They are not shown again." }</p>
            <ul class="second-factor-codes">{ for lines.iter().map(|line| html! { <li><code>{ line.clone() }</code></li> }) }</ul>
            <div class="storage-buttons">
                <Button icon={Icon::Copy} onclick={copy}>{ "Copy the codes" }</Button>
                <Button icon={Icon::Download} onclick={save}>{ "Save as file" }</Button>
                <Button kind={ButtonKind::Primary} onclick={props.on_done.reform(|_: MouseEvent| ())}>{ "I have kept them" }</Button>
            </div>
        </div>
    }
}
