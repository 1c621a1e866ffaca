//! One answer: its label, what was written, what changed, and the pin that counts its comments.

use super::marks::{marked, plain};
use super::places::answer_id;
use crate::kit::{Badge, BadgeKind, Icon};
use domain::reviews::{Anchor, Change, RoomAnswer, RoomField};
use domain::text::Change as Mark;
use yew::prelude::*;

/// Props of [`Answer`].
#[derive(Properties, PartialEq)]
pub(super) struct AnswerProps {
    /// The field with its answer.
    pub(super) field: RoomField,
    /// Its place.
    pub(super) anchor: Anchor,
    /// Whether it stands below an entry's heading.
    pub(super) below: bool,
    /// Whether the mentor is at it.
    pub(super) active: bool,
    /// How many comments it has.
    pub(super) comments: usize,
    /// Whether what changed is marked.
    pub(super) marks: bool,
    /// Whose answer it is.
    pub(super) owner: AttrValue,
    /// The round with which it is compared.
    pub(super) since: Option<i64>,
    /// The mentor came to it.
    pub(super) on_reach: Callback<Anchor>,
    /// The mentor wants to comment, or to see the comments.
    pub(super) on_pin: Option<Callback<Anchor>>,
}

/// One answer.
#[component]
pub(super) fn Answer(props: &AnswerProps) -> Html {
    let (field, anchor) = (&props.field, props.anchor);
    let id = answer_id(anchor);
    let label_id = format!("{id}-label");
    let reach = {
        let on_reach = props.on_reach.clone();
        move || on_reach.emit(anchor)
    };
    let (onfocusin, onclick) = (
        {
            let reach = reach.clone();
            move |_: FocusEvent| reach()
        },
        move |_: MouseEvent| reach(),
    );
    let heading = html! {
        <>
            <span dir="auto">{ field.label.clone() }</span>
            { badges(props) }
        </>
    };
    html! {
        <article {id} class={classes!("room-answer", props.active.then_some("active"), is_blank(props).then_some("blank"), is_long(props).then_some("long"))} tabindex="-1"
            aria-labelledby={label_id.clone()} aria-current={props.active.then_some("true")} {onfocusin} {onclick}>
            if props.below { <h3 id={label_id}>{ heading }</h3> } else { <h2 id={label_id}>{ heading }</h2> }
            { pin(props) }
            { content(props) }
        </article>
    }
}

/// Whether there is nothing to read.
fn is_blank(props: &AnswerProps) -> bool {
    props.field.answer == RoomAnswer::Empty && (props.field.pieces.is_empty() || !props.marks)
}

/// Whether an answer is too long to stand beside its label in a list.
fn is_long(props: &AnswerProps) -> bool {
    const LONG: usize = 200;
    matches!(&props.field.answer, RoomAnswer::Text { text } if text.len() > LONG)
}

fn badges(props: &AnswerProps) -> Html {
    let since = |word: &str| match props.since {
        Some(round) => format!("{word} since round {round}"),
        None => word.to_owned(),
    };
    let changed = match props.field.change {
        Change::Same => None,
        Change::Added => Some(since("New")),
        Change::Changed => Some(since("Changed")),
        Change::Removed => Some(since("Emptied")),
    };
    html! {
        <>
            if let Some(words) = changed { <Badge kind={BadgeKind::Changed}>{ words }</Badge> }
            if props.field.answer == RoomAnswer::Hidden { <Badge>{ "Private" }</Badge> }
            if props.field.removed { <Badge>{ "No longer asked" }</Badge> }
        </>
    }
}

fn pin(props: &AnswerProps) -> Html {
    let Some(on_pin) = &props.on_pin else { return html! {} };
    let (label, count) = (&props.field.label, props.comments);
    let (name, shown) = match count {
        0 => (format!("Comment on {label}"), html! { { Icon::MessageSquarePlus } }),
        1 => (format!("1 comment on {label}"), html! { { 1 } }),
        _ => (format!("{count} comments on {label}"), html! { { count } }),
    };
    let onclick = {
        let (on_pin, anchor) = (on_pin.clone(), props.anchor);
        Callback::from(move |event: MouseEvent| {
            event.stop_propagation();
            on_pin.emit(anchor);
        })
    };
    html! {
        <button type="button" class={classes!("pin", (count > 0).then_some("has"))} aria-label={name.clone()} title={name} {onclick}>
            { shown }
        </button>
    }
}

fn content(props: &AnswerProps) -> Html {
    let field = &props.field;
    if field.answer == RoomAnswer::Hidden {
        let word = if field.change == Change::Changed { "Changed." } else { "Filled." };
        return html! {
            <p class="hidden-answer">{ Icon::Lock }<span>{ format!("{word} Only {} can see it.", props.owner) }</span></p>
        };
    }
    if props.marks && field.change != Change::Same && !field.pieces.is_empty() {
        return html! { <div class="reading" dir="auto">{ for marked(&field.pieces).iter().map(|runs| paragraph(runs)) }</div> };
    }
    let paragraphs = plain(&field.answer);
    if paragraphs.is_empty() {
        return html! { <p class="hidden-answer">{ "Left empty." }</p> };
    }
    html! { <div class="reading">{ for paragraphs.into_iter().map(|text| html! { <p dir="auto">{ text }</p> }) }</div> }
}

fn paragraph(runs: &[super::marks::Run]) -> Html {
    let run = |(mark, text): &super::marks::Run| match mark {
        Mark::Same => html! { { text } },
        Mark::Added => html! { <ins>{ text }</ins> },
        Mark::Removed => html! { <del>{ text }</del> },
    };
    html! { <p dir="auto">{ for runs.iter().map(run) }</p> }
}
