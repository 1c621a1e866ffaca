//! Who uses the application: the person acted as, and in a sample workspace the others one may act as.

use super::storage::{keep, kept};
use crate::kit::{Toaster, use_toaster};
use domain::base::PersonId;
use domain::command::Role;
use domain::people::PersonCard;
use std::rc::Rc;
use yew::prelude::*;

/// Under which name is kept that there were people once.
const KNOWN: &str = "known";

/// Someone whom one may act as.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Person {
    /// Their id.
    pub(crate) id: PersonId,
    /// Their name.
    pub(crate) name: AttrValue,
    /// The name of their time zone.
    pub(crate) zone: AttrValue,
    /// What they may do: for showing and hiding, the rules are asked on the other side.
    pub(crate) roles: Vec<Role>,
}

impl From<&PersonCard> for Person {
    fn from(card: &PersonCard) -> Self {
        Self {
            id: card.id,
            name: card.name.clone().into(),
            zone: card.zone.0.clone().into(),
            roles: card.roles.clone(),
        }
    }
}

impl Person {
    /// Whether they have a role.
    pub(crate) fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Returns the name of what they mostly are.
    pub(crate) fn role_name(&self) -> &'static str {
        [(Role::Admin, "Admin"), (Role::Creator, "Creator"), (Role::Mentor, "Mentor")]
            .into_iter()
            .find(|(role, _)| self.has(*role))
            .map_or("Client", |(_, name)| name)
    }
}

/// Who uses the application.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Session {
    /// The person acted as.
    pub(crate) me: Person,
    /// Everyone whom one may act as, oneself included.
    pub(crate) people: Rc<Vec<Person>>,
    /// Acts as someone else from now on.
    pub(crate) act_as: Callback<PersonId>,
    /// Whether not everything of theirs has come to this device yet, as far as anybody has said so.
    incomplete: Option<UseStateHandle<bool>>,
}

/// Returns who uses the application. Before that is known it is someone without a name and without roles.
#[hook]
pub(crate) fn use_session() -> Session {
    use_context::<Session>().unwrap_or_else(Session::nobody)
}

/// Returns the id of the person acted as.
#[hook]
pub(super) fn use_viewer() -> PersonId {
    use_context::<Session>().map_or_else(last_person, |session| session.me.id)
}

impl Session {
    /// Returns a session before it is known who uses the application.
    pub(crate) fn nobody() -> Self {
        let me = Person {
            id: last_person(),
            name: AttrValue::default(),
            zone: AttrValue::default(),
            roles: Vec::new(),
        };
        Self { me, people: Rc::default(), act_as: Callback::noop(), incomplete: None }
    }

    /// Whether not everything of theirs has come to this device yet: what is missing here may be at the server.
    pub(crate) fn is_incomplete(&self) -> bool {
        self.incomplete.as_deref().copied().unwrap_or_default()
    }

    /// Takes note of whether everything has come.
    pub(crate) fn note_incomplete(&self, is: bool) {
        if let Some(incomplete) = &self.incomplete {
            incomplete.set(is);
        }
    }

    /// Whether it is known who uses the application.
    pub(crate) fn is_known(&self) -> bool {
        !self.people.is_empty()
    }
}

/// Returns the person who was acted as last; nobody on a first start.
pub(crate) fn last_person() -> PersonId {
    kept("person").and_then(|id| id.parse().ok()).unwrap_or_default()
}

/// Whether this window never knew who uses the application: the workspace may still have to be made.
pub(crate) fn is_first_start() -> bool {
    kept(KNOWN).is_none()
}

/// Returns the session of a workspace's people: whoever was acted as last, or the first mentor, or anyone.
#[hook]
pub(crate) fn use_own_session(people: Rc<Vec<Person>>) -> Session {
    let chosen = use_state(last_person);
    let toaster = use_toaster();
    let act_as = {
        let chosen = chosen.setter();
        use_callback(toaster, move |id: PersonId, toaster| {
            keep("person", &id.to_string());
            chosen.set(id);
            // What happened to one person is not told to another.
            toaster.iter().for_each(Toaster::clear);
        })
    };
    let incomplete = Some(use_state_eq(|| false));
    use_effect_with(people.is_empty(), |empty| {
        if !empty {
            keep(KNOWN, "yes");
        }
    });
    let known = people.iter().find(|person| person.id == *chosen);
    let me =
        known.or_else(|| people.iter().find(|person| person.has(Role::Mentor))).or_else(|| people.first());
    match me.cloned() {
        Some(me) => Session { me, people, act_as, incomplete },
        None => Session { incomplete, ..Session::nobody() },
    }
}
