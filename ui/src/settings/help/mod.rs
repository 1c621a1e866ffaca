//! Help: the user guide, the same text as `docs/guide.md`, to read and to search.

mod guide;
mod page;
mod view;

pub(super) use page::HelpPage;
