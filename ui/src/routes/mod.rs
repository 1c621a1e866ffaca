//! Where one can be, where one is, and how one gets elsewhere. Pages are told nothing else about the address.
//!
//! A router from a library brings matchers of patterns, queries and several histories along; it weighed more than the
//! frame does.

mod link;
mod route;
mod router;
mod settings_page;

pub(crate) use link::Link;
pub(crate) use route::Route;
pub(crate) use router::{Router, go_to, go_to_address, use_route};
pub(crate) use settings_page::SettingsPage;
