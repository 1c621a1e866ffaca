//! The answers of a room as places to go to: their order, their names, and where they stand in the page.

use crate::hooks::document;
use domain::reviews::{Anchor, Change, RoomView};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Returns the answers in order.
pub(super) fn anchors(view: &RoomView) -> Vec<Anchor> {
    let of = |entry: &domain::reviews::RoomEntry| {
        let item = entry.item;
        entry.fields.iter().map(move |field| Anchor { field: Some(field.field), item }).collect::<Vec<_>>()
    };
    view.entries.iter().flat_map(of).collect()
}

/// Returns what a comment's place is called: "Who should be called", "Ken: Telephone", "The whole section".
pub(super) fn place_name(view: &RoomView, anchor: Anchor) -> String {
    let entry = view.entries.iter().find(|entry| entry.item == anchor.item);
    let field = entry.and_then(|entry| entry.fields.iter().find(|field| Some(field.field) == anchor.field));
    let entry = entry.filter(|entry| entry.item.is_some()).map(|entry| entry.title.as_str());
    match (entry, field) {
        (Some(entry), Some(field)) => format!("{entry}: {}", field.label),
        (Some(entry), None) => entry.to_owned(),
        (None, Some(field)) => field.label.clone(),
        (None, None) => "The whole section".to_owned(),
    }
}

/// Returns how many answers differ from the round before.
pub(super) fn changed(view: &RoomView) -> usize {
    let fields = view.entries.iter().flat_map(|entry| &entry.fields);
    fields.filter(|field| field.change != Change::Same).count()
}

/// Returns the answer after or before one; the first, or the last, when there is none.
pub(super) fn beside(anchors: &[Anchor], active: Option<Anchor>, forward: bool) -> Option<Anchor> {
    let last = anchors.len().checked_sub(1)?;
    let at = active.and_then(|active| anchors.iter().position(|anchor| *anchor == active));
    let to = match (at, forward) {
        (None, true) => 0,
        (None, false) => last,
        (Some(at), true) => (at + 1).min(last),
        (Some(at), false) => at.saturating_sub(1),
    };
    anchors.get(to).copied()
}

/// Returns the id of an answer in the page.
pub(super) fn answer_id(anchor: Anchor) -> String {
    let part = |id: Option<String>| id.unwrap_or_else(|| "all".to_owned());
    format!(
        "answer-{}-{}",
        part(anchor.item.map(|item| item.to_string())),
        part(anchor.field.map(|field| field.to_string()))
    )
}

/// Gives focus to an element and brings it into sight.
pub(super) fn focus(id: &str) {
    if let Some(element) = find(id) {
        drop(element.focus());
        show(&element);
    }
}

/// Gives focus to the first element that a selector finds.
pub(super) fn focus_first(selector: &str) {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        drop(element.focus());
    }
}

/// Brings an answer into sight and leaves focus where it is.
pub(super) fn bring_into_sight(anchor: Anchor) {
    if let Some(element) = find(&answer_id(anchor)) {
        show(&element);
    }
}

fn show(element: &HtmlElement) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn find(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::journeys::FieldId;
    use uuid::Uuid;

    fn anchor(field: u128) -> Anchor {
        Anchor { field: Some(FieldId(Uuid::from_u128(field))), item: None }
    }

    #[test]
    fn moving_begins_at_an_end_and_stops_at_one() {
        let all = [anchor(1), anchor(2), anchor(3)];
        assert_eq!(beside(&all, None, true), Some(anchor(1)));
        assert_eq!(beside(&all, None, false), Some(anchor(3)));
        assert_eq!(beside(&all, Some(anchor(2)), true), Some(anchor(3)));
        assert_eq!(beside(&all, Some(anchor(3)), true), Some(anchor(3)));
        assert_eq!(beside(&all, Some(anchor(1)), false), Some(anchor(1)));
        assert_eq!(beside(&[], None, true), None);
    }

    #[test]
    fn every_answer_has_an_id_of_its_own() {
        assert_ne!(answer_id(anchor(1)), answer_id(anchor(2)));
        assert_ne!(answer_id(Anchor::default()), answer_id(anchor(1)));
    }
}
