//! Into a workspace: the window forgets everything of the one that was open by loading its page anew.

use super::before::keep_account;
use super::calls::call;
use crate::backend::is_desktop;
use crate::hooks::window;
use crate::routes::{Route, go_to};
use crate::saving::is_all_saved;
use device::account::{AccountView, Using};
use domain::base::Refusal;
use gloo_events::EventListener;
use serde_json::{Value, json};

/// Has the shell open another workspace, and begins there.
///
/// # Errors
/// What the shell refused with. The window is as it was.
pub(super) async fn enter(command: &'static str, arguments: Value) -> Result<(), Refusal> {
    call::<Option<Value>>(command, arguments).await?;
    begin_anew().await
}

/// Begins with whoever uses the device now.
///
/// # Errors
/// When the shell does not say who that is.
pub(super) async fn begin_anew() -> Result<(), Refusal> {
    let view: AccountView = call("account", json!({})).await?;
    if note(&view) || is_desktop() {
        load("/");
    } else if here() == Some(Route::SignIn) {
        go_to(&Route::Today);
    }
    // Whoever signs in once more in a browser finds the page as it was, with every word on it.
    Ok(())
}

/// Sees who is signed in with this browser, before anything is asked in their name; and begins anew when another page of it
/// signs somebody else in, unless there are words here that were not sent.
pub(crate) async fn see_who_is_signed_in() {
    if let Ok(view) = call::<AccountView>("account", json!({})).await {
        note(&view);
    }
    let Some(window) = window() else { return };
    let own = super::own_account();
    EventListener::new(&window, "storage", move |_| {
        if super::own_account() != own && is_all_saved() {
            load("/");
        }
    })
    .forget();
}

/// Keeps whose account is open, and returns whether that was something else before.
pub(super) fn note(view: &AccountView) -> bool {
    let person = match &view.using {
        Using::Account(account) => Some(account.person.as_str()),
        Using::Nobody | Using::Sample => None,
    };
    let other = super::own_account().map(|known| known.to_string()).as_deref() != person;
    if other {
        keep_account(person);
    }
    other
}

/// Returns the page that the window shows.
fn here() -> Option<Route> {
    Some(Route::at(&window()?.location().pathname().ok()?))
}

/// Loads a page anew.
pub(super) fn load(address: &str) {
    if let Some(window) = window() {
        drop(window.location().assign(address));
    }
}
