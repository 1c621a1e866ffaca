//! The list of routes for programs that read such lists (OpenAPI 3.1), made from the table itself, so that both say the same,
//! and from the types that are sent and answered.

use super::says::{Gives, Shape};
use super::table::{Route, Who, table};
use axum::Json;
use axum::http::Method;
use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Where the types stand in the document.
const SCHEMAS: &str = "/components/schemas";

/// Answers with the list.
pub(super) async fn list() -> Json<Value> {
    Json(document(&table()))
}

fn document(rows: &[Route]) -> Value {
    let mut schemas = SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = SCHEMAS.into())
        .into_generator();
    let mut paths = Map::new();
    for row in rows {
        let path = paths.entry(row.path).or_insert_with(|| json!({}));
        if let Some(methods) = path.as_object_mut() {
            methods.insert(row.method.as_str().to_lowercase(), operation(row, &mut schemas));
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Wrap It Up",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "What devices and browsers ask a server. A refusal says why, for programs and for people.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": { "schemas": schemas.take_definitions(true), "securitySchemes": {
            "token": { "type": "http", "scheme": "bearer", "description": "The token of a device that signed in." },
            "watcher": { "type": "http", "scheme": "bearer", "description": "The token of the figures." },
        } },
    })
}

fn operation(row: &Route, schemas: &mut SchemaGenerator) -> Value {
    let security = match row.who {
        Who::Everybody => json!([]),
        Who::SignedIn | Who::Having(_) => json!([{ "token": [] }]),
        Who::Watcher => json!([{ "watcher": [] }]),
    };
    let who = match row.who {
        Who::Everybody => "For everybody.".to_owned(),
        Who::SignedIn => "For whoever is signed in.".to_owned(),
        Who::Having(role) => format!("For whoever is signed in and has the role {role:?}."),
        Who::Watcher => "For whoever shows the token of the figures.".to_owned(),
    };
    let mut operation = json!({
        "operationId": name(row),
        "tags": [group(row.path)],
        "description": who,
        "security": security,
        "parameters": parameters(row.path),
        "responses": responses(row, schemas),
    });
    if let (Some(operation), Some(takes)) = (operation.as_object_mut(), row.says.takes) {
        let content = json!({ "application/json": { "schema": takes(schemas) } });
        let body = json!({ "required": true, "content": content, "x-most-bytes": row.body });
        operation.insert("requestBody".to_owned(), body);
    }
    operation
}

/// Returns what may be answered, by status.
fn responses(row: &Route, schemas: &mut SchemaGenerator) -> Map<String, Value> {
    let mut all = Map::new();
    for (status, gives) in &row.says.gives {
        let answer = match gives {
            Gives::Nothing => json!({ "description": "Done." }),
            Gives::Json(media_type, shape) => {
                json!({ "description": "Answered.", "content": { *media_type: { "schema": shape(schemas) } } })
            }
            Gives::Text(media_type) => {
                json!({ "description": "Answered.", "content": { *media_type: { "schema": { "type": "string" } } } })
            }
        };
        all.insert(status.to_string(), answer);
    }
    for status in refusals(row) {
        all.insert(status.to_string(), refused(status, row.says.refusal, schemas));
    }
    all
}

/// Returns with what a row may be refused: by its guard, by its body, and by itself.
fn refusals(row: &Route) -> BTreeSet<u16> {
    let mut all: BTreeSet<u16> = row.says.refuses.iter().copied().chain([500, 503]).collect();
    if row.body > 0 {
        all.extend([408]);
    }
    if row.says.takes.is_some() {
        all.extend([400, 413, 415]);
    }
    if matches!(row.who, Who::SignedIn | Who::Having(_)) {
        all.extend([401, 403]);
    }
    all
}

