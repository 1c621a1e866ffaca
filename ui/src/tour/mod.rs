//! The tour of the first start: a line above the page that says what to do next, and goes on when it was done. It
//! teaches by doing, in the sample workspace; it can be put aside at any moment and taken again from Help.

mod steps;
mod strip;

pub(crate) use strip::Tour;
