//! A table of ours in a real spreadsheet: what looks like a formula is text there, and numbers are numbers.

use domain::base::Value;
use std::fs;
use std::path::Path;
use std::process::Command;
use store::csv::Csv;

/// What somebody may have typed to have the computer of another calculate, fetch or run something.
const TYPED: [&str; 12] = [
    "=1+1",
    "=HYPERLINK(\"http://example.org\",\"y\")",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "\u{feff}=1+1",
    "\",=1+1",
    "one, \"two\"\n=three",
];

/// Has LibreOffice open a table, and returns what it then has in its cells, as its own flat file.
#[cfg(test)]
fn opened(folder: &Path, name: &str, table: &str) -> String {
    fs::write(folder.join(format!("{name}.csv")), table).unwrap();
    let done = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--infilter=CSV:44,34,76,1", "--convert-to", "fods", "--outdir"])
        .args([folder, &folder.join(format!("{name}.csv"))])
        .output()
        .unwrap();
    let file = fs::read_to_string(folder.join(format!("{name}.fods")));
    file.unwrap_or_else(|error| panic!("{error}: {done:?}"))
}

#[test]
#[ignore = "needs LibreOffice; run with `cargo xtask soak spreadsheet`"]
fn soak_spreadsheet() {
    let folder = tempfile::tempdir().unwrap();
    let mut csv = Csv::with_headings(&["Text", "Number"]);
    for typed in TYPED {
        csv.row(&[Value::Text(typed.to_owned()), Value::Int(-7)]);
    }
    let cells = opened(folder.path(), "ours", &csv.into_text());
    assert_eq!(cells.matches("table:formula").count(), 0, "{cells}");
    let numbers = cells.matches("office:value-type=\"float\" office:value=\"-7\"").count();
    assert_eq!(numbers, TYPED.len(), "{cells}");
    for shown in ["'=1+1", "'+1+1", "'-1+1", "'@SUM(1)", "'=cmd|"] {
        let shown = shown.replace('\'', "&apos;");
        assert!(cells.contains(&format!("<text:p>{shown}")), "{shown} is not in {cells}");
    }

    // What this would look like if it were not text.
    let cells = opened(folder.path(), "theirs", "Text\r\n=1+1\r\n");
    assert_eq!(cells.matches("table:formula").count(), 1, "{cells}");
}
