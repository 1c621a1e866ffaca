//! What must never be stored, and what the writer is told.

use serde_json::{Value, json};

use crate::base::{Code, Refusal};
use crate::richtext::{
    Document, Link, MAX_BYTES, MAX_CHARACTERS, MAX_DEPTH, MAX_NODES, RichText, RichTextError,
};

fn paragraph(content: &Value) -> Value {
    json!({"type": "doc", "content": [{"type": "paragraph", "content": content}]})
}

fn refusal(value: &Value) -> RichTextError {
    match Document::from_value(value) {
        Ok(_) => panic!("accepted {value}"),
        Err(error) => error,
    }
}

#[test]
fn only_links_to_pages_and_mail_addresses_are_links() {
    let good = [
        "https://example.org",
        "http://example.org/a?b=c#d",
        "HTTPS://EXAMPLE.ORG",
        "mailto:ruth@example.org?subject=x",
        "https://medium.com/@ruth",
        "https://例え.jp/道",
        "https://[::1]/",
    ];
    for href in good {
        assert_eq!(Link::parse(href).map(|link| link.as_str().to_owned()), Ok(href.to_owned()));
    }
    let bad = [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "\u{1}javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "java\u{0}script:alert(1)",
        "javascript&colon;alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "tauri://localhost",
        "ipc://localhost",
        "blob:https://example.org/1",
        "about:blank",
        "view-source:https://example.org",
        "//example.org",
        "/relative",
        "relative",
        "#fragment",
        "https:example.org",
        "https:/example.org",
        "https://",
        "https:///path",
        "https://?q",
        "mailto:",
        "mailto:?bcc=everyone@example.org",
        "https://bank.example@evil.example/",
        "https://bank.example\\@evil.example/",
        " https://example.org",
        "https://example.org/a b",
        "https://example.org/\u{202e}gro",
        "ht\ntps://example.org",
        "https\u{ff1a}//example.org",
        "é",
    ];
    for href in bad {
        assert!(matches!(Link::parse(href), Err(RichTextError::UnsafeLink(_))), "{href:?}");
        let value = paragraph(&json!([{"type": "text", "text": "x",
            "marks": [{"type": "link", "attrs": {"href": href}}]}]));
        assert!(matches!(refusal(&value), RichTextError::UnsafeLink(_)), "{href:?}");
    }
    let long = format!("https://example.org/{}", "a".repeat(3_000));
    assert_eq!(Link::parse(&long), Err(RichTextError::LongLink));
}

#[test]
fn nodes_marks_and_properties_that_are_not_listed_are_refused_by_name() {
    let text = |extra: Value| {
        let mut node = json!({"type": "text", "text": "x"});
        node.as_object_mut().unwrap().append(extra.clone().as_object_mut().unwrap());
        paragraph(&json!([node]))
    };
    let block = |node: Value| json!({"type": "doc", "content": [node]});
    let cases = [
        block(json!({"type": "script", "content": [{"type": "text", "text": "alert(1)"}]})),
        block(json!({"type": "iframe", "attrs": {"src": "https://example.org"}})),
        block(json!({"type": "svg"})),
        block(json!({"type": "math"})),
        block(json!({"type": "style"})),
        block(json!({"type": "image", "attrs": {"src": "x", "onerror": "alert(1)"}})),
        block(json!({"type": "codeBlock"})),
        block(json!({"type": "table"})),
        block(json!({"type": "__proto__"})),
        block(json!({"type": "Paragraph"})),
        block(json!({"type": "<img src=x onerror=alert(1)>"})),
        text(json!({"marks": [{"type": "textStyle", "attrs": {"color": "url(https://example.org)"}}]})),
        text(json!({"marks": [{"type": "strike"}]})),
        text(json!({"marks": [{"type": "bold", "attrs": {"style": "x"}}]})),
        text(json!({"marks": [{"type": "bold", "onclick": "alert(1)"}]})),
        text(
            json!({"marks": [{"type": "link", "attrs": {"href": "https://example.org", "target": "_top"}}]}),
        ),
        text(json!({"attrs": {"class": "x"}})),
        text(json!({"content": []})),
        text(json!({"onclick": "alert(1)"})),
        block(json!({"type": "paragraph", "attrs": {"style": "background:url(x)"}})),
        block(json!({"type": "paragraph", "attrs": {"dir": "auto"}})),
        block(json!({"type": "paragraph", "marks": []})),
        block(json!({"type": "paragraph", "text": "x"})),
        block(json!({"type": "paragraph", "attrs": null})),
        block(json!({"type": "heading", "attrs": {"level": 2, "id": "x"}})),
        json!({"type": "doc", "attrs": {"x": 1}}),
        json!({"type": "doc", "version": 2}),
    ];
    for value in cases {
        let error = refusal(&value);
        let known = matches!(
            error,
            RichTextError::UnknownNode(_)
                | RichTextError::UnknownMark(_)
                | RichTextError::UnknownProperty { .. }
        );
        assert!(known, "{value}: {error:?}");
    }
}

