//! How the application is set up on this device: read before the first drawing, applied to the page, kept by the shell.
//!
//! Every preference is a word under a name (`device::preferences`); a word that means nothing counts as none. The screens
//! that change them are the settings.

mod look;
mod use_preferences;
mod values;

pub(crate) use use_preferences::{Preferences, use_own_preferences, use_preferences};
pub(crate) use values::{SIZES, Values};
