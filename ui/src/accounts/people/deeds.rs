//! What an admin does to an account, each with its way back.

use super::words::{a, word};
use crate::accounts::calls::call;
use crate::kit::{Toast, Toaster};
use domain::accounts::PersonLine;
use domain::base::Refusal;
use domain::command::Role;
use serde_json::{Value, json};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Something that is done to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// A role is given.
    Give(Role),
    /// A role is taken.
    Take(Role),
    /// Nobody may sign in with it.
    Disable,
    /// People may sign in with it again.
    Enable,
}

impl Deed {
    fn back(self) -> Self {
        match self {
            Self::Give(role) => Self::Take(role),
            Self::Take(role) => Self::Give(role),
            Self::Disable => Self::Enable,
            Self::Enable => Self::Disable,
        }
    }

    fn command(self) -> (&'static str, Option<Role>) {
        match self {
            Self::Give(role) => ("give_role", Some(role)),
            Self::Take(role) => ("take_role", Some(role)),
            Self::Disable => ("disable_account", None),
            Self::Enable => ("enable_account", None),
        }
    }

    /// Says that it was done.
    fn done(self, name: &str) -> String {
        match self {
            Self::Give(role) => format!("{name} is {} now.", a(role)),
            Self::Take(role) => format!("{name} is not {} any more.", a(role)),
            Self::Disable => format!("{name} is signed out, and can’t sign in."),
            Self::Enable => format!("{name} can sign in again."),
        }
    }
}

/// Does something to an account, says so with a way back, and has the list asked again. What is refused is told.
pub(super) fn run(deed: Deed, person: &PersonLine, toaster: Option<Toaster>, again: Callback<()>) {
    let person = person.clone();
    spawn_local(async move {
        let done = change(deed, &person).await;
        again.emit(());
        let Some(toaster) = toaster else { return };
        toaster.show(match done {
            Ok(()) => {
                Toast::done(deed.done(&person.name)).undo(way_back(deed, person, toaster.clone(), again))
            }
            Err(refusal) => Toast::error(refusal.message, refusal.hint),
        });
    });
}

/// Returns what takes a deed back. Whoever undoes is told that already; only what is refused is said.
fn way_back(deed: Deed, person: PersonLine, toaster: Toaster, again: Callback<()>) -> Callback<()> {
    Callback::from(move |()| {
        let (person, toaster, again) = (person.clone(), toaster.clone(), again.clone());
        spawn_local(async move {
            let done = change(deed.back(), &person).await;
            again.emit(());
            if let Err(refusal) = done {
                toaster.show(Toast::error(refusal.message, refusal.hint));
            }
        });
    })
}

async fn change(deed: Deed, person: &PersonLine) -> Result<(), Refusal> {
    let (command, role) = deed.command();
    let arguments = json!({ "person": person.person, "role": role.map(word) });
    call::<Option<Value>>(command, arguments).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_deed_has_a_way_back_and_says_what_it_did() {
        for (deed, words) in [
            (Deed::Give(Role::Admin), "Ana is an admin now."),
            (Deed::Take(Role::Mentor), "Ana is not a mentor any more."),
            (Deed::Disable, "Ana is signed out, and can’t sign in."),
            (Deed::Enable, "Ana can sign in again."),
        ] {
            assert_eq!(deed.done("Ana"), words);
            assert_ne!(deed.back(), deed);
            assert_eq!(deed.back().back(), deed);
        }
    }
}
