//! Tables as text for spreadsheets (RFC 4180). What a person typed is always text there: nothing that a cell says is taken
//! for a formula.
//!
//! A spreadsheet calculates a cell that begins like a formula, so a text that does is written with an apostrophe before
//! it. Numbers stay numbers, negative ones too.

use domain::base::Value;

/// Tells programs that guess the encoding that it is UTF-8.
const MARK: char = '\u{feff}';

/// A table that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Csv {
    text: String,
}

impl Csv {
    /// Returns a table with its headings and no rows yet.
    #[must_use]
    pub fn with_headings(headings: &[&str]) -> Self {
        let mut csv = Self { text: String::from(MARK) };
        csv.line(headings.iter().map(|heading| guarded(heading)));
        csv
    }

    /// Adds a row, its cells in the order of the headings.
    pub fn row(&mut self, cells: &[Value]) {
        self.line(cells.iter().map(cell));
    }

    /// Returns the whole table, each line ended by CR and LF.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    fn line(&mut self, cells: impl Iterator<Item = String>) {
        for (place, cell) in cells.enumerate() {
            if place > 0 {
                self.text.push(',');
            }
            self.text.push_str(&cell);
        }
        self.text.push_str("\r\n");
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Int(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => guarded(text),
    }
}

/// Returns a text as a cell that is shown and never calculated.
fn guarded(text: &str) -> String {
    let guard = if begins_like_a_formula(text) { "'" } else { "" };
    let needs_quotes = text.contains([',', '"', '\r', '\n', '\t']) || text != text.trim();
    if needs_quotes { format!("\"{guard}{}\"", text.replace('"', "\"\"")) } else { format!("{guard}{text}") }
}

fn begins_like_a_formula(text: &str) -> bool {
    // Some programs look past what is not seen; those marks also have wide forms, which are read alike.
    let seen = |c: char| !c.is_whitespace() && !c.is_control() && !['\u{feff}', '\u{200b}'].contains(&c);
    let begins = |marks: &[char]| text.trim_start_matches(|c| !seen(c)).starts_with(marks);
    text.starts_with(['\t', '\r', '\n']) || begins(&['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(cells: &[Value]) -> String {
        let mut csv = Csv::with_headings(&["Name"]);
        csv.row(cells);
        csv.into_text().strip_prefix("\u{feff}Name\r\n").unwrap().to_owned()
    }

    fn text(text: &str) -> String {
        row(&[Value::Text(text.to_owned())])
    }

    /// Reads a table as RFC 4180 says, not as the writer writes it.
    fn read(csv: &str) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
        let mut letters = csv.strip_prefix(MARK).unwrap().chars().peekable();
        let mut quoted = false;
        while let Some(letter) = letters.next() {
            match (letter, quoted) {
                ('"', true) if letters.peek() == Some(&'"') => cell.extend(letters.next()),
                ('"', _) => quoted = !quoted,
                (',', false) => row.push(std::mem::take(&mut cell)),
                ('\r', false) if letters.peek() == Some(&'\n') => {
                    letters.next();
                    row.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut row));
                }
                (letter, _) => cell.push(letter),
            }
        }
        rows
    }

    #[test]
    fn what_begins_like_a_formula_is_text() {
        for (typed, written) in [
            ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\r\n"),
            ("+1", "'+1\r\n"),
            ("-1", "'-1\r\n"),
            ("@x", "'@x\r\n"),
            ("\t=1", "\"'\t=1\"\r\n"),
            ("\r=1", "\"'\r=1\"\r\n"),
            ("  =1", "\"'  =1\"\r\n"),
            ("＝1", "'＝1\r\n"),
        ] {
            assert_eq!(text(typed), written);
        }
    }

    #[test]
    fn what_is_plain_stays_plain() {
        for plain in ["Final days", "a=b", "O'Neil", "Żółć", "12-14", "🕊"] {
            assert_eq!(text(plain), format!("{plain}\r\n"));
        }
        assert_eq!(text("one, \"two\"\nthree"), "\"one, \"\"two\"\"\nthree\"\r\n");
    }

    #[test]
    fn numbers_stay_numbers() {
        let cells = [Value::Int(-3), Value::Real(-1.5), Value::Null, Value::Int(0)];
        assert_eq!(row(&cells), "-3,-1.5,,0\r\n");
    }

    proptest! {
        #[test]
        fn every_table_is_read_back_as_it_was(rows in prop::collection::vec(prop::collection::vec("[ -~\t\r\n=+@,\"żé]{0,8}", 2..3), 0..6)) {
            let mut csv = Csv::with_headings(&["=a", "b"]);
            for row in &rows {
                csv.row(&row.iter().cloned().map(Value::Text).collect::<Vec<_>>());
            }
            let known = read(&csv.into_text());
            prop_assert_eq!(known.len(), rows.len() + 1);
            for (row, known) in rows.iter().zip(known.iter().skip(1)) {
                for (cell, known) in row.iter().zip(known) {
                    prop_assert!(!known.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{:?}", known);
                    prop_assert_eq!(known.strip_prefix('\'').unwrap_or(known), cell.strip_prefix('\'').unwrap_or(cell));
                }
            }
        }
    }
}
