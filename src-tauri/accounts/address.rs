//! The address of a server, as people type it.

use reqwest::Url;

/// Returns an address as it is kept: with its scheme, without a path. None for what is none.
///
/// Passwords go there, so it has to be `https`; only a server on this very computer may do without.
pub(super) fn server(typed: &str) -> Option<String> {
    let typed = typed.trim().trim_end_matches('/');
    let with_scheme = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
    let url = Url::parse(&with_scheme).ok()?;
    let host = url.host_str()?;
    let here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    let plain = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    let nobody = url.username().is_empty() && url.password().is_none();
    let safe = url.scheme() == "https" || url.scheme() == "http" && here;
    (plain && nobody && safe).then(|| url.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::server;

    #[test]
    fn an_address_is_kept_in_one_form_and_only_where_passwords_are_safe() {
        for (typed, kept) in [
            ("wrapitup.example", Some("https://wrapitup.example")),
            (" https://Wrapitup.Example/ ", Some("https://wrapitup.example")),
            ("https://wrapitup.example:8443", Some("https://wrapitup.example:8443")),
            ("http://127.0.0.1:4000", Some("http://127.0.0.1:4000")),
            ("http://localhost:4000", Some("http://localhost:4000")),
            ("http://wrapitup.example", None),
            ("http://localhost.evil.example", None),
            ("https://amara:secret@wrapitup.example", None),
            ("https://wrapitup.example/path", None),
            ("ftp://wrapitup.example", None),
            ("", None),
            ("not an address", None),
        ] {
            assert_eq!(server(typed).as_deref(), kept, "{typed}");
        }
    }
}
