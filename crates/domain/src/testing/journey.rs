//! The journey of the world: a form with fields of every sort of rule, and a list.

use crate::journeys::file::JourneyFile;
use serde_json::{Value, json};

/// Returns the journey, as its creator wrote it.
pub(crate) fn guide() -> JourneyFile {
    serde_json::from_value(guide_json()).unwrap()
}

/// Returns the journey as JSON, for tests that change a part of it.
pub(crate) fn guide_json() -> Value {
    json!({
        "format": 1,
        "slug": "guide",
        "title": "Guide",
        "summary": "What the people who come after need to know.",
        "lease_hours": 72,
        "checklist": [
            { "key": "kind", "text": "I said what is good." },
            { "key": "next", "text": "I said what to do next." },
        ],
        "categories": [{ "key": "main", "title": "Main", "sections": [wishes(), contacts(), letters()] }],
    })
}

fn wishes() -> Value {
    json!({
        "key": "wishes",
        "title": "Wishes",
        "intro": "What you want.",
        "kind": "form",
        "fields": [
            field("name", "Your name", "text", "review", json!({ "required": true })),
            field("way", "Burial or cremation", "choice", "review", json!({ "options": [
                { "key": "burial", "label": "Burial" }, { "key": "cremation", "label": "Cremation" },
            ]})),
            field("plot", "Where is the plot?", "text", "review",
                json!({ "when": { "field": "way", "is": "burial" }, "required": true })),
            field("pin", "PIN of the safe", "text", "private", json!({})),
            field("mail", "E-mail", "email", "review", json!({})),
            field("story", "What else?", "long_text", "public", json!({})),
        ],
    })
}

fn contacts() -> Value {
    json!({
        "key": "contacts",
        "title": "Contacts",
        "intro": "Who should be told.",
        "kind": "list",
        "item_label": "person",
        "checklist": [{ "key": "reach", "text": "Everybody can be reached." }],
        "fields": [
            field("who", "Who?", "text", "review", json!({ "required": true })),
            field("secret", "What only they know", "text", "private", json!({})),
        ],
    })
}

fn letters() -> Value {
    json!({
        "key": "letters",
        "title": "Letters",
        "intro": "Words to leave behind.",
        "kind": "form",
        "fields": [field("letter", "Your letter", "long_text", "review", json!({}))],
    })
}

fn field(key: &str, label: &str, kind: &str, sensitivity: &str, more: Value) -> Value {
    let mut field = json!({
        "key": key, "label": label, "kind": kind, "importance": "important", "sensitivity": sensitivity,
    });
    let (Value::Object(parts), Value::Object(more)) = (&mut field, more) else { unreachable!() };
    parts.extend(more);
    Value::Object(field.as_object().unwrap().clone())
}
