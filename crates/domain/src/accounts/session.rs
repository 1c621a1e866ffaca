//! Signing in, staying in, and who one is then.

use super::{DeviceId, Secret, Visiting};
use crate::base::{Instant, PersonId, ZoneId};
use crate::command::Role;
use serde::{Deserialize, Serialize};

/// `POST sessions`: signs in. Answered by [`SignedIn`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The address of the account.
    pub email: String,
    /// Its password.
    pub password: Secret,
    /// A code of the second factor, or a recovery code; asked for with
    /// [`SecondFactorNeeded`](super::AccountCode::SecondFactorNeeded).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Secret>,
    /// The device that signs in.
    pub device: DeviceHello,
    /// How the token travels.
    #[serde(default)]
    pub carrier: Carrier,
}

/// Which device signs in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeviceHello {
    /// Its id, the same at every sign-in.
    pub id: DeviceId,
    /// What its person calls it, such as “Ana's laptop”.
    pub name: String,
    /// What an earlier sign-in gave it to be known by. A known device may still try when strangers tried too often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<Secret>,
}

/// How a token travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Carrier {
    /// In the header `Authorization: Bearer`, which the device adds itself.
    #[default]
    Bearer,
    /// In a cookie that no script can read, for browsers. The answers then have no token in them.
    Cookie,
}

/// Somebody is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignedIn {
    /// The token; none when it travels in a cookie.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<Secret>,
    /// From when on the device should ask for a new token.
    pub renew_at: Instant,
    /// When the token ends if it does not.
    pub expires_at: Instant,
    /// What the device shows at its next sign-in to be known; none when it travels in a cookie.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<Secret>,
    /// Who it is.
    pub me: Me,
}

/// `POST sessions/renew`: a token in place of the one that the request came with. That one stays good until the new one is
/// used first, so that an answer which was lost costs nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Renewed {
    /// The token; none when it travels in a cookie.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<Secret>,
    /// From when on the device should ask for the next one.
    pub renew_at: Instant,
    /// When the token ends if it does not.
    pub expires_at: Instant,
}

/// `GET me`: who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Me {
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The address of their account.
    pub email: String,
    /// Their time zone.
    pub zone: ZoneId,
    /// What they may do, in order.
    pub roles: Vec<Role>,
    /// The device that asks.
    pub device: DeviceId,
    /// Whether the server holds the key of the device's file.
    pub file_key: bool,
    /// Whether a second factor is asked for.
    pub second_factor: bool,
    /// How many recovery codes are left.
    pub recovery_codes: u32,
    /// The visit by which somebody else sees this; none when it is the person themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<Visiting>,
}
