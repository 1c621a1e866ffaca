//! Synchronisation as people see it: the line at the foot of the rail and its panel, what is said about being offline, and
//! what needs attention. What is sent and when is decided elsewhere (`crates/sync`); how it stands, the shell says.

mod actions;
mod arriving;
mod attention;
mod best_way;
mod entry;
mod line;
mod menu_item;
mod missing;
mod panel;
mod try_now;
mod use_sync;
mod words;

pub(crate) use actions::use_sync_everywhere;
pub(crate) use arriving::{Coming, arriving, is_arriving};
pub(crate) use attention::AttentionPage;
pub(crate) use best_way::{BestWay, Way};
pub(crate) use entry::AttentionEntry;
pub(crate) use line::{SyncLine, SyncLineProps};
pub(crate) use menu_item::use_sync_items;
pub(crate) use missing::Missing;
pub(crate) use use_sync::use_sync;
