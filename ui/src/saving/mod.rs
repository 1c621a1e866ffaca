//! What is being written and saves itself: on its way to the disk, whether it is there, and the one place that knows
//! of all of it. `saves` decides and is pure, `saver` is its timer and its messenger, `ledger` knows every saver, and
//! `line` puts it into words for the frame.

mod as_file;
mod bases;
mod leaving;
mod ledger;
mod line;
mod saver;
mod saves;
mod slot;

pub(crate) use as_file::save_as_file;
pub(crate) use leaving::ask_before_leaving;
pub(crate) use line::{Line, all_well, is_all_saved, use_said, use_saving_line};
pub(crate) use saver::{Saver, use_reach_unsaved, use_saver, use_saver_of};
pub(crate) use saves::Standing;
pub(crate) use slot::Slot;
