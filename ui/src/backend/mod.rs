//! How the interface reaches Rust: the only place that knows whether that is the desktop's own process
//! ([`tauri`]) or a server behind HTTP ([`http`], for a browser, where it is loaded first). Screens use `hooks`.

mod http;
mod json;
mod read;
mod tauri;

pub(crate) use json::{parse, text_of};
pub(crate) use read::read;

use domain::base::{Code, CommandId, PersonId, Refusal};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
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

    /// Calls a command of the device (its preferences, its accounts, its file). A browser has no file: what has to do with
    /// one is refused there.
    fn device(&self, command: &'static str, arguments: serde_json::Value) -> Answer<serde_json::Value>;

    /// Whether a change is on its way to where it is kept: until then it is on the page alone.
    fn is_sending(&self) -> bool {
        false
    }

    /// Whether somebody only looks at what another person sees: nothing can be written then.
    fn only_looks(&self) -> bool {
        false
    }

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

thread_local! {
    static HERE: RefCell<Option<Rc<dyn Backend>>> = const { RefCell::new(None) };
}

/// Whether this is the desktop's window, and no browser.
pub(crate) fn is_desktop() -> bool {
    tauri::Tauri::of_the_window().is_there()
}

/// Returns the way to Rust from where the interface runs.
pub(crate) fn here() -> Rc<dyn Backend> {
    HERE.with_borrow(Clone::clone).unwrap_or_else(|| Rc::new(tauri::Tauri::of_the_window()))
}

/// From now on it leads over HTTP. What the person set up in this browser is brought into the page.
pub(crate) fn use_http() {
    http::bring_preferences();
    let way: Rc<dyn Backend> = Rc::new(http::Http::default());
    // Nothing else is ever put there: the compiler would see that, and call it from the first download.
    HERE.set(Some(std::hint::black_box(way)));
}

fn out_of_reach(reason: &str) -> Refusal {
    Refusal::new(Code::Bug, format!("The application's core does not answer ({reason})."))
        .hint("Nothing that was saved is lost. Close the window and open it again.")
}
