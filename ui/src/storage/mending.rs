//! Mending the file of somebody with an account: what can be read of it is kept, the rest comes from the server again.

use super::calls::call;
use super::restoring::{Step, refused};
use super::words::{Instead, found};
use crate::kit::{Button, ButtonKind, Icon};
use device::storage::Restored;
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Props of [`MendWay`].
#[derive(Properties, PartialEq)]
pub(super) struct MendWayProps {
    /// Something is being done with the file.
    pub(super) busy: bool,
    /// It is wanted.
    pub(super) on_mend: Callback<MouseEvent>,
}

/// Says what mending does, and offers it.
#[component]
pub(super) fn MendWay(props: &MendWayProps) -> Html {
    html! {
        <div class="storage-way">
            <p>{ "Everything that can be read stays as it is, what was not sent too. What can't be read comes from the server again. The damaged file is moved aside and kept." }</p>
            <Button kind={ButtonKind::Primary} icon={Icon::RotateCcw} busy={props.busy} onclick={props.on_mend.clone()}>{ "Mend the file" }</Button>
        </div>
    }
}

/// Offers to mend a file in which something was found, and says what became of it.
#[component]
pub(super) fn Mend() -> Html {
    let step = use_state_eq(|| Step::Idle);
    let done = use_state_eq(|| None::<Restored>);
    let on_mend = {
        let (step, done) = (step.setter(), done.setter());
        Callback::from(move |_: MouseEvent| {
            step.set(Step::Busy);
            let (step, done) = (step.clone(), done.clone());
            spawn_local(async move {
                match call("begin_anew", json!({})).await {
                    Ok(restored) => {
                        step.set(Step::Idle);
                        done.set(Some(restored));
                    }
                    Err(refusal) => step.set(Step::Refused(refusal)),
                }
            });
        })
    };
    match &*done {
        Some(restored) => html! { <p role="status">{ found(restored, Instead::Server) }</p> },
        None => html! { <><MendWay busy={*step == Step::Busy} {on_mend} />{ refused(&step) }</> },
    }
}
