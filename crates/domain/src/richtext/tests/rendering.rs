//! Documents as HTML and as plain text.

use serde_json::json;

use crate::richtext::Document;

fn letter() -> Document {
    Document::from_value(&json!({"type": "doc", "content": [
        {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "Calls & cards"}]},
        {"type": "paragraph", "content": [
            {"type": "text", "text": "Ken "},
            {"type": "text", "text": "first", "marks": [{"type": "bold"}]},
            {"type": "hardBreak"},
            {"type": "text", "text": "see ", "marks": [{"type": "link", "attrs": {"href": "https://example.org/?a=1&b=\"2\"'"}}]},
            {"type": "text", "text": "this", "marks": [{"type": "italic"}, {"type": "link", "attrs": {"href": "https://example.org/?a=1&b=\"2\"'"}}]}]},
        {"type": "orderedList", "attrs": {"start": 9}, "content": [
            {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "nine"}]},
                {"type": "bulletList", "content": [
                    {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "inner"}]}]}]}]},
            {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "ten"}]}]}]},
        {"type": "blockquote", "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": "a"}]},
            {"type": "paragraph", "content": [{"type": "text", "text": "b"}]}]},
        {"type": "heading", "attrs": {"level": 3}, "content": [{"type": "text", "text": "</h3><script>alert('x')</script>"}]}
    ]}))
    .unwrap()
}

#[test]
fn html_holds_the_listed_tags_and_escaped_text() {
    insta::assert_snapshot!(letter().to_html().replace("><", ">\n<"), @r#"
    <h2 dir="auto">Calls &amp; cards</h2>
    <p dir="auto">Ken <strong>first</strong>
    <br>
    <a href="https://example.org/?a=1&amp;b=&quot;2&quot;&#39;" target="_blank" rel="noopener noreferrer nofollow">see <em>this</em>
    </a>
    </p>
    <ol start="9">
    <li dir="auto">
    <p>nine</p>
    <ul>
    <li dir="auto">
    <p>inner</p>
    </li>
    </ul>
    </li>
    <li dir="auto">
    <p>ten</p>
    </li>
    </ol>
    <blockquote>
    <p dir="auto">a</p>
    <p dir="auto">b</p>
    </blockquote>
    <h3 dir="auto">&lt;/h3&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;</h3>
    "#);
}

#[test]
fn plain_text_reads_like_a_letter() {
    insta::assert_snapshot!(letter().to_plain_text(), @r"
    Calls & cards

    Ken first
    see this

    9. nine
       • inner
    10. ten

    > a
    >
    > b

    </h3><script>alert('x')</script>
    ");
}

#[test]
fn a_document_is_counted_without_its_line_ends() {
    let document = Document::from_plain_text("Dear Ruth,\nthank you.\n\n你好").unwrap();
    assert_eq!((document.characters(), document.words()), (22, 6));
}

#[test]
fn a_document_is_empty_when_there_is_nothing_to_read() {
    for (text, empty) in [("", true), (" \n\n \u{3000}\n", true), (".", false)] {
        assert_eq!(Document::from_plain_text(text).unwrap().is_empty(), empty, "{text:?}");
    }
    assert!(Document::default().is_empty());
}
