//! A section as its client works on it: the form, what its mentor said, and asking for a review.
//!
//! `form` and `saves` decide and know nothing of the screen; `sheet` puts the parts together.

mod answer;
mod answer_field;
mod ask;
mod ask_dialog;
mod asking;
mod comment_card;
mod controls;
mod desk;
mod entries;
mod entry_fields;
mod entry_row;
mod entry_runs;
mod foot;
mod form;
mod history;
mod notes;
mod page;
mod reach;
mod reply_box;
mod round_view;
#[cfg(test)]
mod samples;
mod section_actions;
mod sheet;
mod standing_note;

pub(crate) use page::SectionPage;
