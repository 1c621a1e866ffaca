//! What the window and the shell say to each other about this device: its preferences, its file, its reports.
//!
//! Types alone, a module for each theme. What is decided with them stands in the shell; what they look like, in the
//! interface. A person's own data goes another way (`domain`).

#![deny(missing_docs)]

pub mod about;
pub mod account;
pub mod attention;
pub mod background;
pub mod preferences;
pub mod reports;
pub mod spelling;
pub mod storage;
pub mod sync;
pub mod update;
