//! What an admin does to an account, each with its way back. What is done to oneself ends the sessions that one has, and has
//! none: nobody is left to take it back.

use super::words::{ROLES, a, word};
use crate::accounts::calls::call;
use crate::hooks::now;
use crate::kit::{Toast, Toaster};
use domain::accounts::PersonLine;
use domain::base::{Instant, Refusal};
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

    /// Returns the account after it, as the server will tell it.
    fn applied(self, person: &PersonLine, at: Instant) -> PersonLine {
        let mut next = person.clone();
        match self {
            Self::Give(role) => {
                next.roles =
                    ROLES.into_iter().filter(|one| *one == role || next.roles.contains(one)).collect()
            }
            Self::Take(role) => next.roles.retain(|one| *one != role),
            Self::Disable => next.disabled_at = Some(at),
            Self::Enable => next.disabled_at = None,
        }
        next
    }

    /// Returns what goes with its command.
    pub(super) fn arguments(self, person: &PersonLine) -> Value {
        json!({ "person": person.person, "role": self.command().1.map(word) })
    }

    /// Returns the name of its command, and the role that it is about.
    pub(super) fn command(self) -> (&'static str, Option<Role>) {
        match self {
            Self::Give(role) => ("give_role", Some(role)),
            Self::Take(role) => ("take_role", Some(role)),
            Self::Disable => ("disable_account", None),
            Self::Enable => ("enable_account", None),
        }
    }

    /// Says to an admin what they are about to do to their own account.
    pub(super) fn asked(self) -> String {
        match self {
            Self::Give(role) => format!("You will be {}.", a(role)),
            Self::Take(Role::Admin) => {
                "You will not be an admin any more, and only another admin can change that.".to_owned()
            }
            Self::Take(role) => format!("You will not be {} any more.", a(role)),
            Self::Disable | Self::Enable => String::new(),
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

/// Does something to an account, says so with a way back, and tells how the account is then. What is refused is told.
pub(super) fn run(deed: Deed, person: &PersonLine, toaster: Option<Toaster>, done: Callback<PersonLine>) {
    let person = person.clone();
    spawn_local(async move {
        let changed = change(deed, &person).await;
        if let Ok(changed) = &changed {
            done.emit(changed.clone());
        }
        let Some(toaster) = toaster else { return };
        toaster.show(match changed {
            Ok(changed) => {
                Toast::done(deed.done(&person.name)).undo(way_back(deed, changed, toaster.clone(), done))
            }
            Err(refusal) => Toast::error(refusal.message, refusal.hint),
        });
    });
}

/// Returns what takes a deed back. Whoever undoes is told that already; only what is refused is said.
fn way_back(deed: Deed, person: PersonLine, toaster: Toaster, done: Callback<PersonLine>) -> Callback<()> {
    Callback::from(move |()| {
        let (person, toaster, done) = (person.clone(), toaster.clone(), done.clone());
        spawn_local(async move {
            match change(deed.back(), &person).await {
                Ok(changed) => done.emit(changed),
                Err(refusal) => toaster.show(Toast::error(refusal.message, refusal.hint)),
            }
        });
    })
}

/// Has the server do it, and returns how the account is then.
async fn change(deed: Deed, person: &PersonLine) -> Result<PersonLine, Refusal> {
    call::<Option<Value>>(deed.command().0, deed.arguments(person)).await?;
    Ok(deed.applied(person, now()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ana() -> PersonLine {
        PersonLine {
            person: "018f0000-0000-7000-8000-000000000001".parse().unwrap(),
            name: "Ana".to_owned(),
            email: "ana@example.org".to_owned(),
            roles: vec![Role::Client, Role::Creator],
            created_at: Instant(1),
            disabled_at: None,
            seen_at: None,
        }
    }

    #[test]
    fn an_account_is_shown_as_it_is_after_a_deed_and_as_before_once_that_is_taken_back() {
        let given = Deed::Give(Role::Mentor).applied(&ana(), Instant(5));
        assert_eq!(given.roles, [Role::Client, Role::Mentor, Role::Creator]);
        for deed in [Deed::Give(Role::Mentor), Deed::Take(Role::Client), Deed::Disable] {
            let changed = deed.applied(&ana(), Instant(5));
            assert_ne!(changed, ana(), "{deed:?}");
            assert_eq!(deed.back().applied(&changed, Instant(6)), ana(), "{deed:?}");
        }
    }

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
