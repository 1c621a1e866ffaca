//! What the client answered, as it was sent: the left side of the room. It only reads; comments live on the other side.

use super::answer::Answer;
use super::places::changed;
use crate::hooks::use_now;
use crate::kit::{Avatar, Badge, BadgeKind, Button, ButtonKind, EmptyState, Icon, Saying, say};
use crate::reviews::words::count;
use domain::reviews::{Anchor, Change, PersonName, RoomEntry, RoomView};
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`Answers`].
#[derive(Properties, PartialEq)]
pub(super) struct AnswersProps {
    /// The room.
    pub(super) view: Rc<RoomView>,
    /// The answer that the mentor is at.
    #[prop_or_default]
    pub(super) active: Option<Anchor>,
    /// How many comments each answer has.
    pub(super) counts: Rc<BTreeMap<Anchor, usize>>,
    /// Whether what changed is marked.
    pub(super) marks: bool,
    /// Marks what changed, or no longer.
    pub(super) on_marks: Callback<()>,
    /// The mentor came to an answer.
    #[prop_or_default]
    pub(super) on_reach: Callback<Anchor>,
    /// The mentor wants to comment, or to see the comments. Without it nothing can be commented.
    #[prop_or_default]
    pub(super) on_pin: Option<Callback<Anchor>>,
}

/// What the client answered.
#[component]
pub(super) fn Answers(props: &AnswersProps) -> Html {
    let view = &props.view;
    let marks = (changed(view) > 0).then(|| {
        let words = if props.marks { "Hide the changes" } else { "Show the changes" };
        let icon = if props.marks { Icon::EyeOff } else { Icon::Eye };
        html! { <Button kind={ButtonKind::Quiet} {icon} onclick={props.on_marks.reform(|_: MouseEvent| ())}>{ words }</Button> }
    });
    html! {
        <div class="room-answers"><div class="answers-column">
            <h1 class="title" dir="auto">{ view.section.title.clone() }</h1>
            if let Some(client) = &view.client { <SentBy client={client.clone()} view={view.clone()} {marks} /> }
            if !view.message.is_empty() {
                <blockquote class="client-message" dir="auto">{ for view.message.lines().map(|line| html! { <p>{ line }</p> }) }</blockquote>
            }
            <section aria-label="Answers">
                { for view.entries.iter().map(|entry| entry_view(props, entry)) }
                if let Some(days) = view.locked_after {
                    <EmptyState icon={Icon::Lock} title="These answers are locked" text={locked(days)} />
                } else if view.entries.is_empty() {
                    <p class="muted">{ "Nothing was filled in." }</p>
                }
            </section>
        </div></div>
    }
}

/// Says why answers are locked and what opens them.
fn locked(days: i64) -> String {
    let days = count(days, "day", "days");
    format!(
        "This computer has not reached the server for more than {days}. Once it has, they open again. What you wrote is all here."
    )
}

fn entry_view(props: &AnswersProps, entry: &RoomEntry) -> Html {
    let listed = entry.item.is_some();
    let fields = entry.fields.iter().map(|field| {
        let anchor = Anchor { field: Some(field.field), item: entry.item };
        html! {
            <Answer key={super::places::answer_id(anchor)} field={field.clone()} {anchor} below={listed}
                active={props.active == Some(anchor)} comments={props.counts.get(&anchor).copied().unwrap_or_default()}
                marks={props.marks} owner={owner(&props.view)} since={compared_with(&props.view)}
                on_reach={props.on_reach.clone()} on_pin={props.on_pin.clone()} />
        }
    });
    if !listed {
        return html! { <div class="room-entry">{ for fields }</div> };
    }
    let badge = match entry.change {
        Change::Added => Some((BadgeKind::Changed, "New")),
        Change::Removed => Some((BadgeKind::Neutral, "Taken out")),
        Change::Same | Change::Changed => None,
    };
    html! {
        <section class={classes!("room-entry", "listed", (entry.change == Change::Removed).then_some("gone"))} aria-label={entry.title.clone()}>
            <h2 class="room-entry-title" dir="auto">
                { entry.title.clone() }
                if let Some((kind, word)) = badge { <Badge {kind}>{ word }</Badge> }
            </h2>
            { for fields }
        </section>
    }
}

/// Returns whose answers they are, to name who can see what is hidden.
fn owner(view: &RoomView) -> AttrValue {
    let name = view.client.as_ref().map(|client| crate::reviews::words::first_name(&client.name).to_owned());
    name.unwrap_or_else(|| "the client".to_owned()).into()
}

/// Returns the round with which this one is compared.
fn compared_with(view: &RoomView) -> Option<i64> {
    view.rounds
        .iter()
        .filter(|round| round.round < view.round && round.review.is_some())
        .map(|round| round.round)
        .max()
}

#[derive(Properties, PartialEq)]
struct SentByProps {
    client: PersonName,
    view: Rc<RoomView>,
    marks: Option<Html>,
}

/// Who sent it and when, in both time zones.
#[component]
fn SentBy(props: &SentByProps) -> Html {
    let (now, at) = (use_now(), props.view.requested_at);
    let zone = props.client.zone.0.as_str();
    let here = say(at, now, Saying::Time, None);
    let there = say(at, now, Saying::Time, Some(zone));
    let first = crate::reviews::words::first_name(&props.client.name);
    let theirs = if here == there { String::new() } else { format!(", {there} {first}’s time") };
    let sent = format!("{}, sent {}{theirs}", props.client.name, say(at, now, Saying::Moment, None));
    html! { <p class="by"><Avatar name={props.client.name.clone()} /><span>{ sent }</span>{ props.marks.clone() }</p> }
}
