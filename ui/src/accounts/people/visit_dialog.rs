//! What is asked before an admin looks at what somebody sees: why, for how long, and the admin's own password.

use crate::accounts::asking::{ask, submit};
use crate::accounts::entering::begin_anew;
use crate::accounts::field::FormField;
use crate::accounts::form::Form;
use crate::accounts::sign_in_form::refused;
use crate::kit::{Button, ButtonKind, Choice, Dialog, Field as Labelled, Select, TextArea, Tied};
use crate::saving::is_all_saved;
use device::account::{Answer, Field};
use domain::accounts::{PersonLine, REASON_LIMIT};
use serde_json::{Value, json};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// For how many minutes one can look.
const MINUTES: [u32; 3] = [10, 20, 30];

/// Props of [`VisitDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct VisitDialogProps {
    /// Whose things are looked at.
    pub(super) person: PersonLine,
    /// It wants to be closed.
    pub(super) on_close: Callback<()>,
}

/// The dialog, open as long as it is there.
#[component]
pub(super) fn VisitDialog(props: &VisitDialogProps) -> Html {
    let form = use_state_eq(Form::default);
    let reason = use_state_eq(String::new);
    let minutes = use_state_eq(|| MINUTES[0]);
    let code = form.written.code.trim();
    let mut asked = json!({
        "person": props.person.person, "reason": *reason, "minutes": *minutes, "password": form.written.password,
    });
    if let Some(fields) = asked.as_object_mut().filter(|_| !code.is_empty()) {
        fields.insert("code".to_owned(), code.into());
    }
    let begin = ask(&form, "begin_visit", asked, |_: Option<Value>| {
        spawn_local(async {
            begin_anew().await.ok();
        });
    });
    let begin = {
        let form = form.clone();
        Callback::from(
            move |()| if is_all_saved() { begin.emit(()) } else { form.set(form.answered(&Ok(unsaved()))) },
        )
    };
    let reason_control = {
        let (value, set) = ((*reason).clone(), reason.setter());
        let most = u32::try_from(REASON_LIMIT).ok();
        Callback::from(move |tied: Tied| {
            let on_input = Callback::from({
                let set = set.clone();
                move |text: String| set.set(text)
            });
            html! { <TextArea {tied} rows=2 max_length={most} value={value.clone()} {on_input} /> }
        })
    };
    let minutes_control = {
        let (value, set) = (minutes.to_string(), minutes.setter());
        Callback::from(move |tied: Tied| {
            let choices: Vec<Choice> =
                MINUTES.iter().map(|few| Choice::new(few.to_string(), format!("{few} minutes"))).collect();
            let on_change = Callback::from({
                let set = set.clone();
                move |few: AttrValue| set.set(few.parse().unwrap_or(MINUTES[0]))
            });
            html! { <Select {tied} {choices} value={value.clone()} {on_change} /> }
        })
    };
    let close = props.on_close.clone();
    html! {
        <Dialog open=true title={format!("Look at what {} sees", props.person.name)} on_close={props.on_close.clone()}
            foot={html! {
                <>
                    <Button onclick={close.reform(|_: MouseEvent| ())}>{ "Not now" }</Button>
                    <Button kind={ButtonKind::Primary} busy={form.busy} onclick={begin.reform(|_: MouseEvent| ())}>{ "Look" }</Button>
                </>
            }}>
            <form class="storage-asked sign" onsubmit={submit(begin.clone())} novalidate=true>
                <p>{ "They get a mail, and can read who looked and why. You see what they see, but for private answers and drafts; nothing can be changed." }</p>
                <Labelled label="Why" help="They read this." control={reason_control} />
                <Labelled label="For how long" control={minutes_control} />
                <FormField field={Field::Password} label="Your own password" form={form.clone()} autocomplete="current-password" />
                if form.wants_code {
                    <FormField field={Field::Code} label="Code" form={form.clone()} autocomplete="one-time-code" help="Six digits from your authenticator application, or one of your recovery codes." />
                }
                { refused(&form) }
                // So that Enter in a field sends it: the buttons stand outside.
                <button type="submit" class="only-read-aloud" tabindex="-1">{ "Look" }</button>
            </form>
        </Dialog>
    }
}

/// Says that it has to wait for what is being saved.
pub(super) fn unsaved() -> Answer {
    Answer::Wrong {
        field: None,
        message: "Something that you wrote is not saved yet.".to_owned(),
        hint: "Wait a moment, or see what the line at the bottom says.".to_owned(),
    }
}
