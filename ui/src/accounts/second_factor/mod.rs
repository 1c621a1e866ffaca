//! A second step at signing in: a code of an authenticator application beside the password. It is set up and taken away
//! here; what is asked for at signing in, the server says.

use super::asking::{ask, submit};
use super::field::FormField;
use super::form::Form;
use super::sign_in_form::refused;
use super::use_call::use_call;
use crate::hooks::QueryState;
use crate::kit::{Button, ButtonKind, Icon, Skeleton, SkeletonShape, copy_text, use_toaster};
use device::account::Field;
use domain::accounts::{Me, RecoveryCodes, TotpBegun};
use serde_json::{Value, json};
use yew::prelude::*;

/// How far it is.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    /// It is as the server says.
    Idle,
    /// An application has to be told this.
    Begun(TotpBegun),
    /// It is on, and these codes are shown once.
    Codes(RecoveryCodes),
    /// It is about to be turned off.
    Off,
}

/// The second step: whether it is on, and how to change that.
#[component]
pub(super) fn SecondFactor() -> Html {
    let (me, look) = use_call::<Me>("me");
    let step = use_state_eq(|| Step::Idle);
    let form = use_state_eq(Form::default);
    let toaster = use_toaster();
    let to = |next: Step| {
        let (step, form, look) = (step.setter(), form.setter(), look.clone());
        Callback::from(move |()| {
            form.set(Form::default());
            step.set(next.clone());
            look.emit(());
        })
    };
    let written = &form.written;
    let (password, code) = (written.password.clone(), written.code.trim().to_owned());
    let (begun, codes, done) = (step.setter(), step.setter(), to(Step::Idle));
    let begin = ask(&form, "second_factor", json!({}), move |now| begun.set(Step::Begun(now)));
    let confirm = ask(&form, "second_factor_confirm", json!({ "code": code }), {
        let look = look.clone();
        move |now| {
            look.emit(());
            codes.set(Step::Codes(now));
        }
    });
    let off = ask(&form, "second_factor_remove", json!({ "password": password, "code": code }), {
        let done = done.clone();
        move |_: Option<Value>| done.emit(())
    });
    let back = html! { <Button onclick={done.reform(|_: MouseEvent| ())}>{ "Not now" }</Button> };
    match (&*step, &me) {
        (Step::Idle, QueryState::Pending) => html! { <Skeleton shape={SkeletonShape::Text} rows=2 /> },
        (Step::Idle, QueryState::Failed(refusal)) => {
            html! { <p class="muted">{ format!("{} {}", refusal.message, refusal.hint) }</p> }
        }
        (Step::Idle, QueryState::Ready(me)) if me.second_factor => html! {
            <>
                <p>{ format!("It is on: a code of your authenticator application is asked for as well. {}", left(me.recovery_codes)) }</p>
                <div class="storage-buttons"><Button onclick={to(Step::Off).reform(|_: MouseEvent| ())}>{ "Turn it off" }</Button></div>
            </>
        },
        (Step::Idle, QueryState::Ready(_)) => html! {
            <>
                <p class="muted">{ "With an authenticator application on your phone, nobody gets in who has only found out your password." }</p>
                { refused(&form) }
                <div class="storage-buttons"><Button icon={Icon::Lock} busy={form.busy} onclick={begin.reform(|_: MouseEvent| ())}>{ "Set it up" }</Button></div>
            </>
        },
        (Step::Begun(told), _) => html! {
            <form class="sign" onsubmit={submit(confirm)} novalidate=true>
                <p>{ "Add this key to your authenticator application, then write the code that it shows. " }<a class="link" href={told.uri.reveal().to_owned()}>{ "Open the application on this device" }</a></p>
                <p><code class="second-factor-key">{ in_groups(told.secret.reveal()) }</code></p>
                <FormField field={Field::Code} label="Code" form={form.clone()} autocomplete="one-time-code" help="Six digits." />
                { refused(&form) }
                <div class="sign-foot"><Button kind={ButtonKind::Primary} submit=true busy={form.busy}>{ "Turn it on" }</Button>{ back }</div>
            </form>
        },
        (Step::Codes(codes), _) => {
            let lines: Vec<String> = codes.codes.iter().map(|code| code.reveal().to_owned()).collect();
            let text = lines.join("\n");
            let copy = Callback::from(move |_: MouseEvent| copy_text(&text, toaster.as_ref()));
            html! {
                <div role="status">
                    <p><b>{ "It is on." }</b>{ " Keep these codes somewhere safe. Each stands in once for your application, for the day when it is lost. They are not shown again." }</p>
                    <ul class="second-factor-codes">{ for lines.iter().map(|line| html! { <li><code>{ line.clone() }</code></li> }) }</ul>
                    <div class="storage-buttons">
                        <Button icon={Icon::Copy} onclick={copy}>{ "Copy the codes" }</Button>
                        <Button kind={ButtonKind::Primary} onclick={done.reform(|_: MouseEvent| ())}>{ "I have kept them" }</Button>
                    </div>
                </div>
            }
        }
        (Step::Off, _) => html! {
            <form class="sign" onsubmit={submit(off)} novalidate=true>
                <FormField field={Field::Password} label="Password" form={form.clone()} autocomplete="current-password" />
                <FormField field={Field::Code} label="Code" form={form.clone()} autocomplete="one-time-code" help="Six digits from your authenticator application, or one of your recovery codes." />
                { refused(&form) }
                <div class="sign-foot"><Button kind={ButtonKind::Danger} submit=true busy={form.busy}>{ "Turn it off" }</Button>{ back }</div>
            </form>
        },
    }
}

fn left(codes: u32) -> String {
    match codes {
        0 => "No recovery code is left: turn it off and on again for new ones.".to_owned(),
        1 => "One recovery code is left.".to_owned(),
        some => format!("{some} recovery codes are left."),
    }
}

/// Returns a key in groups of four, as one reads it out.
fn in_groups(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::in_groups;

    #[test]
    fn a_key_is_read_out_in_groups() {
        assert_eq!(in_groups("JBSWY3DPEH"), "JBSW Y3DP EH");
    }
}
