//! All keys, and the way to others.

use super::catalogue::{ENTRIES, Entry, Place};
use super::key_dialog::KeyDialog;
use super::rules::{give, holds, is_changed, taken_by};
use crate::actions::Keys;
use crate::hooks::is_mac;
use crate::kit::{Button, Icon, IconButton, KeyCaps};
use crate::settings::change::use_changer;
use device::preferences::KEYS;
use serde_json::Value;
use yew::prelude::*;

/// All keys, and the way to others.
#[component]
pub(in crate::settings) fn ShortcutsPage() -> Html {
    let changer = use_changer();
    let asked = use_state_eq(|| None::<&'static str>);
    let chosen = changer.preferences.value(KEYS);
    let close = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(None))
    };
    let choose = {
        let (changer, chosen, close) = (changer.clone(), chosen.clone(), close.clone());
        Callback::from(move |(entry, keys): (&'static Entry, Option<Keys>)| {
            close.emit(());
            changer.change(KEYS, give(&chosen, entry, keys.as_ref()), said(&chosen, entry, keys.as_ref()));
        })
    };
    let ask = {
        let asked = asked.setter();
        Callback::from(move |entry: &'static Entry| asked.set(Some(entry.name)))
    };
    let reset_all = {
        let changer = changer.clone();
        Callback::from(move |_: MouseEvent| {
            changer.change(KEYS, Value::Null, "All keys are as they come".to_owned());
        })
    };
    let row = |entry: &'static Entry| row(entry, &chosen, &ask, &choose);
    html! {
        <>
            <div class="settings-lead">
                <p class="help">{ "Single letters act outside of texts. Keys that you change here change in every menu and button, too." }</p>
                <Button icon={Icon::RotateCcw} disabled={chosen.is_null()} onclick={reset_all}>{ "Reset all" }</Button>
            </div>
            { for Place::ALL.into_iter().map(|(place, name)| html! {
                <section class="settings-keys">
                    <h2>{ name }</h2>
                    <ul>{ for ENTRIES.iter().filter(|entry| entry.place == place).map(row) }</ul>
                </section>
            }) }
            // A box of its own: a dialog that is an item of a grid is stretched by WebKit.
            <div><KeyDialog entry={asked.and_then(super::catalogue::find)} chosen={chosen.clone()} on_choose={choose.clone()} on_close={close} /></div>
        </>
    }
}

/// Says what something has by now, and what has no keys any more.
fn said(chosen: &Value, entry: &Entry, keys: Option<&Keys>) -> String {
    let Some(keys) = keys else { return format!("{}: no keys", entry.title) };
    let mut said = format!("{}: {}", entry.title, keys.caps(is_mac()).join(", then "));
    for other in taken_by(chosen, entry, keys) {
        said.push_str(&format!(". “{}” has no keys now", other.title));
    }
    said
}

fn row(
    entry: &'static Entry,
    chosen: &Value,
    ask: &Callback<&'static Entry>,
    choose: &Callback<(&'static Entry, Option<Keys>)>,
) -> Html {
    let keys = holds(chosen, entry);
    let said = keys.as_ref().map_or_else(|| "no keys".to_owned(), |keys| keys.caps(is_mac()).join(" "));
    let reset = choose.reform(move |_: MouseEvent| (entry, Some(Keys::new(entry.keys))));
    html! {
        <li key={entry.name}>
            <span>{ entry.title }</span>
            if is_changed(chosen, entry) {
                <IconButton icon={Icon::RotateCcw} label={format!("Reset the keys for “{}”", entry.title)} onclick={reset} />
            }
            if let Some(keys) = keys { <KeyCaps {keys} /> } else { <span class="help">{ "none" }</span> }
            <IconButton icon={Icon::Pencil} label={format!("Change the keys for “{}”, now {said}", entry.title)}
                onclick={ask.reform(move |_: MouseEvent| entry)} />
        </li>
    }
}
