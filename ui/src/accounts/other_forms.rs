//! Making an account, and choosing another password: both end with a mail that says what comes next.

use super::field::FormField;
use super::form::{Form, Written, send};
use super::sign_in_form::{refused, server};
use super::use_step::use_step;
use crate::kit::{Button, ButtonKind, Icon, zone_here};
use device::account::{Answer, Field, SignUp};
use serde_json::{Value, json};
use yew::prelude::*;

/// Which form it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mailing {
    /// Making an account.
    SignUp,
    /// Choosing another password.
    Forgot,
}

/// Props of [`MailForm`].
#[derive(Properties, PartialEq)]
pub(super) struct MailFormProps {
    /// Which.
    pub(super) mailing: Mailing,
    /// What is known already.
    #[prop_or_default]
    pub(super) known: Written,
    /// Hears what is written.
    pub(super) on_write: Callback<Written>,
    /// Leads back to signing in.
    pub(super) on_back: Callback<()>,
    /// Whether the way back stands above the form already.
    pub(super) back_above: bool,
}

/// A form that is answered by a mail.
#[component]
pub(super) fn MailForm(props: &MailFormProps) -> Html {
    let form = {
        let known = props.known.clone();
        use_state_eq(move || Form { written: known, ..Form::default() })
    };
    let sent = use_state_eq(|| false);
    use_step(".sign-page", *sent);
    use_effect_with(form.written.clone(), {
        let on_write = props.on_write.clone();
        move |written| on_write.emit(written.clone())
    });
    let (mailing, on_back) = (props.mailing, props.on_back.reform(|_: MouseEvent| ()));
    if *sent {
        let again = {
            let (form, sent) = (form.clone(), sent.setter());
            Callback::from(move |_: MouseEvent| {
                form.set(Form { busy: false, ..(*form).clone() });
                sent.set(false);
            })
        };
        return html! {
            <div class="sign" role="status">
                <p>{ Icon::Send }{ mailed(mailing, &form.written.email) }</p>
                <div class="sign-foot">
                    <Button kind={ButtonKind::Primary} onclick={on_back}>{ "Back to signing in" }</Button>
                    <Button kind={ButtonKind::Quiet} onclick={again}>{ "Nothing came? Send it again" }</Button>
                </div>
            </div>
        };
    }
    let onsubmit = {
        let (form, sent) = (form.clone(), sent.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let sent = sent.clone();
            let (command, arguments) = asked(mailing, &form.written);
            send(&form, command, arguments, Callback::from(move |_: Answer| sent.set(true)));
        })
    };
    let (submit, busy) = match mailing {
        Mailing::SignUp => ("Make the account", "Asking the server"),
        Mailing::Forgot => ("Send me a link", "Asking the server"),
    };
    html! {
        <form class="sign" {onsubmit} novalidate=true>
            { server(&form) }
            if mailing == Mailing::SignUp {
                <FormField field={Field::Name} label="Name" form={form.clone()} autocomplete="name" help="As the people see it whom you work with." />
            }
            <FormField field={Field::Email} label="E-mail" form={form.clone()} autocomplete="username" />
            if mailing == Mailing::SignUp {
                <FormField field={Field::Password} label="Password" form={form.clone()} autocomplete="new-password" help="A few words that belong to you alone are best." />
            }
            { refused(&form) }
            <div class="sign-foot">
                <Button kind={ButtonKind::Primary} submit=true busy={form.busy}>{ if form.busy { busy } else { submit } }</Button>
                if !props.back_above {
                    <Button kind={ButtonKind::Quiet} icon={Icon::ArrowLeft} onclick={on_back}>{ "Sign in" }</Button>
                }
            </div>
        </form>
    }
}

fn asked(mailing: Mailing, written: &Written) -> (&'static str, Value) {
    let Written { server, name, email, password, .. } = written.clone();
    match mailing {
        Mailing::SignUp => {
            let form = SignUp { server, name, email, password };
            ("sign_up", json!({ "form": form, "zone": zone_here() }))
        }
        Mailing::Forgot => ("forgot_password", json!({ "server": server, "email": email })),
    }
}

fn mailed(mailing: Mailing, email: &str) -> String {
    let what = match mailing {
        Mailing::SignUp => "Follow the link in it, then sign in here.",
        Mailing::Forgot => {
            "If there is an account, the link in it lets you choose another password. Then sign in here."
        }
    };
    format!("A mail is on its way to {}. {what}", email.trim())
}
