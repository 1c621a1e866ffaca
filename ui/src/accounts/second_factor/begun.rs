//! What an authenticator application has to be told, and the code by which it shows that it was.

use super::qr::picture;
use crate::accounts::field::FormField;
use crate::accounts::form::Form;
use crate::accounts::sign_in_form::refused;
use crate::kit::{Button, ButtonKind, Icon, copy_text, use_toaster};
use device::account::Field;
use domain::accounts::TotpBegun;
use yew::prelude::*;

/// Props of [`Begun`].
#[derive(Properties, PartialEq)]
pub(super) struct BegunProps {
    /// What it has to be told.
    pub(super) told: TotpBegun,
    /// The form with the code.
    pub(super) form: UseStateHandle<Form>,
    /// The code is written.
    pub(super) on_submit: Callback<SubmitEvent>,
    /// It is not to be set up.
    pub(super) on_cancel: Callback<()>,
}

/// The key, as a picture and in letters, and a field for the code.
#[component]
pub(super) fn Begun(props: &BegunProps) -> Html {
    let toaster = use_toaster();
    let (told, form) = (&props.told, &props.form);
    let copy = {
        let key = told.secret.clone();
        Callback::from(move |_: MouseEvent| copy_text(key.reveal(), toaster.as_ref()))
    };
    html! {
        <form class="sign" onsubmit={props.on_submit.clone()} novalidate=true>
            <p>{ "Scan this with the authenticator application on your phone. Then write the code that it shows." }</p>
            { picture(told.uri.reveal(), "A QR code with the key") }
            <div class="second-factor-by-hand">
                <p class="muted">{ "Or write this key into the application. " }<a class="link second-factor-here" href={told.uri.reveal().to_owned()}>{ "Open the application on this device" }</a></p>
                <p><code class="second-factor-key">{ in_groups(told.secret.reveal()) }</code></p>
                <div class="storage-buttons"><Button icon={Icon::Copy} onclick={copy}>{ "Copy the key" }</Button></div>
            </div>
            <FormField field={Field::Code} label="Code" form={form.clone()} autocomplete="one-time-code" help="Six digits." />
            { refused(form) }
            <div class="sign-foot">
                <Button kind={ButtonKind::Primary} submit=true busy={form.busy}>{ "Turn it on" }</Button>
                <Button onclick={props.on_cancel.reform(|_: MouseEvent| ())}>{ "Not now" }</Button>
            </div>
        </form>
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
