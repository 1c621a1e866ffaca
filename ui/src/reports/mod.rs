//! Reports at `/reports`: what one has done, as a table to order, filter, print and take along.
//!
//! The rows are read by a statement of `crates/store/sql/reports`, which the window runs itself on a copy that the shell makes
//! ([`source`]); only those in sight are read ([`use_reviews`]).

mod clock;
mod filters;
mod past_reviews;
mod range;
mod rows;
mod source;
mod table;
mod totals;
mod use_reviews;
mod wish;

pub(crate) use past_reviews::PastReviewsPage;
