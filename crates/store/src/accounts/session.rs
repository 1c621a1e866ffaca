//! Signing in: what follows once somebody has shown that they are who they say.

use super::account::{self, Changed};
use super::audit::{self, Act, Deed};
use super::{Accounts, TokenHash, devices, lock, tokens};
use crate::StoreError;
use domain::accounts::DeviceId;
use domain::base::{Instant, PersonId};
use domain::command::Role;
use uuid::Uuid;

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Who.
    pub person: PersonId,
    /// With which device.
    pub device: DeviceId,
    /// The sign-in that it goes back to.
    pub family: Uuid,
    /// When that was.
    pub signed_in_at: Instant,
    /// What they may do.
    pub roles: Vec<Role>,
    /// When the token was issued.
    pub issued_at: Instant,
    /// Until when it is good.
    pub expires_at: Instant,
}

/// Somebody who signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// Who.
    pub person: PersonId,
    /// The password, hashed, that theirs was compared with.
    pub checked: String,
    /// With which device.
    pub device: DeviceId,
    /// What its person calls it.
    pub device_name: String,
    /// What the device shows from now on to be known, hashed.
    pub known: TokenHash,
    /// The token, hashed.
    pub token: TokenHash,
    /// The id of the sign-in.
    pub family: Uuid,
    /// Until when the token is good.
    pub expires_at: Instant,
}

impl Accounts<'_> {
    /// Signs somebody in with a device: a new one, one that signed in before, or one that was signed out from afar. What the
    /// device was signed in to before ends. Answers [`Changed::No`] when the password was changed while it was looked at.
    ///
    /// # Errors
    /// When the store fails.
    pub fn sign_in(&self, new: &NewSession, deed: &Deed) -> Result<Changed, StoreError> {
        self.store.engine().write(&[lock(new.person)], |tx| {
            if !account::is_current(tx, new.person, &new.checked)? {
                return Ok(Changed::No);
            }
            devices::put(tx, new, deed.at)?;
            tokens::end_device(tx, new.person, new.device)?;
            let session = Session {
                person: new.person,
                device: new.device,
                family: new.family,
                signed_in_at: deed.at,
                roles: tokens::roles(tx, new.person)?,
                issued_at: deed.at,
                expires_at: new.expires_at,
            };
            tokens::put(tx, &new.token, &session)?;
            audit::put(tx, deed, new.person, Act::SignedIn, "")?;
            Ok(Changed::Yes)
        })
    }
}
