//! The settings: a list of pages, and the pages. What they change lies elsewhere (how it all looks: `frame`).
//!
//! A page is a variant of [`SettingsPage`](crate::routes::SettingsPage), an entry in `index` and an arm in `screen`.

mod about_page;
mod accessibility_page;
mod appearance_page;
mod index;
mod screen;

pub(crate) use index::finds;
pub(crate) use screen::SettingsScreen;
