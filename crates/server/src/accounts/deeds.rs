//! Who does what, when and from where, as the log of deeds has it.

use super::Signed;
use crate::State;
use crate::listen::Peer;
use domain::accounts::DeviceId;
use domain::base::{CommandId, PersonId};
use store::accounts::{Deed, LetterId, PersonIds, Visit};
use uuid::Builder;
use uuid::Uuid;

/// Makes an id: a time and random bits (UUIDv7).
pub(super) fn id(state: &State) -> Uuid {
    let millis = u64::try_from(state.now().0).unwrap_or_default();
    Builder::from_unix_timestamp_millis(millis, &state.random::<10>()).into_uuid()
}

pub(super) fn command(state: &State) -> CommandId {
    CommandId(id(state))
}

pub(crate) fn letter(state: &State) -> LetterId {
    LetterId(id(state))
}

pub(super) fn person(state: &State) -> PersonIds {
    PersonIds { person: PersonId(id(state)), command: command(state) }
}

/// Returns the deed of somebody who is signed in.
pub(super) fn of(state: &State, signed: &Signed, peer: Peer) -> Deed {
    Deed { actor: Some(signed.person), ..by(state, signed.person, signed.device, peer) }
}

/// Returns the deed of somebody who signs in with a device.
pub(super) fn by(state: &State, person: PersonId, device: DeviceId, peer: Peer) -> Deed {
    Deed { actor: Some(person), device: Some(device), ..of_stranger(state, peer) }
}

/// Returns the deed of an admin on a visit.
pub(super) fn of_visitor(state: &State, visit: &Visit, peer: Peer) -> Deed {
    Deed { actor: Some(visit.visitor), ..of_stranger(state, peer) }
}

/// Returns the deed of somebody who is not signed in.
pub(super) fn of_stranger(state: &State, peer: Peer) -> Deed {
    Deed { address: Some(peer.0.to_string()), ..of_nobody(state) }
}

/// Returns the deed of the program itself.
pub(super) fn of_nobody(state: &State) -> Deed {
    Deed { id: id(state), at: state.now(), actor: None, device: None, address: None }
}
