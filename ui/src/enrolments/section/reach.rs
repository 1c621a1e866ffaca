//! Bringing something of the page into sight and focus, once it has been drawn.

use crate::hooks::{document, once_no_modal};
use domain::enrolments::{AnswerKey, ItemId};
use domain::reviews::CommentId;
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// How long to wait before looking once more for what was not there yet, in milliseconds.
const AGAIN: u32 = 80;

/// What is written in to answer or to choose.
const CONTROLS: &str = "input, textarea, select, button";

thread_local! {
    /// The name of the answer that focus left last, to go on from there.
    static LEFT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Notes that focus left an answer.
pub(crate) fn note_left(key: AnswerKey) {
    LEFT.replace(answer_name(key));
}

/// Something of a section that can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The page's heading.
    Top,
    /// How the review stands.
    Standing,
    /// An answer.
    Answer(AnswerKey),
    /// The first answer of an entry.
    FirstAnswer(ItemId),
    /// An entry's title.
    Entry(ItemId),
    /// What adds an entry.
    Add,
    /// A comment.
    Comment(CommentId),
}

/// Returns the name of an answer in the page.
pub(crate) fn answer_name(key: AnswerKey) -> String {
    let item = key.item.map_or_else(|| "form".to_owned(), |item| item.to_string());
    format!("{item}.{}", key.field)
}

/// Brings a place into sight and focus after what is being drawn.
pub(crate) fn reach(place: Place) {
    let now = move || {
        if !try_reach(place) {
            let again = move || {
                if !try_reach(place) {
                    try_reach(Place::Top);
                }
            };
            Timeout::new(AGAIN, again).forget();
        }
    };
    Timeout::new(0, move || once_no_modal(now)).forget();
}

/// Gives focus to the title of an entry, which the browser brings into sight with as little scrolling as it takes.
/// Returns whether the entry is in the page.
pub(crate) fn focus_entry(item: ItemId) -> bool {
    let title = format!("[data-entry=\"{item}\"] .entry-title");
    let found = document().and_then(|document| document.query_selector(&title).ok().flatten());
    let title = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
    title.is_some_and(|title| title.focus().is_ok())
}

/// Goes to the answer after or before the one that has focus.
pub(crate) fn step_among_answers(by: Direction) {
    let Some(document) = document() else { return };
    let Ok(found) = document.query_selector_all("[data-answer]") else { return };
    let answers: Vec<Element> = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect();
    let focused = document.active_element();
    let last = LEFT.with_borrow(Clone::clone);
    let here = answers
        .iter()
        .position(|answer| focused.as_ref().is_some_and(|focused| answer.contains(Some(focused))));
    let left =
        answers.iter().position(|answer| answer.get_attribute("data-answer").as_deref() == Some(&last));
    let to = match (here.or(left), by) {
        (None, _) => 0,
        (Some(at), Direction::Next) => at + 1,
        (Some(at), Direction::Previous) => at.saturating_sub(1),
    };
    if let Some(answer) = answers.get(to) {
        show(answer);
        focus(answer);
    }
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// To the next one.
    Next,
    /// To the one before.
    Previous,
}

fn try_reach(place: Place) -> bool {
    let (selector, control) = match place {
        Place::Top => ("main h1".to_owned(), false),
        Place::Standing => ("[data-standing]".to_owned(), false),
        Place::Answer(key) => (format!("[data-answer=\"{}\"]", answer_name(key)), true),
        Place::FirstAnswer(item) => (format!("[data-entry=\"{item}\"] [data-answer]"), true),
        Place::Entry(item) => (format!("[data-entry=\"{item}\"] .entry-title"), false),
        Place::Add => ("[data-add] button".to_owned(), false),
        Place::Comment(comment) => (format!("[data-comment=\"{comment}\"]"), false),
    };
    let found = document().and_then(|document| document.query_selector(&selector).ok().flatten());
    let Some(found) = found else { return false };
    if place != Place::Top {
        show(&found);
    }
    if control { focus(&found) } else { focus_itself(&found) }
}

/// Focuses what an answer is written in: of several choices the one that is chosen.
fn focus(answer: &Element) -> bool {
    let chosen = answer.query_selector("input:checked").ok().flatten();
    let control = chosen.or_else(|| answer.query_selector(CONTROLS).ok().flatten());
    control.is_some_and(|control| focus_itself(&control))
}

fn focus_itself(element: &Element) -> bool {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let element = element.dyn_ref::<HtmlElement>();
    element.is_some_and(|element| element.focus_with_options(&options).is_ok())
}

fn show(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
