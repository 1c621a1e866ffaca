//! The interface: screens in Yew over the domain's commands and queries.
//!
//! Start at `app`. It draws and asks; what is allowed, and what is kept, is decided in Rust on the other side of
//! `backend`.

mod accounts;
mod actions;
mod app;
mod backend;
mod browser;
mod enrolments;
mod frame;
mod hooks;
mod kit;
mod notifications;
mod parts;
mod preferences;
mod reports;
mod reviews;
mod richtext;
mod routes;
mod saving;
mod settings;
mod storage;
mod sync;
mod text;
mod today;
mod tour;

fn main() {
    if backend::is_desktop() {
        show();
    } else {
        browser::begin(show);
    }
}

fn show() {
    yew::Renderer::<app::App>::new().render();
}
