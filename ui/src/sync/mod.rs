//! Synchronisation as people see it: the line at the foot of the rail and its panel, what is said about being offline, and
//! what needs attention. What is sent and when is decided elsewhere (`crates/sync`); how it stands, the shell says.

mod actions;
mod attention;
mod entry;
mod line;
mod menu_item;
mod panel;
mod use_sync;
mod words;

pub(crate) use actions::sync_actions;
pub(crate) use attention::AttentionPage;
pub(crate) use entry::AttentionEntry;
pub(crate) use line::{SyncLine, SyncLineProps};
pub(crate) use menu_item::use_sync_item;
pub(crate) use use_sync::use_sync;
pub(crate) use words::arriving;
