//! Which application this is, what it is made of, where its log is, and what is left of its mistakes;
//! and whether there is a newer one.

mod facts;
mod licences;
mod mistakes;
mod page;
mod updates;

pub(super) use page::AboutPage;
