//! Who one is, and whom one can act as.

use crate::StoreError;
use crate::ask::{AskError, Reader};
use crate::engine::Stmt;
use crate::visible;
use domain::base::{PersonId, Stored};
use domain::people::{MeView, Person, PersonCard, RoleGrant};
use std::collections::BTreeMap;

/// Everyone in a sample workspace, whoever asks: there, one person lives all sides.
const PEOPLE: Stmt = Stmt::new(
    "people.people",
    "SELECT p.id, p.name, p.zone, g.role
     FROM people p
     LEFT JOIN role_grants g ON g.person_id = p.id
     WHERE CAST($1 AS TEXT) IS NOT NULL
     ORDER BY p.name, p.id, g.role",
);

const COUNTS: Stmt = Stmt::new(
    "people.counts",
    concat!(
        "SELECT
         (SELECT count(*) FROM claims t
          WHERE t.mentor_id = $1 AND t.ended_at IS NULL AND t.token =
              (SELECT max(n.token) FROM claims n WHERE n.submission_id = t.submission_id)
          AND ",
        visible!("t", "claims"),
        "),
         (SELECT count(*) FROM queue_items t
          WHERE t.reserved_for = $1 AND t.reserved_until >= $2
          AND NOT EXISTS
              (SELECT 1 FROM claims n
               WHERE n.submission_id = t.id AND n.ended_at IS NULL AND n.expires_at >= $2)
          AND ",
        visible!("t", "queue_items"),
        "),
         (SELECT count(*) FROM section_reviews t
          WHERE t.client_id = $1 AND t.state = 'changes_requested'
          AND NOT EXISTS (SELECT 1 FROM section_reviews n WHERE n.previous_id = t.id)
          AND ",
        visible!("t", "section_reviews"),
        "),
         (SELECT count(*) FROM notifications t
          WHERE t.recipient_id = $1 AND t.read_at IS NULL
          AND ",
        visible!("t", "notifications"),
        ")"
    ),
);

pub(crate) const STATEMENTS: &[&Stmt] = &[&PEOPLE, &COUNTS];

/// Returns whom one can act as in a sample workspace, by name.
pub(crate) fn people(reader: &mut Reader) -> Result<Vec<PersonCard>, AskError> {
    let mut cards: BTreeMap<(String, PersonId), PersonCard> = BTreeMap::new();
    for row in reader.rows(&PEOPLE, &[])? {
        let (id, name) = (row.stored(0)?, row.text(1)?.to_owned());
        let new = || {
            Ok::<_, StoreError>(PersonCard {
                id,
                name: name.clone(),
                zone: row.stored(2)?,
                roles: Vec::new(),
            })
        };
        let card = match cards.entry((name.clone(), id)) {
            std::collections::btree_map::Entry::Vacant(entry) => entry.insert(new()?),
            std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
        };
        card.roles.extend(row.stored::<Option<domain::command::Role>>(3)?);
    }
    Ok(cards.into_values().collect())
}

/// Returns the one who asks, with what waits for them.
pub(crate) fn me(reader: &mut Reader) -> Result<MeView, AskError> {
    let person: Person = reader.require(reader.viewer, "account")?;
    let grants: Vec<RoleGrant> = reader.list(RoleGrant::BY_PERSON, &[person.id.to_value()])?;
    let mut roles: Vec<_> = grants.into_iter().map(|grant| grant.role).collect();
    roles.sort_unstable();
    let counts = reader.rows(&COUNTS, &[reader.now.to_value()])?;
    let count = |at: usize| counts.first().map_or(Ok(0), |row| row.int(at));
    Ok(MeView {
        id: person.id,
        name: person.name,
        zone: person.zone,
        roles,
        reviews: count(0)? + count(1)?,
        to_change: count(2)?,
        unread: count(3)?,
    })
}
