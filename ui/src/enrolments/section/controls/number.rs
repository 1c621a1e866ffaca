//! A number, typed as text: what is on the way to being one is never rewritten.

use super::ControlProps;
use super::amount::number_of;
use super::lines::example;
use crate::kit::{InputKind, TextInput};
use serde_json::Value;
use yew::prelude::*;

/// A number.
#[component]
pub(super) fn NumberControl(props: &ControlProps) -> Html {
    let typed = use_state(|| None::<String>);
    let on_input = {
        let (typed, on_write) = (typed.setter(), props.on_write.clone());
        Callback::from(move |text: String| {
            on_write.emit(number_of(&text));
            typed.set(Some(text));
        })
    };
    let on_leave = {
        let typed = typed.setter();
        Callback::from(move |()| typed.set(None))
    };
    let value = (*typed).clone().unwrap_or_else(|| match &props.value {
        Value::Number(number) => number.to_string(),
        other => other.as_str().unwrap_or_default().to_owned(),
    });
    html! {
        <TextInput tied={props.tied.clone()} kind={InputKind::Number} {value} placeholder={example(&props.field)}
            class={classes!("short", "num")} {on_input} {on_leave} />
    }
}
