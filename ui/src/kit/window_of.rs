//! Which rows of a long list are in sight, so that only they are in the page.

use crate::hooks::rem_in_pixels;
use crate::text::figure;
use gloo_events::EventListener;
use std::ops::Range;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};
use yew::prelude::*;

/// No window shows more rows; a box that was laid out without a height would.
const MOST: usize = 300;

/// Rows kept beyond both edges of what is in sight.
const BEYOND: usize = 8;

/// The rows to show, and how to bring one into sight.
#[derive(Debug, Clone)]
pub(crate) struct WindowOf {
    node: NodeRef,
    len: usize,
    row_rem: Option<f64>,
    range: UseStateHandle<(usize, usize)>,
}

impl WindowOf {
    /// Returns the places of the rows to show.
    pub(crate) fn range(&self) -> Range<usize> {
        match self.row_rem {
            None => 0..self.len,
            Some(_) => self.range.0.min(self.len)..self.range.1.min(self.len),
        }
    }

    /// Scrolls so that a row is in sight, and makes it part of the page.
    pub(crate) fn show(&self, place: usize) {
        let (Some(row_rem), Some(list)) = (self.row_rem, self.node.cast::<HtmlElement>()) else { return };
        let row = row_rem * rem_in_pixels();
        let (top, height) = (f64::from(list.scroll_top()), f64::from(list.client_height()));
        let wanted = place_in_pixels(place, row);
        if wanted < top {
            list.set_scroll_top(whole(wanted));
        } else if wanted + row > top + height {
            list.set_scroll_top(whole(wanted + row - height));
        }
        self.look();
    }

    /// Returns what the list does when it scrolls.
    pub(crate) fn on_scroll(&self) -> Option<Callback<Event>> {
        let this = self.clone();
        self.row_rem.map(|_| Callback::from(move |_| this.look()))
    }

    fn look(&self) {
        let (Some(row_rem), Some(list)) = (self.row_rem, self.node.cast::<HtmlElement>()) else { return };
        let row = row_rem * rem_in_pixels();
        let range = in_sight(f64::from(list.scroll_top()), f64::from(list.client_height()), row, self.len);
        if *self.range != range {
            self.range.set(range);
        }
    }

    fn pad(&self) {
        let (Some(row_rem), Some(list)) = (self.row_rem, self.node.cast::<HtmlElement>()) else { return };
        // What scrolls is a box around what is long: a box is never smaller than its own padding.
        let Some(list) = list.first_element_child().and_then(|inside| inside.dyn_into::<HtmlElement>().ok())
        else {
            return;
        };
        let range = self.range();
        let before = format!("{}rem", figure(place_in_pixels(range.start, row_rem)));
        let after = format!("{}rem", figure(place_in_pixels(self.len - range.end, row_rem)));
        drop(list.style().set_property("padding-top", &before));
        drop(list.style().set_property("padding-bottom", &after));
    }
}

/// Watches a scrolling box around one list or table. Without `row_rem` every row is shown.
#[hook]
pub(crate) fn use_window_of(node: NodeRef, len: usize, row_rem: Option<f64>) -> WindowOf {
    let range = use_state(|| (0, 40));
    let window = WindowOf { node, len, row_rem, range };
    {
        let window = window.clone();
        use_effect(move || window.pad());
    }
    {
        let window = window.clone();
        use_effect_with((len, row_rem.is_some()), move |_| {
            window.look();
            let listener =
                web_sys::window().map(|screen| EventListener::new(&screen, "resize", move |_| window.look()));
            move || drop(listener)
        });
    }
    window
}

/// Whether focus is in a node.
pub(crate) fn in_window(node: &NodeRef) -> bool {
    let focused =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.active_element());
    let (Some(list), Some(focused)) = (node.cast::<Node>(), focused) else { return false };
    list.contains(focused.dyn_ref::<Node>())
}

/// Focuses a row of a list or table by its place, and returns whether it is in the page.
pub(super) fn focus_row(node: &NodeRef, place: usize) -> bool {
    let row = node
        .cast::<HtmlElement>()
        .and_then(|list| list.query_selector(&format!("[data-row=\"{place}\"]")).ok().flatten())
        .and_then(|row| row.dyn_into::<HtmlElement>().ok());
    row.is_some_and(|row| row.focus().is_ok())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rows and pixels are few and not negative"
)]
fn in_sight(top: f64, height: f64, row: f64, len: usize) -> (usize, usize) {
    if row <= 0.0 {
        return (0, len.min(40));
    }
    let first = (top / row).floor() as usize;
    let shown = (height / row).ceil() as usize + 1;
    (first.saturating_sub(BEYOND).min(len), (first + shown.min(MOST) + BEYOND).min(len))
}

#[expect(clippy::cast_precision_loss, reason = "lists are shorter than 2^52 rows")]
fn place_in_pixels(place: usize, row: f64) -> f64 {
    place as f64 * row
}

#[expect(clippy::cast_possible_truncation, reason = "pixels of a list fit")]
fn whole(pixels: f64) -> i32 {
    pixels.round() as i32
}

#[cfg(test)]
mod tests {
    use super::in_sight;

    #[test]
    fn only_the_rows_in_sight_and_a_few_more_are_shown() {
        assert_eq!(in_sight(0.0, 600.0, 60.0, 10_000), (0, 19));
        assert_eq!(in_sight(6_000.0, 600.0, 60.0, 10_000), (92, 119));
    }

    #[test]
    fn the_end_of_the_list_is_the_end() {
        assert_eq!(in_sight(599_400.0, 600.0, 60.0, 10_000), (9_982, 10_000));
        assert_eq!(in_sight(0.0, 600.0, 60.0, 3), (0, 3));
    }

    #[test]
    fn a_box_without_bounds_does_not_show_everything() {
        assert_eq!(in_sight(0.0, 600_000.0, 60.0, 10_000), (0, 308));
    }
}
