//! How the interface reaches Rust: the only place that knows whether that is the desktop's own process
//! ([`tauri`]) or something behind HTTP ([`http`], for development in a browser). Screens use `hooks`.

mod http;
mod json;
mod read;
mod tauri;

pub(crate) use json::{parse, text_of};
pub(crate) use read::read;

use domain::base::{Code, CommandId, PersonId, Refusal};
use serde::{Deserialize, Serialize};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// What a call will give.
pub(crate) type Answer<T> = Pin<Box<dyn Future<Output = Result<T, Refusal>>>>;

/// The other side. An answer is a refusal when a rule said no, and also when nobody could be reached.
pub(crate) trait Backend {
    /// Sends a command's envelope, as JSON.
    fn dispatch(&self, envelope: serde_json::Value) -> Answer<()>;

    /// Asks a question as JSON, on behalf of a person, and returns its view as JSON.
    fn ask(&self, viewer: PersonId, query: serde_json::Value) -> Answer<serde_json::Value>;

    /// Calls a command of the device (its preferences, its file). A browser is no device: there it does nothing, and
    /// answers `null`.
    fn device(&self, command: &'static str, arguments: serde_json::Value) -> Answer<serde_json::Value>;

    /// Calls back whenever rows have changed, until what it returns is dropped.
    fn subscribe(&self, on_change: Rc<dyn Fn(Changed)>) -> Subscription;

    /// Calls back with the device's news of one kind, as JSON, until what it returns is dropped.
    fn on_news(&self, event: &'static str, told: Rc<dyn Fn(serde_json::Value)>) -> Subscription;

    /// Says who is where. Returns the address of the page that somebody wants to see who came from outside the window,
    /// by a link or a notification.
    fn here(&self, viewer: PersonId, address: &str) -> Answer<Option<String>>;

    /// Calls back when somebody may have come from outside: once when it begins to listen, and from then on until what
    /// it returns is dropped.
    fn on_open(&self, opened: Rc<dyn Fn()>) -> Subscription;
}

/// Rows have changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Changed {
    /// The tables that they are in.
    pub(crate) tables: Vec<String>,
    /// The command that did it, where one did.
    #[serde(default)]
    pub(crate) by: Option<CommandId>,
}

/// Being told of changes, for as long as this is held.
pub(crate) struct Subscription(
    #[expect(dead_code, reason = "dropping it is its use")] Box<dyn std::any::Any>,
);

/// Returns the way to Rust from where the interface runs.
pub(crate) fn here() -> Rc<dyn Backend> {
    match tauri::Tauri::find() {
        Some(tauri) => Rc::new(tauri),
        None => Rc::new(http::Http),
    }
}

fn out_of_reach(reason: &str) -> Refusal {
    Refusal::new(Code::Bug, format!("The application's core does not answer ({reason})."))
        .hint("Nothing that was saved is lost. Close the window and open it again.")
}
