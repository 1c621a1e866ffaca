//! The sample workspace: it repeats itself, obeys the rules and has what it promises.

use domain::base::{Instant, PersonId, Rev, Stored};
use domain::command::{Ctx, Halt, Role, Roles};
use domain::memory::MemoryRows;
use domain::people::RoleGrant;
use domain::rows::{Rows, Table};
use sample::Step;
use std::collections::BTreeMap;

/// 2026-11-24, nine in the morning in London.
const NOW: Instant = Instant(1_795_510_800_000);

/// Applies steps as an authority does: the roles come from the rows.
fn apply(steps: &[Step]) -> (MemoryRows, Vec<String>) {
    let mut rows = MemoryRows::default();
    let mut refused = Vec::new();
    for step in steps {
        let roles = roles_of(&mut rows, step.envelope.actor);
        let ctx = Ctx { envelope: &step.envelope, roles: &roles, now: step.now, authority: true };
        rows.stamp_with(Rev(step.envelope.id.0), step.now);
        let command = step.envelope.command().expect("a known command");
        if let Err(halt) = command.apply(&mut rows, &ctx) {
            let why = match halt {
                Halt::Refused(refusal) => refusal.message,
                Halt::Failed(error) => error.to_string(),
            };
            refused.push(format!("{} {}: {why}", step.envelope.kind, step.envelope.args));
        }
    }
    (rows, refused)
}

fn roles_of(rows: &mut MemoryRows, person: PersonId) -> Roles {
    if person == PersonId::default() {
        return Roles::system();
    }
    let rows: &mut dyn Rows = rows;
    let grants: Vec<RoleGrant> = rows.list(RoleGrant::BY_PERSON, &[person.to_value()]).unwrap();
    Roles::of(grants.into_iter().map(|grant| grant.role))
}

fn count_by<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

#[test]
fn every_step_is_accepted() {
    let steps = sample::workspace(1, NOW);
    let (rows, refused) = apply(&steps);
    assert_eq!(refused, Vec::<String>::new());
    println!("{} steps", steps.len());
    println!("{:#?}", count_by(steps.iter().map(|step| step.envelope.kind.clone())));
    println!("{:#?}", count_by(rows.all().map(|row| Table::name(row.table()))));
    _ = Role::Mentor;
}
