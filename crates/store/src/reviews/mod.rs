//! Questions about reviews: the lists ([`queries`]) and the review room ([`room`]).

pub(crate) mod besides;
mod changed;
mod done;
mod entries;
mod held;
mod kept;
mod kept_places;
mod list;
mod offers;
pub(crate) mod queries;
mod queue;
pub(crate) mod room;
pub(crate) mod rounds;
mod sent;
pub(crate) mod titles;
pub(crate) mod unsent;
mod writing;

use crate::engine::Stmt;

/// The statements of the feature.
pub(crate) const STATEMENTS: &[&Stmt] = &[
    &queries::HELD_COUNT,
    &queries::DONE_COUNT,
    &queries::OPEN_FOR,
    &queries::IN_COURT,
    &queue::QUEUE,
    &queue::RESERVED,
    &held::HELD,
    &held::HELD_COMMENTS,
    &changed::HELD_ANSWERS,
    &done::DONE,
    &list::DRAFTED,
    &kept::KEPT,
    &kept::LOST_DRAFTS,
    &titles::TITLES,
    &rounds::REPLIES,
    &rounds::RESOLVED,
    &rounds::AMENDMENTS,
];
