//! What the window may read by itself, asked as a page would, of people with many reviews. The statements that must be
//! refused are in `reports_hostile.sql`, one in each line.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use device::reports::{ReviewsColumn, ReviewsWish};
use domain::base::{Instant, PersonId};
use domain::reviews::Review;
use serde_json::{Value, json};
use store::Step;
use store::reports::{Report, whose};
use tauri::{Manager, WebviewUrl, WebviewWindowBuilder};

use crate::gate_tests::{Gate, OWN_PAGE, SOMEONE, ask, code, is_turned_away};
use crate::workspace::Workspace;

const HOSTILE: &str = include_str!("reports_hostile.sql");
/// A plain statement, which is allowed.
const WHOSE: &str = include_str!("reports_whose.sql");
const SIZE: sample::Options = sample::Options { clients: 12, reviews: 32 };
/// Monday 23 November 2026, 10:00 UTC.
const NOW: Instant = Instant(1_795_428_000_000);

/// Opens a lively workspace, and returns the two mentors who finished most.
fn lively() -> (Gate, [PersonId; 2]) {
    let gate = Gate::open();
    let mentors = in_store(&gate, |store| {
        store.import(&steps()).unwrap();
        let reviews = store::testing::rows(store).into_iter().filter_map(|row| Review::try_from(row).ok());
        let mentors: Vec<PersonId> = reviews.map(|review| review.mentor_id).collect();
        let mut by_count: Vec<_> = mentors.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
        by_count.sort_by_key(|mentor| mentors.iter().filter(|other| *other == mentor).count());
        [by_count.pop().unwrap(), by_count.pop().unwrap()]
    });
    (gate, mentors)
}

fn steps() -> Vec<Step> {
    let steps = sample::workspace_with(7, NOW, SIZE);
    steps.into_iter().map(|step| Step { envelope: step.envelope, now: step.now }).collect()
}

fn in_store<T: Send + 'static>(gate: &Gate, work: impl FnOnce(&store::Store) -> T + Send + 'static) -> T {
    let workspace = gate.app.state::<Workspace>();
    tauri::async_runtime::block_on(workspace.question(work)).unwrap()
}

fn prepare(gate: &Gate, viewer: PersonId) {
    let clock = gate.asks("prepare_reports", json!({ "viewer": viewer })).unwrap();
    assert!(clock["ahead"][0]["minutes"].is_i64(), "{clock}");
}

fn select(gate: &Gate, sql: &str, values: Value) -> Result<Value, Value> {
    gate.asks("plugin:sql|select", json!({ "db": "reports", "query": sql, "values": values }))
}

/// Everything that a person's report has, newest first.
fn everything(viewer: PersonId) -> Value {
    json!([viewer, "finished", 0, i64::MAX, "", "", "", "", 0, 0, "down", 1000, 0])
}

fn page(gate: &Gate, viewer: PersonId) -> Vec<Value> {
    let answer = select(gate, Report::ReviewsPage.sql(), everything(viewer)).unwrap();
    answer.as_array().unwrap().clone()
}

#[test]
fn the_window_reads_what_the_store_itself_answers_the_same_person() {
    let (gate, mentors) = lively();
    for viewer in mentors {
        prepare(&gate, viewer);
        let wanted = everything(viewer);
        let expected = in_store(&gate, move |store| {
            let params: Vec<_> = wanted.as_array().unwrap().iter().skip(1).map(stored).collect();
            let rows = store.report(viewer, Report::ReviewsPage, &params, NOW).unwrap();
            let names = Report::ReviewsPage.columns();
            let row = |row: &store::engine::Record| -> Value {
                names
                    .iter()
                    .zip(row.values())
                    .map(|(name, value)| ((*name).to_owned(), shown(value)))
                    .collect()
            };
            rows.iter().map(row).collect::<Vec<Value>>()
        });
        assert!(expected.len() > 2, "{}", expected.len());
        assert_eq!(page(&gate, viewer), expected);
        for report in [Report::ReviewsTotals, Report::ReviewsValues] {
            let values = if report == Report::ReviewsTotals {
                json!([viewer, 0, i64::MAX, "", "", "", "", 0, 0])
            } else {
                json!([viewer])
            };
            let rows = select(&gate, report.sql(), values).unwrap();
            let names: BTreeSet<&str> = rows[0].as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(names, report.columns().iter().copied().collect());
        }
    }
}

fn stored(value: &Value) -> domain::base::Value {
    value.as_i64().map_or_else(
        || domain::base::Value::Text(value.as_str().unwrap().to_owned()),
        domain::base::Value::Int,
    )
}

fn shown(value: &domain::base::Value) -> Value {
    match value {
        domain::base::Value::Null => Value::Null,
        domain::base::Value::Text(text) => json!(text),
        domain::base::Value::Int(number) => json!(number),
        domain::base::Value::Real(number) => json!(number),
    }
}

#[test]
fn what_the_window_reads_holds_the_rows_of_one_person_alone() {
    let (gate, [one, other]) = lively();
    let ids = |rows: Vec<Value>| rows.into_iter().map(|row| row["id"].clone()).collect::<Vec<_>>();
    prepare(&gate, one);
    let first = ids(page(&gate, one));
    assert!(page(&gate, other).is_empty(), "nothing for anybody else");
    prepare(&gate, other);
    let second = ids(page(&gate, other));
    assert!(!first.is_empty() && !second.is_empty());
    assert!(page(&gate, one).is_empty(), "and nothing for the one before");
    let all = select(&gate, WHOSE, json!([])).unwrap();
    for row in all.as_array().unwrap() {
        assert_eq!(row["viewer"], shown(&whose(other)));
        assert!(!first.contains(&row["id"]));
    }
}

