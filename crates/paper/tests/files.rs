//! The files as other programs read them: what they say, in which order, and what they are made of. (Poppler's tools are
//! among the packages that the tests install.)

use paper::{Block, Document, Fonts, Kind, Paragraph, Rank, Span};
use std::io::Write;
use std::process::Command;

fn document(blocks: Vec<Block>) -> Document {
    Document { title: "Papers of Bob".to_owned(), author: "Bob".to_owned(), language: "en".to_owned(), blocks }
}

fn pdf(document: &Document) -> Vec<u8> {
    paper::pdf(document, &mut Fonts::of_this_computer().unwrap()).unwrap()
}

/// Returns what one of Poppler's programs says of a file.
fn told(program: &str, options: &[&str], pdf: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let mut command = Command::new(program);
    command.args(options).arg(file.path());
    if program == "pdftotext" {
        command.arg("-");
    }
    let output = command.output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Returns the words of a file, without the foot of each page.
fn words(pdf: &[u8]) -> Vec<String> {
    let text = told("pdftotext", &["-nopgbrk", "-enc", "UTF-8", "-y", "0", "-x", "0", "-W", "600", "-H", "770"], pdf);
    text.split_whitespace().map(ToOwned::to_owned).collect()
}

/// Returns a text without white space, as lines may be broken anywhere in a script without spaces.
fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

const SCRIPTS: [&str; 8] = [
    "Łódź, Ærø, naïve – “quoted”, fluffy office ﬁnd",
    "Похороните меня рядом с мамой.",
    "Θέλω μουσική στην κηδεία μου.",
    "أريد أن أدفن بجانب والدتي في القاهرة.",
    "אני רוצה מוזיקה בהלוויה שלי",
    "请把我的骨灰撒在海里。",
    "葬儀では音楽を流してください。",
    "장례식에서 음악을 틀어 주세요.",
];

#[test]
fn every_script_can_be_drawn_and_read_again() {
    let document = document(SCRIPTS.iter().map(|text| Block::written(*text)).collect());
    let pdf = pdf(&document);
    let read = squeezed(&words(&pdf).concat());
    for text in SCRIPTS {
        // A ligature that was typed comes back as the letters it stands for.
        let text = squeezed(text).replace('ﬁ', "fi");
        assert!(read.contains(&text), "{text} in {read}");
    }
    assert!(told("pdfinfo", &["-meta"], &pdf).contains("pdfuaid:part"), "what everybody can read says so");
}

#[test]
fn a_devanagari_text_keeps_its_letters() {
    // Its letters are drawn in another order than they are spoken, so that every reader puts them together differently.
    let text = "मुझे संगीत चाहिए";
    let read = words(&pdf(&document(vec![Block::written(text)]))).concat();
    let letters = |text: &str| {
        let mut letters: Vec<char> = squeezed(text).chars().collect();
        letters.sort_unstable();
        letters
    };
    assert_eq!(letters(&read), letters(text), "{read}");
}

#[test]
fn look() {
    let mut blocks = vec![Block::heading(Rank::Title, "Papers of Bob Tanaka"), Block::aside("As of 24 November 2026, 14:00. In here is everything."), Block::heading(Rank::Part, "End of life"), Block::heading(Rank::Section, "Final days")];
    for _ in 0..4 {
    for (n, text) in SCRIPTS.iter().enumerate() {
        blocks.push(Block::label(format!("Question number {n}, asked gently?")));
        blocks.push(Block::written(format!("{text} {}", "At home, in the room that looks over the garden. ".repeat(n))));
    }
    blocks.push(Block::written("मुझे संगीत चाहिए और ❤️ 👩‍👩‍👧 😀 ✓ ∑ 𝔘 e\u{301} é"));
    for n in 1..4 {
    blocks.push(Block::Paragraph(Paragraph { kind: Kind::Written, indent: 1, marker: format!("{n}."), spans: vec![
        Span { text: "An entry that is ".into(), ..Span::default() }, Span { text: "bold".into(), bold: true, italic: false }, Span { text: " and italic and goes on over more than a single line of the page".into(), bold: false, italic: true }] }));
    }
    blocks.push(Block::heading(Rank::Part, "Reviews"));
    blocks.push(Block::heading(Rank::Section, "Household"));
    blocks.push(Block::heading(Rank::Entry, "Entry 1"));
    blocks.push(Block::written("one\n\ntwo\nthree"));
    }
    let doc = document(blocks);
    let t = std::time::Instant::now();
    let one = pdf(&doc);
    eprintln!("{:?} {}", t.elapsed(), one.len());
    assert!(one == pdf(&doc));
    std::fs::write("/tmp/w/probe/look.pdf", one).unwrap();
    for (name, text) in [("words", "word ".repeat(40_000)), ("one", "x".repeat(200_000)), ("han", "海".repeat(60_000)), ("lines", "a line of text\n".repeat(14_000))] {
    let t = std::time::Instant::now();
    let doc = document(vec![Block::label("q"), Block::written(text)]);
    let one = pdf(&doc);
    eprintln!("{name} {:?} {}", t.elapsed(), one.len());
    }
}
