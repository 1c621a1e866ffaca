//! Everything a mentor can do in the room, for the palette, the sheet, the buttons and the keys.

use super::note::NoteEditor;
use super::places::{anchors, answer_id, beside, changed, focus};
use super::sending::{Sender, Sending, focus_note};
use super::writing::round_name;
use super::writing_deeds::Deeds;
use crate::actions::Action;
use crate::hooks::{Dispatch, use_dispatch};
use crate::kit::Icon;
use domain::reviews::{Anchor, ChecklistLine, ClaimView, Outcome, ReviewsCommand, RoomView};
use std::rc::Rc;
use yew::prelude::*;

const GROUP: &str = "This review";

/// What the actions are made from.
#[derive(Clone, PartialEq)]
pub(super) struct Commands {
    /// The room.
    pub(super) view: Rc<RoomView>,
    /// The claim.
    pub(super) claim: ClaimView,
    /// What the review should end with.
    pub(super) sensible: Outcome,
    /// What sends it.
    pub(super) sender: Sender,
    /// The editor of the note.
    pub(super) editor: NoteEditor,
    /// Whether anything can be done about it: it is still this mentor's, and nobody is on a visit.
    pub(super) possible: bool,
}

/// Everything a mentor can do in the room.
pub(super) struct Ways {
    /// Comments on the answer one is at.
    pub(super) comment: Action,
    /// Comments on the whole section.
    pub(super) comment_section: Action,
    /// Asks for changes.
    pub(super) ask_for_changes: Action,
    /// Approves.
    pub(super) approve: Action,
    /// Starts the lease anew.
    pub(super) extend: Action,
    /// Gives the review back.
    pub(super) release: Action,
    others: Vec<Action>,
    leave: Option<Action>,
}

impl Ways {
    /// Returns all actions, with those that lead to other reviews.
    pub(super) fn all(&self, moves: &[Action; 3]) -> Vec<Action> {
        let own = [&self.comment, &self.comment_section, &self.ask_for_changes, &self.approve];
        let rest = [&self.extend, &self.release];
        self.leave.iter().chain(own).chain(&self.others).chain(rest).chain(moves).cloned().collect()
    }
}

/// Returns everything a mentor can do in the room.
#[hook]
pub(super) fn use_writing_actions(
    commands: &Commands,
    deeds: &Deeds,
    checklist: &[ChecklistLine],
    active: Option<Anchor>,
    marks: &Callback<()>,
    release: &Callback<()>,
) -> Ways {
    let possible = commands.possible;
    let action = |id: &'static str, title: &str, run: Callback<()>| {
        Action::new(id, title.to_owned(), run).group(GROUP).enabled(possible)
    };
    let begin = |anchor: Option<Anchor>| {
        let begin = deeds.begin.clone();
        Callback::from(move |()| anchor.into_iter().for_each(|anchor| begin.emit(anchor)))
    };
    Ways {
        comment: action("review.comment", "Comment on the answer", begin(active))
            .keys("m")
            .icon(Icon::MessageSquarePlus)
            .enabled(possible && active.is_some()),
        comment_section: action(
            "review.comment_section",
            "Comment on the whole section",
            begin(Some(Anchor::default())),
        )
        .keys("M")
        .icon(Icon::MessageSquare),
        ask_for_changes: decision(commands, Outcome::ChangesRequested, "Ask for changes")
            .icon(Icon::CornerDownLeft),
        approve: decision(commands, Outcome::Approved, "Approve").icon(Icon::Check),
        extend: action("review.extend", "Keep it longer", extend(&use_dispatch(), commands))
            .icon(Icon::Clock)
            .words("lease time extend"),
        release: action("review.release", "Give it back to the queue", release.clone())
            .icon(Icon::RotateCcw)
            .words("release lease"),
        others: others(commands, deeds, checklist, active, marks),
        leave: leave(&commands.sender),
    }
}

