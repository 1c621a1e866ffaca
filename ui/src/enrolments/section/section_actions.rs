//! What can be done in a section, for buttons, palette, sheet and keys.

use super::super::sections_to_go::{go_to_section, sections_to_go};
use super::desk::Desk;
use super::reach::{Direction, Place, reach, step_among_answers};
use crate::actions::Action;
use crate::hooks::document;
use crate::kit::Icon;
use domain::enrolments::{AnswerKey, ContentsView, SectionView};
use domain::journeys::{SectionId, SectionKind};
use domain::reviews::{CommentId, SubmissionState};
use yew::prelude::*;

/// The heading of these actions.
const HERE: &str = "This section";

/// What there is to go to, and how.
pub(crate) struct Around<'a> {
    /// The journey's sections, once they are known.
    pub(crate) contents: Option<&'a ContentsView>,
    /// The comments that ask for something, in the order of the page.
    pub(crate) open_comments: &'a [CommentId],
    /// The first question without an answer.
    pub(crate) first_empty: Option<AnswerKey>,
}

/// The actions of a section; those that are named are buttons too.
#[derive(Clone, PartialEq)]
pub(crate) struct SectionActions {
    /// Asks for a review.
    pub(crate) ask: Action,
    /// To the section before this one.
    pub(crate) previous: Action,
    /// To the section after this one.
    pub(crate) next: Action,
    others: Vec<Action>,
}

impl SectionActions {
    /// Returns what can be done now.
    pub(crate) fn of(view: &SectionView, around: &Around, desk: &Desk, on_ask: Callback<()>) -> Self {
        let is_open = view.current.as_ref().is_some_and(|current| current.state == SubmissionState::Open);
        let ask = Action::new("section.ask", "Ask for a review", on_ask).keys("Mod+Enter").icon(Icon::Send);
        let mut others = vec![next_comment(around.open_comments), write(around.first_empty)];
        if view.section.kind == SectionKind::List {
            let desk = desk.clone();
            let add = Callback::from(move |()| desk.add_entry());
            others
                .push(Action::new("section.add", "Add an entry", add).keys("a").icon(Icon::Plus).group(HERE));
        }
        others.extend(steps());
        others.extend(sections_to_go(around.contents, Some(view.section.id)));
        let beside = |to: Option<&(SectionId, String)>| {
            let go = go_to_section(view.enrolment, to.map(|(section, _)| *section));
            let title = to.map(|(_, title)| title.clone()).unwrap_or_default();
            (go, title, to.is_some())
        };
        let (back, before, is_before) = beside(view.previous.as_ref());
        let (on, after, is_after) = beside(view.next.as_ref());
        let previous =
            Action::new("section.previous", "Section before", back).keys("p").icon(Icon::ChevronUp);
        let next = Action::new("section.next", "Section after", on).keys("n").icon(Icon::ChevronDown);
        Self {
            ask: ask.group(HERE).enabled(!is_open),
            previous: previous.group(HERE).detail(before).enabled(is_before),
            next: next.group(HERE).detail(after).enabled(is_after),
            others,
        }
    }

    /// Returns all of them.
    pub(crate) fn all(&self) -> Vec<Action> {
        [&self.ask, &self.previous, &self.next].into_iter().chain(&self.others).cloned().collect()
    }
}

fn next_comment(open: &[CommentId]) -> Action {
    let comments = open.to_vec();
    let go = Callback::from(move |()| {
        if let Some(comment) = after_focused(&comments) {
            reach(Place::Comment(comment));
        }
    });
    Action::new("section.next_comment", "Next open comment", go)
        .keys("o")
        .icon(Icon::MessageSquareQuote)
        .group(HERE)
        .enabled(!open.is_empty())
}

fn write(first_empty: Option<AnswerKey>) -> Action {
    let go = Callback::from(move |()| {
        if let Some(key) = first_empty {
            reach(Place::Answer(key));
        }
    });
    Action::new("section.write", "Go on writing", go)
        .keys("e")
        .icon(Icon::Pencil)
        .group(HERE)
        .detail("The first question without an answer")
        .enabled(first_empty.is_some())
}

fn steps() -> [Action; 2] {
    let step = |direction| Callback::from(move |()| step_among_answers(direction));
    let next = Action::new("section.next_answer", "Next question", step(Direction::Next)).keys("j");
    let previous =
        Action::new("section.previous_answer", "Question before", step(Direction::Previous)).keys("k");
    [next, previous].map(|action| action.group("Move").keys_only())
}

/// Returns the comment after the one that has focus; the first one after the last.
fn after_focused(comments: &[CommentId]) -> Option<CommentId> {
    let focused = document()
        .and_then(|document| document.active_element())
        .and_then(|element| element.closest("[data-comment]").ok().flatten())
        .and_then(|card| card.get_attribute("data-comment"));
    let here = comments.iter().position(|comment| focused.as_deref() == Some(comment.to_string().as_str()));
    comments.get(here.map_or(0, |at| at + 1)).or_else(|| comments.first()).copied()
}
