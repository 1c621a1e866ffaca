//! One thing that needs attention: what happened, the text, and what can be done.

use super::compare::Compare;
use super::deeds::{called, run};
use crate::kit::{Button, ButtonKind, When, use_toaster};
use device::attention::{Act, AttentionItem};
use domain::base::Instant;
use yew::prelude::*;

/// Props of [`Item`].
#[derive(Properties, PartialEq)]
pub(super) struct ItemProps {
    /// What needs attention.
    pub(super) item: AttentionItem,
    /// Puts it aside.
    pub(super) on_put_aside: Callback<String>,
    /// Asks again what there is.
    pub(super) again: Callback<()>,
}

/// One thing that needs attention.
#[component]
pub(super) fn Item(props: &ItemProps) -> Html {
    let item = &props.item;
    // Two texts are shown beside each other at once: that is what there is to decide.
    let comparing = use_state_eq(|| props.item.acts.contains(&Act::KeepMine));
    let toaster = use_toaster();
    let button = |what: &Act| {
        let what = *what;
        let (words, icon) = called(what);
        let onclick = {
            let (comparing, props_item) = (comparing.clone(), item.clone());
            let (toaster, again, aside) = (toaster.clone(), props.again.clone(), props.on_put_aside.clone());
            Callback::from(move |_: MouseEvent| match what {
                Act::Compare => comparing.set(!*comparing),
                Act::Dismiss => aside.emit(props_item.id.clone()),
                other => run(&props_item, other, toaster.as_ref(), &again),
            })
        };
        let kind = if matches!(what, Act::Dismiss | Act::Copy | Act::SaveAsFile) {
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
            html! { <Compare mine={item.mine.clone()} at={Instant(item.at)} theirs={theirs.clone()} /> }
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
