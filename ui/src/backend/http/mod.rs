//! Rust behind HTTP on the same origin, for a browser: what is done goes to `POST /dispatch`, questions to `POST /ask`, and
//! `GET /events` says when to ask again. It is loaded only where it is used.
//!
//! A change waits here until the server has answered, in order, under the id that it was made with: sent twice, it is done
//! once. A question waits as well, so that a screen is never taken away because a network is.

mod account;
mod back_off;
mod bell;
mod fetch;
mod file;
mod line;
mod people;
mod renewing;
mod settings;
mod standing;
mod stream;

use super::{Answer, Backend, Changed, Subscription};
use bell::Bell;
use domain::accounts::AccountCode;
use domain::base::{Code, PersonId, Refusal};
use domain::rows::Table;
use fetch::{Failed, Method, send};
use line::Line;
use serde_json::{Value, json};
use standing::{Standing, Trouble};
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

/// The same origin. A handle: clones share it.
#[derive(Clone, Default)]
pub(super) struct Http(Rc<Inner>);

/// Who hears of changes.
type Hearers = Vec<(u32, Rc<dyn Fn(Changed)>)>;

#[derive(Default)]
struct Inner {
    /// Changes leave one after another.
    line: Line,
    /// Rings when it is worth trying again.
    bell: Rc<Bell>,
    standing: Standing,
    hearers: RefCell<Hearers>,
    counted: Cell<u32>,
    account: account::Known,
    /// Whether an admin looks at what somebody else sees: nothing is changed then.
    visits: Cell<bool>,
    listens: Cell<bool>,
}

impl Inner {
    /// Says that rows of every table may have changed.
    fn everything_changed(&self) {
        let tables: Vec<String> = Table::ALL.iter().map(|table| table.name().to_owned()).collect();
        self.tell(&Changed { tables, by: None });
    }

    /// Whether somebody is signed in, as far as is known here.
    fn is_signed_in(&self) -> bool {
        self.account.borrow().is_some() && !self.standing.is_signed_out()
    }

    fn tell(&self, changed: &Changed) {
        // Whoever hears may begin or end to hear.
        let hearers: Vec<_> = self.hearers.borrow().iter().map(|(_, hearer)| hearer.clone()).collect();
        hearers.iter().for_each(|hearer| hearer(changed.clone()));
    }

    /// Sends until there is an answer, or a rule says no.
    async fn until_answered(&self, path: &str, body: &Value) -> Result<Value, Refusal> {
        let mut tries = 0;
        loop {
            match send(Method::Post, path, Some(body)).await {
                Ok(answer) => {
                    self.standing.heard();
                    return Ok(answer);
                }
                // An admin's other page is on a visit. What was written here is the admin's own, and waits until that is over.
                Err(Failed::Refused(refusal)) if path == DISPATCH && is_on_a_visit(&refusal) => {
                    self.again(Trouble::Busy, None, tries).await;
                }
                Err(Failed::Refused(refusal)) => {
                    self.standing.heard();
                    return Err(refusal);
                }
                Err(Failed::SignedOut(refusal)) if path == DISPATCH => {
                    // It stays here until somebody has signed in again. The page says so because its questions do.
                    self.standing.signed_out();
                    if tries == 0 {
                        self.everything_changed();
                    }
                    drop(refusal);
                    self.bell.rings().await;
                }
                Err(Failed::SignedOut(refusal)) => {
                    self.standing.signed_out();
                    return Err(refusal);
                }
                Err(Failed::Unreachable) => self.again(Trouble::Unreachable, None, tries).await,
                Err(Failed::Busy { after }) => self.again(Trouble::Busy, after, tries).await,
            }
            tries += 1;
        }
    }

    async fn again(&self, trouble: Trouble, asked: Option<u32>, tries: u32) {
        self.standing.troubled(trouble);
        self.rest(asked, tries).await;
    }

    /// Waits before something is tried again: for as long as the server asks, whatever happens meanwhile; then by our own
    /// judgement. Only a person who wants it now is not kept waiting.
    async fn rest(&self, asked: Option<u32>, tries: u32) {
        let rest = back_off::Rest::of(asked, tries, js_sys::Math::random());
        if self.bell.is_insisted_within(rest.asked).await {
            return;
        }
        self.bell.rings_within(rest.own).await;
    }
}

