//! Being there without a window in front: in the tray, from the start of the computer on, and by a key from anywhere.

use super::change::use_changer;
use super::device_answer::{ask, use_device};
use crate::hooks::use_dispatch;
use crate::kit::{ErrorState, Skeleton, SkeletonShape, Switch};
use device::background::Background;
use device::preferences::{CLOSING, NEXT_REVIEW_KEY};
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Being there without a window in front.
#[component]
pub(super) fn BackgroundPage() -> Html {
    let known = use_device::<Background>("background");
    let changer = use_changer();
    let shown = use_dispatch();
    let view = match &*known {
        None => return html! { <Skeleton shape={SkeletonShape::Text} rows=3 /> },
        Some(Err(refusal)) => {
            return html! { <ErrorState message={refusal.message.clone()} hint={refusal.hint.clone()} /> };
        }
        Some(Ok(view)) => view.clone(),
    };
    let set = |name: &'static str, on: &'static str, off: &'static str, said: [&'static str; 2]| {
        let changer = changer.clone();
        Callback::from(move |wanted: bool| {
            let (word, said) = if wanted { (on, said[0]) } else { (off, said[1]) };
            changer.change(name, word, said.to_owned());
        })
    };
    let on_start = {
        let (known, view) = (known.setter(), view.clone());
        Callback::from(move |on: bool| {
            let (known, view, shown) = (known.clone(), view.clone(), shown.clone());
            spawn_local(async move {
                let done = ask::<()>("start_with_computer", json!({ "on": on })).await;
                let starts_with_computer = if done.is_ok() { on } else { view.starts_with_computer };
                if let Err(refusal) = done {
                    shown.show(&refusal);
                }
                known.set(Some(Ok(Background { starts_with_computer, ..view })));
            });
        })
    };
    let in_tray = view.tray && changer.preferences.word(CLOSING) == "tray";
    let by_key = view.key && changer.preferences.word(NEXT_REVIEW_KEY) == "on";
    html! {
        <>
            <Switch label="Go on in the tray when the window is closed" checked={in_tray} disabled={!view.tray}
                help={if view.tray { TRAY } else { NO_TRAY }}
                on_change={set(CLOSING, "tray", "quit", ["Closing the window leaves Wrap It Up in the tray", "Closing the window ends Wrap It Up"])} />
            <Switch label="Start with the computer" checked={view.starts_with_computer} on_change={on_start}
                help="Wrap It Up is there when you sign in, so that notifications reach you. With a tray it starts without its window." />
            <Switch label="Next review from anywhere" checked={by_key} disabled={!view.key}
                help={if view.key { KEY } else { NO_KEY }}
                on_change={set(NEXT_REVIEW_KEY, "on", "off", ["The key acts everywhere", "The key acts no more"])} />
        </>
    }
}

const TRAY: &str = "Notifications go on. The tray, or starting Wrap It Up again, brings the window back.";
const NO_TRAY: &str = "This desktop shows no tray, so closing the window ends Wrap It Up.";
const KEY: &str =
    "Ctrl Alt R, on a Mac Command Option R, opens the review that is due first, whatever program you are in.";
const NO_KEY: &str = "Your desktop (Wayland) lets no program hear keys outside its own window.";
