//! Signing up, and what people change about their own account.

use super::Secret;
use crate::base::ZoneId;
use serde::{Deserialize, Serialize};

/// `POST accounts`: signs up. The answer is the same whether or not there is such an account; the mail says more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SignUp {
    /// The person's name, as they write it.
    pub name: String,
    /// Their address.
    pub email: String,
    /// The password that they choose.
    pub password: Secret,
    /// Their time zone.
    pub zone: ZoneId,
}

/// `POST email/verify` and `POST email/confirm`: a link from a mail was followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The token in the link.
    pub token: Secret,
}

/// `POST password/forgot`: has a link mailed. The answer is the same whether or not there is such an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ForgotPassword {
    /// The address of the account.
    pub email: String,
}

/// `POST password/reset`: chooses another password by a link from a mail. Ends all sessions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {
    /// The token in the link.
    pub token: Secret,
    /// The new password.
    pub password: Secret,
}

/// `POST password/change`: chooses another password. Ends all other sessions; answered by [`Renewed`](super::Renewed).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The password up to now.
    pub current: Secret,
    /// The new one.
    pub password: Secret,
}

/// `POST email/change`: has a link mailed to a new address, which counts from when it is followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeEmail {
    /// The new address.
    pub email: String,
    /// The password.
    pub password: Secret,
}

/// `DELETE me`: deletes the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeleteAccount {
    /// The password.
    pub password: Secret,
    /// A code of the second factor, or a recovery code, where one is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Secret>,
}
