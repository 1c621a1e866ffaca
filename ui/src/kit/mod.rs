//! The parts that screens are made of. Native elements first, styled once in `style/kit`; no feature words.
//!
//! `/kit` shows every part in every state.

mod avatar;
mod badge;
mod button;
mod calendar;
mod dialog;
mod gallery;
mod icon;
mod keycaps;
mod list;
mod menu;
mod rove;
mod save_line;
mod states;
mod switch;
mod toast;
mod when;
mod window_of;

pub(crate) use avatar::Avatar;
pub(crate) use badge::{Badge, BadgeKind};
pub(crate) use button::{Button, ButtonKind, IconButton};
pub(crate) use calendar::{say_length, zone_here};
pub(crate) use dialog::{Dialog, cancelled, clicked_beside, use_modal};
pub(crate) use gallery::KitPage;
pub(crate) use icon::Icon;
pub(crate) use keycaps::KeyCaps;
pub(crate) use list::List;
pub(crate) use menu::{Menu, MenuItem, MenuLine};
pub(crate) use rove::{Step, step_of};
pub(crate) use save_line::{SaveLine, SaveState};
pub(crate) use states::{EmptyState, ErrorState, Skeleton, SkeletonShape};
pub(crate) use switch::Switch;
pub(crate) use toast::{Toast, ToastProvider, Toaster, use_toaster};
pub(crate) use when::{Saying, When, say};
