//! Changing things: a command into its envelope and over to Rust.

use super::platform::{now, window};
use super::session::use_viewer;
use super::wire::{Wire, unreadable, use_wire};
use crate::backend::read;
use crate::kit::{Toast, Toaster, use_toaster, zone_here};
use domain::base::{CommandId, Instant, PersonId, Refusal, Rev, ZoneId};
use domain::command::{Command, Envelope};
use domain::query::Query;
use serde::de::DeserializeOwned;
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Sends commands as the person acted as.
#[derive(Clone, PartialEq)]
pub(crate) struct Dispatch {
    actor: PersonId,
    wire: Wire,
    toaster: Option<Toaster>,
}

impl Dispatch {
    /// Returns who sends.
    pub(crate) fn actor(&self) -> PersonId {
        self.actor
    }

    /// Sends a command and returns what came of it. Nothing is shown: for callers that show it themselves.
    ///
    /// # Errors
    /// What the rules refused with, or that nobody could be reached.
    pub(crate) async fn send(&self, command: impl Into<Command>) -> Result<(), Refusal> {
        self.put(self.envelope(CommandId(new_id()), &command.into(), None)).await.map(drop)
    }

    /// Like [`Dispatch::send`], for a text that began with this revision. Returns the one that it has now.
    ///
    /// # Errors
    /// As [`Dispatch::send`].
    pub(crate) async fn send_based(
        &self,
        command: impl Into<Command>,
        base: Option<Rev>,
    ) -> Result<Rev, Refusal> {
        self.put(self.envelope(CommandId(new_id()), &command.into(), base)).await
    }

    /// Like [`Dispatch::send_based`], for a change that this window shows already: no screen of it asks again.
    ///
    /// # Errors
    /// As [`Dispatch::send`].
    pub(crate) async fn send_known(
        &self,
        command: impl Into<Command>,
        base: Option<Rev>,
    ) -> Result<Rev, Refusal> {
        let id = CommandId(new_id());
        self.wire.hush(id);
        let result = self.put(self.envelope(id, &command.into(), base)).await;
        if result.is_err() {
            self.wire.unhush(id);
        }
        result
    }

    /// Asks a question once, as the person who sends.
    ///
    /// # Errors
    /// That nobody could be reached, or that the answer cannot be read.
    pub(crate) async fn ask<V: DeserializeOwned>(&self, query: Query) -> Result<V, Refusal> {
        let answer = self.wire.ask_once((self.actor, query)).await?;
        read(answer).map_err(|error| unreadable(&error))
    }

    /// From now on screens hear of everything again that is still on its way.
    pub(crate) fn hush_no_more(&self) {
        self.wire.hush_no_more();
    }

    fn envelope(&self, id: CommandId, command: &Command, base_rev: Option<Rev>) -> Envelope {
        Envelope { base_rev, ..Envelope::new(id, self.actor, now(), ZoneId(zone_here()), command) }
    }

    /// Sends an envelope. Returns the revision of what it wrote.
    async fn put(&self, envelope: Envelope) -> Result<Rev, Refusal> {
        let rev = Rev(envelope.id.0);
        let envelope = serde_json::to_value(envelope).unwrap_or_default();
        self.wire.backend().dispatch(envelope).await.map(|()| rev)
    }

    /// Sends a command; a refusal is shown as a toast.
    pub(crate) fn go(&self, command: impl Into<Command>) {
        self.then(command, |_| {});
    }

    /// Sends a command and calls back with what came of it; a refusal is shown as a toast as well.
    pub(crate) fn then(&self, command: impl Into<Command>, then: impl FnOnce(Result<(), Refusal>) + 'static) {
        let (this, command) = (self.clone(), command.into());
        spawn_local(async move {
            let result = this.send(command).await;
            if let Err(refusal) = &result {
                this.show(refusal);
            }
            then(result);
        });
    }

    /// Shows a refusal as a toast.
    pub(crate) fn show(&self, refusal: &Refusal) {
        if let Some(toaster) = &self.toaster {
            toaster.show(Toast::error(refusal.message.clone(), refusal.hint.clone()));
        }
    }
}

/// Returns what sends commands as the person acted as.
#[hook]
pub(crate) fn use_dispatch() -> Dispatch {
    Dispatch { actor: use_viewer(), wire: use_wire(), toaster: use_toaster() }
}

/// Returns a new id: what the interface creates is born with it (UUIDv7, RFC 9562 section 5.7).
pub(crate) fn new_id() -> Uuid {
    let mut random = [0_u8; 10];
    let crypto = window().and_then(|window| window.crypto().ok());
    let filled = crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut random).is_ok());
    debug_assert!(filled, "a window has a source of random numbers");
    uuid_v7(now(), random)
}

fn uuid_v7(at: Instant, random: [u8; 10]) -> Uuid {
    let millis = u128::from(at.0.unsigned_abs()) & 0xffff_ffff_ffff;
    let tail = random.iter().fold(0_u128, |sum, byte| sum << 8 | u128::from(*byte));
    let bits = (millis << 80) | tail;
    let versioned = bits & !(0xf << 76) | (7 << 76);
    Uuid::from_u128(versioned & !(0b11 << 62) | (0b10 << 62))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_version_7_and_sort_by_time() {
        let early = uuid_v7(Instant(1_700_000_000_000), [0xff; 10]);
        let late = uuid_v7(Instant(1_700_000_000_001), [0; 10]);
        assert_eq!(early.to_string(), "018bcfe5-6800-7fff-bfff-ffffffffffff");
        assert_eq!(late.to_string(), "018bcfe5-6801-7000-8000-000000000000");
        assert!(early < late);
    }
}
