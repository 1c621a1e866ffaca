//! One thing that needs attention: what happened, the text, and what can be done.

use super::compare::Compare;
use super::deeds::{called, run};
use super::thing::Thing;
use crate::hooks::use_dispatch;
use crate::kit::{Button, ButtonKind, When, use_toaster};
use device::attention::{Act, AttentionItem};
use domain::base::Instant;
use yew::prelude::*;

/// What the two texts of one person are called.
const BESIDE: &str = "Kept beside it";
const IN_PLACE: &str = "In its place now";

/// Props of [`Item`].
#[derive(Properties, PartialEq)]
pub(super) struct ItemProps {
    /// What needs attention.
    pub(super) thing: Thing,
    /// Takes it off the list, with a way back.
    pub(super) on_put_aside: Callback<(String, Act)>,
    /// Asks again what there is.
    pub(super) again: Callback<()>,
}

/// One thing that needs attention.
#[component]
pub(super) fn Item(props: &ItemProps) -> Html {
    let item = &props.thing.item;
    // Two texts are shown beside each other at once: that is what there is to decide.
    let comparing = use_state_eq(|| item.acts.contains(&Act::KeepMine));
    let (dispatch, toaster) = (use_dispatch(), use_toaster());
    let two = props.thing.beside.is_some();
    let button = |what: Act| {
        let (words, icon) = called(what, two);
        let onclick = {
            let (comparing, thing, dispatch) = (comparing.clone(), props.thing.clone(), dispatch.clone());
            let (toaster, again, aside) = (toaster.clone(), props.again.clone(), props.on_put_aside.clone());
            Callback::from(move |_: MouseEvent| match what {
                Act::Compare => comparing.set(!*comparing),
                // With a way back: what the server refused is on this list alone.
                Act::Dismiss | Act::KeepTheirs if thing.beside.is_none() => {
                    aside.emit((thing.item.id.clone(), what))
                }
                other => run(&thing, other, &dispatch, toaster.as_ref(), &again),
            })
        };
        let kind = if matches!(what, Act::Dismiss | Act::Copy | Act::SaveAsFile | Act::CopyReport | Act::Open)
        {
            ButtonKind::Quiet
        } else {
            ButtonKind::Default
        };
        // The words are enough where nothing is decided; the line of buttons stays one.
        let icon = (kind == ButtonKind::Default).then_some(icon);
        let pressed = (what == Act::Compare).then_some(*comparing);
        html! {
            <Button {kind} {icon} {pressed} {onclick}>{ words }<span class="only-read-aloud">{ format!(": {}", of_what(what, two, item)) }</span></Button>
        }
    };
    // Of two texts of one person each has its own button below it, while both are there to be seen.
    let apart = two && *comparing && item.theirs.is_some();
    let chosen = |what: Act| if apart && item.acts.contains(&what) { button(what) } else { Html::default() };
    let is_apart = |what: &Act| apart && matches!(what, Act::KeepMine | Act::KeepTheirs);
    let text = match &item.theirs {
        Some(theirs) if *comparing => {
            let called: [AttrValue; 2] = if two {
                [BESIDE.into(), IN_PLACE.into()]
            } else {
                ["Yours".into(), format!("By {}", theirs.by).into()]
            };
            let below = [chosen(Act::KeepMine), chosen(Act::KeepTheirs)];
            html! { <Compare {called} mine={item.mine.clone()} at={Instant(item.at)} theirs={theirs.clone()} {below} /> }
        }
        _ if item.mine.is_empty() => Html::default(),
        _ => {
            html! { <blockquote class="attention-text" dir="auto" tabindex="0">{ item.mine.clone() }</blockquote> }
        }
    };
    html! {
        <article class="attention-item" aria-label={item.title.clone()}>
            <header><h2>{ item.title.clone() }</h2><span class="muted small"><When at={Instant(item.at)} /></span></header>
            <p>{ item.happened.clone() }if !item.hint.is_empty() { { " " }<span class="muted">{ item.hint.clone() }</span> }</p>
            { text }
            <div class="storage-buttons">{ for item.acts.iter().filter(|act| !is_apart(act)).map(|act| button(*act)) }</div>
        </article>
    }
}

/// Returns what a button is about, for whoever hears it without what stands around it.
fn of_what(what: Act, two: bool, item: &AttentionItem) -> String {
    match what {
        Act::KeepMine if two => format!("{BESIDE}, {}", item.title),
        Act::KeepTheirs if two => format!("{IN_PLACE}, {}", item.title),
        _ => item.title.clone(),
    }
}
