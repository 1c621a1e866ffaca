//! The parts that screens are made of. Native elements first, styled once in `style/kit`; no feature words.
//!
//! `/kit` shows every part in every state.
#![cfg_attr(
    not(feature = "gallery"),
    expect(dead_code, unused_imports, reason = "some parts and states are shown by the gallery alone")
)]

mod avatar;
mod badge;
mod button;
mod calendar;
mod choices;
mod clipboard;
mod combobox;
#[cfg(test)]
mod contrast_tests;
mod dialog;
mod field;
#[cfg(feature = "gallery")]
mod gallery;
mod icon;
mod keycaps;
mod list;
mod menu;
mod progress;
mod rove;
mod save_line;
mod split_pane;
mod states;
mod switch;
mod table;
mod tabs;
mod text_area;
mod text_input;
mod toast;
mod toast_undo;
mod toast_view;
mod tooltip;
mod when;
mod window_of;

pub(crate) use avatar::Avatar;
pub(crate) use badge::{Badge, BadgeKind};
pub(crate) use button::{Button, ButtonKind, IconButton};
pub(crate) use calendar::{say_length, zone_here};
pub(crate) use choices::{CheckGroup, Checkbox, Choice, OneOfFew, RadioGroup, Select};
pub(crate) use clipboard::{copy_and_say, copy_text};
pub(crate) use combobox::Combobox;
pub(crate) use dialog::{Dialog, cancelled, clicked_beside};
pub(crate) use field::{Field, FieldGroup, Tied};
#[cfg(feature = "gallery")]
pub(crate) use gallery::KitPage;
pub(crate) use icon::Icon;
pub(crate) use keycaps::KeyCaps;
pub(crate) use list::List;
pub(crate) use menu::{Menu, MenuItem, MenuLine};
pub(crate) use progress::{Progress, Ring};
pub(crate) use rove::{Step, lying_step_of, step_of};
pub(crate) use save_line::{SaveLine, SaveState};
pub(crate) use split_pane::{Fixed, SplitPane};
pub(crate) use states::{EmptyState, ErrorState, Skeleton, SkeletonShape};
pub(crate) use switch::Switch;
pub(crate) use table::{Column, Order, Table};
pub(crate) use tabs::{Tab, Tabs};
pub(crate) use text_area::{TextArea, box_keys};
pub(crate) use text_input::{InputKind, TextInput};
pub(crate) use toast::{Toast, ToastProvider, ToastViewProps, Toaster, use_toaster};
pub(crate) use toast_view::ToastView;
pub(crate) use tooltip::Tooltip;
pub(crate) use when::{Saying, When, say};
