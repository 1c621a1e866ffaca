//! A mistake of the application leaves a report on this computer: what it was, where, and what happened before. Nothing
//! of it is sent anywhere.

use std::backtrace::Backtrace;
use std::panic::PanicHookInfo;
use std::path::Path;

use super::commands::system;
use super::fact::written;
use super::redact::redact;
use super::{Fact, Reports, last_lines, note};
use crate::clock;

/// From now on every panic leaves a report in a data folder, besides what it told before.
pub(crate) fn watch(folder: &Path) {
    let folder = folder.to_owned();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        before(info);
        let what = said(info);
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let lines = last_lines();
        let now = written(clock::now());
        let text = report(&now, &what, &place, &Backtrace::force_capture().to_string(), &lines);
        // There is nobody left to tell that even this did not work.
        Reports::of(&folder).put(&now, &text).ok();
        // Whoever panics may hold the log.
        if !lines.is_empty() {
            note("panic", &[("what", Fact::said(&what)), ("place", Fact::said(&place))]);
        }
    }));
}

fn said(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default()
}

fn report(now: &str, what: &str, place: &str, trace: &str, lines: &[String]) -> String {
    let trace: Vec<String> = trace.lines().map(redact).collect();
    format!(
        "Wrap It Up {} made a mistake of its own at {now}.\nSystem: {}\n\n{}\nat {}\n\nWhat happened before:\n{}\n\nWhere it happened:\n{}\n",
        env!("CARGO_PKG_VERSION"),
        system(),
        redact(what),
        redact(place),
        lines.join("\n"),
        trace.join("\n"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_what_where_and_before_what_and_nothing_that_somebody_wrote() {
        let lines = ["2026-11-23T22:05:09.042Z command.done kind=reviews.save_note ms=3".to_owned()];
        let what = "BUG: a note that can't be: \"I want to be buried at sea\", by ruth@example.org";
        let text = report("2026-11-23", what, "src/x.rs:7:9", "0: main\n1: store::dispatch", &lines);
        for part in
            [env!("CARGO_PKG_VERSION"), "BUG: a note", "src/x.rs:7:9", "store::dispatch", "reviews.save_note"]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!text.contains("buried") && !text.contains("ruth"), "{text}");
    }
}
