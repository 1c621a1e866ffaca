//! The rows of people. What others may see of a person is a row of its own, never a filtered column.

use crate::base::{PersonId, ZoneId};
use crate::command::Role;
use crate::entity;
use uuid::Uuid;

crate::ids! {
    /// A role given to a person.
    RoleGrantId;
}

entity! {
    /// A person with an account. Seen by that person and by admins.
    Person(PersonId) {
        /// Their name, as they write it.
        name: String,
        /// Their e-mail address.
        email: String,
        /// Where they live, as far as clocks go.
        zone: ZoneId,
    }
}

entity! {
    /// A role given to a person. Seen by that person and by admins.
    RoleGrant(RoleGrantId) {
        /// Who has it.
        person_id: PersonId,
        /// The role.
        role: Role,
    }
    /// The roles of a person.
    index BY_PERSON(person_id);
    /// The people with a role.
    index BY_ROLE(role);
}

entity! {
    /// What everybody may know of a mentor; its id is the person's.
    MentorProfile(PersonId) {
        /// Their name.
        name: String,
        /// Their time zone.
        zone: ZoneId,
        /// A few lines about them.
        bio: String,
    }
}

entity! {
    /// What one mentor may know of one client, written when the mentor claims that client's review.
    ClientCard(Uuid) {
        /// The client.
        client_id: PersonId,
        /// The mentor.
        mentor_id: PersonId,
        /// The client's name.
        name: String,
        /// The client's time zone.
        zone: ZoneId,
    }
    /// The clients that a mentor knows.
    index BY_MENTOR(mentor_id);
}

impl RoleGrant {
    /// Returns the grant's id: one for each person and role.
    #[must_use]
    pub fn id_of(person: PersonId, role: Role) -> RoleGrantId {
        RoleGrantId(crate::base::derived_id(person.0, &format!("role {role:?}")))
    }
}

impl ClientCard {
    /// Returns the card's id: one for each client and mentor.
    #[must_use]
    pub fn id_of(client: PersonId, mentor: PersonId) -> Uuid {
        crate::base::derived_id(client.0, &format!("card for {mentor}"))
    }
}
