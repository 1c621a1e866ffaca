//! Answers that are chosen: yes or no, one of several, some of several, a country.

use super::ControlProps;
use super::lines::text_of;
use crate::kit::{Button, ButtonKind, CheckGroup, Choice, RadioGroup, Select, Tied};
use domain::enrolments::FieldView;
use domain::journeys::country::COUNTRIES;
use serde_json::Value;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Up to how many choices are all in sight; more of them are a list to open.
const IN_SIGHT: usize = 7;

/// Whether the choices of a field are all in sight.
pub(super) fn in_sight(field: &FieldView) -> bool {
    field.options.len() <= IN_SIGHT
}

/// Yes or no.
#[component]
pub(super) fn YesNoControl(props: &ControlProps) -> Html {
    let choices = vec![Choice::new("yes", "Yes"), Choice::new("no", "No")];
    let value = match props.value.as_bool() {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    };
    html! {
        <div class="lying">
            <RadioGroup label={props.field.label.clone()} {choices} {value}
                on_change={props.on_write.reform(|value: AttrValue| Value::Bool(value == "yes"))} />
            { clear(props) }
        </div>
    }
}

/// One of several.
#[component]
pub(super) fn ChoiceControl(props: &ControlProps) -> Html {
    let choices = choices_of(&props.field);
    let value = text_of(&props.value);
    let on_change = props.on_write.reform(|key: AttrValue| match key.as_str() {
        "" => Value::Null,
        key => key.into(),
    });
    if !in_sight(&props.field) {
        return html! { <Select tied={props.tied.clone()} {choices} {value} none="Choose" {on_change} /> };
    }
    html! {
        <>
            <RadioGroup label={props.field.label.clone()} {choices} {value} {on_change} />
            { clear(props) }
        </>
    }
}

/// Some of several.
#[component]
pub(super) fn ChoicesControl(props: &ControlProps) -> Html {
    let values: Vec<AttrValue> = props.value.as_array().into_iter().flatten().map(text_of).collect();
    let on_change = props.on_write.reform(|keys: Vec<AttrValue>| {
        keys.iter().map(|key| Value::from(key.as_str())).collect::<Vec<_>>().into()
    });
    html! { <CheckGroup choices={choices_of(&props.field)} {values} {on_change} /> }
}

/// Props of [`CountrySelect`].
#[derive(Properties, PartialEq)]
pub(super) struct CountrySelectProps {
    pub(super) tied: Tied,
    #[prop_or_default]
    pub(super) label: Option<AttrValue>,
    pub(super) code: AttrValue,
    pub(super) on_change: Callback<AttrValue>,
}

/// A country.
#[component]
pub(super) fn CountrySelect(props: &CountrySelectProps) -> Html {
    let choices: Vec<Choice> = COUNTRIES.iter().map(|(code, name)| Choice::new(*code, *name)).collect();
    html! {
        <Select tied={props.tied.clone()} label={props.label.clone()} {choices} value={props.code.clone()} none="Choose a country"
            on_change={props.on_change.clone()} />
    }
}

fn choices_of(field: &FieldView) -> Vec<Choice> {
    field.options.iter().map(|option| Choice::new(option.key.clone(), option.label.clone())).collect()
}

/// Returns the way back from a choice: radio buttons have none of their own.
fn clear(props: &ControlProps) -> Html {
    if props.value.is_null() {
        return html! {};
    }
    let onclick = props.on_write.reform(|event: MouseEvent| {
        focus_first_choice(&event);
        Value::Null
    });
    html! {
        <Button kind={ButtonKind::Quiet} class="clear" {onclick}>
            { "Clear" }<span class="only-read-aloud">{ format!(" the answer to “{}”", props.field.label) }</span>
        </Button>
    }
}

/// Gives focus to the first choice, because the button that has it goes away.
fn focus_first_choice(event: &MouseEvent) {
    let choice = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|button| button.closest(".answer").ok().flatten())
        .and_then(|answer| answer.query_selector("input").ok().flatten());
    if let Some(choice) = choice.and_then(|choice| choice.dyn_into::<HtmlElement>().ok()) {
        drop(choice.focus());
    }
}
