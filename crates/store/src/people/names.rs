//! How people are called in what a viewer sees: the read model of names that other features ask.

use crate::StoreError;
use crate::ask::Reader;
use domain::base::{PersonId, ZoneId};
use domain::people::{ClientCard, MentorProfile, Person};
use domain::reviews::PersonName;
use std::collections::BTreeMap;

/// The names asked for so far, so that a person is looked up once for each answer.
#[derive(Default)]
pub(crate) struct Names {
    mentors: BTreeMap<PersonId, PersonName>,
    clients: BTreeMap<PersonId, PersonName>,
}

impl Names {
    /// Returns how a mentor is called: by the profile that everybody may see.
    pub(crate) fn mentor(&mut self, reader: &mut Reader, id: PersonId) -> Result<PersonName, StoreError> {
        if let Some(known) = self.mentors.get(&id) {
            return Ok(known.clone());
        }
        let profile = reader.find::<MentorProfile>(id)?;
        let name = match profile {
            Some(profile) => PersonName { id, name: profile.name, zone: profile.zone },
            None => nameless(id, "A mentor"),
        };
        self.mentors.insert(id, name.clone());
        Ok(name)
    }

    /// Returns how a client is called: by the card that a mentor got with the claim, or by the account for
    /// the client alone and for admins.
    pub(crate) fn client(&mut self, reader: &mut Reader, id: PersonId) -> Result<PersonName, StoreError> {
        if let Some(known) = self.clients.get(&id) {
            return Ok(known.clone());
        }
        let name = match reader.find::<ClientCard>(ClientCard::id_of(id, reader.viewer))? {
            Some(card) => PersonName { id, name: card.name, zone: card.zone },
            None => match reader.find::<Person>(id)? {
                Some(person) => PersonName { id, name: person.name, zone: person.zone },
                None => nameless(id, "A client"),
            },
        };
        self.clients.insert(id, name.clone());
        Ok(name)
    }
}

fn nameless(id: PersonId, what: &str) -> PersonName {
    PersonName { id, name: what.to_owned(), zone: ZoneId::utc() }
}
