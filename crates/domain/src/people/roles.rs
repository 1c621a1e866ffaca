//! Roles are given and taken by admins, and by the program itself. Taking the last admin's is refused: nobody could give it
//! back.

use super::erase::is_erased;
use super::{MentorProfile, Person, RoleGrant};
use crate::base::{Code, PersonId, Refusal, Stored, derived_id};
use crate::command::{Applied, Ctx, Halt, Role};
use crate::entity::Stamp;
use crate::rows::{RowKey, Rows, Table};
use uuid::Uuid;

/// Returns what everything that decides who runs the platform locks first.
#[must_use]
pub fn admins_root() -> RowKey {
    RowKey { table: Table::RoleGrant, id: derived_id(Uuid::nil(), "admins") }
}

/// Returns the refusal to lose the last admin.
#[must_use]
pub fn last_admin() -> Refusal {
    Refusal::new(Code::Conflict, "This is the last admin: nobody would be left to run the platform.")
        .hint("Make somebody else an admin first.")
}

pub(super) fn give(rows: &mut dyn Rows, ctx: &Ctx, person: PersonId, role: Role) -> Applied {
    ctx.require_role(Role::Admin, "give roles")?;
    let row = somebody(rows, person)?;
    let stamp = Stamp::default();
    rows.save(RoleGrant { id: RoleGrant::id_of(person, role), person_id: person, role, stamp })?;
    if role == Role::Mentor && rows.find::<MentorProfile>(person)?.is_none() {
        rows.save(MentorProfile { id: person, name: row.name, zone: row.zone, bio: String::new(), stamp })?;
    }
    Ok(())
}

pub(super) fn take(rows: &mut dyn Rows, ctx: &Ctx, person: PersonId, role: Role) -> Applied {
    ctx.require_role(Role::Admin, "take roles")?;
    somebody(rows, person)?;
    if role == Role::Admin && ctx.authority {
        check_others(rows, person)?;
    }
    rows.delete::<RoleGrant>(RoleGrant::id_of(person, role))?;
    Ok(())
}

/// Returns a person who is there. Whose account was deleted is not, and gets and loses no role.
fn somebody(rows: &mut dyn Rows, id: PersonId) -> Result<Person, Halt> {
    let person: Person = rows.require(id, "person")?;
    if is_erased(&person) { Err(Halt::not_found("person")) } else { Ok(person) }
}

/// Refuses when a person is the only admin.
pub(super) fn check_others(rows: &mut dyn Rows, person: PersonId) -> Applied {
    let admins: Vec<RoleGrant> = rows.list(RoleGrant::BY_ROLE, &[Role::Admin.to_value()])?;
    let is_admin = admins.iter().any(|grant| grant.person_id == person);
    if is_admin && admins.len() == 1 { Err(last_admin().into()) } else { Ok(()) }
}
