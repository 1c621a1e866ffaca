//! One field of the forms in which one signs in.

use super::form::{Form, name_of};
use crate::kit::{Button, ButtonKind, Field as Labelled, Icon, InputKind, TextInput, Tied};
use crate::text::lower;
use device::account::Field;
use yew::prelude::*;

/// Props of [`FormField`].
#[derive(Properties, PartialEq)]
pub(super) struct FormFieldProps {
    /// Which.
    pub(super) field: Field,
    /// What it is called.
    pub(super) label: AttrValue,
    /// What helps to fill it in.
    #[prop_or_default]
    pub(super) help: Option<AttrValue>,
    /// What the browser may fill in.
    #[prop_or("off")]
    pub(super) autocomplete: &'static str,
    /// The form.
    pub(super) form: UseStateHandle<Form>,
}

/// One field, with what is wrong beside it. What is secret can be shown.
#[component]
pub(super) fn FormField(props: &FormFieldProps) -> Html {
    let shown = use_state_eq(|| false);
    let field = props.field;
    let on_input = {
        let form = props.form.clone();
        Callback::from(move |text: String| form.set(form.with(field, text)))
    };
    let secret = matches!(field, Field::Password | Field::NewPassword | Field::Passphrase);
    let kind = match field {
        Field::Email => InputKind::Email,
        Field::Server => InputKind::Url,
        _ if secret && !*shown => InputKind::Password,
        Field::Name | Field::Code | Field::Password | Field::NewPassword | Field::Passphrase => {
            InputKind::Text
        }
    };
    let (value, autocomplete) =
        (AttrValue::from(props.form.written.get(field).to_owned()), props.autocomplete);
    let control = Callback::from(move |tied: Tied| {
        html! { <TextInput {tied} {kind} {autocomplete} value={value.clone()} on_input={on_input.clone()} /> }
    });
    let beside = secret.then(|| {
        let flip = {
            let shown = shown.clone();
            Callback::from(move |_: MouseEvent| shown.set(!*shown))
        };
        let icon = if *shown { Icon::EyeOff } else { Icon::Eye };
        html! {
            <Button kind={ButtonKind::Quiet} class="sign-show" {icon} pressed={*shown} onclick={flip}>
                { "Show" }<span class="only-read-aloud">{ format!(" the {}", lower(&props.label)) }</span>
            </Button>
        }
    });
    html! {
        <div class="sign-field" data-field={name_of(field)}>
            <Labelled label={props.label.clone()} help={props.help.clone()} error={props.form.error(field)} {control} />
            { beside }
        </div>
    }
}
