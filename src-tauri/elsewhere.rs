//! What the application hands to another program of the computer: a folder to where one looks at files, a page to the browser.
//! Nothing that the window or a person wrote comes here as it is.

use std::ffi::OsStr;
use std::io;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// How long a program is listened to that should show something.
const PATIENCE: Duration = Duration::from_secs(3);

/// Shows a folder or a page with the program that the person has for it.
pub(crate) fn show(what: &OsStr) -> io::Result<()> {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    show_with(program, what)
}

/// Has a program show it. One that can't ends at once and says so; one that can may stay as long as it is looked at.
fn show_with(program: &str, what: &OsStr) -> io::Result<()> {
    let mut child = Command::new(program).arg(what).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let (tell, ended) = mpsc::channel();
    // Waited for to its end, so that it is not left behind as a zombie.
    std::thread::spawn(move || tell.send(child.wait()));
    match ended.recv_timeout(PATIENCE) {
        // The one of Windows ends like this whatever came of it.
        Ok(Ok(status)) if !status.success() && !cfg!(windows) => {
            Err(io::Error::other(format!("{program}: {status}")))
        }
        Ok(Err(error)) => Err(error),
        _ => Ok(()),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_missing_or_cannot_show_the_folder_is_told() {
        let folder = tempfile::TempDir::new().unwrap();
        assert!(show_with("true", folder.path().as_os_str()).is_ok());
        assert!(show_with("false", folder.path().as_os_str()).is_err());
        assert!(show_with("no-such-program", folder.path().as_os_str()).is_err());
    }
}
