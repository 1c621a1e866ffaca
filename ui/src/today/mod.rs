//! The first screen of the day, for mentors and for clients.

mod client_part;
mod events;
mod greeting;
mod today_page;

pub(crate) use client_part::{ClientPart, ClientPartProps};
pub(crate) use today_page::TodayPage;
