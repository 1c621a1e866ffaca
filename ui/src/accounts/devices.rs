//! Where a person is signed in, and signing out from afar where a device was lost.

use super::asking::ask;
use super::form::Form;
use super::sign_in_form::refused;
use super::use_call::use_call;
use super::use_step::use_step;
use crate::hooks::QueryState;
use crate::kit::{
    Badge, BadgeKind, Button, ButtonKind, Dialog, Icon, Skeleton, SkeletonShape, Toast, When, use_toaster,
};
use crate::routes::{Route, go_to};
use domain::accounts::{DeviceLine, DeviceList};
use domain::base::{Code, Refusal};
use serde_json::{Value, json};
use yew::prelude::*;

/// The devices of the person. Only the server knows them.
#[component]
pub(super) fn Devices() -> Html {
    let (state, again) = use_call::<DeviceList>("devices");
    match &state {
        QueryState::Pending => html! { <Skeleton shape={SkeletonShape::Text} rows=2 /> },
        QueryState::Failed(refusal) => unknown(refusal, &again),
        QueryState::Ready(list) => html! { <Rows devices={list.devices.clone()} {again} /> },
    }
}

/// Says why they are not known, and what to do about it. While the server is out of reach that is no mistake.
fn unknown(refusal: &Refusal, again: &Callback<()>) -> Html {
    let (icon, does, onclick) = match refusal.code {
        Code::SignedOut => (Icon::User, "Sign in", Callback::from(|_: MouseEvent| go_to(&Route::SignIn))),
        _ => (Icon::RotateCcw, "Ask again", again.reform(|_: MouseEvent| ())),
    };
    html! {
        <p class="muted">{ format!("{} {} ", refusal.message, refusal.hint) }<Button {icon} {onclick}>{ does }</Button></p>
    }
}

#[derive(Properties, PartialEq)]
struct RowsProps {
    devices: Vec<DeviceLine>,
    again: Callback<()>,
}

/// The devices, a line each.
#[component]
fn Rows(props: &RowsProps) -> Html {
    let lost = use_state_eq(|| None::<DeviceLine>);
    // With a line that goes, the button goes to which focus came back.
    use_step("#devices", props.devices.len());
    let away = {
        let lost = lost.setter();
        Callback::from(move |device: DeviceLine| lost.set(Some(device)))
    };
    let close = {
        let lost = lost.setter();
        Callback::from(move |()| lost.set(None))
    };
    let row = |device: &DeviceLine| row(device, &away);
    html! {
        <>
            <ul class="account-rows">{ for props.devices.iter().map(row) }</ul>
            if let Some(device) = &*lost { <Away device={device.clone()} on_close={close} on_done={props.again.clone()} /> }
        </>
    }
}

fn row(device: &DeviceLine, away: &Callback<DeviceLine>) -> Html {
    let sign_out = {
        let device = device.clone();
        away.reform(move |_: MouseEvent| device.clone())
    };
    html! {
        <li key={device.id.to_string()}>
            <b dir="auto">{ device.name.clone() }</b>
            if device.current { <Badge kind={BadgeKind::Accent}>{ "This one" }</Badge> }
            <span class="muted">if device.current { { "in use now" } } else { <When at={device.seen_at} before="Last used" /> }</span>
            if !device.current {
                <Button onclick={sign_out}>{ "Sign out" }<span class="only-read-aloud">{ format!(" {}", device.name) }</span></Button>
            }
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct AwayProps {
    device: DeviceLine,
    on_close: Callback<()>,
    on_done: Callback<()>,
}

/// The question before a device is signed out from afar.
#[component]
fn Away(props: &AwayProps) -> Html {
    let form = use_state_eq(Form::default);
    let toaster = use_toaster();
    let name = props.device.name.clone();
    let done = {
        let (done, close, name) = (props.on_done.clone(), props.on_close.clone(), name.clone());
        move |_: Option<Value>| {
            toaster.iter().for_each(|toaster| toaster.show(Toast::done(format!("{name} is signed out."))));
            close.emit(());
            done.emit(());
        }
    };
    let sign_out = ask(&form, "device_sign_out", json!({ "device": props.device.id }), done);
    let foot = html! {
        <>
            <Button onclick={props.on_close.reform(|_: MouseEvent| ())}>{ "Leave it signed in" }</Button>
            <Button kind={ButtonKind::Danger} busy={form.busy} onclick={sign_out.reform(|_: MouseEvent| ())}>{ "Sign it out" }</Button>
        </>
    };
    html! {
        <Dialog open=true title={format!("Sign out {name}?")} on_close={props.on_close.clone()} {foot}>
            <div class="storage-asked">
                <p>{ "It gets nothing more from the server. What was written there and not sent stays in its file, locked, until you sign in on it again." }</p>
                { refused(&form) }
            </div>
        </Dialog>
    }
}
