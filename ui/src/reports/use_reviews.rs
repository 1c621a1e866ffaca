//! Reads a person's past reviews: what they come to and the first rows at once, further rows when they come into sight,
//! everything again after a change.

use super::rows::{AT_A_TIME, Heard, Reading, Report};
use super::source;
use super::wish::{Wish, page_params, totals_params};
use crate::backend::here;
use crate::hooks::{now, use_session};
use domain::base::{PersonId, Refusal};
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The tables that the rows come from.
const READS: [&str; 7] =
    ["reviews", "section_reviews", "claims", "review_comments", "client_cards", "journeys", "sections"];

/// How long changes are waited for together, in milliseconds.
const REST: u32 = 400;

/// What is known, and how to have more.
pub(super) struct Reviews {
    /// What is known.
    pub(super) reading: Rc<Reading>,
    /// These rows have come into sight.
    pub(super) on_sight: Callback<Range<usize>>,
    /// Reads everything again.
    pub(super) again: Callback<()>,
}

/// Reads the past reviews of the person acted as.
#[hook]
pub(super) fn use_reviews(wish: &Wish) -> Reviews {
    let viewer = use_session().me.id;
    let reading = use_reducer(Reading::default);
    let version = use_state(|| 0_u32);
    let asked = use_mut_ref(|| 0_u32);
    let wanted = use_mut_ref(BTreeSet::<(u32, usize)>::new);
    let again = {
        let version = version.clone();
        Callback::from(move |()| version.set(*version + 1))
    };
    use_told_of_changes(again.clone());
    use_effect_with((viewer, wish.clone(), *version), {
        let (tell, asked) = (reading.dispatcher(), asked);
        move |(viewer, wish, _): &(PersonId, Wish, u32)| {
            *asked.borrow_mut() += 1;
            let (number, viewer, wish) = (*asked.borrow(), *viewer, wish.clone());
            spawn_local(async move {
                let report = whole(number, viewer, &wish).await;
                // Somebody may have wished for something else meanwhile.
                if *asked.borrow() == number {
                    tell.dispatch(report.map_or_else(Heard::Refused, Heard::Report));
                }
            });
        }
    });
    let on_sight = {
        let (state, tell) = (reading.clone(), reading.dispatcher());
        Callback::from(move |rows: Range<usize>| {
            let Reading::Ready(report) = &*state else { return };
            for page in report.missing(rows) {
                if wanted.borrow_mut().insert((report.asked, page)) {
                    read_page(viewer, report, page, tell.clone(), wanted.clone());
                }
            }
        })
    };
    Reviews { reading: Rc::new((*reading).clone()), on_sight, again }
}

async fn whole(number: u32, viewer: PersonId, wish: &Wish) -> Result<Report, Refusal> {
    let clock = source::prepare(viewer).await?;
    let asked = wish.asked(&clock, now().0);
    let totals = source::totals(viewer, totals_params(&asked)).await?;
    let known = source::values(viewer).await?;
    let first = source::page(viewer, page_params(&asked, AT_A_TIME, 0)).await?;
    Ok(Report::new(number, asked, totals, known, clock).with(0, first))
}

fn read_page(
    viewer: PersonId,
    report: &Report,
    page: usize,
    tell: UseReducerDispatcher<Reading>,
    wanted: Rc<RefCell<BTreeSet<(u32, usize)>>>,
) {
    let (number, params) = (report.asked, page_params(&report.wish, AT_A_TIME, page * AT_A_TIME));
    spawn_local(async move {
        match source::page(viewer, params).await {
            Ok(rows) => tell.dispatch(Heard::Rows(number, page, rows)),
            // It is read when it comes into sight again.
            Err(_) => drop(wanted.borrow_mut().remove(&(number, page))),
        }
    });
}

/// Calls back when rows changed that a report reads, once for a burst.
#[hook]
fn use_told_of_changes(again: Callback<()>) {
    let resting = use_mut_ref(|| None::<Timeout>);
    let latest = use_mut_ref(|| again.clone());
    *latest.borrow_mut() = again;
    use_effect_with((), move |()| {
        let subscription = here().subscribe(Rc::new(move |changed| {
            if changed.tables.iter().any(|table| READS.contains(&table.as_str())) {
                let latest = latest.clone();
                let rest = Timeout::new(REST, move || {
                    let again = latest.borrow().clone();
                    again.emit(());
                });
                *resting.borrow_mut() = Some(rest);
            }
        }));
        move || drop(subscription)
    });
}
