//! The second factor: codes of an authenticator application (TOTP, RFC 6238), and recovery codes for the day without it.

use super::Secret;
use serde::{Deserialize, Serialize};

/// `POST totp`: begins to set up an authenticator application. Answered by [`TotpBegun`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BeginTotp {
    /// The password.
    pub password: Secret,
}

/// What the authenticator application has to know. Nothing is asked for until a first code was confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TotpBegun {
    /// The secret, in base 32, to be typed.
    pub secret: Secret,
    /// The same as an address `otpauth://`, to be shown as a picture.
    pub uri: Secret,
}

/// `POST totp/confirm`: shows that the application is set up. Answered by [`RecoveryCodes`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmTotp {
    /// A code of the application.
    pub code: Secret,
}

/// `DELETE totp`: from now on the password is enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RemoveTotp {
    /// The password.
    pub password: Secret,
    /// A code of the application, or a recovery code.
    pub code: Secret,
}

/// `POST totp/recovery-codes`: other recovery codes in place of those there are. Answered by [`RecoveryCodes`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRecoveryCodes {
    /// The password.
    pub password: Secret,
    /// A code of the application.
    pub code: Secret,
}

/// Codes that stand in for the second factor, each once. They are shown this one time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecoveryCodes {
    /// The codes.
    pub codes: Vec<Secret>,
}