fn refused(status: u16, refusal: Shape, schemas: &mut SchemaGenerator) -> Value {
    let schema: Schema = refusal(schemas);
    let description = match status {
        400 => "What was sent makes no sense.",
        401 => "Nobody is signed in, or not with what was shown.",
        403 => "This person may not do this, or it was sent by a foreign page.",
        404 => "There is no such thing, or it is somebody else's.",
        408 => "It took too long.",
        409 => "It does not fit with how things are now.",
        410 => "It is gone.",
        413 => "It is too large.",
        415 => "It is packed in a way that is not known.",
        426 => "This version is too old to receive.",
        429 => "It was tried too often: come back after the time in Retry-After.",
        500 => "The server made a mistake of its own.",
        _ => "Busy: come back after the time in Retry-After.",
    };
    let mut answer =
        json!({ "description": description, "content": { "application/json": { "schema": schema } } });
    if let Some(answer) = answer.as_object_mut().filter(|_| matches!(status, 429 | 503)) {
        let seconds = json!({ "description": "Seconds.", "schema": { "type": "integer", "minimum": 1 } });
        answer.insert("headers".to_owned(), json!({ "Retry-After": seconds }));
    }
    answer
}

/// Returns a name that no other row has.
fn name(row: &Route) -> String {
    let does = match row.method {
        Method::GET => "get",
        Method::PUT => "put",
        Method::PATCH => "change",
        Method::DELETE => "remove",
        _ => "do",
    };
    let words = row.path.split(['/', '.', '-', '{', '}']).filter(|word| !word.is_empty());
    std::iter::once(does).chain(words).collect::<Vec<_>>().join("_")
}

/// Returns under which heading a row stands.
fn group(path: &str) -> &'static str {
    match path.split('/').nth(1) {
        Some("api" | "account") => "accounts",
        Some("sync") => "devices",
        Some("ask" | "dispatch" | "events") => "browsers",
        _ => "operating",
    }
}

/// Returns what varies in a path.
fn parameters(path: &str) -> Vec<Value> {
    let names = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let parameter = |name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string", "minLength": 1 } });
    names.map(parameter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operations(document: &Value) -> BTreeSet<(String, String)> {
        let paths = document["paths"].as_object().unwrap();
        let of = |(path, at): (&String, &Value)| {
            let methods: Vec<String> =
                at.as_object().unwrap().keys().map(|method| method.to_uppercase()).collect();
            methods.into_iter().map(|method| (path.clone(), method)).collect::<Vec<_>>()
        };
        paths.iter().flat_map(of).collect()
    }

    #[test]
    fn the_document_has_every_row_of_the_table_and_no_other() {
        let rows = table();
        let listed: BTreeSet<_> =
            rows.iter().map(|row| (row.path.to_owned(), row.method.as_str().to_owned())).collect();
        assert_eq!(operations(&document(&rows)), listed);
        assert_eq!(listed.len(), rows.len(), "no row stands twice");
    }

    #[test]
    fn every_operation_says_who_may_what_is_sent_and_what_is_answered() {
        let document = document(&table());
        let mut names = BTreeSet::new();
        for row in table() {
            let operation = &document["paths"][row.path][row.method.as_str().to_lowercase()];
            let what = format!("{} {}", row.method, row.path);
            let open = operation["security"].as_array().unwrap().is_empty();
            assert_eq!(open, row.who == Who::Everybody, "{what}");
            let named = operation["parameters"].as_array().unwrap().len();
            assert_eq!(named, row.path.matches('{').count(), "{what}");
            assert!(names.insert(operation["operationId"].as_str().unwrap().to_owned()), "{what}");
            let answers = operation["responses"].as_object().unwrap();
            assert!(answers.keys().any(|status| status.starts_with('2')), "{what} is never done");
            for (status, answer) in answers {
                let says_nothing = answer.get("content").is_none();
                assert_eq!(says_nothing, matches!(status.as_str(), "202" | "204"), "{what} {status}");
            }
        }
    }

    #[test]
    fn every_type_that_is_named_is_there() {
        let document = document(&table());
        let text = document.to_string();
        let named: BTreeSet<&str> =
            text.split("\"#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(named.len() > 30, "{named:?}");
        for name in named {
            assert!(document["components"]["schemas"].get(name).is_some(), "{name}");
        }
    }
}
