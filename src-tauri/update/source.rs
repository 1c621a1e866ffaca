//! Where newer versions are looked for: an address and the key of whoever signs them, both given when the application is
//! built. A build without them looks nowhere.

use tauri::{Config, Url};

/// The name under which Tauri's configuration has both, as its updater wants them.
pub(crate) const PLUGIN: &str = "updater";

/// Where newer versions are looked for.
#[derive(Clone)]
pub(crate) struct Source {
    /// Where the manifest is; its signature lies beside it, with `.sig` at the end.
    pub(super) address: Url,
    /// The public key, as Tauri writes it: the two lines of minisign in base64.
    pub(super) key: String,
    /// Which addresses may be asked at all, also by a redirect.
    pub(super) may_ask: fn(&Url) -> bool,
}

impl Source {
    /// Returns what the application was built with, if anything.
    pub(crate) fn of(config: &Config) -> Option<Self> {
        let given = config.plugins.0.get(PLUGIN)?;
        let address = given.get("endpoints")?.get(0)?.as_str()?.parse().ok()?;
        let key = given.get("pubkey")?.as_str()?.to_owned();
        Some(Self { address, key, may_ask: is_private })
    }

    /// Returns where the signature of the manifest is.
    pub(super) fn signature(&self) -> Url {
        let mut address = self.address.clone();
        address.set_path(&format!("{}.sig", self.address.path()));
        address
    }
}

/// Whether nobody on the way can read or change what is answered.
fn is_private(address: &Url) -> bool {
    address.scheme() == "https"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(address: &str) -> Source {
        Source { address: address.parse().unwrap(), key: String::new(), may_ask: is_private }
    }

    #[test]
    fn the_signature_lies_beside_the_manifest_whatever_is_asked_with_it() {
        for (address, signature) in [
            ("https://example.org/latest.json", "https://example.org/latest.json.sig"),
            ("https://example.org/a/latest.json?on=linux", "https://example.org/a/latest.json.sig?on=linux"),
        ] {
            assert_eq!(source(address).signature().as_str(), signature);
        }
    }

    #[test]
    fn only_addresses_that_nobody_can_read_along_are_asked() {
        for (address, may) in [
            ("https://example.org/x", true),
            ("http://example.org/x", false),
            ("http://127.0.0.1/x", false),
            ("file:///etc/passwd", false),
            ("ftp://example.org/x", false),
        ] {
            assert_eq!((source("https://example.org").may_ask)(&address.parse().unwrap()), may, "{address}");
        }
    }
}
