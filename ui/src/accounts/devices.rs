//! Where a person is signed in.

use super::calls::call;
use crate::hooks::QueryState;
use crate::kit::{Badge, BadgeKind, Button, Icon, Skeleton, SkeletonShape, When};
use domain::accounts::{DeviceLine, DeviceList};
use serde_json::json;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The devices of the person. Only the server knows them.
#[component]
pub(super) fn Devices() -> Html {
    let state = use_state_eq(|| QueryState::<DeviceList>::Pending);
    let again = {
        let state = state.setter();
        use_callback((), move |(), ()| {
            let state = state.clone();
            spawn_local(async move {
                state.set(match call("devices", json!({})).await {
                    Ok(list) => QueryState::Ready(Rc::new(list)),
                    Err(refusal) => QueryState::Failed(refusal),
                });
            });
        })
    };
    use_effect_with((), {
        let again = again.clone();
        move |()| again.emit(())
    });
    match &*state {
        QueryState::Pending => html! { <Skeleton shape={SkeletonShape::Text} rows=2 /> },
        // What is not known while the server is out of reach is no mistake.
        QueryState::Failed(refusal) => html! {
            <p class="muted">{ format!("{} {}", refusal.message, refusal.hint) }
                <Button icon={Icon::RotateCcw} onclick={again.reform(|_: MouseEvent| ())}>{ "Ask again" }</Button>
            </p>
        },
        QueryState::Ready(list) => {
            html! { <ul class="account-rows">{ for list.devices.iter().map(row) }</ul> }
        }
    }
}

fn row(device: &DeviceLine) -> Html {
    html! {
        <li key={device.id.to_string()}>
            <b dir="auto">{ device.name.clone() }</b>
            if device.current { <Badge kind={BadgeKind::Accent}>{ "This one" }</Badge> }
            <span class="muted">if device.current { { "in use now" } } else { <When at={device.seen_at} before="Last used" /> }</span>
        </li>
    }
}
