//! Newer versions: whether there is one, what is new in it, and getting it, one step after the other.

use crate::kit::{Button, ButtonKind, Icon, Progress, Switch, Toast, Toaster, When, copy_text, use_toaster};
use crate::saving::is_all_saved;
use crate::settings::change::use_changer;
use crate::settings::device_answer::{ask, use_device};
use crate::storage::size;
use device::preferences::LOOK_FOR_UPDATES;
use device::update::{Newer, Standing, UpdateView};
use domain::base::{Instant, Refusal};
use gloo_timers::callback::Interval;
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How often it is asked how much has arrived, in milliseconds.
const BEAT: u32 = 500;

/// What is known, once the shell has answered.
type Known = Option<Result<UpdateView, Refusal>>;

/// Newer versions.
#[component]
pub(super) fn Updates() -> Html {
    let known = use_device::<UpdateView>("update");
    let (changer, toaster) = (use_changer(), use_toaster());
    let moves = matches!(&*known, Some(Ok(view)) if is_moving(&view.standing));
    {
        let known = known.setter();
        use_effect_with(moves, move |moves| {
            let beat = moves.then(|| Interval::new(BEAT, move || send("update", known.clone())));
            move || drop(beat)
        });
    }
    let view = match &*known {
        // Outside the application there is nothing to update.
        None | Some(Err(_)) => return Html::default(),
        Some(Ok(view)) => view.clone(),
    };
    if view.standing == Standing::Never {
        return html! {
            <section>
                <h2>{ "Newer versions" }</h2>
                <p class="help">{ "This build does not look for newer versions. Get them from where you got this one." }</p>
            </section>
        };
    }
    let on = changer.preferences.word(LOOK_FOR_UPDATES) != "off";
    let on_change = Callback::from(move |on: bool| {
        let (word, said) = if on { ("on", BY_ITSELF) } else { ("off", BY_HAND) };
        changer.change(LOOK_FOR_UPDATES, word, said.to_owned());
    });
    html! {
        <section>
            <h2>{ "Newer versions" }</h2>
            <div class="settings-update">
                <div aria-live="polite">{ words(&view) }</div>
                <div class="settings-steps">{ button(&view, &known, toaster) }</div>
            </div>
            <Switch label="Look for newer versions" checked={on} {on_change}
                help="Once a day it is asked which version is the newest. Nothing about you is sent, and nothing is fetched or changed before you say so." />
        </section>
    }
}

const BY_ITSELF: &str = "Wrap It Up looks for newer versions by itself";
const BY_HAND: &str = "Wrap It Up looks for newer versions only when you say so";

/// Says how it stands.
fn words(view: &UpdateView) -> Html {
    match &view.standing {
        Standing::Never => Html::default(),
        Standing::NotLooked => html! {
            <p>{ format!("This is version {}. Nobody has looked for a newer one since it was opened.", view.version) }</p>
        },
        Standing::Looking => html! { <p>{ "Looking for a newer version." }</p> },
        Standing::UpToDate => html! {
            <p>{ format!("Version {} is the newest. ", view.version) }{ looked(view) }</p>
        },
        Standing::Failed { message, hint } => html! {
            <><p>{ Icon::CircleAlert }{ " " }{ message.clone() }</p><p class="help">{ hint.clone() }</p></>
        },
        Standing::Newer(newer) => match &newer.elsewhere {
            Some(address) => elsewhere(newer, address),
            None => news(newer, "is there."),
        },
        Standing::Fetching { newer, done, of } => html! {
            <>
                { news(newer, "is on its way. You can go on working.") }
                { progress(*done, *of) }
            </>
        },
        Standing::Ready(newer) => html! {
            <>
                { news(newer, "is here and is what it says it is.") }
                <p class="help">{ "Wrap It Up closes and opens again. Before that, a backup of everything is made." }</p>
            </>
        },
    }
}

