//! People: accounts, the roles given to them, and what others may know of them.

mod command;
mod entities;
mod view;

pub use command::PeopleCommand;
pub use entities::{ClientCard, MentorProfile, Person, RoleGrant, RoleGrantId};
pub use view::{MeView, PersonCard};
