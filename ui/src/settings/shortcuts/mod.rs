//! The page on which people choose other keys. `catalogue` lists what has keys, `rules` say which may be chosen and
//! who loses them, `page` shows it and `key_dialog` hears the new keys.

mod catalogue;
mod key_dialog;
mod page;
mod rules;

pub(super) use page::ShortcutsPage;
pub(crate) use rules::keys_now;
