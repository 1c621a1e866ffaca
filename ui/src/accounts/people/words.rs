//! What the page about people says of roles.

use domain::command::Role;

/// Every role, in the order in which they are shown.
pub(super) const ROLES: [Role; 4] = [Role::Client, Role::Mentor, Role::Creator, Role::Admin];

/// Returns the name of a role as one says it.
pub(super) fn title(role: Role) -> &'static str {
    match role {
        Role::Client => "Client",
        Role::Mentor => "Mentor",
        Role::Creator => "Creator",
        Role::Admin => "Admin",
    }
}

/// Returns the name of a role as it stands in an address.
pub(super) fn word(role: Role) -> &'static str {
    match role {
        Role::Client => "client",
        Role::Mentor => "mentor",
        Role::Creator => "creator",
        Role::Admin => "admin",
    }
}

/// Returns a role with its article.
pub(super) fn a(role: Role) -> &'static str {
    match role {
        Role::Client => "a client",
        Role::Mentor => "a mentor",
        Role::Creator => "a creator",
        Role::Admin => "an admin",
    }
}
