//! The usual workspace, made once and played once, the way an authority does.

use domain::base::{Instant, PersonId, Rev, Stored};
use domain::command::{Ctx, Halt, Roles};
use domain::memory::MemoryRows;
use domain::people::RoleGrant;
use domain::rows::{AnyRow, Rows};
use sample::Step;
use std::sync::OnceLock;

/// 2026-11-24, nine in the morning in London.
pub(crate) const NOW: Instant = Instant(1_795_510_800_000);

/// Steps, the rows that they made, and what was refused.
pub(crate) struct World {
    pub(crate) steps: Vec<Step>,
    pub(crate) rows: Vec<AnyRow>,
    pub(crate) refused: Vec<String>,
}

/// Returns the usual workspace.
pub(crate) fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| World::of(sample::workspace(1, NOW)))
}

impl World {
    /// Plays steps; the roles come from the rows.
    pub(crate) fn of(steps: Vec<Step>) -> Self {
        let mut rows = MemoryRows::default();
        let refused = steps.iter().filter_map(|step| apply(&mut rows, step).err()).collect();
        let rows = rows.all().cloned().collect();
        Self { steps, rows, refused }
    }

    /// Returns the rows of one kind.
    pub(crate) fn all<T: TryFrom<AnyRow>>(&self) -> Vec<T> {
        self.rows.iter().cloned().filter_map(|row| T::try_from(row).ok()).collect()
    }
}

fn apply(rows: &mut MemoryRows, step: &Step) -> Result<(), String> {
    let Step { envelope, now } = step;
    let roles = roles(rows, envelope.actor);
    let ctx = Ctx { envelope, roles: &roles, now: *now, authority: true };
    rows.stamp_with(Rev(envelope.id.0), *now);
    let applied = envelope.command().map_err(Halt::from).and_then(|command| command.apply(rows, &ctx));
    applied.map_err(|halt| format!("{} {}: {halt:?}", envelope.kind, envelope.args))
}

fn roles(rows: &mut dyn Rows, person: PersonId) -> Roles {
    if person == PersonId::default() {
        return Roles::system();
    }
    let grants = rows.list::<RoleGrant>(RoleGrant::BY_PERSON, &[person.to_value()]).unwrap_or_default();
    Roles::of(grants.into_iter().map(|grant| grant.role))
}
