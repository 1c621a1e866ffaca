//! A push: the commands of a device, in their order.

use super::{ClientId, Epoch};
use crate::base::{CommandId, Refusal};
use crate::command::Envelope;
use serde::{Deserialize, Serialize};

/// Commands for the server.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PushRequest {
    /// Which installation.
    pub client_id: ClientId,
    /// The history that it knows.
    pub epoch: Epoch,
    /// The shape of commands that it speaks.
    pub schema: u32,
    /// What its person calls the device.
    pub device: String,
    /// The commands.
    pub entries: Vec<PushEntry>,
}

/// One command of a push.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PushEntry {
    /// Its number, one more than that of the command before.
    pub n: i64,
    /// The command.
    pub envelope: Envelope,
}

/// What became of a push.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PushReply {
    /// The number of the newest command that the server decided, of this client.
    pub last_n: i64,
    /// What became of each entry.
    pub results: Vec<Settled>,
}

/// What the server decided about one entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Settled {
    /// Its number.
    pub n: i64,
    /// The command.
    pub id: CommandId,
    /// What became of it.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// What became of a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Outcome {
    /// It was done.
    Applied,
    /// A rule said no.
    Refused {
        /// Why.
        refusal: Refusal,
    },
}
