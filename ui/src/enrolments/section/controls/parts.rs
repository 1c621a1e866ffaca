//! Answers of several parts: an address, a person, where a paper is kept, an account.

use super::ControlProps;
use super::chosen::CountrySelect;
use super::lines::{example, text_of};
use crate::kit::{Field, TextArea, TextInput, Tied};
use serde_json::{Map, Value};
use yew::prelude::*;

/// How one part is written.
#[derive(Clone, Copy)]
enum Shape {
    Line,
    Lines(u32),
    Country,
}

/// A postal address.
#[component]
pub(super) fn AddressControl(props: &ControlProps) -> Html {
    html! {
        <div class="parts">
            { part(props, "lines", "Street, town, postcode", Shape::Lines(2), true) }
            { part(props, "country", "Country", Shape::Country, false) }
        </div>
    }
}

/// A person.
#[component]
pub(super) fn PersonControl(props: &ControlProps) -> Html {
    html! {
        <div class="parts two">
            { part(props, "name", "Name", Shape::Line, true) }
            { part(props, "relation", "Who they are to you", Shape::Line, false) }
            { part(props, "reach", "How to reach them", Shape::Lines(1), false) }
        </div>
    }
}

/// Where a paper is kept.
#[component]
pub(super) fn FileNoteControl(props: &ControlProps) -> Html {
    html! {
        <div class="parts">
            { part(props, "place", "Where the original is", Shape::Lines(1), true) }
            { part(props, "copy", "Who has a copy", Shape::Lines(1), false) }
        </div>
    }
}

/// An account somewhere.
#[component]
pub(super) fn AccountControl(props: &ControlProps) -> Html {
    html! {
        <div class="parts two">
            { part(props, "institution", "With whom", Shape::Line, true) }
            { part(props, "reference", "Number or name it is under", Shape::Line, false) }
        </div>
    }
}

/// Returns one part with its label. The first one shows the field's example.
fn part(props: &ControlProps, name: &'static str, label: &'static str, shape: Shape, first: bool) -> Html {
    let value = props.value.get(name).map(text_of).unwrap_or_default();
    let whole = props.value.clone();
    let write = props.on_write.reform(move |text: String| with(&whole, name, text));
    let placeholder = example(&props.field).filter(|_| first);
    let invalid = props.tied.invalid && first;
    let control = Callback::from(move |tied: Tied| {
        let tied = Tied { invalid, ..tied };
        let (value, on_input, placeholder) = (value.clone(), write.clone(), placeholder.clone());
        match shape {
            Shape::Line => {
                html! { <TextInput {tied} {value} {placeholder} {on_input} class={classes!("reading")} /> }
            }
            Shape::Lines(rows) => {
                html! { <TextArea {tied} {value} {placeholder} {rows} {on_input} class={classes!("reading")} /> }
            }
            Shape::Country => {
                let on_change = on_input.reform(|code: AttrValue| code.to_string());
                html! { <CountrySelect {tied} code={value} {on_change} /> }
            }
        }
    });
    html! { <div class={classes!("part", name)}><Field {label} {control} /></div> }
}

/// Returns an answer with one part written.
fn with(whole: &Value, name: &str, text: String) -> Value {
    let mut parts: Map<String, Value> = whole.as_object().cloned().unwrap_or_default();
    parts.insert(name.to_owned(), text.into());
    parts.into()
}

#[cfg(test)]
mod tests {
    use super::with;
    use serde_json::{Value, json};

    #[test]
    fn writing_one_part_keeps_the_others() {
        assert_eq!(with(&Value::Null, "name", "Mei".to_owned()), json!({ "name": "Mei" }));
        let person = json!({ "name": "Mei", "reach": "next door" });
        assert_eq!(
            with(&person, "name", "Mei L".to_owned()),
            json!({ "name": "Mei L", "reach": "next door" })
        );
    }
}