/// Returns the one button: what comes next, or what is being done. It is the same one all the way, so that whoever pressed
/// it still has focus when the next step can be taken.
fn button(view: &UpdateView, known: &UseStateHandle<Known>, toaster: Option<Toaster>) -> Html {
    let look = || step("look_for_update", Standing::Looking, known, view);
    let (kind, icon, label, onclick) = match &view.standing {
        Standing::Never | Standing::NotLooked | Standing::Looking => {
            (ButtonKind::Default, Icon::Download, "Look for a newer version", look())
        }
        Standing::UpToDate | Standing::Failed { .. } => {
            (ButtonKind::Default, Icon::Download, "Look again", look())
        }
        Standing::Newer(Newer { elsewhere: Some(address), .. }) => {
            let address = address.clone();
            let onclick = Callback::from(move |_: MouseEvent| copy_text(&address, toaster.as_ref()));
            (ButtonKind::Default, Icon::Copy, "Copy the address", onclick)
        }
        Standing::Newer(newer) | Standing::Fetching { newer, .. } => {
            let begun = Standing::Fetching { newer: newer.clone(), done: 0, of: None };
            (ButtonKind::Primary, Icon::Download, "Get it", step("fetch_update", begun, known, view))
        }
        Standing::Ready(_) => {
            (ButtonKind::Primary, Icon::RotateCcw, "Restart to update", install(known.setter(), toaster))
        }
    };
    let busy = is_moving(&view.standing);
    html! { <Button {kind} {icon} {busy} {onclick}>{ label }</Button> }
}

fn news(newer: &Newer, how: &str) -> Html {
    html! {
        <>
            <p>{ format!("Version {} {how}", newer.version) }</p>
            if !newer.notes.is_empty() {
                <details class="settings-text"><summary>{ "What is new" }</summary><pre tabindex="0">{ newer.notes.clone() }</pre></details>
            }
        </>
    }
}

fn elsewhere(newer: &Newer, address: &str) -> Html {
    html! {
        <>
            { news(newer, "is there.") }
            <p>{ "This one was installed by your system's packages, so it is updated there: get the package from the address below and open it." }</p>
            <p><code>{ address.to_owned() }</code></p>
        </>
    }
}

fn progress(done: u64, of: Option<u64>) -> Html {
    let thousands = |bytes: u64| u32::try_from(bytes / 1_000).unwrap_or(u32::MAX);
    match of {
        Some(of) => {
            let text = format!("{} of {}", size(done), size(of));
            html! { <Progress label="The newer version" done={thousands(done)} of={thousands(of)} {text} /> }
        }
        None => html! { <p class="help num">{ format!("{} are here", size(done)) }</p> },
    }
}

fn looked(view: &UpdateView) -> Html {
    view.looked.map_or_else(Html::default, |at| html! { <When at={Instant(at)} before="Looked" /> })
}

fn is_moving(standing: &Standing) -> bool {
    matches!(standing, Standing::Looking | Standing::Fetching { .. })
}

/// Returns what begins a step: it shows at once that it has begun, and then what came of it.
fn step(
    command: &'static str,
    begun: Standing,
    known: &UseStateHandle<Known>,
    view: &UpdateView,
) -> Callback<MouseEvent> {
    let (known, view) = (known.setter(), UpdateView { standing: begun, ..view.clone() });
    Callback::from(move |_: MouseEvent| {
        known.set(Some(Ok(view.clone())));
        send(command, known.clone());
    })
}

fn send(command: &'static str, known: UseStateSetter<Known>) {
    spawn_local(async move { known.set(Some(ask(command, json!({})).await)) });
}

/// Returns what puts the newer version in place, once everything that was written is saved.
fn install(known: UseStateSetter<Known>, toaster: Option<Toaster>) -> Callback<MouseEvent> {
    Callback::from(move |_: MouseEvent| {
        let (known, toaster) = (known.clone(), toaster.clone());
        if !is_all_saved() {
            if let Some(toaster) = &toaster {
                toaster.show(Toast::error(
                    "Something that you wrote is not saved yet.",
                    "The line at the foot of the list of pages says what. Restart when it says that all is saved.",
                ));
            }
            return;
        }
        spawn_local(async move {
            if let Err(refusal) = ask::<()>("install_update", json!({})).await {
                if let Some(toaster) = toaster {
                    toaster.show(Toast::error(refusal.message, refusal.hint));
                }
                send("update", known);
            }
        });
    })
}
