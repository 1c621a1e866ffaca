//! Hearing from the server when there may be something new. Whoever was cut off comes back after a while, and asks
//! everything anew: what happened meanwhile was told to nobody here.

use super::fetch::{Failed, Method, send};
use super::standing::Trouble;
use super::{Inner, renewing};
use crate::backend::json::from_js;
use crate::backend::{Changed, read};
use domain::query::Query;
use domain::rows::Table;
use gloo_events::EventListener;
use js_sys::JSON;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::{Rc, Weak};
use std::task::{Poll, Waker};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{EventSource, MessageEvent};

/// By how many tries one who listened waits longer than one who asked: 2 to 4 seconds at first.
const LATER: u32 = 2;

/// Begins to hear, once.
pub(super) fn begin(inner: &Rc<Inner>) {
    if inner.counted.get() == 1 {
        spawn_local(hear(Rc::downgrade(inner)));
        renewing::begin(inner);
    }
}

async fn hear(inner: Weak<Inner>) {
    let mut tries = 0;
    while let Some(inner) = inner.upgrade() {
        if listen(&inner).await {
            tries = 0;
        }
        inner.listens.set(false);
        // The stream does not say why it ended; another question does.
        let mut asked = None;
        match send(Method::Get, "/api/v1/me", None).await {
            Err(Failed::SignedOut(_)) => {
                inner.standing.signed_out();
                inner.everything_changed();
                inner.bell.rings().await;
                continue;
            }
            Err(Failed::Unreachable) => inner.standing.troubled(Trouble::Unreachable),
            Err(Failed::Busy { after }) => {
                inner.standing.troubled(Trouble::Busy);
                asked = after;
            }
            Err(Failed::Refused(_)) | Ok(_) => {}
        }
        // Everybody who listened may have been cut off at this moment, so they come back over a longer while than a question.
        inner.rest(asked, tries + LATER).await;
        tries += 1;
    }
}

/// Listens until it ends. Returns whether it had begun.
async fn listen(inner: &Rc<Inner>) -> bool {
    let Ok(source) = EventSource::new("/events") else { return false };
    let ended = Ended::default();
    let begun = Rc::new(Cell::new(false));
    let opened = EventListener::new(&source, "open", {
        let (inner, begun) = (inner.clone(), begun.clone());
        move |_| {
            begun.set(true);
            inner.listens.set(true);
            inner.standing.heard();
            inner.bell.ring();
            inner.everything_changed();
            look_at_what_waits(&inner);
        }
    });
    let heard = EventListener::new(&source, "message", {
        let inner = inner.clone();
        move |event| {
            let data = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
            let data = data.and_then(|data| JSON::parse(&data).ok()).map(|data| from_js(&data));
            let changed: Option<Changed> = data.and_then(|data| read(data).ok());
            if let Some(changed) = changed {
                inner.tell(&changed);
                if changed.tables.iter().any(|table| table == Table::KeptText.name()) {
                    look_at_what_waits(&inner);
                }
            }
        }
    });
    let failed = EventListener::new(&source, "error", {
        let ended = ended.clone();
        move |_| ended.now()
    });
    ended.wait().await;
    source.close();
    drop((opened, heard, failed));
    begun.get()
}

/// Counts the texts that are kept beside another one until the person decides.
fn look_at_what_waits(inner: &Rc<Inner>) {
    let Some(viewer) = inner.account.borrow().as_ref().map(|account| account.person.clone()) else { return };
    let inner = inner.clone();
    spawn_local(async move {
        let question = json!({ "viewer": viewer, "query": Query::Besides });
        if let Ok(Value::Array(texts)) = send(Method::Post, "/ask", Some(&question)).await {
            inner.standing.attention(texts.len() as u64);
        }
    });
}

/// That a stream has ended.
#[derive(Clone, Default)]
struct Ended(Rc<(Cell<bool>, RefCell<Option<Waker>>)>);

impl Ended {
    fn now(&self) {
        self.0.0.set(true);
        self.0.1.take().into_iter().for_each(Waker::wake);
    }

    async fn wait(&self) {
        poll_fn(|context| {
            if self.0.0.get() {
                return Poll::Ready(());
            }
            self.0.1.replace(Some(context.waker().clone()));
            Poll::Pending
        })
        .await;
    }
}
