//! The settings: a list of pages, and the pages. What they change lies elsewhere (`preferences`).
//!
//! A page is a variant of [`SettingsPage`](crate::routes::SettingsPage), its name in `index` and an arm in `screen`; a
//! setting of a few words is a row in `setting`.

mod about;
mod accessibility_page;
mod background_page;
mod change;
mod choosing;
mod device_answer;
mod everywhere;
mod help;
mod index;
mod leaving;
mod notifications_page;
mod palette;
mod screen;
mod setting;
mod shortcuts;
mod spelling;
mod text_size;

pub(crate) use everywhere::FullEverywhere;
pub(crate) use palette::FullPalette;
pub(crate) use screen::SettingsScreen;
pub(crate) use shortcuts::keys_now;
