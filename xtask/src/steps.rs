//! A run of steps that are counted and timed: one that fails does not keep the next from running.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::tally::Tally;

/// The steps so far.
#[derive(Default)]
pub(crate) struct Steps {
    done: Vec<Done>,
}

struct Done {
    name: &'static str,
    tally: Tally,
    took: Duration,
}

impl Steps {
    /// Does a step that counts its own tests.
    pub(crate) fn count(&mut self, name: &'static str, work: impl FnOnce() -> Result<Tally>) {
        println!("\n=== {name}");
        let start = Instant::now();
        let tally = work().unwrap_or_else(|error| {
            println!("{name}: {error:#}");
            Tally::of(false)
        });
        self.done.push(Done { name, tally, took: start.elapsed() });
    }

    /// Does a step that works or does not, which counts as one test.
    pub(crate) fn check(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) {
        self.count(name, || work().map(|()| Tally::of(true)));
    }

    /// Prints the time and count of each step, then the total as the last line. An error says that something failed.
    pub(crate) fn finish(self) -> Result<()> {
        let mut total = Tally::default();
        println!("\n=== summary");
        for Done { name, tally, took } in &self.done {
            let verdict = if tally.failed == 0 { "ok" } else { "FAILED" };
            println!(
                "{:>7.1} s  {name:<28} {:>5} passed {:>3} failed  {verdict}",
                took.as_secs_f64(),
                tally.passed,
                tally.failed
            );
            total += *tally;
        }
        println!("{} passed, {} failed", total.passed, total.failed);
        if total.failed > 0 {
            bail!("{} failed, see above", total.failed);
        }
        Ok(())
    }
}
