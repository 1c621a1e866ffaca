//! Who uses this device: the first start, signing in, and the page of the settings about it. What the shell does about it
//! stands in `src-tauri/accounts`; the types that both share, in `device`.

mod account_page;
mod asking;
mod before;
mod calls;
mod change_email;
mod change_password;
mod delete_account;
mod devices;
mod entering;
mod field;
mod first_sync;
mod form;
mod in_the_browser;
mod other_forms;
mod people;
mod second_factor;
mod sign_in_form;
mod sign_in_page;
mod sign_out;
mod start_page;
mod unlock;
mod use_account;
mod use_call;
mod use_step;
mod visit_strip;
mod visitors;

pub(crate) use account_page::AccountPage;
pub(crate) use before::own_account;
pub(crate) use entering::see_who_is_signed_in;
pub(crate) use first_sync::Waiting;
pub(crate) use people::PeoplePage;
pub(crate) use sign_in_page::SignInPage;
pub(crate) use start_page::StartPage;
pub(crate) use use_account::use_account;
pub(crate) use visit_strip::VisitStrip;
