//! What an admin does to an account, each with its way back.

use super::words::{a, word};
use crate::accounts::calls::call;
use crate::kit::{Toast, Toaster};
use domain::accounts::PersonLine;
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
        let (command, role) = deed.command();
        let arguments = json!({ "person": person.person, "role": role.map(word) });
        let answered = call::<Option<Value>>(command, arguments).await;
        again.emit(());
        let Some(toaster) = toaster else { return };
        toaster.show(match answered {
            Ok(_) => {
                let (back, of, shows) = (deed.back(), person.clone(), toaster.clone());
                let undo = Callback::from(move |()| run(back, &of, Some(shows.clone()), again.clone()));
                Toast::done(deed.done(&person.name)).undo(undo)
            }
            Err(refusal) => Toast::error(refusal.message, refusal.hint),
        });
    });
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
