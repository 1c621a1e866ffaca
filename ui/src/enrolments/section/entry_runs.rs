//! Which entries of a long list are in the page: those that came near the screen, in runs, and those that are open.
//!
//! What was drawn stays drawn, so that focus, reading order and what a screen reader knows never break. A run that is
//! not drawn yet is a space of its height.

use super::form::Form;
use crate::hooks::{document, window};
use gloo_events::{EventListener, EventListenerOptions};
use std::collections::BTreeSet;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement};
use yew::prelude::*;

/// How many entries a run has.
pub(super) const RUN: usize = 25;

/// The height of a folded entry, in rem.
const ROW_REM: f64 = 3.0625;

/// The runs that are in the page.
#[derive(Clone)]
pub(super) struct Runs {
    /// The list.
    pub(super) node: NodeRef,
    near: UseStateHandle<BTreeSet<usize>>,
    open: BTreeSet<usize>,
}

impl Runs {
    /// Whether the entries of a run are in the page.
    pub(super) fn is_drawn(&self, run: usize) -> bool {
        self.near.contains(&run) || self.open.contains(&run)
    }

    /// Puts the run of an entry into the page.
    pub(super) fn draw(&self, place: usize) {
        self.add([place / RUN].into());
    }

    fn add(&self, mut runs: BTreeSet<usize>) {
        if !runs.is_subset(&self.near) {
            runs.extend(self.near.iter());
            self.near.set(runs);
        }
    }

    /// Looks now, and whenever something moves until what it returns is dropped.
    fn watch(&self) -> [Option<EventListener>; 2] {
        self.look();
        let on = |target: &EventTarget, what: &'static str| {
            let (runs, options) = (self.clone(), EventListenerOptions::run_in_capture_phase());
            EventListener::new_with_options(target, what, options, move |_| runs.look())
        };
        // Whatever scrolls, the event passes the document on its way down.
        [document().map(|document| on(&document, "scroll")), window().map(|window| on(&window, "resize"))]
    }

    /// Draws what came near the screen, and gives the rest its height.
    fn look(&self) {
        let Some(list) = self.node.cast::<Element>() else { return };
        let Ok(spaces) = list.query_selector_all("[data-run]") else { return };
        let screen = window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or(0.0);
        let spaces = (0..spaces.length()).filter_map(|at| spaces.get(at)?.dyn_into::<HtmlElement>().ok());
        let near = spaces.filter_map(|space| {
            let run = space.get_attribute("data-run")?.parse().ok()?;
            let height = ROW_REM * space.get_attribute("data-entries")?.parse::<f64>().ok()?;
            drop(space.style().set_property("height", &format!("{}rem", crate::text::figure(height))));
            let place = space.get_bounding_client_rect();
            is_near((place.top(), place.bottom()), screen).then_some(run)
        });
        self.add(near.collect());
    }
}

/// Whether something is within one screen of the screen.
fn is_near((top, bottom): (f64, f64), screen: f64) -> bool {
    bottom > -screen && top < 2.0 * screen
}

/// Returns a space as high as the folded entries of a run.
pub(super) fn stand_in(run: usize, entries: usize) -> Html {
    html! {
        <li key={format!("run-{run}")} class="entry-run" aria-hidden="true" data-run={run.to_string()} data-entries={entries.to_string()}></li>
    }
}

/// Watches what comes near the screen.
#[hook]
pub(super) fn use_runs(form: &Form) -> Runs {
    let near = use_state(|| BTreeSet::from([0]));
    let open = form.entries.chunks(RUN).enumerate();
    let open = open.filter(|(_, run)| run.iter().any(|entry| form.is_open(entry.item)));
    let runs = Runs { node: use_node_ref(), near, open: open.map(|(at, _)| at).collect() };
    {
        let (runs, long) = (runs.clone(), form.entries.len() > RUN);
        use_effect(move || {
            let watching = long.then(|| runs.watch());
            move || drop(watching)
        });
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn what_is_within_a_screen_is_near() {
        assert!(is_near((900.0, 2_000.0), 800.0));
        assert!(is_near((-1_500.0, -100.0), 800.0));
        assert!(!is_near((1_600.0, 2_000.0), 800.0));
        assert!(!is_near((-2_000.0, -800.0), 800.0));
    }
}
