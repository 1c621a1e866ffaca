//! Who has an account, for admins in a browser: what they may do, whether they may sign in, and looking at what somebody sees.

mod deeds;
mod own_dialog;
mod page;
mod row;
mod visit_dialog;
mod words;

pub(crate) use page::PeoplePage;
