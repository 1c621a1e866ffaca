//! In which languages spelling is checked, of those that this computer has dictionaries for.

use super::change::use_changer;
use super::device_answer::use_device;
use crate::kit::{CheckGroup, Choice, FieldGroup};
use device::preferences::{LANGUAGES, SPELLING};
use device::spelling::Spelling;
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use yew::prelude::*;

/// The languages to check, as far as the application can say so here.
#[component]
pub(super) fn Languages() -> Html {
    let changer = use_changer();
    let spelling = use_device::<Spelling>("spelling");
    let Some(Ok(spelling)) = &*spelling else { return Html::default() };
    let on = changer.preferences.word(SPELLING) != "off";
    if !spelling.here {
        return html! { <p class="help">{ "In which languages, your computer's own settings say." }</p> };
    }
    if spelling.languages.is_empty() {
        return html! {
            <p class="help">{ "This computer has no dictionary yet. Install one, hunspell-en-gb for instance, and start Wrap It Up again." }</p>
        };
    }
    let choices: Vec<Choice> =
        spelling.languages.iter().map(|code| Choice::new(code.clone(), name_of(code))).collect();
    let values: Vec<AttrValue> = changer
        .preferences
        .word(LANGUAGES)
        .split(' ')
        .filter(|code| spelling.languages.iter().any(|known| known == code))
        .map(|code| AttrValue::from(code.to_owned()))
        .collect();
    let on_change = {
        let changer = changer.clone();
        Callback::from(move |chosen: Vec<AttrValue>| {
            let words = chosen.iter().map(AttrValue::as_str).collect::<Vec<_>>().join(" ");
            changer.change(LANGUAGES, words, "The languages are changed".to_owned());
        })
    };
    html! {
        <FieldGroup label="Languages" help="Without a choice, that of your computer.">
            <CheckGroup {choices} {values} {on_change} disabled={!on} />
        </FieldGroup>
    }
}

/// Returns what a language is called, as the browser knows it.
fn name_of(code: &str) -> String {
    let tag = code.replace('_', "-");
    called(&tag).ok().flatten().unwrap_or(tag)
}

fn called(tag: &str) -> Result<Option<String>, JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into())?;
    let names: Function = Reflect::get(&intl, &"DisplayNames".into())?.dyn_into()?;
    let kind = Object::new();
    Reflect::set(&kind, &"type".into(), &"language".into())?;
    let names = Reflect::construct(&names, &Array::of2(&"en-GB".into(), &kind))?;
    let of: Function = Reflect::get(&names, &"of".into())?.dyn_into()?;
    Ok(of.call1(&names, &tag.into())?.as_string())
}
