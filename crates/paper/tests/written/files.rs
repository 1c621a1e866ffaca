//! The files as other programs read them: what they say, in which order, and what they are made of. (Poppler's tools are
//! among the packages that the tests install.)

use paper::{Block, Document, Fonts, Kind, Paragraph, Rank, Span};
use std::io::Write;
use std::process::Command;

fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: "Papers of Bob".to_owned(),
        author: "Bob".to_owned(),
        language: "en".to_owned(),
        blocks,
    }
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
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Returns the words of a file, without the foot of each page.
fn words(pdf: &[u8]) -> Vec<String> {
    let text = told(
        "pdftotext",
        &["-nopgbrk", "-enc", "UTF-8", "-y", "0", "-x", "0", "-W", "600", "-H", "770"],
        pdf,
    );
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
        // A reader may put the full stop of a text from the right on either side.
        let text = squeezed(text);
        assert!(read.contains(text.trim_end_matches('.')), "{text} in {read}");
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
fn an_emoji_of_several_characters_is_one_picture_and_a_list_keeps_its_numbers() {
    let entry = |marker: &str, text: &str| {
        let spans = vec![Span { text: text.to_owned(), ..Span::default() }];
        Block::Paragraph(Paragraph { kind: Kind::Written, indent: 1, marker: marker.to_owned(), spans })
    };
    let blocks = vec![
        Block::heading(Rank::Title, "Papers"),
        entry("1.", "Call Ken 👩‍👩‍👧"),
        entry("", "at home"),
        entry("2.", "Call the children"),
        Block::written("That is all."),
    ];
    let pdf = pdf(&document(blocks));
    // Where in a line a picture belongs, a reader may see otherwise.
    let (pictures, words): (Vec<_>, Vec<_>) =
        words(&pdf).into_iter().partition(|word| word.starts_with('👩'));
    assert_eq!(pictures, ["👩‍👩‍👧"]);
    assert_eq!(words.join(" "), "Papers 1. Call Ken at home 2. Call the children That is all.");
    let tree = told("pdfinfo", &["-struct"], &pdf);
    let tags: Vec<&str> = tree
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|tag| !tag.starts_with('/'))
        .collect();
    let list = ["L", "LI", "Lbl", "LBody", "P", "P", "LI", "Lbl", "LBody", "P"];
    assert_eq!(tags.join(" "), format!("Document H1 {} P", list.join(" ")), "{tree}");
}

#[test]
fn whatever_is_pasted_becomes_a_file_that_says_it() {
    let long_word = "x".repeat(5_000);
    let long_text = "a word and another ".repeat(200_000 / 19);
    let hostile = [
        "\u{0}\u{1b}[0m\u{7f}\u{85}line\r\nline\u{2028}line\ttab",
        "\u{202e}abc\u{202c} \u{200b}\u{fffe}\u{10ffff}\u{e000} end",
        "(\\) Tj ET <</JS (app.alert)>> endstream endobj",
        "a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309} z\u{34f}",
        &long_word,
    ];
    let blocks = hostile
        .iter()
        .flat_map(|text| [Block::heading(Rank::Section, *text), Block::label(*text), Block::written(*text)]);
    let mut document = document(blocks.collect());
    document.title = hostile.concat();
    document.author = hostile[1].to_owned();
    document.blocks.push(Block::written(long_text.clone()));
    let read = squeezed(&words(&pdf(&document)).concat());
    for text in
        ["[0m", "linelinelinetab", "endstreamendobj", "/JS(app.alert)", &long_word, &squeezed(&long_text)]
    {
        assert!(read.contains(text), "{text:.40}");
    }
}

#[test]
fn the_outline_leads_to_the_headings_and_every_page_has_its_number() {
    let mut blocks = vec![Block::heading(Rank::Title, "Papers of Bob")];
    for part in ["Care", "A wedding"] {
        blocks.push(Block::heading(Rank::Part, part));
        blocks.push(Block::heading(Rank::Section, format!("{part}: first")));
        blocks.push(Block::written("text\n".repeat(60)));
        blocks.push(Block::heading(Rank::Entry, format!("{part}: an entry")));
    }
    let pdf = pdf(&document(blocks));
    let xml = told("pdftohtml", &["-xml", "-i", "-stdout"], &pdf);
    let outline: Vec<&str> = xml.lines().filter_map(|line| line.strip_prefix("<item page=\"")).collect();
    let expected = [
        "1\">Care</item>",
        "1\">Care: first</item>",
        "2\">Care: an entry</item>",
        "2\">A wedding</item>",
        "2\">A wedding: first</item>",
        "4\">A wedding: an entry</item>",
    ];
    assert_eq!(outline, expected, "{xml}");
    let feet = told("pdftotext", &["-y", "771", "-x", "0", "-W", "600", "-H", "70", "-layout"], &pdf);
    let feet: Vec<String> = feet
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ").replace(" / ", "/"))
        .collect();
    let feet: Vec<&String> = feet.iter().filter(|foot| !foot.is_empty()).collect();
    let expected: Vec<String> = (1..=4).map(|page| format!("Papers of Bob {page}/4")).collect();
    assert_eq!(feet, expected.iter().collect::<Vec<_>>());
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let blocks = SCRIPTS.iter().flat_map(|text| [Block::label(*text), Block::written(*text)]).collect();
    let document = document(blocks);
    assert!(pdf(&document) == pdf(&document));
}

#[test]
fn a_remark_below_a_heading_is_not_parted_from_what_follows() {
    // Wherever the page ends, it never ends with a heading or the remark below it.
    for lines in 30..60 {
        let mut blocks = vec![Block::written("A line.\n".repeat(lines))];
        blocks.push(Block::heading(Rank::Section, "Funeral, round 2"));
        blocks.push(Block::aside("Approved yesterday"));
        blocks.push(Block::label("Overall note"));
        blocks.push(Block::written("Everything is there."));
        let text = told("pdftotext", &["-layout", "-H", "770", "-W", "600"], &pdf(&document(blocks)));
        for page in text.split('\u{c}') {
            let has = |words| page.contains(words);
            assert_eq!(has("Approved yesterday"), has("Everything is there"), "{lines} lines: {page}");
        }
    }
}