/// Returns a decision. The sensible one has the keys.
fn decision(commands: &Commands, outcome: Outcome, title: &'static str) -> Action {
    let sender = commands.sender.clone();
    let id = if outcome == Outcome::Approved { "review.approve" } else { "review.ask_for_changes" };
    let action = Action::new(id, title, Callback::from(move |()| sender.ask(outcome)))
        .group(GROUP)
        .words("complete send finish")
        .enabled(commands.possible);
    if commands.sensible == outcome { action.keys_as("review.send", "Mod+Enter") } else { action }
}

fn extend(dispatch: &Dispatch, commands: &Commands) -> Callback<()> {
    let (dispatch, held) = (dispatch.clone(), commands.claim.held);
    Callback::from(move |()| dispatch.go(ReviewsCommand::Extend { held }))
}

/// Escape closes the question before it leaves the room.
fn leave(sender: &Sender) -> Option<Action> {
    if matches!(&*sender.state, Sending::Idle) {
        return None;
    }
    let sender = sender.clone();
    let run = Callback::from(move |()| {
        sender.leave();
        focus("feedback");
    });
    Some(Action::new("review.not_yet", "Do not send yet", run).keys("Escape").group(GROUP).keys_only())
}

fn others(
    commands: &Commands,
    deeds: &Deeds,
    checklist: &[ChecklistLine],
    active: Option<Anchor>,
    marks: &Callback<()>,
) -> Vec<Action> {
    let show = |name: String| {
        let show = deeds.show.clone();
        Callback::from(move |()| show.emit(name.clone().into()))
    };
    let to_note = {
        let (show, editor) = (deeds.show.clone(), commands.editor.clone());
        Callback::from(move |()| {
            show.emit("feedback".into());
            let editor = editor.clone();
            // The tab is shown with the next drawing.
            gloo_timers::callback::Timeout::new(0, move || focus_note(&editor)).forget();
        })
    };
    let own = |id: String, title: String, run: Callback<()>| Action::new(id, title, run).group(GROUP);
    let mut actions = vec![
        own("review.note".into(), "Write the overall note".into(), to_note).keys("e").icon(Icon::Pencil),
        own("review.feedback".into(), "Show the feedback".into(), show("feedback".into()))
            .keys("g f")
            .icon(Icon::MessageSquareQuote),
        own("review.guidance".into(), "Show the guidance".into(), show("guidance".into()))
            .keys("g g")
            .icon(Icon::Lightbulb),
        own("review.marks".into(), "Mark the changes, or not".into(), marks.clone())
            .keys("d")
            .icon(Icon::History)
            .enabled(changed(&commands.view) > 0),
    ];
    let earlier = commands.view.rounds.iter().filter(|round| round.round < commands.view.round);
    for (place, round) in earlier.enumerate() {
        let run = show(round_name(round.round));
        let action = own(format!("review.round.{}", round.round), format!("Show round {}", round.round), run)
            .icon(Icon::Layers);
        actions.push(if place == 0 { action.keys_as("review.round", "g o") } else { action });
    }
    actions.extend(checklist.iter().map(|line| {
        let (tick, id, to) = (deeds.tick.clone(), line.id, !line.checked);
        let title =
            if line.checked { format!("Untick: {}", line.text) } else { format!("Tick: {}", line.text) };
        own(format!("review.tick.{id}"), title, Callback::from(move |()| tick.emit((id, to))))
            .icon(Icon::SquareCheck)
            .enabled(commands.possible)
    }));
    actions.extend(answer_moves(&commands.view, active));
    actions
}

/// Returns what moves from answer to answer.
pub(super) fn answer_moves(view: &RoomView, active: Option<Anchor>) -> [Action; 2] {
    let all = anchors(view);
    [("answer.next", "Next answer", "j", true), ("answer.previous", "Previous answer", "k", false)].map(
        |(id, title, keys, forward)| {
            let to = beside(&all, active, forward);
            let run = Callback::from(move |()| to.into_iter().for_each(|anchor| focus(&answer_id(anchor))));
            Action::new(id, title, run).keys(keys).group("Move").keys_only().enabled(to.is_some())
        },
    )
}
