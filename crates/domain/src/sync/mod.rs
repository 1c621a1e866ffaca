//! What a device and its server say to each other: a device *pushes* its commands and *pulls* the rows that its person
//! may see. Data alone; who decides what is in `store`, who says what when is in `sync`.
//!
//! Every installation of the application is a *client* of its server. A client numbers its entries from 1, without a gap,
//! so that both sides can tell how far they are; what makes a repetition harmless is the command's own id.

mod pull;
mod push;
mod row;

pub use pull::{Gone, Head, PullEnd, PullLine, PullPage, PullRequest, Put};
pub use push::{Outcome, PushEntry, PushReply, PushRequest, Settled};
pub use row::{Columns, UnreadableRow, columns_of, row_of};

use crate::base::Refusal;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

crate::ids! {
    /// One installation, as its server knows it. A device takes a new one whenever what it numbered and what the server
    /// counted do not fit.
    ClientId;
    /// One unbroken history of a server. Every restore from a backup begins another.
    Epoch;
}

/// The shape of rows and commands that this program speaks. Grows whenever an older program could not read a row.
pub const SCHEMA: u32 = 1;

/// The most entries of one push.
pub const PUSH_ENTRIES: usize = 100;

/// The most bytes of one push, as JSON before it is packed.
pub const PUSH_BYTES: usize = 1_000_000;

/// About how many bytes of rows one page of a pull has, as JSON before it is packed.
pub const PAGE_BYTES: usize = 1_000_000;

/// Why a server would not take a push or answer a pull.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Error)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum SyncRefusal {
    /// The server's history is another one: it was restored from a backup.
    #[error("the server has another history")]
    Epoch {
        /// Which one it has.
        epoch: Epoch,
    },
    /// The server knows another command under one of the numbers: two installations use one client's id.
    #[error("another installation uses the same id")]
    ClientIdConflict,
    /// The entries do not follow on what the server has.
    #[error("entry {expect} is missing")]
    Gap {
        /// The number that it waits for.
        expect: i64,
    },
    /// The server does not know a command of this kind yet. Everything before it was taken.
    #[error("the server does not know the command of entry {n}")]
    UnknownKind {
        /// Which entry.
        n: i64,
    },
    /// The commands are in somebody else's name.
    #[error("the commands are in the name of somebody else")]
    WrongUser,
    /// This program is too old to read the server's rows. It may still push.
    #[error("this version is too old to receive")]
    UpdateRequired {
        /// The oldest schema that may pull.
        min_schema: u32,
    },
    /// The request itself makes no sense or is too large.
    #[error("{refusal}")]
    Unreadable {
        /// Why.
        refusal: Refusal,
    },
}

impl Epoch {
    /// Returns the epoch of these random bits.
    #[must_use]
    pub const fn of(random: u128) -> Self {
        Self(Uuid::from_u128(random))
    }
}
