//! Answers that are text: a line, as many lines as it takes, a day, a time.

use super::ControlProps;
use crate::kit::{InputKind, TextArea, TextInput, Tied};
use domain::enrolments::FieldView;
use domain::journeys::FieldKind;
use serde_json::Value;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Props of [`LineControl`].
#[derive(Properties, PartialEq)]
pub(super) struct LineControlProps {
    pub(super) tied: Tied,
    pub(super) field: Rc<FieldView>,
    pub(super) value: Value,
    pub(super) on_write: Callback<Value>,
    pub(super) kind: InputKind,
}

/// One line of facts: an address, a number, a day.
#[component]
pub(super) fn LineControl(props: &LineControlProps) -> Html {
    html! {
        <TextInput tied={props.tied.clone()} kind={props.kind} value={text_of(&props.value)}
            placeholder={example(&props.field)} class={classes!(short(&props.field))}
            on_input={props.on_write.reform(Value::from)} />
    }
}

/// One line in one's own words. It wraps where it has to, so that all of it can be read, but has no line breaks.
#[component]
pub(super) fn WordsControl(props: &ControlProps) -> Html {
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
        }
    });
    html! {
        <TextArea tied={props.tied.clone()} value={text_of(&props.value)} rows={1} placeholder={example(&props.field)}
            class={classes!("reading")} on_input={props.on_write.reform(|text: String| on_one_line(&text).into())} {onkeydown} />
    }
}

fn on_one_line(text: &str) -> String {
    text.replace("\r\n", " ").replace(['\n', '\r'], " ")
}

/// As many lines as it takes.
#[component]
pub(super) fn LongTextControl(props: &ControlProps) -> Html {
    html! {
        <TextArea tied={props.tied.clone()} value={text_of(&props.value)} rows={2}
            placeholder={example(&props.field)} class={classes!("reading")} on_input={props.on_write.reform(Value::from)} />
    }
}

/// A time of day.
#[component]
pub(super) fn TimeControl(props: &ControlProps) -> Html {
    let oninput = props
        .on_write
        .reform(|event: InputEvent| Value::from(event.target_unchecked_into::<HtmlInputElement>().value()));
    html! {
        <input type="time" class="input short" id={props.tied.id.clone()} aria-describedby={props.tied.described_by.clone()}
            aria-invalid={props.tied.aria_invalid()} value={text_of(&props.value)} {oninput} />
    }
}

/// Returns the text of an answer; empty for none.
pub(super) fn text_of(value: &Value) -> AttrValue {
    value.as_str().unwrap_or_default().to_owned().into()
}

/// Returns the example of a field as a placeholder.
pub(super) fn example(field: &FieldView) -> Option<AttrValue> {
    (!field.example.is_empty()).then(|| field.example.clone().into())
}

fn short(field: &FieldView) -> Option<&'static str> {
    matches!(field.kind, FieldKind::Phone | FieldKind::Date).then_some("short")
}

#[cfg(test)]
mod tests {
    use super::on_one_line;

    #[test]
    fn what_is_pasted_into_a_line_becomes_a_line() {
        assert_eq!(on_one_line("12 Harbour Row\r\nWhitby\nYO21"), "12 Harbour Row Whitby YO21");
    }
}
