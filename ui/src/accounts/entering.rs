//! Into a workspace: the window forgets everything of the one that was open by loading its page anew.

use super::before::keep_account;
use super::calls::call;
use crate::hooks::window;
use device::account::{AccountView, Using};
use domain::base::Refusal;
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
    note(&view);
    load("/");
    Ok(())
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

/// Loads a page anew.
pub(super) fn load(address: &str) {
    if let Some(window) = window() {
        drop(window.location().assign(address));
    }
}
