//! The dialog that hears new keys: while it is open the application's own keys rest.

use super::catalogue::Entry;
use super::rules::{objection, taken_by};
use crate::actions::{Keys, Press, pressed};
use crate::hooks::is_mac;
use crate::kit::{Button, ButtonKind, Dialog, Field, Tied};
use serde_json::Value;
use yew::prelude::*;

/// How long the second key of two may take, in milliseconds.
const PATIENCE: f64 = 1500.0;

/// Props of [`KeyDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct KeyDialogProps {
    /// What the keys are for; closed without.
    pub(super) entry: Option<&'static Entry>,
    /// What was chosen by now.
    pub(super) chosen: Value,
    /// These keys are to be used; none for `None`.
    pub(super) on_choose: Callback<(&'static Entry, Option<Keys>)>,
    /// It wants to be closed.
    pub(super) on_close: Callback<()>,
}

/// The dialog that hears new keys.
#[component]
pub(super) fn KeyDialog(props: &KeyDialogProps) -> Html {
    let heard = use_state_eq(Heard::default);
    {
        let heard = heard.setter();
        use_effect_with(props.entry.map(|entry| entry.name), move |_| heard.set(Heard::default()));
    }
    let Some(entry) = props.entry else {
        return html! { <Dialog open=false title="" on_close={props.on_close.clone()}>{ Html::default() }</Dialog> };
    };
    let keys = (!heard.presses.is_empty()).then(|| Keys::of(&heard.presses));
    let error = keys.as_ref().and_then(|keys| objection(entry, keys));
    let taken = keys.as_ref().map(|keys| taken_by(&props.chosen, entry, keys)).unwrap_or_default();
    let use_them = {
        let (on_choose, keys, possible) = (props.on_choose.clone(), keys.clone(), error.is_none());
        Callback::from(move |()| {
            if let Some(keys) = keys.clone().filter(|_| possible) {
                on_choose.emit((entry, Some(keys)));
            }
        })
    };
    let onkeydown = {
        let (heard, use_them) = (heard.clone(), use_them.clone());
        Callback::from(move |event: KeyboardEvent| hear(&heard, &use_them, &event))
    };
    let value = keys.as_ref().map(|keys| keys.caps(is_mac()).join(", then ")).unwrap_or_default();
    let control = Callback::from(move |tied: Tied| {
        html! {
            <input id={tied.id.clone()} class="input" readonly=true autofocus=true value={value.clone()}
                aria-describedby={tied.described_by.clone()} aria-invalid={tied.aria_invalid()} onkeydown={onkeydown.clone()} />
        }
    });
    let none = {
        let on_choose = props.on_choose.clone();
        Callback::from(move |_: MouseEvent| on_choose.emit((entry, None)))
    };
    let words = if taken.is_empty() { "Use these keys" } else { "Use them here" };
    let foot = html! {
        <>
            <Button onclick={props.on_close.reform(|_: MouseEvent| ())}>{ "Cancel" }</Button>
            <Button onclick={none}>{ "No keys" }</Button>
            <Button kind={ButtonKind::Primary} disabled={keys.is_none() || error.is_some()}
                onclick={use_them.reform(|_: MouseEvent| ())}>{ words }</Button>
        </>
    };
    html! {
        <Dialog open=true title={format!("Keys for “{}”", entry.title)} on_close={props.on_close.clone()} {foot}>
            <Field label="New keys" help="Press them now. Enter uses them, Esc cancels." error={error} {control} />
            <p class="settings-taken" role="status">{ loses(&taken) }</p>
        </Dialog>
    }
}

/// What was pressed in the dialog, and when last.
#[derive(Debug, Clone, Default, PartialEq)]
struct Heard {
    presses: Vec<Press>,
    at: f64,
}

impl Heard {
    /// A letter soon after a letter makes two keys; anything else begins anew.
    fn then(&self, press: Press, at: f64) -> Self {
        let follows = press.is_character()
            && self.presses.len() == 1
            && self.presses.iter().all(Press::is_character)
            && at - self.at < PATIENCE;
        let mut presses = if follows { self.presses.clone() } else { Vec::new() };
        presses.push(press);
        Self { presses, at }
    }
}

fn hear(heard: &UseStateHandle<Heard>, use_them: &Callback<()>, event: &KeyboardEvent) {
    let Some(press) = pressed(event) else { return };
    if press == Press::plain("Tab") || press == Press::plain("Escape") {
        return;
    }
    event.prevent_default();
    if press == Press::plain("Enter") {
        use_them.emit(());
    } else if !event.repeat() {
        heard.set(heard.then(press, event.time_stamp()));
    }
}

fn loses(taken: &[&Entry]) -> String {
    let names: Vec<String> = taken.iter().map(|entry| format!("“{}”", entry.title)).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => {
            format!("{one} has these keys now. If you use them here, it has none until you choose some.")
        }
        many => format!(
            "{} have keys that are the same or begin alike. If you use these here, they have none until you choose some.",
            many.join(", ")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_soon_after_a_letter_makes_two_keys_and_anything_else_begins_anew() {
        let after = |presses: &[(&str, f64)]| {
            let held = |text: &str| Keys::new(text).presses()[0].clone();
            let heard =
                presses.iter().fold(Heard::default(), |heard, (text, at)| heard.then(held(text), *at));
            Keys::of(&heard.presses).written()
        };
        assert_eq!(after(&[("g", 0.0), ("x", 400.0)]), "g x");
        assert_eq!(after(&[("g", 0.0), ("x", 4000.0)]), "x");
        assert_eq!(after(&[("g", 0.0), ("x", 400.0), ("y", 500.0)]), "y");
        assert_eq!(after(&[("g", 0.0), ("Mod+k", 400.0)]), "Mod+k");
        assert_eq!(after(&[("Mod+k", 0.0), ("g", 400.0)]), "g");
    }
}
