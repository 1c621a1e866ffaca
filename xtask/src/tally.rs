//! How many tests passed and failed, read from what the test programs print.

use std::ops::AddAssign;

/// Passed and failed tests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Tally {
    /// Returns the tally of a check that says yes or no.
    pub(crate) fn of(passed: bool) -> Self {
        Self { passed: u64::from(passed), failed: u64::from(!passed) }
    }

    /// Reads a line of a test program: cargo's own, nextest, or Node's. Other lines count nothing.
    pub(crate) fn from_line(line: &str) -> Self {
        let line = without_colour(line);
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            // test result: ok. 7 passed; 0 failed; 0 ignored; …   (Further in, nextest repeats what one test said, and counts it itself.)
            ["test", "result:", rest @ ..] if line.starts_with("test") => counted(rest),
            // Summary [   0.5s] 7 tests run: 6 passed (1 slow), 1 failed, 0 skipped
            ["Summary", rest @ ..] => counted(rest),
            // ℹ pass 12    or    # fail 0
            ["ℹ" | "#", "pass", count] => Self { passed: number(count), failed: 0 },
            ["ℹ" | "#", "fail", count] => Self { passed: 0, failed: number(count) },
            _ => Self::default(),
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Reads `7 passed; 1 failed, 1 timed out` in any order.
fn counted(words: &[&str]) -> Tally {
    let mut tally = Tally::default();
    for pair in words.windows(2) {
        let [count, what] = pair else { continue };
        match what.trim_end_matches([',', ';']) {
            "passed" => tally.passed += number(count),
            "failed" | "timed" => tally.failed += number(count),
            _ => {}
        }
    }
    tally
}

fn number(text: &str) -> u64 {
    text.parse().unwrap_or(0)
}

fn without_colour(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut in_code = false;
    for letter in line.chars() {
        match (in_code, letter) {
            (false, '\u{1b}') => in_code = true,
            (false, _) => plain.push(letter),
            (true, 'm') => in_code = false,
            (true, _) => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_test_program_is_understood() {
        for (line, passed, failed) in [
            ("test result: ok. 7 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out", 7, 0),
            ("test result: FAILED. 5 passed; 2 failed; 0 ignored", 5, 2),
            (
                "     Summary [   0.512s] 9 tests run: 6 passed (1 slow), 2 failed, 1 timed out, 3 skipped",
                6,
                3,
            ),
            (
                "\u{1b}[32;1m     Summary\u{1b}[0m [ 1s] \u{1b}[1m2\u{1b}[0m tests run: \u{1b}[1m2\u{1b}[0m passed",
                2,
                0,
            ),
            ("ℹ pass 12", 12, 0),
            ("# fail 3", 0, 3),
            ("    test result: FAILED. 0 passed; 1 failed; 0 ignored; finished in 132.74s", 0, 0),
            ("test a::b ... FAILED", 0, 0),
            ("", 0, 0),
        ] {
            assert_eq!(Tally::from_line(line), Tally { passed, failed }, "{line}");
        }
    }
}
