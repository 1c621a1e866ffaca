//! The rows of an enrolment. One row holds one answer, so that two edits of different fields never
//! touch each other; private answers are an entity of their own.

use crate::base::{Instant, Json, PersonId, derived_id};
use crate::entity;
use crate::journeys::{FieldId, JourneyId, SectionId};
use serde::{Deserialize, Serialize};

crate::ids! {
    /// An enrolment.
    EnrolmentId;
    /// An entry of a repeatable section.
    ItemId;
    /// An answer.
    AnswerId;
}

/// What a client has booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Self-guided.
    Essentials,
    /// With reviews by a mentor.
    Guided,
    /// With reviews and live sessions.
    Premium,
}
crate::stored_as_word!(Tier);

entity! {
    /// A client in a journey. Seen by the client.
    Enrolment(EnrolmentId) {
        /// The journey.
        journey_id: JourneyId,
        /// The client.
        client_id: PersonId,
        /// What the client has booked.
        tier: Tier,
        /// When.
        enrolled_at: Instant,
    }
    /// A client's enrolments.
    index BY_CLIENT(client_id);
}

impl Enrolment {
    /// Returns the enrolment's id: one for each client and journey.
    #[must_use]
    pub fn id_of(journey: JourneyId, client: PersonId) -> EnrolmentId {
        EnrolmentId(derived_id(journey.0, &format!("client {client}")))
    }
}

entity! {
    /// An entry of a repeatable section, such as one guest. Seen by the client.
    SectionItem(ItemId) {
        /// The enrolment.
        enrolment_id: EnrolmentId,
        /// Whose it is.
        client_id: PersonId,
        /// The section.
        section_id: SectionId,
        /// Its place; entries are ordered by it, then by id.
        position: i64,
    }
    /// The entries of a section.
    index BY_SECTION(enrolment_id, section_id);
}

entity! {
    /// The answer to one field. Seen by the client; a mentor sees the copy that was sent for review.
    Answer(AnswerId) {
        /// The enrolment.
        enrolment_id: EnrolmentId,
        /// Whose it is.
        client_id: PersonId,
        /// The section.
        section_id: SectionId,
        /// The field.
        field_id: FieldId,
        /// The entry, in a repeatable section.
        item_id: Option<ItemId>,
        /// The answer, in the shape of the field's kind.
        value: Json<serde_json::Value>,
    }
    /// The answers of an enrolment.
    index BY_ENROLMENT(enrolment_id);
    /// The answers of a section.
    index BY_SECTION(enrolment_id, section_id);
}

entity! {
    /// The answer to a private field. Seen by the client and nobody else, ever.
    PrivateAnswer(AnswerId) {
        /// The enrolment.
        enrolment_id: EnrolmentId,
        /// Whose it is.
        client_id: PersonId,
        /// The section.
        section_id: SectionId,
        /// The field.
        field_id: FieldId,
        /// The entry, in a repeatable section.
        item_id: Option<ItemId>,
        /// The answer, in the shape of the field's kind.
        value: Json<serde_json::Value>,
    }
    /// The private answers of an enrolment.
    index BY_ENROLMENT(enrolment_id);
    /// The private answers of a section.
    index BY_SECTION(enrolment_id, section_id);
}

impl Answer {
    /// Returns the answer's id: one for each enrolment, field and entry, the same on every device.
    #[must_use]
    pub fn id_of(enrolment: EnrolmentId, field: FieldId, item: Option<ItemId>) -> AnswerId {
        let entry = item.map_or_else(String::new, |item| item.to_string());
        AnswerId(derived_id(enrolment.0, &format!("answer {field} {entry}")))
    }
}
