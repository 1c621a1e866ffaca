//! The person's file as a file: where it is, its backups, and the way out when it is damaged. What the shell does about it
//! stands in `src-tauri/storage`; the types that both share, in `device`.

mod backups;
mod calls;
mod damaged_page;
mod mending;
mod read_only_strip;
mod restoring;
mod storage_page;
mod use_storage;
mod words;
mod your_data;

pub(crate) use damaged_page::{DamagedPage, DamagedPageProps};
pub(crate) use read_only_strip::ReadOnlyStrip;
pub(crate) use storage_page::StoragePage;
pub(crate) use words::size;
