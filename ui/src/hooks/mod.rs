//! Between screens and the world: asking, dispatching, who one is, what time it is. Nothing here is drawn.

mod modal;
mod platform;
mod questions;
mod session;
mod storage;
mod turn;
mod use_dispatch;
mod use_id;
mod use_now;
mod use_presence;
mod use_query;
mod wire;

pub(crate) use domain::command::Role;
pub(crate) use modal::{modal_is_open, once_no_modal, use_modal};
pub(crate) use platform::{
    document, focus_later, focus_page_if_lost, is_mac, now, rem_in_pixels, session_storage, window,
};
pub(crate) use session::{Person, Session, is_first_start, last_person, use_own_session, use_session};
pub(crate) use storage::{forget, keep, kept};
pub(crate) use use_dispatch::{Dispatch, new_id, use_dispatch};
pub(crate) use use_id::use_id;
pub(crate) use use_now::use_now;
pub(crate) use use_presence::use_presence;
pub(crate) use use_query::{Asked, QueryState, use_answer_once, use_query, use_query_as};
pub(crate) use wire::WireProvider;
