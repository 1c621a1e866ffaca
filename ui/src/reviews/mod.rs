//! Reviews on the screen: the list, and the room in which one is read and written. The rules are `domain::reviews`'.

mod boxes;
mod list;
mod passing_on;
mod putting_away;
mod review_line;
mod room;
#[cfg(test)]
mod samples;
mod unsent;
mod words;

pub(crate) use list::ReviewsPage;
pub(crate) use review_line::ReviewLine;
pub(crate) use room::RoomPage;
#[cfg(test)]
pub(crate) use samples::row as sample_row;
pub(crate) use unsent::{Unsent, use_unsent};
pub(crate) use words::{count, first_name, kind_badge, kind_name, outcome_name};
