//! `list.10k`: a list and a report of 10,000 reviews, from the click to the first rows, and scrolled from end to end.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use desktop_tests::Window;
use serde_json::{Value, json};
use store::engine::{Place, SqliteOptions};
use store::{Store, StoreError};

use crate::{percentile, sorted};

const ROWS: usize = 10_000;
/// How often the workspace is tried: a few seconds.
const TRIES: usize = 100_000;
/// How many frames are scrolled through.
const FRAMES: usize = 120;

/// Goes to a page, and notes how long it took until its rows were painted.
const OPEN: &str = r"
    const [route, rows] = arguments;
    window.opened = null;
    const start = performance.now();
    history.pushState(null, '', route);
    dispatchEvent(new Event('popstate'));
    const painted = () => requestAnimationFrame(() => setTimeout(() => window.opened = performance.now() - start));
    const look = () => document.querySelectorAll(rows).length > 5 ? painted() : requestAnimationFrame(look);
    look();
";

/// Scrolls a box by most of its height in each frame, and notes how long the frames took, how many rows were in the page
/// at most, and in how many frames a row was not there yet.
const SCROLL: &str = r"
    const [box, rows, frames] = arguments;
    window.scrolled = null;
    const scroller = document.querySelector(box);
    const took = [];
    let most = 0, waited = 0, before = performance.now();
    const step = now => {
        took.push(now - before);
        before = now;
        most = Math.max(most, document.querySelectorAll(rows).length);
        waited += document.querySelector(box + ' .bone') !== null;
        scroller.scrollTop += (scroller.scrollHeight - scroller.clientHeight) / frames;
        if (took.length < frames) requestAnimationFrame(step);
        else window.scrolled = { took: took.slice(1), most, waited, height: scroller.scrollHeight };
    };
    requestAnimationFrame(now => { before = now; requestAnimationFrame(step); });
";

/// Measures both.
pub(super) fn measure(data: &Path) -> Result<Value> {
    let window = Window::open(data)?;
    // The first start makes the workspace.
    window
        .wait_until("document.title === 'Today · Wrap It Up' && document.querySelector('main .today h1')")?;
    let folder = window.kill9()?;
    let mentor = store::testing::finish_many(&open(&folder)?, ROWS);
    let window = Window::open(&folder)?;
    window.find("h1")?;
    let become_them = "localStorage.setItem('wrapitup.person', arguments[0]);
        localStorage.setItem('wrapitup.reviews.tab', 'done');";
    window.script(become_them, &[json!(mentor.to_string())])?;
    window.reload()?;
    window.find("main .today h1")?;
    window.settle()?;
    let list = one(&window, "/reviews", ".reviews-rows .list-box", ".reviews-rows .row")?;
    let report = one(&window, "/reports/reviews", ".report .table-box", ".report tbody tr")?;
    Ok(json!({ "bench": "list.10k", "rows": ROWS, "list": list, "report": report }))
}

/// Opens the workspace of an application that has just ended, once the system has given its lock back.
fn open(folder: &Path) -> Result<Store> {
    let place = Place::Sqlite(SqliteOptions::at(folder.join("sample.db")));
    let mut opened = Store::open(&place);
    for _ in 0..TRIES {
        if !matches!(opened, Err(StoreError::Locked { .. })) {
            break;
        }
        std::thread::yield_now();
        opened = Store::open(&place);
    }
    opened.context("opening the workspace")
}

fn one(window: &Window, route: &str, scroller: &str, rows: &str) -> Result<Value> {
    // The first time the page's own file is loaded too; that is how a person finds it.
    window.script(OPEN, &[json!(route), json!(rows)])?;
    window.wait_until("window.opened !== null")?;
    let first = window.script("return window.opened;", &[])?;
    window.script(SCROLL, &[json!(scroller), json!(rows), json!(FRAMES)])?;
    window.wait_until("window.scrolled !== null")?;
    let scrolled = window.script("return window.scrolled;", &[])?;
    let took = scrolled.get("took").and_then(Value::as_array);
    let took = took.with_context(|| format!("the window says: {scrolled}"))?;
    let took = sorted(took.iter().filter_map(Value::as_f64));
    let height = scrolled.get("height").and_then(Value::as_f64).unwrap_or_default();
    ensure!(height > 200_000.0, "only {height} pixels of rows: {scrolled}");
    window.go("/")?;
    window.find("main .today h1")?;
    Ok(json!({
        "first_paint_ms": first.as_f64().map(f64::round),
        "frame_p50_ms": percentile(&took, 50),
        "frame_p95_ms": percentile(&took, 95),
        "rows_in_page": scrolled.get("most"),
        "frames_with_a_gap": scrolled.get("waited"),
        "frames": took.len(),
    }))
}
