//! Documents go in and come out the same.

use proptest::prelude::*;
use serde_json::json;

use crate::richtext::{Block, Document, Inline, Level, Link, ListItem, MAX_CHARACTERS, Marks, RichText};

#[test]
fn every_listed_shape_is_read_and_written_in_the_editors_own_words() {
    let text = concat!(
        r#"{"type":"doc","content":["#,
        r#"{"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"Calls"}]},"#,
        r#"{"type":"paragraph","content":[{"type":"text","marks":[{"type":"link","attrs":{"href":"https://example.org/a?b=c#d"}},{"type":"bold"},{"type":"italic"}],"text":"Ken \"first\""},{"type":"hardBreak"},{"type":"text","text":"Mei"}]},"#,
        r#"{"type":"paragraph"},"#,
        r#"{"type":"orderedList","attrs":{"start":3},"content":[{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"one"}]},{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph"}]}]}]}]},"#,
        r#"{"type":"blockquote","content":[{"type":"paragraph","content":[{"type":"text","text":"Bring the yellow blanket."}]}]}"#,
        r#"]}"#,
    );
    let document = Document::parse(text).unwrap();
    assert_eq!(document.to_json(), text);
    assert_eq!(RichText::parse(text).unwrap().as_str(), text);
}

#[test]
fn what_the_editor_makes_of_a_word_file_is_stored_as_it_is() {
    // The editor's own tests make this file from Word's clipboard.
    let json = include_str!("../../../../../ui/editor/test/fixtures/word.json").trim();
    assert_eq!(Document::parse(json).unwrap().to_json(), json);
}

#[test]
fn what_means_the_same_becomes_the_same() {
    let empty = Document::empty().to_json();
    let cases = [
        (json!({"type": "doc"}), empty.clone()),
        (json!({"type": "doc", "content": []}), empty.clone()),
        (json!({"content": [{"attrs": {}, "type": "paragraph", "content": []}], "type": "doc"}), empty),
        (
            json!({"type": "doc", "content": [{"type": "paragraph", "content": [
                {"type": "text", "text": "a\u{0}\u{8}"}, {"type": "text", "text": "\u{b}", "marks": []},
                {"type": "text", "text": "b"}]}]}),
            r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"ab"}]}]}"#.to_owned(),
        ),
        (
            json!({"type": "doc", "content": [{"type": "orderedList", "content": [
                {"type": "listItem", "content": [{"type": "paragraph"}]}]}]}),
            r#"{"type":"doc","content":[{"type":"orderedList","attrs":{"start":1},"content":[{"type":"listItem","content":[{"type":"paragraph"}]}]}]}"#.to_owned(),
        ),
    ];
    for (value, expected) in cases {
        assert_eq!(Document::from_value(&value).unwrap().to_json(), expected, "{value}");
    }
}

#[test]
fn a_stored_text_is_checked_when_it_is_decoded() {
    let text = RichText::from_plain_text("Dear Ruth").unwrap();
    let encoded = serde_json::to_string(&text).unwrap();
    assert_eq!(serde_json::from_str::<RichText>(&encoded).unwrap(), text);

    let forged = serde_json::to_string(r#"{"type":"doc","content":[{"type":"iframe"}]}"#).unwrap();
    let error = serde_json::from_str::<RichText>(&forged).unwrap_err();
    assert!(error.to_string().contains("“iframe”"), "{error}");
}

#[test]
fn the_longest_text_that_is_allowed_is_accepted() {
    let text = "字".repeat(MAX_CHARACTERS);
    assert_eq!(RichText::from_plain_text(&text).unwrap().document().characters(), MAX_CHARACTERS);
}

fn marks() -> impl Strategy<Value = Marks> {
    let link = prop::option::of("(https://|http://|mailto:|HTTPS://)[a-z0-9é]{1,8}(/[a-z?&=\"'<>%]{0,8})?");
    (link, any::<bool>(), any::<bool>()).prop_map(|(link, bold, italic)| Marks {
        link: link.map(|href| Link::parse(&href).unwrap()),
        bold,
        italic,
    })
}

fn line() -> impl Strategy<Value = Vec<Inline>> {
    let part = prop_oneof![
        4 => ("[^\\p{Cc}]{1,12}", marks()).prop_map(|(text, marks)| Inline::Text(text, marks)),
        1 => marks().prop_map(Inline::Break),
    ];
    prop::collection::vec(part, 0..5)
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let leaf = prop_oneof![
        line().prop_map(Block::Paragraph),
        (prop_oneof![Just(Level::Two), Just(Level::Three)], line())
            .prop_map(|(level, line)| Block::Heading(level, line)),
    ];
    let block = leaf.prop_recursive(4, 24, 4, |inner| {
        let item = (line(), prop::collection::vec(inner.clone(), 0..3)).prop_map(|(line, mut blocks)| {
            blocks.insert(0, Block::Paragraph(line));
            ListItem { blocks }
        });
        let items = prop::collection::vec(item, 1..3).boxed();
        prop_oneof![
            items.clone().prop_map(Block::BulletList),
            (0_u32..=1_000_000, items).prop_map(|(start, items)| Block::OrderedList(start, items)),
            prop::collection::vec(inner, 1..3).prop_map(Block::Quote),
        ]
    });
    prop::collection::vec(block, 1..5)
}

#[test]
fn white_space_that_was_written_on_purpose_stays_at_the_end() {
    for text in ["No-break\u{a0}", "wide\u{3000}"] {
        assert_eq!(Document::from_plain_text(text).unwrap().to_plain_text(), text);
    }
}

proptest! {
    #[test]
    fn a_document_survives_the_way_to_disk_and_back(blocks in blocks()) {
        let once = Document::parse(&Document { blocks }.to_json()).unwrap();
        let twice = Document::parse(&once.to_json()).unwrap();
        prop_assert_eq!(&once, &twice);
        prop_assert_eq!(once.to_json(), twice.to_json());
    }

    #[test]
    fn plain_text_becomes_a_text_that_says_the_same(lines in prop::collection::vec("[\\PC&&[^ ]][\\PC]{0,9}[\\PC&&[^ ]]", 1..5)) {
        for between in ["\n", "\n\n"] {
            let text = lines.join(between);
            prop_assert_eq!(Document::from_plain_text(&text).unwrap().to_plain_text(), text);
        }
    }

    #[test]
    fn no_string_makes_the_reader_panic(text in "\\PC{0,40}|[{}\\[\\]\",:a-z]{0,60}") {
        // Refused or not, an answer comes.
        let answer = Document::parse(&text);
        prop_assert!(answer.is_err() || answer.is_ok_and(|document| !document.blocks().is_empty()));
    }
}
