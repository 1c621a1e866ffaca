//! Which application this is, what it is made of, where its log is, and what is left of its mistakes.

mod clipboard;
mod facts;
mod licences;
mod mistakes;
mod page;

pub(super) use page::AboutPage;
