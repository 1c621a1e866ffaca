//! What a device and its server say to each other about accounts: signing up and in, devices, the second factor. Data
//! alone; who decides what is in `server` and `store`. What nobody may read over a shoulder or in a log is a [`Secret`].
//!
//! A request with a field that is not here is refused, so that nobody sets what is not theirs to set.

mod address;
mod device;
mod factor;
mod people;
mod secret;
mod session;
mod settings;

pub use address::{ADDRESS_LIMIT, check_name, normal_address};
pub use device::{DeviceLine, DeviceList, FileKeyBody, RenameDevice};
pub use factor::{BeginTotp, ConfirmTotp, NewRecoveryCodes, RecoveryCodes, RemoveTotp, TotpBegun};
pub use people::{
    BeginVisit, FindPeople, LONGEST_VISIT, PeopleList, PersonLine, REASON_LIMIT, VisitLine, VisitList,
    Visiting,
};
pub use secret::Secret;
pub use session::{Carrier, DeviceHello, Me, Renewed, SignIn, SignedIn};
pub use settings::{ChangeEmail, ChangePassword, DeleteAccount, ForgotPassword, Link, ResetPassword, SignUp};

use crate::base::Refusal;
use serde::{Deserialize, Serialize};

crate::ids! {
    /// One device, or one browser, of one person. It makes its id itself and keeps it, so that it is still the same device
    /// when it signs in again.
    DeviceId;
}

/// Why the server would not do something with an account, for programs. It travels beside a message and a hint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AccountCode {
    /// Address and password do not belong together, or there is no such account: the same for both.
    WrongCredentials,
    /// The password is right; a code of the second factor is needed as well.
    SecondFactorNeeded,
    /// The code of the second factor is wrong, or was used before.
    WrongCode,
    /// Nobody is signed in with this token.
    SignedOut,
    /// The token was replaced, and the newer one is in use: the request has to be sent again with that one.
    Superseded,
    /// The account was disabled by an admin.
    Disabled,
    /// Too much was tried; the answer says when to try again.
    TooManyAttempts,
    /// The password is too short, too long or one of those that everybody tries first.
    WeakPassword,
    /// The link was used before, or is too old.
    LinkUsed,
    /// The request did not come from a page of this server.
    ForeignPage,
    /// Nobody would be left to run the platform.
    LastAdmin,
    /// The server holds another key of this device's file.
    KeyKnown,
    /// There is no such thing, or it is somebody else's.
    NotFound,
    /// The person has to sign in once more for this, with everything that it takes.
    FreshSignInNeeded,
    /// An admin looks at what somebody else sees: nothing can be changed then.
    OnAVisit,
    /// The request makes no sense.
    Invalid,
}

impl AccountCode {
    /// Returns why a server said no, as it stands in the detail of its refusal; none when it was about something else.
    #[must_use]
    pub fn of(refusal: &Refusal) -> Option<Self> {
        serde_json::from_value(refusal.detail.get("account")?.clone()).ok()
    }

    /// Writes this into the detail of a refusal.
    #[must_use]
    pub fn told(self, refusal: Refusal) -> Refusal {
        refusal.detail(serde_json::json!({ "account": self }))
    }
}

#[cfg(test)]
mod tests;
