//! Somebody makes an account from the window, forgets the password and chooses another one: with a real server, and a mail
//! server of the test's own.

use anyhow::Result;
use desktop_tests::{Options, PostBox, Server, Window};
use serde_json::json;
use tempfile::TempDir;

use crate::signed_in::{fills_in, writes_in};

const NAME: &str = "Nadia Haddad";
const EMAIL: &str = "nadia@example.org";
const FIRST: &str = "nine herons over the weir";
const SECOND: &str = "eleven lamps along the pier";

/// Presses the button with these words.
fn presses(window: &Window, words: &str) -> Result<()> {
    window.find_with("main button", words)?.click()
}

#[test]
fn an_account_is_made_and_its_password_chosen_anew_by_the_links_in_mails() -> Result<()> {
    let folder = TempDir::new()?;
    let at = |name: &str| folder.path().join(name);
    let post_box = PostBox::open()?;
    let server = Server::start_with_mail(&at("server"), &post_box)?;
    let window = Window::open_with(&at("laptop"), Options { nobody: true, ..Options::default() })?;
    window.wait_for_text("Welcome to Wrap It Up")?;
    window.go("/sign-in")?;

    presses(&window, "Make an account")?;
    for (field, text) in
        [("server", server.address().as_str()), ("name", NAME), ("email", EMAIL), ("password", FIRST)]
    {
        writes_in(&window, field, text)?;
    }
    window.press("Enter")?;
    window.find_with(".sign", "A mail is on its way to nadia@example.org")?;
    server.follow("email/verify", &json!({ "token": post_box.token("verify")? }))?;
    presses(&window, "Back to signing in")?;
    fills_in(&window, &server, EMAIL, "not her password at all")?;
    window.find("[data-field=password] .error")?;
    fills_in(&window, &server, EMAIL, FIRST)?;
    window.find_with(".rail", NAME)?;

    window.go("/settings/account")?;
    presses(&window, "Sign out")?;
    window.wait_for_text("Welcome to Wrap It Up")?;
    window.go("/sign-in")?;
    presses(&window, "Forgot")?;
    for (field, text) in [("server", server.address().as_str()), ("email", EMAIL)] {
        writes_in(&window, field, text)?;
    }
    window.press("Enter")?;
    window.find_with(".sign", "If there is an account")?;
    server.follow("password/reset", &json!({ "token": post_box.token("reset")?, "password": SECOND }))?;
    presses(&window, "Back to signing in")?;
    fills_in(&window, &server, EMAIL, FIRST)?;
    window.find("[data-field=password] .error")?;
    fills_in(&window, &server, EMAIL, SECOND)?;
    window.find_with(".rail", NAME)?;
    signs_out_from_afar(&window, &server)
}

/// A telephone that was lost is signed out from the window.
fn signs_out_from_afar(window: &Window, server: &Server) -> Result<()> {
    const PHONE: &str = "018f0000-0000-7000-8000-00000000f0e1";
    let device = json!({ "id": PHONE, "name": "Old phone" });
    server.follow("sessions", &json!({ "email": EMAIL, "password": SECOND, "device": device }))?;
    window.go("/settings/account")?;
    window.find_with(".account-rows li", "Old phone")?;
    window.find_with(".account-rows button", "Old phone")?.click()?;
    window.find_with("dialog p", "It gets nothing more from the server")?;
    window.find_with("dialog button", "Sign it out")?.click()?;
    window.find_with(".toast", "Old phone is signed out.")?;
    let rows = "[...document.querySelectorAll('.account-rows li')]";
    window.wait_until(&format!(
        "{rows}.length > 0 && !{rows}.some((row) => row.innerText.includes('Old phone'))"
    ))
}
