//! The real window, driven as a person would drive it, for tests, pictures and measurements.
//!
//! [`Window`] opens the built application under a display and a message bus of its own and speaks WebDriver to it.
//! Nothing is shared between two windows: each has its own port, display, bus and, when the test wants it, data folder.
//! What a page should look like or do is the business of the tests, not of this crate.

#![deny(missing_docs)]

mod client;
mod disk;
mod display;
mod element;
pub mod footprint;
mod group;
mod keys;
mod notifications;
mod page;
mod peer;
mod post_box;
mod pretended;
mod program;
mod server;
mod sights;
mod story;
mod tray;
mod typing;
mod window;

pub use disk::Disk;
pub use element::Element;
pub use notifications::Notified;
pub use peer::Peer;
pub use post_box::PostBox;
pub use program::binary;
pub use server::{PASSWORD, Server};
pub use sights::{GUISES, Guise, Sight};
pub use story::Story;
pub use typing::Typing;
pub use window::{Bus, Options, Window};
