//! The devices of an account, and the key of a device's file.

use super::{DeviceId, Secret};
use crate::base::Instant;
use serde::{Deserialize, Serialize};

/// `GET devices`: where the person is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeviceList {
    /// The devices, the one heard of last first.
    pub devices: Vec<DeviceLine>,
}

/// One device of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeviceLine {
    /// Its id.
    pub id: DeviceId,
    /// What its person calls it.
    pub name: String,
    /// When it signed in first.
    pub created_at: Instant,
    /// When it was heard of last, give or take some minutes.
    pub seen_at: Instant,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// `PATCH devices/{id}`: gives a device another name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RenameDevice {
    /// The name.
    pub name: String,
}

/// `PUT device/key` gives the key of the device's encrypted file into the server's keeping; `GET device/key` gives it back,
/// right after a sign-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FileKeyBody {
    /// The key of 32 bytes, as 64 hexadecimal digits in lower case.
    pub key: Secret,
}
