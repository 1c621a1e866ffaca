//! Saved views: what a person wished to see of the reviews, kept under a name.
//!
//! A view says which list, in which order, and what is left out of it ([`Shows`]); never which reviews those are. Start
//! with [`SavedViewsCommand`].

mod command;
mod entities;
mod view;

pub use command::{LIMIT, NAME_LIMIT, SavedViewsCommand, WORDS_LIMIT};
pub use entities::{SavedView, SavedViewId, Shows};
pub use view::{SavedViewLine, SavedViewsView};
