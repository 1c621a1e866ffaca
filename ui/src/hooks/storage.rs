//! What this window remembers over a restart: who is acted as, what was not sent. How it looks: `preferences`.

use super::platform::window;

fn named(name: &str) -> String {
    format!("wrapitup.{name}")
}

/// Returns a kept setting.
pub(crate) fn kept(name: &str) -> Option<String> {
    window()?.local_storage().ok().flatten()?.get_item(&named(name)).ok().flatten()
}

/// Forgets a setting.
pub(crate) fn forget(name: &str) {
    if let Some(storage) = window().and_then(|window| window.local_storage().ok().flatten()) {
        drop(storage.remove_item(&named(name)));
    }
}

/// Keeps a setting. Where nothing can be kept, it lasts as long as the window.
pub(crate) fn keep(name: &str, value: &str) {
    if let Some(storage) = window().and_then(|window| window.local_storage().ok().flatten()) {
        drop(storage.set_item(&named(name), value));
    }
}