#[test]
fn shapes_that_the_editor_could_not_open_are_refused() {
    let item = json!({"type": "listItem", "content": [{"type": "paragraph"}]});
    let cases = [
        json!(null),
        json!("text"),
        json!([]),
        json!({}),
        json!({"type": 1}),
        json!({"type": "paragraph"}),
        json!({"type": "doc", "content": {}}),
        json!({"type": "doc", "content": ["text"]}),
        json!({"type": "doc", "content": [{"type": "text", "text": "x"}]}),
        json!({"type": "doc", "content": [{"type": "doc"}]}),
        json!({"type": "doc", "content": [item.clone()]}),
        json!({"type": "doc", "content": [{"type": "bulletList"}]}),
        json!({"type": "doc", "content": [{"type": "bulletList", "content": [{"type": "paragraph"}]}]}),
        json!({"type": "doc", "content": [{"type": "bulletList", "content": [{"type": "listItem"}]}]}),
        json!({"type": "doc", "content": [{"type": "bulletList", "content": [
            {"type": "listItem", "content": [{"type": "heading", "attrs": {"level": 2}}]}]}]}),
        json!({"type": "doc", "content": [{"type": "blockquote"}]}),
        json!({"type": "doc", "content": [{"type": "heading"}]}),
        json!({"type": "doc", "content": [{"type": "heading", "attrs": {"level": 1}}]}),
        json!({"type": "doc", "content": [{"type": "heading", "attrs": {"level": "2"}}]}),
        json!({"type": "doc", "content": [{"type": "orderedList", "attrs": {"start": -1}, "content": [item.clone()]}]}),
        json!({"type": "doc", "content": [{"type": "orderedList", "attrs": {"start": 1e99}, "content": [item]}]}),
        paragraph(&json!([{"type": "text"}])),
        paragraph(&json!([{"type": "text", "text": ""}])),
        paragraph(&json!([{"type": "text", "text": 1}])),
        paragraph(&json!([{"type": "paragraph"}])),
        paragraph(&json!([{"type": "text", "text": "x", "marks": ["bold"]}])),
        paragraph(&json!([{"type": "text", "text": "x", "marks": [{"type": "bold"}, {"type": "bold"}]}])),
        paragraph(&json!([{"type": "text", "text": "x", "marks": [{"type": "link"}]}])),
        paragraph(
            &json!([{"type": "text", "text": "x", "marks": [{"type": "link", "attrs": {"href": null}}]}]),
        ),
    ];
    for value in cases {
        let error = refusal(&value);
        assert!(!error.to_string().is_empty() && !error.hint().is_empty(), "{value}");
    }
}

#[test]
fn text_that_is_not_json_is_refused_with_its_place() {
    for text in [
        "",
        "nonsense",
        "{\"type\":\"doc\"",
        r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"\ud800"}]}]}"#,
    ] {
        assert!(matches!(Document::parse(text), Err(RichTextError::NotJson { line: 1.., .. })), "{text}");
    }
}

