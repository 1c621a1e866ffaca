//! What stays around every screen: rail, top line, bottom bar, palette, sheet of shortcuts, and how it all looks.
//!
//! A screen is a [`Page`]. Which sections there are is said by the application, not here.

mod bottom_bar;
mod everywhere;
mod first_start;
#[expect(clippy::module_inception, reason = "the frame is the main part of the frame")]
mod frame;
mod frame_actions;
mod page;
mod palette;
mod person_menu;
mod rail;
mod section;
mod shortcut_sheet;

pub(crate) use everywhere::{Everywhere, EverywhereProps, undo_keys};
pub(crate) use first_start::{opening, preparing};
pub(crate) use frame::Frame;
pub(crate) use page::{Crumb, Page, TopLine};
pub(crate) use palette::{Palette, PaletteProps};
pub(crate) use person_menu::{FrameMenuProps, MoreMenu, PersonFace, PersonMenu, more_face};
pub(crate) use rail::{link, save_line};
pub(crate) use section::Section;
pub(crate) use shortcut_sheet::{ShortcutSheet, ShortcutSheetProps};
