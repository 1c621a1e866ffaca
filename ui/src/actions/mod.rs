//! Everything that one can do, each thing once: title, keys, when it is possible, and what it does.
//!
//! Screens put their [`Action`]s on a shelf while they are shown ([`use_actions`]); the palette, the sheet of
//! shortcuts, buttons' tooltips and the keyboard all read the same shelves. Rules and features are not here.

mod action;
mod action_button;
mod chord;
mod keys;
mod registry;
mod remapped;
mod search;
mod use_actions;
mod window_keys;

pub(crate) use action::Action;
pub(crate) use action_button::ActionButton;
pub(crate) use keys::{Keys, Press};
pub(crate) use registry::{ActionsProvider, Shelf};
pub(crate) use remapped::{keys_of, remap};
pub(crate) use search::search;
pub(crate) use use_actions::{use_action_registry, use_actions, use_actions_on, use_shelf};
pub(crate) use window_keys::pressed;
