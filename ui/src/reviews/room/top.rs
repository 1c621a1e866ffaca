//! The line above a room: the way back, where one is, which round, and where it stands among others.

use super::neighbours::{Neighbours, position};
use super::places::changed;
use crate::actions::{Action, ActionButton};
use crate::frame::{Crumb, TopLine};
use crate::kit::{Badge, BadgeKind, ButtonKind};
use crate::reviews::words::{count, priority_name, state_name};
use domain::reviews::{ReviewList, RoomView};
use yew::prelude::*;

/// Returns the line above a room.
pub(super) fn top(view: &RoomView, list: ReviewList, neighbours: Neighbours, moves: &[Action; 3]) -> Html {
    let differs = changed(view);
    let place = match list {
        ReviewList::Queue => "the queue",
        ReviewList::Mine => "your court",
        ReviewList::Done => "your sent reviews",
    };
    let facts = html! {
        <>
            <Badge>{ format!("Round {}", view.round) }</Badge>
            if differs > 0 {
                <Badge kind={BadgeKind::Changed}>{ count(i64::try_from(differs).unwrap_or(i64::MAX), "field changed", "fields changed") }</Badge>
            }
            if let Some((name, kind)) = priority_name(view.priority) { <Badge {kind}>{ name }</Badge> }
            if let Some((name, kind)) = state_name(view.state) { <Badge {kind}>{ name }</Badge> }
        </>
    };
    let [.., back] = moves;
    let back = html! { <ActionButton action={back.clone()} kind={ButtonKind::Quiet} icon_only=true /> };
    let crumbs = vec![Crumb::here(view.journey_title.clone()), Crumb::here(view.section.title.clone())];
    html! { <TopLine {crumbs} {back} {facts}>{ position(neighbours, place, moves) }</TopLine> }
}
