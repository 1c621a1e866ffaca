//! A second step at signing in: a code of an authenticator application beside the password. It is set up and taken away
//! here; what is asked for at signing in, the server says.

mod begun;
mod codes;
mod qr;

use super::asking::{ask, submit};
use super::field::FormField;
use super::form::Form;
use super::sign_in_form::refused;
use super::use_call::use_call;
use super::use_step::use_step;
use crate::hooks::QueryState;
use crate::kit::{Button, ButtonKind, Icon, Skeleton, SkeletonShape};
use begun::Begun;
use codes::Codes;
use device::account::Field;
use domain::accounts::{Me, RecoveryCodes, TotpBegun};
use serde_json::{Value, json};
use yew::prelude::*;

/// How far it is.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    /// It is as the server says.
    Idle,
    /// It is about to be set up.
    Password,
    /// An application has to be told this.
    Begun(TotpBegun),
    /// It is on, and these codes are shown once.
    Codes(RecoveryCodes),
    /// Other codes are about to take the place of those there are.
    Renew,
    /// It is about to be turned off.
    Off,
}

/// The second step: whether it is on, and how to change that.
#[component]
pub(super) fn SecondFactor() -> Html {
    let (me, look) = use_call::<Me>("me");
    let step = use_state_eq(|| Step::Idle);
    let form = use_state_eq(Form::default);
    use_step("#second-step", (*step).clone());
    let to = |next: Step| {
        let (step, form, look) = (step.setter(), form.setter(), look.clone());
        Callback::from(move |()| {
            form.set(Form::default());
            step.set(next.clone());
            look.emit(());
        })
    };
    let done = to(Step::Idle);
    let (password, code) = (form.written.password.clone(), form.written.code.trim().to_owned());
    let both = json!({ "password": password, "code": code });
    let shows = |step: &UseStateHandle<Step>| {
        let (step, look) = (step.setter(), look.clone());
        move |codes| {
            look.emit(());
            step.set(Step::Codes(codes));
        }
    };
    match &*step {
        Step::Idle => standing(&me, &to),
        Step::Password => {
            let begun = step.setter();
            let begin = ask(&form, "second_factor", json!({ "password": password }), move |told| {
                begun.set(Step::Begun(told));
            });
            proof(&form, false, ("Go on", ButtonKind::Primary), begin, &done)
        }
        Step::Begun(told) => {
            let confirm = ask(&form, "second_factor_confirm", json!({ "code": code }), shows(&step));
            html! { <Begun told={told.clone()} form={form.clone()} on_submit={submit(confirm)} on_cancel={done} /> }
        }
        Step::Codes(codes) => html! { <Codes codes={codes.clone()} on_done={done} /> },
        Step::Renew => {
            let renew = ask(&form, "second_factor_codes", both, shows(&step));
            proof(&form, true, ("Make new codes", ButtonKind::Primary), renew, &done)
        }
        Step::Off => {
            let off = ask(&form, "second_factor_remove", both, {
                let done = done.clone();
                move |_: Option<Value>| done.emit(())
            });
            proof(&form, true, ("Turn it off", ButtonKind::Danger), off, &done)
        }
    }
}

/// Says whether it is on, with what can be done about it.
fn standing(me: &QueryState<Me>, to: &dyn Fn(Step) -> Callback<()>) -> Html {
    let to = |next: Step| to(next).reform(|_: MouseEvent| ());
    match me {
        QueryState::Pending => html! { <Skeleton shape={SkeletonShape::Text} rows=2 /> },
        QueryState::Failed(refusal) => {
            html! { <p class="muted">{ format!("{} {}", refusal.message, refusal.hint) }</p> }
        }
        QueryState::Ready(me) if me.second_factor => html! {
            <>
                <p>{ format!("It is on: a code of your authenticator application is asked for as well. {}", left(me.recovery_codes)) }</p>
                <div class="storage-buttons">
                    <Button onclick={to(Step::Renew)}>{ "New recovery codes" }</Button>
                    <Button onclick={to(Step::Off)}>{ "Turn it off" }</Button>
                </div>
            </>
        },
        QueryState::Ready(_) => html! {
            <>
                <p class="muted">{ "With an authenticator application on your phone, nobody gets in who has only found out your password." }</p>
                <div class="storage-buttons"><Button icon={Icon::Lock} onclick={to(Step::Password)}>{ "Set it up" }</Button></div>
            </>
        },
    }
}

/// Returns the form in which a person shows that it is them: the password, and a code where there is a second step already.
fn proof(
    form: &UseStateHandle<Form>,
    with_code: bool,
    (does, kind): (&'static str, ButtonKind),
    send: Callback<()>,
    back: &Callback<()>,
) -> Html {
    html! {
        <form class="sign" onsubmit={submit(send)} novalidate=true>
            <FormField field={Field::Password} label="Password" form={form.clone()} autocomplete="current-password" />
            if with_code {
                <FormField field={Field::Code} label="Code" form={form.clone()} autocomplete="one-time-code" help="Six digits from your authenticator application, or one of your recovery codes." />
            }
            { refused(form) }
            <div class="sign-foot">
                <Button {kind} submit=true busy={form.busy}>{ does }</Button>
                <Button onclick={back.reform(|_: MouseEvent| ())}>{ "Not now" }</Button>
            </div>
        </form>
    }
}

fn left(codes: u32) -> String {
    match codes {
        0 => "No recovery code is left: make new ones.".to_owned(),
        1 => "One recovery code is left.".to_owned(),
        some => format!("{some} recovery codes are left."),
    }
}
