//! The list of reviews at `/reviews`.

mod kept_drafts;
mod order;
mod review_list;
mod reviews_page;
mod state;
mod views;

pub(crate) use reviews_page::ReviewsPage;