#[test]
fn nesting_is_refused_at_any_depth_without_using_up_the_stack() {
    let quotes = |depth: usize| {
        format!(
            r#"{{"type":"doc","content":[{}{{"type":"paragraph"}}{}]}}"#,
            r#"{"type":"blockquote","content":["#.repeat(depth),
            "]}".repeat(depth),
        )
    };
    assert!(Document::parse(&quotes(MAX_DEPTH - 1)).is_ok());
    for depth in [MAX_DEPTH, 50, 100, 10_000] {
        assert_eq!(Document::parse(&quotes(depth)), Err(RichTextError::TooDeep), "{depth}");
    }
    for depth in [200, 100_000] {
        assert_eq!(Document::parse(&"[".repeat(depth)), Err(RichTextError::TooDeep), "{depth}");
    }
    let in_a_string = format!("{{\"type\":\"{}\"", "[".repeat(500));
    assert!(matches!(Document::parse(&in_a_string), Err(RichTextError::NotJson { .. })));
}

#[test]
fn a_value_that_was_built_deeper_than_json_can_be_read_is_refused_too() {
    let mut value = json!({"type": "paragraph"});
    for _ in 0..300 {
        let mut quote = serde_json::Map::new();
        quote.insert("type".to_owned(), json!("blockquote"));
        quote.insert("content".to_owned(), Value::Array(vec![value]));
        value = Value::Object(quote);
    }
    assert_eq!(refusal(&json!({"type": "doc", "content": [value]})), RichTextError::TooDeep);
}

#[test]
fn more_than_a_document_may_hold_is_refused() {
    let five_megabytes = "x".repeat(5 * 1024 * 1024);
    assert_eq!(Document::parse(&five_megabytes), Err(RichTextError::TooLarge { bytes: 5_242_880 }));
    assert_eq!(RichText::from_plain_text(&five_megabytes), Err(RichTextError::TooLarge { bytes: 5_242_880 }));
    assert_eq!(
        refusal(&paragraph(&json!([{"type": "text", "text": five_megabytes}]))),
        RichTextError::TooLong
    );

    let text = "a".repeat(MAX_CHARACTERS + 1);
    assert_eq!(RichText::from_plain_text(&text), Err(RichTextError::TooLong));

    let parts = vec![json!({"type": "hardBreak"}); MAX_NODES];
    assert_eq!(refusal(&paragraph(&json!(parts))), RichTextError::TooManyParts);

    let link =
        json!({"type": "link", "attrs": {"href": format!("https://example.org/{}", "a".repeat(2_000))}});
    let linked = vec![json!({"type": "hardBreak", "marks": [link]}); 400];
    assert!(
        matches!(refusal(&paragraph(&json!(linked))), RichTextError::TooLarge { bytes } if bytes > MAX_BYTES)
    );
}

#[test]
fn a_refusal_says_what_happened_and_what_to_do() {
    let name = format!("<img onerror=alert(1)>\n{}", "x".repeat(1_000_000));
    let cases = [
        refusal(&paragraph(&json!([{"type": name}]))),
        refusal(&paragraph(&json!([{"type": "text", "text": "x",
            "marks": [{"type": "link", "attrs": {"href": "javascript:alert(1)"}}]}]))),
        RichTextError::TooLarge { bytes: 5_242_880 },
    ];
    let shown: Vec<String> = cases
        .into_iter()
        .map(|error| {
            let refusal = Refusal::from(error);
            assert_eq!(refusal.code, Code::Invalid);
            format!("{} {}", refusal.message, refusal.hint)
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    This text contains “<img onerror=alert(1)>·xxxxxxxxxxxxxxxxx…”, which cannot be stored. Select that part, copy it and paste it back as plain text. Your text is still in the editor.
    The link “javascript:alert(1)” cannot be stored. Use a link that begins with https://, http:// or mailto:, or remove it. Your text is still in the editor.
    This text takes 5120 KB; at most 512 KB can be stored. Shorten it, or move a part of it somewhere else. Your text is still in the editor.
    "#);
}
