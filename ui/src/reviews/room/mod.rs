//! The review room at `/reviews/:submission`: before a claim, while it is written, and after it was sent.

mod addition;
mod answer;
mod answers;
mod checklist;
mod comment_card;
mod comment_writer;
mod comments;
mod desk;
mod foot;
mod guidance;
mod kept_here;
mod layout;
mod left_over;
mod lost_notice;
mod lost_texts;
mod marks;
mod neighbours;
mod note;
mod offers_here;
mod open_comments;
mod places;
mod preview;
mod readiness;
mod reading;
mod releasing;
mod room_page;
mod round_panel;
mod sending;
mod sending_panel;
mod settling;
mod thread;
mod top;
mod writing;
mod writing_actions;
mod writing_deeds;

pub(crate) use room_page::RoomPage;
