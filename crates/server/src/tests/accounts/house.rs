//! A server with accounts, its clock, and whoever is at its door.

use crate::state::Keeper;
use crate::tests::client::{Answer, Client};
use crate::{Config, State, figures, listen, routes};
use domain::accounts::{AccountCode, DeviceHello, DeviceId, Secret, SignIn, SignUp, SignedIn};
use domain::base::{CommandId, Instant, PersonId, Refusal, Span, ZoneId};
use domain::command::Role;
use serde::Serialize;
use serde_json::{Value, json};
use std::borrow::Borrow;
use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use store::Store;
use store::accounts::{Deed, OutgoingMail};
use store::engine::Dialect;
use store::testing::{OnEngine, ServerStore};
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;
use uuid::Uuid;

/// The password of everybody here.
pub(in crate::tests) const PASSWORD: &str = "correct horse battery";

/// When a test gives up on what should have happened long ago.
const GIVE_UP: Duration = Duration::from_secs(60);

/// A server on a port of its own. It ends when this is dropped.
pub(in crate::tests) struct House {
    runtime: Runtime,
    pub(super) state: Arc<State>,
    held: Keeper,
    address: SocketAddr,
    clock: Arc<AtomicI64>,
    listens: Option<JoinHandle<std::io::Result<()>>>,
}

struct Held(ServerStore);

impl Borrow<Store> for Held {
    fn borrow(&self) -> &Store {
        &self.0
    }
}

impl OnEngine for House {
    fn on(dialect: Dialect) -> Self {
        Self::with(dialect, |_| {})
    }
}

/// Somebody with an account, and a device that is signed in.
pub(super) struct Guest {
    pub(super) email: String,
    pub(super) device: DeviceId,
    pub(super) known: Secret,
    pub(super) signed: SignedIn,
    pub(super) client: Client,
}

/// Returns what a device says when it signs in.
pub(super) fn hello(device: DeviceId) -> DeviceHello {
    DeviceHello { id: device, name: "Ana's laptop".to_owned(), known: None }
}

/// Returns why an account's request was refused.
#[track_caller]
pub(super) fn why(answer: &Answer) -> AccountCode {
    let refusal: Refusal = answer.json();
    AccountCode::of(&refusal).unwrap_or_else(|| panic!("{}: {refusal:?}", answer.status))
}

impl House {
    pub(in crate::tests) fn with(dialect: Dialect, set_up: impl FnOnce(&mut Config)) -> Self {
        Self::over(Arc::new(Held(ServerStore::on(dialect))), set_up)
    }

    /// Starts a server over what a store is kept in.
    pub(in crate::tests) fn over(held: Keeper, set_up: impl FnOnce(&mut Config)) -> Self {
        figures::begin();
        let mut config = Config::default();
        set_up(&mut config);
        let clock = Arc::new(AtomicI64::new(1_800_000_000_000));
        let told = clock.clone();
        let random = Arc::new(different);
        let state =
            State::new(config, held.clone(), Arc::new(move || Instant(told.load(Ordering::SeqCst))), random);
        let state = Arc::new(state);
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let listener = runtime.block_on(listen::bind((Ipv4Addr::LOCALHOST, 0).into())).unwrap();
        let address = listener.local_addr().unwrap();
        let listens = runtime.spawn(listen::listen(state.clone(), listener, routes::routes(&state)));
        Self { runtime, state, held, address, clock, listens: Some(listens) }
    }

    pub(in crate::tests) fn store(&self) -> &Store {
        (*self.held).borrow()
    }

    pub(in crate::tests) fn now(&self) -> Instant {
        self.state.now()
    }

    pub(in crate::tests) fn later(&self, span: Span) {
        self.clock.fetch_add(span.0, Ordering::SeqCst);
    }

    pub(super) fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// Returns somebody who is not signed in.
    pub(in crate::tests) fn nobody(&self) -> Client {
        Client::of(self.address)
    }

    /// Returns somebody with a token.
    pub(super) fn holder(&self, token: &Secret) -> Client {
        self.nobody().saying("authorization", &format!("Bearer {}", token.reveal()))
    }

    /// Asks as a stranger, at the pace of people.
    pub(super) fn ask(&self, path: &str, body: &impl Serialize) -> Answer {
        self.later(Span::seconds(3));
        self.nobody().post(&format!("/api/v1/{path}"), body)
    }

