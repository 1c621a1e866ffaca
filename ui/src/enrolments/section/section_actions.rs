//! What can be done in a section, for buttons, palette, sheet and keys.

use super::desk::Desk;
use super::reach::{Direction, Place, reach, step_among_answers};
use crate::actions::Action;
use crate::kit::Icon;
use crate::routes::Route;
use domain::enrolments::{AnswerKey, ContentsView, SectionView};
use domain::journeys::{SectionId, SectionKind};
use domain::reviews::{CommentId, SubmissionState};
use yew::prelude::*;
use yew_router::prelude::*;

/// The heading of these actions.
const HERE: &str = "This section";

/// The actions that also are buttons.
#[derive(Clone, PartialEq)]
pub(crate) struct SectionActions {
    /// Asks for a review.
    pub(crate) ask: Action,
    /// To the section before this one.
    pub(crate) previous: Action,
    /// To the section after this one.
    pub(crate) next: Action,
    /// To the next comment that asks for something.
    pub(crate) next_comment: Action,
    others: Vec<Action>,
}

impl SectionActions {
    /// Returns what can be done now.
    pub(crate) fn of(
        view: &SectionView,
        contents: Option<&ContentsView>,
        desk: &Desk,
        open_comments: &[CommentId],
        first_empty: Option<AnswerKey>,
        navigator: Option<&Navigator>,
        on_ask: Callback<()>,
    ) -> Self {
        let is_open = view.current.as_ref().is_some_and(|current| current.state == SubmissionState::Open);
        let go = |to: Option<SectionId>| {
            let (navigator, enrolment) = (navigator.cloned(), view.enrolment);
            Callback::from(move |()| {
                if let (Some(navigator), Some(section)) = (&navigator, to) {
                    navigator.push(&Route::JourneySection { enrolment: enrolment.0, section: section.0 });
                }
            })
        };
        let side = |id: &'static str, title: &'static str, keys, icon, to: Option<&(SectionId, String)>| {
            let detail = to.map(|(_, title)| title.clone()).unwrap_or_default();
            Action::new(id, title, go(to.map(|(section, _)| *section)))
                .keys(keys)
                .icon(icon)
                .group(HERE)
                .detail(detail)
                .enabled(to.is_some())
        };
        let comments = open_comments.to_vec();
        let next_comment = Callback::from(move |()| {
            if let Some(comment) = after_focused(&comments) {
                reach(Place::Comment(comment));
            }
        });
        Self {
            ask: Action::new("section.ask", "Ask for a review", on_ask)
                .keys("Mod+Enter")
                .icon(Icon::Send)
                .group(HERE)
                .enabled(!is_open),
            previous: side(
                "section.previous",
                "Section before",
                "p",
                Icon::ChevronUp,
                view.previous.as_ref(),
            ),
            next: side("section.next", "Section after", "n", Icon::ChevronDown, view.next.as_ref()),
            next_comment: Action::new("section.next_comment", "Next open comment", next_comment)
                .keys("o")
                .icon(Icon::MessageSquareQuote)
                .group(HERE)
                .enabled(!open_comments.is_empty()),
            others: others(view, contents, desk, first_empty, &go),
        }
    }

    /// Returns all of them.
    pub(crate) fn all(&self) -> Vec<Action> {
        let named = [&self.ask, &self.previous, &self.next, &self.next_comment];
        named.into_iter().chain(&self.others).cloned().collect()
    }
}

fn others(
    view: &SectionView,
    contents: Option<&ContentsView>,
    desk: &Desk,
    first_empty: Option<AnswerKey>,
    go: &dyn Fn(Option<SectionId>) -> Callback<()>,
) -> Vec<Action> {
    let add = {
        let desk = desk.clone();
        Callback::from(move |()| desk.add_entry())
    };
    let write = Callback::from(move |()| {
        if let Some(key) = first_empty {
            if let Some(item) = key.item {
                reach(Place::Entry(item));
            }
            reach(Place::Answer(key));
        }
    });
    let step = |direction| Callback::from(move |()| step_among_answers(direction));
    let mut actions = vec![
        Action::new("section.write", "Go on writing", write)
            .keys("e")
            .icon(Icon::Pencil)
            .group(HERE)
            .detail("The first question without an answer")
            .enabled(first_empty.is_some()),
        Action::new("section.next_answer", "Next question", step(Direction::Next))
            .keys("j")
            .group("Move")
            .keys_only(),
        Action::new("section.previous_answer", "Question before", step(Direction::Previous))
            .keys("k")
            .group("Move")
            .keys_only(),
    ];
    if view.section.kind == SectionKind::List {
        actions.push(Action::new("section.add", "Add an entry", add).keys("a").icon(Icon::Plus).group(HERE));
    }
    let sections =
        contents.into_iter().flat_map(|contents| &contents.categories).flat_map(|part| &part.sections);
    actions.extend(sections.filter(|section| section.id != view.section.id).map(|section| {
        Action::new(format!("section.go.{}", section.id), section.title.clone(), go(Some(section.id)))
            .icon(Icon::FileText)
            .group(view.journey_title.clone())
            .words("section")
    }));
    actions
}

/// Returns the comment after the one that has focus; the first one after the last.
fn after_focused(comments: &[CommentId]) -> Option<CommentId> {
    let focused = crate::hooks::document()
        .and_then(|document| document.active_element())
        .and_then(|element| element.closest("[data-comment]").ok().flatten())
        .and_then(|card| card.get_attribute("data-comment"));
    let here = comments.iter().position(|comment| focused.as_deref() == Some(comment.to_string().as_str()));
    comments.get(here.map_or(0, |at| at + 1)).or_else(|| comments.first()).copied()
}
