//! One of several, some of several, yes or no: select, radio buttons, check boxes.

use super::field::Tied;
use crate::hooks::use_id;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// A few values of which one is chosen. Each has a name, by which it stands in an address or a list, and its words.
pub(crate) trait OneOfFew: Copy + PartialEq + Default + 'static {
    /// Every value with its name and its words.
    const ALL: &'static [(Self, &'static str, &'static str)];

    /// Returns the value of a name; the usual one when no value has it.
    fn named(name: &str) -> Self {
        Self::ALL.iter().find(|(_, known, _)| *known == name).map(|(value, ..)| *value).unwrap_or_default()
    }

    /// Returns its name.
    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(value, ..)| *value == self).map_or("", |(_, name, _)| name)
    }

    /// Returns its words.
    fn words(self) -> &'static str {
        Self::ALL.iter().find(|(value, ..)| *value == self).map_or("", |(.., words)| words)
    }

    /// Returns what there is to choose.
    fn choices() -> Vec<Choice> {
        Self::ALL.iter().map(|(_, name, words)| Choice::new(*name, *words)).collect()
    }
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Choice {
    /// What is kept.
    pub(crate) value: AttrValue,
    /// What is shown.
    pub(crate) label: AttrValue,
    /// More about it.
    pub(crate) detail: AttrValue,
}

