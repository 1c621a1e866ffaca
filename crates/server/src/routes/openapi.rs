//! The list of routes for programs that read such lists (OpenAPI 3.1), made from the table itself, so that both say the same.

use super::table::{Route, Who, table};
use axum::Json;
use serde_json::{Map, Value, json};

/// Answers with the list.
pub(super) async fn list() -> Json<Value> {
    Json(document(&table()))
}

fn document(rows: &[Route]) -> Value {
    let mut paths = Map::new();
    for row in rows {
        let path = paths.entry(row.path).or_insert_with(|| json!({}));
        if let Some(methods) = path.as_object_mut() {
            methods.insert(row.method.as_str().to_lowercase(), operation(row));
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Wrap It Up", "version": env!("CARGO_PKG_VERSION") },
        "paths": paths,
        "components": { "schemas": { "Refusal": refusal() }, "securitySchemes": {
            "token": { "type": "http", "scheme": "bearer" },
            "watcher": { "type": "http", "scheme": "bearer", "description": "The token of the figures." },
        } },
    })
}

fn operation(row: &Route) -> Value {
    let refused = |description: &str| {
        let schema = json!({ "$ref": "#/components/schemas/Refusal" });
        json!({ "description": description, "content": { "application/json": { "schema": schema } } })
    };
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
        "description": who,
        "security": security,
        "parameters": parameters(row.path),
        "responses": {
            "2XX": { "description": "Done, or answered." },
            "4XX": refused("Refused: the code says why, the hint what to do next."),
            "503": refused("Busy: come back after the time in Retry-After."),
        },
    });
    if let Some(operation) = operation.as_object_mut().filter(|_| row.body > 0) {
        let content = json!({ "application/json": { "schema": { "type": "object" } } });
        operation.insert("requestBody".to_owned(), json!({ "content": content, "x-most-bytes": row.body }));
    }
    operation
}

/// Returns what varies in a path.
fn parameters(path: &str) -> Vec<Value> {
    let names = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let parameter =
        |name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
    names.map(parameter).collect()
}

fn refusal() -> Value {
    json!({
        "type": "object",
        "required": ["code", "message"],
        "properties": {
            "code": { "type": "string", "description": "Why, for programs." },
            "message": { "type": "string", "description": "What happened, in plain words." },
            "hint": { "type": "string", "description": "What to do next, in plain words." },
            "detail": { "description": "Facts for a screen." },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_in_the_document_with_who_may() {
        let document = document(&table());
        for row in table() {
            let operation = &document["paths"][row.path][row.method.as_str().to_lowercase()];
            let open = operation["security"].as_array().unwrap().is_empty();
            assert_eq!(open, row.who == Who::Everybody, "{} {}", row.method, row.path);
            let named = operation["parameters"].as_array().unwrap().len();
            assert_eq!(named, row.path.matches('{').count(), "{}", row.path);
        }
        let rows: usize =
            document["paths"].as_object().unwrap().values().map(|at| at.as_object().unwrap().len()).sum();
        assert_eq!(rows, table().len());
    }
}
