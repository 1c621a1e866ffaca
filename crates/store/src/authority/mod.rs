//! The authority's side of synchronisation: it takes what devices push, in their order and each command once, and tells a
//! device what changed among the rows that its person may see.

mod client;
mod collect;
mod history;
mod page;
mod pull;
mod push;
mod sent;
mod wake;

pub use collect::{COMMANDS_REMEMBERED, REMEMBERED};
pub(crate) use page::table;

use crate::StoreError;
use crate::engine::Stmt;
use domain::sync::SyncRefusal;
use thiserror::Error;

/// A push was not taken, or a pull not answered.
#[derive(Debug, Error)]
pub enum SyncError {
    /// The device has to do something else first.
    #[error("{0}")]
    Refused(SyncRefusal),
    /// The store could not do it; trying again may help.
    #[error(transparent)]
    Failed(#[from] StoreError),
}

impl From<SyncRefusal> for SyncError {
    fn from(refusal: SyncRefusal) -> Self {
        Self::Refused(refusal)
    }
}

/// The statements of this folder.
pub(crate) fn statements() -> Vec<&'static Stmt> {
    [
        client::STATEMENTS,
        collect::STATEMENTS,
        history::STATEMENTS,
        page::STATEMENTS,
        pull::STATEMENTS,
        wake::STATEMENTS,
    ]
    .concat()
}