impl Choice {
    /// Returns a choice.
    pub(crate) fn new(value: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Self {
        Self { value: value.into(), label: label.into(), detail: AttrValue::default() }
    }

    /// Adds more about it.
    pub(crate) fn detail(mut self, detail: impl Into<AttrValue>) -> Self {
        self.detail = detail.into();
        self
    }
}

/// Props of [`Select`].
#[derive(Properties, PartialEq)]
pub(crate) struct SelectProps {
    /// Its field, if it stands in one.
    #[prop_or_default]
    pub(crate) tied: Tied,
    /// Its name, if it stands alone.
    #[prop_or_default]
    pub(crate) label: Option<AttrValue>,
    /// What there is to choose.
    pub(crate) choices: Vec<Choice>,
    /// The value chosen; "" for none.
    pub(crate) value: AttrValue,
    /// The words for none; without them one is always chosen.
    #[prop_or_default]
    pub(crate) none: Option<AttrValue>,
    /// Another was chosen.
    #[prop_or_default]
    pub(crate) on_change: Callback<AttrValue>,
    /// Not possible now.
    #[prop_or_default]
    pub(crate) disabled: bool,
}

/// One of several, in the browser's own list. For up to a dozen; beyond that see [`Combobox`](super::Combobox).
#[component]
pub(crate) fn Select(props: &SelectProps) -> Html {
    let onchange = {
        let on_change = props.on_change.clone();
        Callback::from(move |event: Event| {
            on_change.emit(event.target_unchecked_into::<HtmlSelectElement>().value().into());
        })
    };
    html! {
        <select class="input" id={props.tied.id.clone()} aria-label={props.label.clone()}
            aria-describedby={props.tied.described_by.clone()} aria-invalid={props.tied.aria_invalid()}
            disabled={props.disabled} {onchange}>
            if let Some(none) = &props.none { <option value="" selected={props.value.is_empty()}>{ none.clone() }</option> }
            { for props.choices.iter().map(|choice| html! {
                <option value={choice.value.clone()} selected={choice.value == props.value}>{ choice.label.clone() }</option>
            }) }
        </select>
    }
}

/// Props of [`RadioGroup`].
#[derive(Properties, PartialEq)]
pub(crate) struct RadioGroupProps {
    /// What is asked, read aloud; write it above with [`FieldGroup`](super::FieldGroup).
    pub(crate) label: AttrValue,
    /// What there is to choose.
    pub(crate) choices: Vec<Choice>,
    /// The value chosen; "" for none.
    pub(crate) value: AttrValue,
    /// Another was chosen.
    #[prop_or_default]
    pub(crate) on_change: Callback<AttrValue>,
    /// Not possible now.
    #[prop_or_default]
    pub(crate) disabled: bool,
}

/// One of a few, all in sight.
#[component]
pub(crate) fn RadioGroup(props: &RadioGroupProps) -> Html {
    let name = use_id("radio");
    html! {
        <div class="choices" role="radiogroup" aria-label={props.label.clone()}>
            { for props.choices.iter().map(|choice| {
                let onchange = {
                    let (on_change, value) = (props.on_change.clone(), choice.value.clone());
                    Callback::from(move |_: Event| on_change.emit(value.clone()))
                };
                html! {
                    <label>
                        <input type="radio" class="radio" name={name.clone()} value={choice.value.clone()}
                            checked={choice.value == props.value} disabled={props.disabled} {onchange} />
                        { words(choice) }
                    </label>
                }
            }) }
        </div>
    }
}

/// Props of [`CheckGroup`].
#[derive(Properties, PartialEq)]
pub(crate) struct CheckGroupProps {
    /// What there is to choose.
    pub(crate) choices: Vec<Choice>,
    /// The values chosen.
    pub(crate) values: Vec<AttrValue>,
    /// The choice became another; in the order of the choices.
    #[prop_or_default]
    pub(crate) on_change: Callback<Vec<AttrValue>>,
    /// Not possible now.
    #[prop_or_default]
    pub(crate) disabled: bool,
}

/// Some of a few, all in sight. Put a [`FieldGroup`](super::FieldGroup) around it.
#[component]
pub(crate) fn CheckGroup(props: &CheckGroupProps) -> Html {
    html! {
        <div class="choices">
            { for props.choices.iter().map(|choice| {
                let onchange = {
                    let (on_change, choices) = (props.on_change.clone(), props.choices.clone());
                    let (values, value) = (props.values.clone(), choice.value.clone());
                    Callback::from(move |_: Event| on_change.emit(toggled(&choices, &values, &value)))
                };
                html! {
                    <label>
                        <input type="checkbox" class="tick-box" checked={props.values.contains(&choice.value)}
                            disabled={props.disabled} {onchange} />
                        { words(choice) }
                    </label>
                }
            }) }
        </div>
    }
}

/// Returns the values with one taken in or out, in the order of the choices.
fn toggled(choices: &[Choice], values: &[AttrValue], value: &AttrValue) -> Vec<AttrValue> {
    let chosen = |choice: &AttrValue| values.contains(choice) != (choice == value);
    choices.iter().map(|choice| choice.value.clone()).filter(chosen).collect()
}

/// Props of [`Checkbox`].
#[derive(Properties, PartialEq)]
pub(crate) struct CheckboxProps {
    /// What is ticked, in words.
    pub(crate) label: AttrValue,
    /// Whether it is.
    pub(crate) checked: bool,
    /// It was ticked, or no longer is.
    #[prop_or_default]
    pub(crate) on_change: Callback<bool>,
    /// What it means.
    #[prop_or_default]
    pub(crate) help: Option<AttrValue>,
    /// Not possible now.
    #[prop_or_default]
    pub(crate) disabled: bool,
}

/// A box to tick.
#[component]
pub(crate) fn Checkbox(props: &CheckboxProps) -> Html {
    let help_id = use_id("help");
    let onchange = {
        let on_change = props.on_change.clone();
        Callback::from(move |event: Event| {
            on_change.emit(event.target_unchecked_into::<HtmlInputElement>().checked())
        })
    };
    html! {
        <div class="choice">
            <label>
                <input type="checkbox" class="tick-box" checked={props.checked} disabled={props.disabled}
                    aria-describedby={props.help.as_ref().map(|_| help_id.clone())} {onchange} />
                <span>{ props.label.clone() }</span>
            </label>
            if let Some(help) = &props.help { <p id={help_id} class="help">{ help.clone() }</p> }
        </div>
    }
}

fn words(choice: &Choice) -> Html {
    html! {
        <span>
            { choice.label.clone() }
            if !choice.detail.is_empty() { <span class="help">{ " " }{ choice.detail.clone() }</span> }
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticking_keeps_the_order_of_the_choices() {
        let choices = ["a", "b", "c"].map(|value| Choice::new(value, value));
        let chosen = |values: &[&'static str], value: &'static str| {
            let values: Vec<AttrValue> = values.iter().map(|value| AttrValue::from(*value)).collect();
            toggled(&choices, &values, &value.into()).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(chosen(&["c"], "a"), ["a", "c"]);
        assert_eq!(chosen(&["a", "c"], "c"), ["a"]);
    }
}
