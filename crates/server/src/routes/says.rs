//! What a row takes and what it answers: for the list of what can be asked, and for nothing else. The types are those that the
//! handlers read and write.

use super::table::Route;
use domain::base::Refusal;
use domain::sync::SyncRefusal;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value;
use std::collections::BTreeMap;

/// Says what something is as JSON.
pub(super) type Shape = fn(&mut SchemaGenerator) -> Schema;

/// What a row takes and what it answers.
#[derive(Debug, Clone)]
pub struct Says {
    pub(super) takes: Option<Shape>,
    /// What is answered when it is done, by status.
    pub(super) gives: BTreeMap<u16, Gives>,
    /// With what it is refused besides what is refused everywhere.
    pub(super) refuses: &'static [u16],
    /// What a refusal is.
    pub(super) refusal: Shape,
}

/// An answer.
#[derive(Debug, Clone, Copy)]
pub(super) enum Gives {
    /// Nothing but that it was done.
    Nothing,
    /// JSON, or something made of it.
    Json(&'static str, Shape),
    /// Something else.
    Text(&'static str),
}

impl Default for Says {
    fn default() -> Self {
        Self { takes: None, gives: BTreeMap::new(), refuses: &[], refusal: shape::<Refusal> }
    }
}

fn shape<T: JsonSchema>(schemas: &mut SchemaGenerator) -> Schema {
    schemas.subschema_for::<T>()
}

/// What is refused before the protocol of sync is spoken, and in it.
fn refused_in_sync(schemas: &mut SchemaGenerator) -> Schema {
    let either: Vec<Value> =
        [schemas.subschema_for::<Refusal>(), schemas.subschema_for::<SyncRefusal>()].map(Value::from).into();
    schemars::json_schema!({ "anyOf": either })
}

impl Route {
    /// Takes JSON of this type.
    pub(crate) fn takes<T: JsonSchema>(mut self) -> Self {
        self.says.takes = Some(shape::<T>);
        self
    }

    /// Answers with JSON of this type.
    pub(crate) fn gives<T: JsonSchema>(self) -> Self {
        self.answers(200, Gives::Json("application/json", shape::<T>))
    }

    /// Answers with lines, each JSON of this type.
    pub(crate) fn gives_lines<T: JsonSchema>(self) -> Self {
        self.answers(200, Gives::Json("application/x-ndjson", shape::<T>))
    }

    /// Answers with something that is no JSON.
    pub(crate) fn gives_text(self, media_type: &'static str) -> Self {
        self.answers(200, Gives::Text(media_type))
    }

    /// Answers that it was done, or (202) that it was taken note of.
    pub(crate) fn done(self, status: u16) -> Self {
        self.answers(status, Gives::Nothing)
    }

    /// Refuses with these as well.
    pub(crate) const fn refuses(mut self, statuses: &'static [u16]) -> Self {
        self.says.refuses = statuses;
        self
    }

    /// Refuses in the words of the protocol of sync.
    pub(crate) fn refuses_in_sync(mut self) -> Self {
        self.says.refusal = refused_in_sync;
        self
    }

    fn answers(mut self, status: u16, gives: Gives) -> Self {
        self.says.gives.insert(status, gives);
        self
    }
}
