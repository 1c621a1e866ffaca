//! One thing that needs attention: what happened, the text, and what can be done.

use super::compare::Compare;
use super::deeds::{called, run};
use super::thing::Thing;
use crate::hooks::use_dispatch;
use crate::kit::{Button, ButtonKind, When, use_toaster};
use device::attention::Act;
use domain::base::Instant;
use yew::prelude::*;

/// Props of [`Item`].
#[derive(Properties, PartialEq)]
pub(super) struct ItemProps {
    /// What needs attention.
    pub(super) thing: Thing,
    /// Puts it aside.
    pub(super) on_put_aside: Callback<String>,
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
    let button = |what: &Act| {
        let what = *what;
        let (words, icon) = called(what);
        let onclick = {
            let (comparing, thing, dispatch) = (comparing.clone(), props.thing.clone(), dispatch.clone());
            let (toaster, again, aside) = (toaster.clone(), props.again.clone(), props.on_put_aside.clone());
            Callback::from(move |_: MouseEvent| match what {
                Act::Compare => comparing.set(!*comparing),
                // With a way back: what the server refused is on this list alone.
                Act::Dismiss | Act::KeepTheirs if thing.beside.is_none() => aside.emit(thing.item.id.clone()),
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
            <Button {kind} {icon} {pressed} {onclick}>{ words }<span class="only-read-aloud">{ format!(": {}", item.title) }</span></Button>
        }
    };
    let text = match &item.theirs {
        Some(theirs) if *comparing => {
            let called: [AttrValue; 2] = match &props.thing.beside {
                Some(_) => ["Mine, which was kept".into(), "Theirs, which stands in its place".into()],
                None => ["Yours".into(), AttrValue::from(format!("By {}", theirs.by))],
            };
            html! { <Compare {called} mine={item.mine.clone()} at={Instant(item.at)} theirs={theirs.clone()} /> }
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
            <div class="storage-buttons">{ for item.acts.iter().map(button) }</div>
        </article>
    }
}
