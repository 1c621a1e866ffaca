//! Saved views of the list: they stand above it, and are opened, saved and changed there.

mod deeds;
mod name_dialog;
mod standing;
mod view_actions;
mod views_bar;

pub(super) use views_bar::ViewsBar;
