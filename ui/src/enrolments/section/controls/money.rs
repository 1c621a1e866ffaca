//! An amount with its currency. The currency chosen last is offered the next time.

use super::ControlProps;
use super::amount::{CURRENCIES, amount_text, minor_of};
use crate::hooks::{keep, kept};
use crate::kit::{Choice, InputKind, Select, TextInput, Tied};
use serde_json::{Value, json};
use yew::prelude::*;

/// Where the currency chosen last is kept.
const LAST: &str = "currency";

/// An amount.
#[component]
pub(super) fn MoneyControl(props: &ControlProps) -> Html {
    let typed = use_state(|| None::<String>);
    let currency = currency_of(&props.value);
    let shown = (*typed).clone().unwrap_or_else(|| shown_amount(&props.value, &currency));
    let on_input = {
        let (typed, on_write, currency) = (typed.setter(), props.on_write.clone(), currency.clone());
        Callback::from(move |text: String| {
            on_write.emit(money(&text, &currency));
            typed.set(Some(text));
        })
    };
    let on_leave = {
        let typed = typed.setter();
        Callback::from(move |()| typed.set(None))
    };
    let on_change = {
        let (on_write, shown) = (props.on_write.clone(), shown.clone());
        Callback::from(move |code: AttrValue| {
            keep(LAST, &code);
            on_write.emit(money(&shown, &code));
        })
    };
    let mut codes = CURRENCIES.to_vec();
    if !codes.contains(&currency.as_str()) {
        codes.push(&currency);
    }
    let choices: Vec<Choice> =
        codes.into_iter().map(|code| Choice::new(code.to_owned(), code.to_owned())).collect();
    let tied = Tied { invalid: props.tied.invalid, ..Tied::default() };
    let example = example_of(&props.field.example);
    html! {
        <div class="parts money">
            <TextInput {tied} label="Amount" kind={InputKind::Number} value={shown} placeholder={example} class={classes!("num")}
                {on_input} {on_leave} />
            <Select label="Currency" {choices} value={currency} {on_change} />
        </div>
    }
}

/// Returns an amount as JSON; blank is none, what is no amount stays as it was typed.
fn money(text: &str, currency: &str) -> Value {
    let minor = match minor_of(text, currency) {
        Some(minor) => json!(minor),
        None if text.trim().is_empty() => Value::Null,
        None => json!(text),
    };
    json!({ "minor": minor, "currency": currency })
}

fn currency_of(value: &Value) -> String {
    let code = value.get("currency").and_then(Value::as_str).filter(|code| !code.is_empty());
    code.map_or_else(|| kept(LAST).unwrap_or_else(|| "GBP".to_owned()), str::to_owned)
}

fn shown_amount(value: &Value, currency: &str) -> String {
    match value.get("minor") {
        Some(Value::Number(minor)) => {
            minor.as_i64().map(|minor| amount_text(minor, currency)).unwrap_or_default()
        }
        Some(Value::String(typed)) => typed.clone(),
        _ => String::new(),
    }
}

/// Returns the amount of an example without its currency, which stands beside it.
fn example_of(example: &str) -> Option<AttrValue> {
    let amount: String = example.chars().filter(|c| !c.is_alphabetic()).collect();
    let amount = amount.trim().to_owned();
    (!amount.is_empty()).then(|| amount.into())
}
