//! Ids of the sample: UUIDv7 (RFC 9562, section 5.7) from a moment and bits of chance.
//!
//! People and journeys have the same ids in every sample workspace, whatever seed it was made from, so
//! that a start-up, a test or a screenshot can name them.

use crate::random::Random;
use domain::base::{Instant, PersonId};
use domain::journeys::JourneyId;
use uuid::{Builder, Uuid};

/// The moment in the ids that never change: 2026-01-01T00:00:00Z.
const CAST_AT: Instant = Instant(1_767_225_600_000);

/// Returns a new id made at a moment.
pub(crate) fn new_id(random: &mut Random, at: Instant) -> Uuid {
    let mut chance = [0; 10];
    let bytes = random.bits().to_be_bytes().into_iter().chain(random.bits().to_be_bytes());
    for (place, byte) in chance.iter_mut().zip(bytes) {
        *place = byte;
    }
    Builder::from_unix_timestamp_millis(u64::try_from(at.0).unwrap_or(0), &chance).into_uuid()
}

/// Returns the id of a sample person by their key, such as `ruth`.
#[must_use]
pub fn person(key: &str) -> PersonId {
    PersonId(new_id(&mut Random::named(&format!("person {key}")), CAST_AT))
}

/// Returns the id of a journey by its slug, such as `care`.
#[must_use]
pub fn journey(slug: &str) -> JourneyId {
    JourneyId(new_id(&mut Random::named(&format!("journey {slug}")), CAST_AT))
}

/// Returns the person whom a first start acts as: Amara Okafor, a mentor of both journeys.
#[must_use]
pub fn persona() -> PersonId {
    person("amara")
}
