//! The first screen of the day, for mentors and for clients.

mod client_part;
mod events;
mod greeting;
mod since;
mod today_page;

pub(crate) use client_part::{ClientPart, ClientPartProps};
pub(crate) use since::{Since, SinceProps};
pub(crate) use today_page::TodayPage;
