//! What of a person's file is nowhere else: the commands that were not sent, and those that the server refused and that their
//! author has not dealt with. Everything else comes from the server again.

use super::pages::Pages;
use super::records;
use crate::StoreError;
use crate::engine::{FileKey, failed_file};
use crate::replica::NeedsAttention;
use domain::base::{CommandId, Instant, Json, PersonId, Stored, Value};
use domain::command::Envelope;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What of a person's file is nowhere else.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Unsent {
    /// The commands that were not sent, as far as can be read, in their order, each with the time at which it was applied and
    /// that of the first save that it stands for.
    pub queue: Vec<(Envelope, Instant, Instant)>,
    /// What needs its author's attention.
    pub attention: Vec<NeedsAttention>,
}

/// Returns what of a person's damaged file is nowhere else. Opening it again sends it twice at most, which does nothing.
///
/// # Errors
/// When not even its bytes can be read.
pub fn unsent_in(file: &Path, key: &FileKey, person: PersonId) -> Result<Unsent, StoreError> {
    let pages =
        Pages::read(file, Some(key)).map_err(|error| failed_file("reading the damaged file", error))?;
    let mut found = Found::default();
    for number in pages.numbers() {
        for values in records::in_leaf(&pages, number) {
            found.take(&values, person);
        }
    }
    Ok(found.unsent())
}

#[derive(Default)]
struct Found {
    /// By their place in the queue.
    queue: BTreeMap<(i64, CommandId), (Envelope, Instant, Instant)>,
    attention: BTreeMap<CommandId, NeedsAttention>,
    /// What the server decided.
    decided: BTreeSet<CommandId>,
    /// What was refused and dealt with by its author.
    dealt_with: BTreeSet<CommandId>,
}

impl Found {
    /// Takes a row, if it is one of the queue, of its history, or of what needs attention. What is not made like that is
    /// another.
    fn take(&mut self, values: &[Value], person: PersonId) {
        match values {
            [place, mid, _, envelope, now, _, first_at, _] => {
                if let (Some(place), Some(envelope), Some(now), Some(first_at)) =
                    (read(place), envelope_in(envelope, mid, person), read(now), read(first_at))
                {
                    self.queue.insert((place, envelope.id), (envelope, now, first_at));
                }
            }
            [mid, _, _, _, envelope, _, _] => {
                self.decided.extend(envelope_in(envelope, mid, person).map(|envelope| envelope.id));
            }
            [mid, envelope, refusal, at, resolution, _] => {
                let Some(envelope) = envelope_in(envelope, mid, person) else { return };
                let (id, is_open) = (envelope.id, *resolution == Value::Null);
                match (read(refusal), read(at)) {
                    (Some(Json(refusal)), Some(at)) if is_open => {
                        self.attention.insert(id, NeedsAttention { envelope, refusal, at });
                    }
                    _ => drop(self.dealt_with.insert(id)),
                }
            }
            _ => {}
        }
    }

    fn unsent(self) -> Unsent {
        let Self { queue, mut attention, decided, dealt_with } = self;
        // A page that is not in use any more may hold what was dealt with since.
        attention.retain(|id, _| !dealt_with.contains(id));
        let waits =
            |id: &CommandId| !decided.contains(id) && !dealt_with.contains(id) && !attention.contains_key(id);
        let queue = queue.into_iter().filter(|((_, id), _)| waits(id)).map(|(_, entry)| entry).collect();
        Unsent { queue, attention: attention.into_values().collect() }
    }
}

fn envelope_in(value: &Value, mid: &Value, person: PersonId) -> Option<Envelope> {
    let Json(envelope): Json<Envelope> = read(value)?;
    (envelope.actor == person && read(mid) == Some(envelope.id)).then_some(envelope)
}

fn read<T: Stored>(value: &Value) -> Option<T> {
    T::from_value(value.clone()).ok()
}
