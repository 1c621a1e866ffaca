//! People: accounts, the roles given to them, and what others may know of them.

mod command;
mod entities;
mod erase;
mod roles;
mod view;

pub use command::PeopleCommand;
pub use entities::{ClientCard, MentorProfile, Person, RoleGrant, RoleGrantId};
pub use erase::FORMER;
pub use roles::{admins_root, last_admin};
pub use view::{MeView, PersonCard};
