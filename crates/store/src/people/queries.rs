//! Who one is, and whom one can act as.

use crate::StoreError;
use crate::ask::{AskError, Reader};
use crate::engine::Stmt;
use crate::notifications::queries::told_in_app;
use crate::reviews::queries::in_court_count;
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
         (SELECT count(*)
          FROM section_reviews t
          JOIN sections n ON n.id = t.section_id
          WHERE t.client_id = $1 AND t.state = 'changes_requested' AND n.removed_at IS NULL
          AND NOT EXISTS
              (SELECT 1
               FROM section_reviews later
               WHERE later.enrolment_id = t.enrolment_id AND later.section_id = t.section_id
               AND later.round > t.round AND later.state <> 'cancelled' AND ",
        visible!("later", "section_reviews"),
        ")
          AND ",
        visible!("t", "section_reviews"),
        " AND ",
        visible!("n", "sections"),
        "),
         (SELECT count(*)
          FROM
              (SELECT DISTINCT t.kind, t.submission_id, t.subject
               FROM notifications t
               WHERE t.recipient_id = $1 AND t.read_at IS NULL
               AND (t.snoozed_until IS NULL OR t.snoozed_until <= $2) AND ",
        told_in_app!(),
        " AND ",
        visible!("t", "notifications"),
        ") told)"
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
        reviews: in_court_count(reader)?,
        to_change: count(0)?,
        unread: count(1)?,
    })
}
