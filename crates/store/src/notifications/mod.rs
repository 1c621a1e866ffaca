//! Questions about notifications: the list ([`queries`]), what a person decided ([`preferences`]), and what comes by
//! itself as time passes ([`coming`]), for one person or, on a server, for whomever it is time ([`due`]).

mod coming;
mod due;
pub(crate) mod preferences;
pub(crate) mod queries;

use crate::engine::Stmt;

/// The statements of the feature.
pub(crate) const STATEMENTS: &[&Stmt] =
    &[&queries::NOTIFICATIONS, &coming::LEASES, &coming::SNOOZED, &due::HOLDERS];
