//! What people are mailed about their account: each letter as plain text and as HTML, from the templates beside this file.
//!
//! No letter says anything that somebody typed into a form: not a name, nor an address. So nobody can have the server send
//! their words to others.

use crate::accounts::deeds;
use crate::{Config, Problem, State};
use domain::accounts::Secret;
use minijinja::{AutoEscape, Environment, context};
use std::sync::LazyLock;
use store::accounts::Letter;

/// The templates by name, made part of the program.
macro_rules! templates {
    ($($name:literal),+ $(,)?) => {
        const TEMPLATES: &[(&str, &str)] = &[$(($name, include_str!(concat!("templates/", $name)))),+];
    };
}

templates!(
    "layout.html",
    "layout.txt",
    "address_asked.html",
    "address_asked.txt",
    "address_known.html",
    "address_known.txt",
    "confirm.html",
    "confirm.txt",
    "factor_added.html",
    "factor_added.txt",
    "known.html",
    "known.txt",
    "new_address.html",
    "new_address.txt",
    "password_changed.html",
    "password_changed.txt",
    "reset.html",
    "reset.txt",
    "visited.html",
    "visited.txt",
);

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|name| {
        if name.ends_with(".html") { AutoEscape::Html } else { AutoEscape::None }
    });
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    for (name, text) in TEMPLATES {
        if let Err(error) = environment.add_template(name, text) {
            tracing::error!(template = name, %error, "mail.template");
        }
    }
    environment
});

/// To somebody who signed up: the link that makes their account.
pub(crate) fn confirm(state: &State, token: &Secret) -> Result<Letter, Problem> {
    let link = link(&state.config, "verify", token);
    write(state, "confirm", "Confirm your address", Some(&link))
}

/// To somebody who has an account: that somebody signed up with their address.
pub(crate) fn known(state: &State) -> Result<Letter, Problem> {
    write(state, "known", "You have an account already", None)
}

/// To somebody who forgot their password: the link to choose another one.
pub(crate) fn reset(state: &State, token: &Secret) -> Result<Letter, Problem> {
    let link = link(&state.config, "reset", token);
    write(state, "reset", "Choose another password", Some(&link))
}

/// That the password is another one now.
pub(crate) fn password_changed(state: &State) -> Result<Letter, Problem> {
    write(state, "password_changed", "Your password was changed", None)
}

/// To a new address: the link that makes it the account's.
pub(crate) fn new_address(state: &State, token: &Secret) -> Result<Letter, Problem> {
    let link = link(&state.config, "confirm-email", token);
    write(state, "new_address", "Confirm your new address", Some(&link))
}

/// To a new address that has an account: that somebody wanted it for theirs.
pub(crate) fn address_known(state: &State) -> Result<Letter, Problem> {
    write(state, "address_known", "This address has an account already", None)
}

/// To the address up to now: that another one was asked for.
pub(crate) fn address_asked(state: &State) -> Result<Letter, Problem> {
    write(state, "address_asked", "Another address was asked for", None)
}

/// That a code is asked for from now on.
pub(crate) fn factor_added(state: &State) -> Result<Letter, Problem> {
    write(state, "factor_added", "Signing in takes a code now", None)
}

/// That an admin looks at what the person sees.
pub(crate) fn visited(state: &State) -> Result<Letter, Problem> {
    write(state, "visited", "An admin looked at your account", None)
}

/// Returns the link to a page. The token stands behind the “#”, which no browser sends and no log keeps.
pub(crate) fn link(config: &Config, page: &str, token: &Secret) -> String {
    let base = config.link_base();
    format!("{}/account/{page}#{}", base.trim_end_matches('/'), token.reveal())
}

fn write(state: &State, kind: &'static str, subject: &str, link: Option<&str>) -> Result<Letter, Problem> {
    let (text, html) = render(kind, subject, link).map_err(|error| {
        tracing::error!(kind, %error, "mail.template");
        Problem::bug()
    })?;
    Ok(Letter { id: deeds::letter(state), kind, subject: subject.to_owned(), text, html })
}

fn render(kind: &str, subject: &str, link: Option<&str>) -> Result<(String, String), minijinja::Error> {
    let facts = context! { subject, link => link.unwrap_or_default() };
    let text = ENVIRONMENT.get_template(&format!("{kind}.txt"))?.render(&facts)?;
    let html = ENVIRONMENT.get_template(&format!("{kind}.html"))?.render(&facts)?;
    Ok((text, html))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [(&str, bool); 9] = [
        ("confirm", true),
        ("known", false),
        ("reset", true),
        ("password_changed", false),
        ("new_address", true),
        ("address_known", false),
        ("address_asked", false),
        ("visited", false),
        ("factor_added", false),
    ];

    #[test]
    fn every_letter_says_the_same_twice_and_has_its_link() {
        let link = "https://reviews.example.org/account/x#0123456789abcdef";
        for (kind, has_link) in KINDS {
            let (text, html) = render(kind, "A subject", Some(link)).unwrap();
            assert_eq!(text.contains(link), has_link, "{kind}");
            let in_html = html.contains(&format!("href=\"{}\"", link.replace('/', "&#x2f;")));
            assert_eq!(in_html, has_link, "{kind}: {html}");
            assert!(html.contains("<!doctype html>") && html.contains("A subject"), "{kind}");
            assert!(
                text.ends_with("\n") && !text.contains("\n\n\n") && !text.contains('<'),
                "{kind}: {text}"
            );
            assert!(html.len() < 102_000 && !html.contains("http://") && !html.contains("<img"), "{kind}");
        }
    }

    #[test]
    fn what_stands_in_html_is_escaped() {
        let (_, html) = render("confirm", "<b>&\"", Some("\"><script>")).unwrap();
        assert!(!html.contains("<script>") && !html.contains("<b>"), "{html}");
    }

    #[test]
    fn a_letter_that_lacks_its_template_is_an_error() {
        render("nothing", "A subject", None).unwrap_err();
    }
}
