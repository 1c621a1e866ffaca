//! The interface: screens in Yew over the domain's commands and queries.
//!
//! Start at `app`. It draws and asks; what is allowed, and what is kept, is decided in Rust on the other side of
//! `backend`.

mod actions;
mod app;
mod backend;
mod frame;
mod hooks;
mod kit;
mod richtext;
mod routes;

fn main() {
    yew::Renderer::<app::App>::new().render();
}
