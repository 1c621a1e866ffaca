//! One of many, found by typing.

use super::choices::Choice;
use super::field::Tied;
use super::rove::{Step, step_of};
use crate::hooks::use_id;
use crate::text::lower;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// How many finds are shown.
const SHOWN: usize = 50;

/// Props of [`Combobox`].
#[derive(Properties, PartialEq)]
pub(crate) struct ComboboxProps {
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
    /// Another was chosen; "" when it was emptied.
    #[prop_or_default]
    pub(crate) on_change: Callback<AttrValue>,
    /// An example, shown while it is empty.
    #[prop_or_default]
    pub(crate) placeholder: Option<AttrValue>,
    /// Not possible now.
    #[prop_or_default]
    pub(crate) disabled: bool,
}

/// One of many, found by typing.
#[component]
pub(crate) fn Combobox(props: &ComboboxProps) -> Html {
    let list_id = use_id("options");
    // What is being typed; none while the list is closed.
    let typed = use_state(|| None::<String>);
    let at = use_state(|| 0_usize);
    let shown =
        props.choices.iter().find(|choice| choice.value == props.value).map(|choice| choice.label.clone());
    let found: Vec<Choice> = typed.as_deref().map_or_else(Vec::new, |typed| find(&props.choices, typed));
    let last = found.len().saturating_sub(1);
    let chosen = (*at).min(last);

    let choose = {
        let (typed, on_change) = (typed.setter(), props.on_change.clone());
        Callback::from(move |value: AttrValue| {
            typed.set(None);
            on_change.emit(value);
        })
    };
    let oninput = {
        let (typed, at) = (typed.setter(), at.setter());
        Callback::from(move |event: InputEvent| {
            typed.set(Some(event.target_unchecked_into::<HtmlInputElement>().value()));
            at.set(0);
        })
    };
    let onkeydown = {
        let (typed, at, choose, found) = (typed.clone(), at.setter(), choose.clone(), found.clone());
        Callback::from(move |event: KeyboardEvent| {
            let open = typed.is_some();
            match (event.key().as_str(), step_of(&event)) {
                ("Escape", _) if open => {
                    event.prevent_default();
                    event.stop_propagation();
                    typed.set(None);
                }
                ("Enter", _) if open => {
                    event.prevent_default();
                    let emptied = typed.as_deref().is_some_and(str::is_empty);
                    let value = found.get(chosen).filter(|_| !emptied).map(|choice| choice.value.clone());
                    choose.emit(value.unwrap_or_default());
                }
                (_, Some(Step::Next | Step::Previous)) if !open => {
                    event.prevent_default();
                    typed.set(Some(String::new()));
                }
                (_, Some(step @ (Step::Next | Step::Previous))) => {
                    event.prevent_default();
                    at.set(step.around(chosen, last));
                }
                _ => {}
            }
        })
    };
    let onblur = {
        let (typed, choose) = (typed.clone(), choose.clone());
        Callback::from(move |_: FocusEvent| match typed.as_deref() {
            Some("") => choose.emit(AttrValue::default()),
            _ => typed.set(None),
        })
    };
    let open = typed.is_some();
    let value = typed.as_ref().map(|typed| AttrValue::from(typed.clone())).or(shown).unwrap_or_default();
    let option_id = |place: usize| format!("{list_id}-{place}");
    html! {
        <div class="combobox">
            <input type="text" class="input" role="combobox" aria-autocomplete="list" autocomplete="off" spellcheck="false" dir="auto"
                id={props.tied.id.clone()} aria-label={props.label.clone()} aria-describedby={props.tied.described_by.clone()}
                aria-invalid={props.tied.aria_invalid()} aria-expanded={if open { "true" } else { "false" }}
                aria-controls={list_id.clone()} aria-activedescendant={(open && !found.is_empty()).then(|| option_id(chosen))}
                {value} placeholder={props.placeholder.clone()} disabled={props.disabled} {oninput} {onkeydown} {onblur} />
            <div id={list_id.clone()} role="listbox" class="options" hidden={!open}
                aria-label={props.label.clone().unwrap_or_else(|| "Choices".into())}>
                { for found.iter().enumerate().map(|(place, choice)| {
                    // A press would take focus from the input, whose loss closes the list before the click.
                    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
                    let onclick = {
                        let (choose, value) = (choose.clone(), choice.value.clone());
                        Callback::from(move |_: MouseEvent| choose.emit(value.clone()))
                    };
                    html! {
                        <div id={option_id(place)} class="option" role="option" {onmousedown} {onclick}
                            aria-selected={if place == chosen { "true" } else { "false" }}>
                            <span>{ choice.label.clone() }</span>
                            if !choice.detail.is_empty() { <small>{ choice.detail.clone() }</small> }
                        </div>
                    }
                }) }
                if open && found.is_empty() { <p class="nothing">{ "Nothing is called that." }</p> }
            </div>
        </div>
    }
}

/// Returns the choices that contain what was typed, those that begin with it first.
fn find(choices: &[Choice], typed: &str) -> Vec<Choice> {
    let typed = lower(typed.trim());
    let holds = |choice: &&Choice| lower(&format!("{} {}", choice.label, choice.detail)).contains(&typed);
    let mut found: Vec<Choice> = choices.iter().filter(holds).cloned().collect();
    found.sort_by_key(|choice| !lower(&choice.label).starts_with(&typed));
    found.truncate(SHOWN);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_with_the_letters_comes_first() {
        let choices = ["Poland", "Portugal", "Singapore"].map(|name| Choice::new(name, name));
        let labels: Vec<_> = find(&choices, "po").iter().map(|choice| choice.label.to_string()).collect();
        assert_eq!(labels, ["Poland", "Portugal", "Singapore"]);
        assert_eq!(find(&choices, "por").len(), 2);
        assert_eq!(find(&choices, "").len(), 3);
        assert!(find(&choices, "xyz").is_empty());
    }
}
