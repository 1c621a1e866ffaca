//! What is changed in a browser alone: the way there from the application.

use super::calls::call;
use super::start_page::host;
use crate::kit::{Button, Icon, Toast, copy_text, use_toaster};
use serde_json::{Value, json};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Props of [`InTheBrowser`].
#[derive(Properties, PartialEq)]
pub(super) struct InTheBrowserProps {
    /// The address of the server.
    pub(super) server: String,
}

/// The way to the page of the account in a browser.
#[component]
pub(super) fn InTheBrowser(props: &InTheBrowserProps) -> Html {
    let toaster = use_toaster();
    let open = {
        let toaster = toaster.clone();
        Callback::from(move |_: MouseEvent| {
            let toaster = toaster.clone();
            spawn_local(async move {
                if let (Err(refusal), Some(toaster)) =
                    (call::<Option<Value>>("open_account", json!({})).await, toaster)
                {
                    toaster.show(Toast::error(refusal.message, refusal.hint));
                }
            });
        })
    };
    let copy = {
        let page = format!("{}/settings/account", props.server);
        Callback::from(move |_: MouseEvent| copy_text(&page, toaster.as_ref()))
    };
    html! {
        <>
            <p class="muted">{ "These are changed in a browser: sign in there with the same account. There you also see who looked at what you see, and can delete the account." }</p>
            <div class="storage-buttons">
                <Button icon={Icon::Globe} onclick={open}>{ format!("Open {} in the browser", host(&props.server)) }</Button>
                <Button icon={Icon::Copy} onclick={copy}>{ "Copy the address" }</Button>
            </div>
        </>
    }
}
