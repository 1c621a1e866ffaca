//! A server's store with a clock and a person at its desk: what the tests say in one word.

use domain::accounts::DeviceId;
use domain::base::{CommandId, Instant, PersonId, Span, ZoneId};
use domain::command::Role;
use std::collections::BTreeSet;
use store::accounts::{Accounts, Changed, Deed, Letter, LetterId, NewPerson, NewSession, PersonIds, Session};
use store::accounts::{Standing, TokenHash};
use store::engine::Dialect;
use store::testing::{OnEngine, ServerStore};
use uuid::Uuid;

/// What passwords are after hashing, as far as these tests care.
pub(crate) const PASSWORD: &str = "$argon2id$old";

/// A server's store, a clock and ids.
pub(crate) struct Desk {
    pub(crate) store: ServerStore,
    pub(crate) now: Instant,
    next: u128,
}

impl OnEngine for Desk {
    fn on(dialect: Dialect) -> Self {
        Self { store: ServerStore::on(dialect), now: Instant(1_800_000_000_000), next: 0 }
    }
}

/// Returns the hash of a token that is known by its name here.
pub(crate) fn token(name: &str) -> TokenHash {
    let mut bytes = [0; 32];
    for (place, letter) in bytes.iter_mut().zip(name.bytes()) {
        *place = letter;
    }
    TokenHash(bytes)
}

impl Desk {
    pub(crate) fn accounts(&self) -> Accounts<'_> {
        self.store.accounts()
    }

    pub(crate) fn id(&mut self) -> Uuid {
        self.next += 1;
        Uuid::from_u128(self.next)
    }

    pub(crate) fn later(&mut self, span: Span) {
        self.now = self.now + span;
    }

    pub(crate) fn deed(&mut self) -> Deed {
        let (id, at) = (self.id(), self.now);
        Deed { id, at, actor: None, device: None, address: Some("192.0.2.7".to_owned()) }
    }

    pub(crate) fn ids(&mut self) -> PersonIds {
        PersonIds { person: PersonId(self.id()), command: CommandId(self.id()) }
    }

    pub(crate) fn letter(&mut self, kind: &'static str) -> Letter {
        let text = |what: &str| format!("{what} of {kind}");
        Letter {
            id: LetterId(self.id()),
            kind,
            subject: text("subject"),
            text: text("text"),
            html: text("html"),
        }
    }

    /// Adds somebody with an account.
    pub(crate) fn person(&mut self, name: &str, roles: &[Role]) -> PersonId {
        let ids = self.ids();
        let new = NewPerson {
            name: name.to_owned(),
            email: format!("{}@example.org", name.to_lowercase()),
            zone: ZoneId::utc(),
            roles: roles.iter().copied().collect::<BTreeSet<_>>(),
            password: PASSWORD.to_owned(),
        };
        let deed = self.deed();
        self.accounts().add(&new, ids, &deed).unwrap();
        ids.person
    }

    /// Signs somebody in with a device; the token is called like `name`.
    pub(crate) fn sign_in(&mut self, person: PersonId, device: DeviceId, name: &str) -> Changed {
        let new = NewSession {
            person,
            checked: PASSWORD.to_owned(),
            device,
            device_name: "A laptop".to_owned(),
            known: token(&format!("known {device}")),
            token: token(name),
            family: self.id(),
            expires_at: self.now + Span::days(90),
        };
        let deed = self.deed();
        self.accounts().sign_in(&new, &deed).unwrap()
    }

    /// Signs somebody in on a device of their own.
    pub(crate) fn signed_in(&mut self, person: PersonId, name: &str) -> DeviceId {
        let device = DeviceId(self.id());
        assert_eq!(self.sign_in(person, device, name), Changed::Yes);
        device
    }

    /// Shows a token.
    pub(crate) fn show(&mut self, name: &str) -> Standing {
        let deed = self.deed();
        self.accounts().authenticate(&token(name), &deed).unwrap()
    }

    /// Shows a token that must be good.
    #[track_caller]
    pub(crate) fn session(&mut self, name: &str) -> Session {
        match self.show(name) {
            Standing::Signed(session) => session,
            other => panic!("{name}: {other:?}"),
        }
    }

    /// Has a token replaced by the one called `next`.
    pub(crate) fn renew(&mut self, name: &str, next: &str) -> Standing {
        let deed = self.deed();
        let until = self.now + Span::days(90);
        self.accounts().renew(&token(name), &token(next), |_| until, &deed).unwrap()
    }
}
