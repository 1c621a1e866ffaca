//! Every text that a person wrote as a table for a spreadsheet: one row for each.

use crate::Clock;
use domain::base::Value;
use store::csv::Csv;
use store::export::Written;

/// The headings of the table.
const HEADINGS: [&str; 7] = ["What", "Journey", "Section", "Entry", "Question", "Text", "Written"];

/// Returns the table as the text of a file.
pub(crate) fn table(written: Vec<Written>, clock: Clock) -> String {
    let mut csv = Csv::with_headings(&HEADINGS);
    for Written { what, journey, section, question, entry, text, at, sent: _ } in written {
        let words = |text: &str| Value::Text(text.to_owned());
        csv.row(&[
            words(what),
            words(&journey),
            words(&section),
            entry.map_or(Value::Null, Value::Int),
            words(&question),
            text,
            words(&clock(at)),
        ]);
    }
    csv.into_text()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::base::Instant;

    #[test]
    fn what_was_written_is_a_table_in_which_numbers_are_numbers_and_nothing_is_a_formula() {
        let written = |text| Written {
            what: "Answer",
            journey: "Care".to_owned(),
            section: "Final days".to_owned(),
            question: "=How many?".to_owned(),
            entry: Some(2),
            text,
            at: Instant(7),
            sent: true,
        };
        let clock = |at: Instant| format!("2026-11-23 00:0{}", at.0);
        let csv = table(vec![written(Value::Int(-3)), written(Value::Text("-3".to_owned()))], &clock);
        let lines: Vec<&str> = csv.strip_prefix('\u{feff}').unwrap().split("\r\n").collect();
        assert_eq!(lines[0], "What,Journey,Section,Entry,Question,Text,Written");
        assert_eq!(lines[1], "Answer,Care,Final days,2,'=How many?,-3,2026-11-23 00:07");
        assert_eq!(lines[2], "Answer,Care,Final days,2,'=How many?,'-3,2026-11-23 00:07");
    }
}
