//! The room of a review that is over, for whoever may read it: answers on one side, what was sent on the other.

use super::answers::Answers;
use super::desk::{Deed, Desk};
use super::guidance::Guidance;
use super::layout::{Layout, Side};
use super::neighbours::{use_moves, use_neighbours};
use super::round_panel::RoundPanel;
use super::settling::use_settle;
use super::top::top;
use super::writing::round_name;
use super::writing_actions::answer_moves;
use crate::actions::use_actions;
use crate::frame::Page;
use crate::hooks::use_session;
use crate::kit::{Tab, Tabs};
use domain::reviews::{CommentView, ReviewList, RoomView};
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`ReadingRoom`].
#[derive(Properties, PartialEq)]
pub(super) struct ReadingRoomProps {
    /// The room.
    pub(super) view: Rc<RoomView>,
}

/// The room of a review that is over.
#[component]
pub(super) fn ReadingRoom(props: &ReadingRoomProps) -> Html {
    let view = &props.view;
    let newest = view.rounds.first().map_or_else(|| "guidance".to_owned(), |round| round_name(round.round));
    let tab = use_state(|| AttrValue::from(newest));
    let side = use_state(Side::default);
    let marks = use_state(|| true);
    let desk = use_reducer(Desk::default);
    let settle = use_settle(&desk);
    let viewer = use_session().me.id;
    let neighbours = use_neighbours(ReviewList::Done, view.submission);
    let moves = use_moves(neighbours);
    use_actions(answer_moves(view, desk.active).into_iter().chain(moves.clone()).collect());

    let own: &[CommentView] = view
        .rounds
        .iter()
        .find(|round| round.submission == view.submission)
        .and_then(|round| round.review.as_ref())
        .map_or(&[], |review| &review.comments);
    let counts = own.iter().fold(BTreeMap::new(), |mut counts, comment| {
        *counts.entry(domain::reviews::Anchor { field: comment.field, item: comment.item }).or_insert(0) += 1;
        counts
    });
    let on_marks = {
        let marks = marks.clone();
        Callback::from(move |()| marks.set(!*marks))
    };
    let on_reach = {
        let desk = desk.dispatcher();
        Callback::from(move |anchor| desk.dispatch(Deed::Reach(anchor)))
    };
    let answers = html! {
        <Answers view={view.clone()} active={desk.active} counts={Rc::new(counts)} marks={*marks} {on_marks} {on_reach} />
    };
    let mut tabs: Vec<Tab> = view
        .rounds
        .iter()
        .map(|round| {
            let sent = round.submission == view.submission;
            let label = if sent { "Sent".to_owned() } else { format!("Round {}", round.round) };
            Tab::new(round_name(round.round), label)
        })
        .collect();
    tabs.push(Tab::new("guidance", "Guidance"));
    let on_select = {
        let tab = tab.setter();
        Callback::from(move |to| tab.set(to))
    };
    let round = view.rounds.iter().find(|round| *tab == round_name(round.round));
    let feedback = html! {
        <Tabs label="What was sent" {tabs} selected={(*tab).clone()} {on_select} panel_class="room-panel">
            if let Some(round) = round {
                <RoundPanel key={round.submission.to_string()} round={round.clone()} {viewer} desk={Rc::new((*desk).clone())} on_settle={settle} />
            } else {
                <Guidance section={view.section.clone()} />
            }
        </Tabs>
    };
    let on_side = {
        let side = side.setter();
        Callback::from(move |to| side.set(to))
    };
    html! {
        <Page title={view.section.title.clone()} top={top(view, ReviewList::Done, neighbours, &moves)} panes=true>
            <Layout title={view.section.title.clone()} side={*side} {on_side} {answers} {feedback} />
        </Page>
    }
}