    pub(super) fn sign_up(&self, email: &str) -> Answer {
        let asked = SignUp {
            name: "Ana".to_owned(),
            email: email.to_owned(),
            password: Secret::new(PASSWORD),
            zone: ZoneId("Europe/Warsaw".to_owned()),
        };
        self.ask("accounts", &asked)
    }

    pub(super) fn sign_in(
        &self,
        email: &str,
        password: &str,
        device: DeviceHello,
        code: Option<&str>,
    ) -> Answer {
        let asked = SignIn {
            email: email.to_owned(),
            password: Secret::new(password),
            code: code.map(Secret::new),
            device,
            carrier: domain::accounts::Carrier::Bearer,
        };
        self.ask("sessions", &asked)
    }

    /// Takes the next mail out of the database.
    pub(super) fn mail(&self) -> Option<OutgoingMail> {
        let mail = self.store().accounts().take_mail(self.now(), Span::days(1)).unwrap()?;
        self.store().accounts().end_mail(mail.id, None, self.now()).unwrap();
        Some(mail)
    }

    /// Takes all mail, and returns of what kinds it is, by name.
    pub(super) fn kinds(&self) -> Vec<String> {
        let mut kinds: Vec<_> = std::iter::from_fn(|| self.mail()).map(|mail| mail.kind).collect();
        kinds.sort();
        kinds
    }

    /// Takes the next mail, which has to be of a kind, and returns the token in its link.
    #[track_caller]
    pub(super) fn link(&self, kind: &str) -> Value {
        let mail = self.mail().unwrap();
        assert_eq!(mail.kind, kind);
        let (_, rest) = mail.text.split_once('#').unwrap();
        let token: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
        json!(token)
    }

    /// Waits for the mail of something that goes on after its answer, and returns the token in its link.
    #[track_caller]
    pub(super) fn wait_for_link(&self, kind: &str) -> Value {
        let begun = std::time::Instant::now();
        while self.store().accounts().waiting_mail().unwrap() == 0 {
            assert!(begun.elapsed() < GIVE_UP, "the mail of {kind} never came");
            std::thread::yield_now();
        }
        self.link(kind)
    }

    /// Makes somebody with an account, the way that people do.
    pub(super) fn account(&self, email: &str) {
        assert_eq!(self.sign_up(email).status, 202);
        let verified = self.ask("email/verify", &json!({ "token": self.link("confirm") }));
        assert_eq!(verified.status, 204);
    }

    /// Makes somebody with an account who is signed in.
    pub(super) fn guest(&self, email: &str) -> Guest {
        self.account(email);
        self.enter(email, DeviceId(fresh()))
    }

    /// Signs somebody in with a device.
    pub(super) fn enter(&self, email: &str, device: DeviceId) -> Guest {
        let answer = self.sign_in(email, PASSWORD, hello(device), None);
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
        let signed: SignedIn = answer.json();
        let client = self.holder(signed.token.as_ref().unwrap());
        Guest { email: email.to_owned(), device, known: signed.known.clone().unwrap(), signed, client }
    }

    /// Makes somebody an admin who is signed in.
    pub(super) fn admin(&self, email: &str) -> Guest {
        self.account(email);
        let person = self.person(email);
        let deed = Deed { id: fresh(), at: self.now(), actor: None, device: None, address: None };
        self.store().accounts().give_role(person, Role::Admin, CommandId(fresh()), &deed).unwrap();
        self.enter(email, DeviceId(fresh()))
    }

    pub(super) fn person(&self, email: &str) -> PersonId {
        self.store().accounts().find_by_email(email).unwrap().unwrap().person
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        self.state.end();
        if let Some(listens) = self.listens.take() {
            self.runtime.block_on(listens).unwrap().unwrap();
        }
    }
}

/// Returns an id that nobody had.
pub(super) fn fresh() -> Uuid {
    let mut bytes = [0; 16];
    different(&mut bytes);
    Uuid::from_bytes(bytes)
}

/// Fills bytes differently each time.
fn different(bytes: &mut [u8]) {
    static NEXT: LazyLock<AtomicU64> = LazyLock::new(AtomicU64::default);
    for chunk in bytes.chunks_mut(8) {
        // The steps of a generator that goes through all numbers once (SplitMix64).
        let mut mixed = NEXT.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        chunk.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..chunk.len()]);
    }
}
