//! Other programs that make the same file of the same data: the shell of SQLite writes the same rows as JSON, Chromium sets
//! the same document on pages. There is none for the table: nothing else reads texts out of rich ones.

use crate::{Desk, papers, rows};
use paper::{Block, Document, Kind, Paragraph, Rank, Span};
use serde_json::{Deserializer, Value};
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The rows that are a person's own.
const OWN: &str = include_str!("../../../../bench/peers/own.sql");

/// Where Debian keeps the program itself; what is in the path is a script around it.
const CHROMIUM: &str = "/usr/lib/chromium/chromium";

/// Another program, ready to be run.
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    run: Box<dyn Fn()>,
}

impl Peer {
    /// Runs it, and returns how long it took.
    pub(crate) fn run(&self) -> Duration {
        let start = Instant::now();
        (self.run)();
        start.elapsed()
    }
}

/// Returns the shell of SQLite, which reads the file as it is and asks nobody what the person may see.
pub(crate) fn sqlite_shell(desk: &Desk) -> Peer {
    let (file, into) = (desk.folder.join("large.db"), desk.folder.join("peer.json"));
    let set = format!(".parameter set :person \"'{}'\"", desk.mentor);
    let run = {
        let into = into.clone();
        move || {
            let out = File::create(&into).expect("a file");
            let mut shell = Command::new("sqlite3");
            shell.args(["-batch", "-readonly", "-json"]).arg(&file).args([&set, OWN]);
            let done = shell.stdout(out).status();
            assert!(done.expect("sqlite3; `cargo xtask bench export` installs it").success());
            force(&into);
        }
    };
    run();
    assert_eq!(rows_in(&into), rows(desk), "the peer writes other rows");
    Peer { name: "sqlite3 -json, the same rows", run: Box::new(run) }
}

fn rows_in(json: &Path) -> usize {
    let text = fs::read(json).expect("the peer's file");
    let tables = Deserializer::from_slice(&text).into_iter::<Value>();
    tables.map(|table| table.expect("JSON").as_array().map_or(0, Vec::len)).sum()
}

/// Returns Chromium, which prints the same paragraphs from a page that is there already.
pub(crate) fn chromium(desk: &Desk) -> Peer {
    let (page, into) = (desk.folder.join("mine.html"), desk.folder.join("peer.pdf"));
    let profile = desk.folder.join("profile");
    fs::write(&page, html(&papers(desk))).expect("a file");
    let program = if Path::new(CHROMIUM).is_file() { CHROMIUM } else { "chromium" };
    let run = move || {
        let mut chromium = Command::new(program);
        chromium
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"])
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg(format!("--print-to-pdf={}", into.display()))
            .arg(format!("file://{}", page.display()))
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let done = chromium.status();
        assert!(done.expect("Chromium; `cargo xtask bench export` installs it").success());
        force(&into);
    };
    Peer { name: "chromium --print-to-pdf, the same document", run: Box::new(run) }
}

fn force(file: &Path) {
    File::open(file).and_then(|file| file.sync_all()).expect("the peer's file");
}

/// Returns a document as a page on A4 paper.
fn html(document: &Document) -> String {
    let mut html = format!(
        "<!doctype html><html lang=\"{}\"><meta charset=utf-8><title>{}</title><style>@page {{ size: A4; margin: 2cm }} \
         body {{ font: 10.5pt sans-serif }} .label {{ font-weight: bold; break-after: avoid }} .aside {{ color: #555 }}</style>",
        document.language,
        escaped(&document.title)
    );
    for block in &document.blocks {
        match block {
            Block::Heading(rank, text) => {
                let rank = match rank {
                    Rank::Title => 1,
                    Rank::Part => 2,
                    Rank::Section => 3,
                    Rank::Entry => 4,
                };
                html += &format!("<h{rank}>{}</h{rank}>\n", escaped(text));
            }
            Block::Paragraph(Paragraph { kind, indent, marker, spans }) => {
                let class = match kind {
                    Kind::Written => "written",
                    Kind::Label => "label",
                    Kind::Aside => "aside",
                };
                let words: String = spans.iter().map(span).collect();
                html += &format!("<p class={class} style=\"margin-left: {indent}em\">{marker} {words}</p>\n");
            }
        }
    }
    html
}

fn span(span: &Span) -> String {
    let text = escaped(&span.text).replace('\n', "<br>");
    match (span.bold, span.italic) {
        (true, _) => format!("<b>{text}</b>"),
        (false, true) => format!("<i>{text}</i>"),
        (false, false) => text,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