#[test]
fn every_statement_but_a_plain_select_of_the_report_is_refused_and_changes_nothing() {
    let (gate, [mentor, _]) = lively();
    prepare(&gate, mentor);
    let before = page(&gate, mentor);
    let folder = gate.folder.path().to_owned();
    let file = folder.join("sample.db");
    assert!(file.is_file(), "there is a file to steal from");
    let listed = listing(&folder);
    for line in HOSTILE.lines() {
        let sql = line.replace("$FILE", file.to_str().unwrap()).replace("$FOLDER", folder.to_str().unwrap());
        let answer = select(&gate, &sql, json!([]));
        assert!(answer.is_err(), "{line}: {answer:?}");
        assert!(!is_turned_away(&answer), "{line}: it is SQLite that refuses");
    }
    assert_eq!(listing(&folder), listed, "no file was written");
    assert_eq!(page(&gate, mentor), before);
}

fn listing(folder: &Path) -> BTreeSet<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    // The store's own files come and go with what it does.
    names.filter(|name| !name.starts_with("sample.db")).collect()
}

#[test]
fn no_other_command_of_the_plug_in_is_allowed_and_no_other_database_is_known() {
    let (gate, [mentor, _]) = lively();
    prepare(&gate, mentor);
    let elsewhere = gate.folder.path().join("loaded.db");
    for (command, arguments) in [
        ("load", json!({ "db": format!("sqlite:{}", elsewhere.display()) })),
        ("execute", json!({ "db": "reports", "query": HOSTILE.lines().nth(4), "values": [] })),
        ("close", json!({ "db": "reports" })),
        ("close", json!({})),
    ] {
        let answer = gate.asks(&format!("plugin:sql|{command}"), arguments);
        assert!(is_turned_away(&answer), "{command}: {answer:?}");
    }
    assert!(!elsewhere.exists());
    let file = format!("sqlite:{}", gate.folder.path().join("sample.db").display());
    for db in ["app", "sqlite:sample.db", &file, ""] {
        let answer = gate.asks("plugin:sql|select", json!({ "db": db, "query": WHOSE, "values": [] }));
        assert!(answer.is_err(), "{db}: {answer:?}");
    }
    assert!(!page(&gate, mentor).is_empty());
}

#[test]
fn the_exported_table_has_the_rows_of_the_report_and_the_persons_own_clock() {
    let (gate, [mentor, _]) = lively();
    prepare(&gate, mentor);
    let rows = page(&gate, mentor);
    let wish = ReviewsWish {
        column: ReviewsColumn::Finished,
        down: true,
        from: 0,
        before: i64::MAX,
        client: String::new(),
        journey: String::new(),
        section: String::new(),
        outcome: String::new(),
        round: 0,
        comments: 0,
    };
    let text = in_store(&gate, move |store| {
        crate::reports_export::table(store, mentor, &wish, "Asia/Kathmandu").unwrap()
    });
    let lines: Vec<_> = text.trim_end().lines().collect();
    assert_eq!(lines.len(), rows.len() + 1);
    for (line, row) in lines.iter().skip(1).zip(&rows) {
        let wall = ::reports::on_the_wall("Asia/Kathmandu", row["finished_at"].as_i64().unwrap());
        assert!(line.contains(&format!(",{wall},")), "{line}");
        assert!(line.ends_with(&format!(",{}", row["comments"])), "{line}");
    }
}

#[test]
fn another_window_and_a_page_from_elsewhere_may_not_read() {
    let (gate, [mentor, _]) = lively();
    prepare(&gate, mentor);
    let read = json!({ "db": "reports", "query": WHOSE, "values": [] });
    let other = WebviewWindowBuilder::new(&gate.app, "popup", WebviewUrl::default()).build().unwrap();
    for (window, page) in [(&other, OWN_PAGE), (&gate.main, "https://example.org")] {
        assert!(is_turned_away(&ask(window, page, "plugin:sql|select", read.clone())));
        assert!(is_turned_away(&ask(window, page, "prepare_reports", json!({ "viewer": mentor }))));
        assert!(is_turned_away(&ask(
            window,
            page,
            "export_reviews",
            json!({ "viewer": mentor, "wish": {} })
        )));
    }
}

#[test]
fn before_anybody_prepared_there_is_nothing_to_read() {
    let gate = Gate::open();
    assert!(select(&gate, WHOSE, json!([])).is_err());
    assert!(gate.asks("prepare_reports", json!({ "viewer": "../me" })).is_err());
    assert!(gate.asks("prepare_reports", json!({})).is_err());
    let wish = json!({ "column": "note; DROP TABLE reviews" });
    assert_eq!(
        code(&gate.asks("export_reviews", json!({ "viewer": SOMEONE, "wish": wish }))),
        Some("invalid")
    );
}

#[test]
fn a_change_makes_the_copy_old() {
    let gate = Gate::open();
    let mut steps = steps();
    let last = steps.iter().rposition(|step| step.envelope.kind == "reviews.complete").unwrap();
    let complete = steps.drain(last..).next().unwrap().envelope;
    let mentor = complete.actor;
    in_store(&gate, move |store| store.import(&steps).unwrap());
    prepare(&gate, mentor);
    let before = page(&gate, mentor).len();
    gate.asks("dispatch", json!({ "envelope": complete })).unwrap();
    assert_eq!(page(&gate, mentor).len(), before, "what is read does not change by itself");
    prepare(&gate, mentor);
    assert_eq!(page(&gate, mentor).len(), before + 1);
}
