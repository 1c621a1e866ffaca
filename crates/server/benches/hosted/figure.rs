//! What is made of measurements: a place in their order, and a line to print.

use serde_json::{Map, Value};
use std::fs;
use std::time::Duration;

/// Returns milliseconds.
pub(crate) fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1e3
}

/// Returns the measurement that so many of a hundred do not exceed.
pub(crate) fn percentile(measured: &[f64], share: usize) -> f64 {
    let mut sorted = measured.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get((sorted.len() * share / 100).min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
}

/// Returns the middle one.
pub(crate) fn middle(measured: &[f64]) -> f64 {
    percentile(measured, 50)
}

/// Prints a figure, with what else the machine had to do.
pub(crate) fn print(name: &str, figures: Value) {
    let mut line = Map::new();
    line.insert("bench".to_owned(), name.into());
    if let Value::Object(figures) = figures {
        line.extend(figures);
    }
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    line.insert("load".to_owned(), load.split(' ').next().unwrap_or_default().into());
    println!("{}", Value::Object(line));
}

/// Returns a number with so many digits after the point.
pub(crate) fn round(number: f64, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    (number * scale).round() / scale
}

/// The memory of a process, in megabytes.
pub(crate) struct Memory {
    /// Now.
    pub(crate) now: f64,
    /// The most that it ever was.
    pub(crate) peak: f64,
}

/// Returns the memory of a process.
pub(crate) fn memory(process: u32) -> Memory {
    let status = fs::read_to_string(format!("/proc/{process}/status")).expect("the process runs");
    let megabytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("Linux says so");
        let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().expect("a number");
        round(kilobytes / 1024.0, 1)
    };
    Memory { now: megabytes("VmRSS:"), peak: megabytes("VmHWM:") }
}
