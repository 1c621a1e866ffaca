//! A tray on Linux needs a library, which is loaded when the first one is made, and a desktop that shows it.

use std::path::Path;
use std::{env, fs};

use zbus::blocking::Connection;
use zbus::blocking::fdo::DBusProxy;

/// The libraries that can draw a tray; one of them is enough.
const LIBRARIES: [&str; 2] = ["libayatana-appindicator3.so.1", "libappindicator3.so.1"];

/// Where libraries are.
const FOLDERS: [&str; 4] = ["/usr/lib", "/usr/lib64", "/lib", "/usr/local/lib"];

/// The service of a desktop that shows trays.
const WATCHER: &str = "org.kde.StatusNotifierWatcher";

/// Whether one of the libraries is there. Making a tray without one would end the program.
pub(super) fn is_installed() -> bool {
    let chosen = env::var_os("LD_LIBRARY_PATH").unwrap_or_default();
    let chosen = env::split_paths(&chosen).any(|folder| holds(&folder));
    chosen || FOLDERS.iter().any(|folder| holds(Path::new(folder)) || below(Path::new(folder)))
}

/// Whether a desktop shows the tray.
pub(super) fn is_shown() -> bool {
    let asked = Connection::session().and_then(|bus| {
        let name = WATCHER.try_into().map_err(zbus::Error::from)?;
        Ok(DBusProxy::new(&bus)?.name_has_owner(name)?)
    });
    asked.unwrap_or(false)
}

fn holds(folder: &Path) -> bool {
    LIBRARIES.iter().any(|library| folder.join(library).exists())
}

/// Whether a folder right below holds one: Debian has a folder for each architecture.
fn below(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    let mut folders = entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| path.is_dir());
    folders.any(|folder| holds(&folder))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    #[test]
    fn a_library_is_found_in_its_folder_and_in_that_of_an_architecture() {
        let folder = TempDir::new().unwrap();
        let architecture = folder.path().join("x86_64-linux-gnu");
        fs::create_dir(&architecture).unwrap();
        assert!(!holds(folder.path()) && !below(folder.path()));
        fs::write(architecture.join(LIBRARIES[0]), "").unwrap();
        assert!(!holds(folder.path()) && below(folder.path()));
        assert!(holds(&architecture));
    }
}