/// Where changes go.
const DISPATCH: &str = "/dispatch";

impl Backend for Http {
    fn dispatch(&self, envelope: Value) -> Answer<()> {
        let inner = self.0.clone();
        if inner.visits.get() {
            return Box::pin(async { Err(only_looking()) });
        }
        // It counts from now on, not from when somebody begins to wait for it.
        let place = inner.line.place();
        inner.standing.waits();
        Box::pin(async move {
            let turn = place.turn().await;
            let answered = inner.until_answered(DISPATCH, &envelope).await.map(drop);
            drop(turn);
            inner.standing.done();
            if answered.is_ok() && !inner.listens.get() {
                inner.everything_changed();
            }
            answered
        })
    }

    fn ask(&self, viewer: PersonId, query: Value) -> Answer<Value> {
        let inner = self.0.clone();
        Box::pin(
            async move { inner.until_answered("/ask", &json!({ "viewer": viewer, "query": query })).await },
        )
    }

    fn device(&self, command: &'static str, arguments: Value) -> Answer<Value> {
        let inner = self.0.clone();
        Box::pin(async move {
            match command {
                "sync_standing" => Ok(inner.standing.told()),
                "sync_now" => {
                    inner.bell.insist();
                    Ok(Value::Null)
                }
                // What a rule refuses here was never more than on the screen, and stays there.
                "attention" => Ok(json!([])),
                "keep_as_file" => file::keep_as_file(&arguments),
                "network_changed" => {
                    if arguments.get("up").and_then(Value::as_bool) == Some(true) {
                        inner.bell.ring();
                    }
                    Ok(Value::Null)
                }
                "keep_preference" => {
                    settings::keep_preference(&arguments);
                    Ok(Value::Null)
                }
                _ => account::call(&inner, command, &arguments).await.unwrap_or_else(|| Err(only_there())),
            }
        })
    }

    fn is_sending(&self) -> bool {
        self.0.standing.is_waiting()
    }

    fn only_looks(&self) -> bool {
        self.0.visits.get()
    }

    fn subscribe(&self, on_change: Rc<dyn Fn(Changed)>) -> Subscription {
        let id = self.0.counted.get();
        self.0.counted.set(id + 1);
        self.0.hearers.borrow_mut().push((id, on_change));
        stream::begin(&self.0);
        Subscription(Box::new(Hearing { id, of: Rc::downgrade(&self.0) }))
    }

    fn on_news(&self, event: &'static str, told: Rc<dyn Fn(Value)>) -> Subscription {
        match event {
            device::sync::EVENT => Subscription(Box::new(self.0.standing.tell(told))),
            _ => Subscription(Box::new(())),
        }
    }

    fn here(&self, _viewer: PersonId, _address: &str) -> Answer<Option<String>> {
        // A browser opens links by itself.
        Box::pin(async { Ok(None) })
    }

    fn on_open(&self, _opened: Rc<dyn Fn()>) -> Subscription {
        Subscription(Box::new(()))
    }
}

/// Hearing of changes, until this is dropped.
struct Hearing {
    id: u32,
    of: Weak<Inner>,
}

impl Drop for Hearing {
    fn drop(&mut self) {
        if let Some(inner) = self.of.upgrade() {
            inner.hearers.borrow_mut().retain(|(id, _)| *id != self.id);
        }
    }
}

pub(super) use settings::bring_preferences;

fn is_on_a_visit(refusal: &Refusal) -> bool {
    AccountCode::of(refusal) == Some(AccountCode::OnAVisit)
}

fn only_looking() -> Refusal {
    Refusal::new(Code::Forbidden, "You only look: nothing can be changed on a visit.")
        .hint("End the visit to work in your own account again.")
}

fn only_there() -> Refusal {
    Refusal::new(Code::UnknownKind, "Only the desktop application does this.").hint(
        "Install Wrap It Up on your computer and sign in there: everything you have here is there as well.",
    )
}
