//! Another token in place of the one that is getting old, so that nobody who uses the application has to sign in again.

use std::time::Duration;

use domain::base::Instant;
use tauri::async_runtime::block_on;
use tauri::{AppHandle, Manager, Runtime};

use super::here::Accounts;
use super::server::{Server, Trouble};
use super::session::Session;
use crate::storage::Whose;
use crate::workspace::Workspace;
use crate::{clock, journal, sync};

/// How long between two looks.
const REST: Duration = Duration::from_secs(30 * 60);

/// Begins to look whether a token is getting old, on a thread of its own.
#[expect(clippy::disallowed_methods, reason = "a schedule is made of time")]
pub(crate) fn begin<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    std::thread::spawn(move || {
        loop {
            let renewed = block_on(renew(&app.state::<Accounts>(), &app.state::<Workspace>(), clock::now()));
            match renewed {
                Ok(true) => sync::signed_in_anew(&app),
                Ok(false) => {}
                // It is tried again; a server that wants a new sign-in says so to whoever sends something.
                Err(trouble) => journal::note("account.not_renewed", &[("why", trouble.fact())]),
            }
            std::thread::sleep(REST);
        }
    });
}

/// Asks for another token if it is time. Returns whether there is one.
async fn renew(accounts: &Accounts, workspace: &Workspace, now: Instant) -> Result<bool, Trouble> {
    let Some(entry) = accounts.current() else { return Ok(false) };
    let Ok(files) = workspace.files() else { return Ok(false) };
    let Whose::Person(_, key) = files.whose() else { return Ok(false) };
    let Some(session) = Session::read(files.folder(), key).filter(|session| session.renew_at <= now) else {
        return Ok(false);
    };
    let renewed = Server::as_somebody(&entry.server, &session.token).renew().await?;
    let Some(token) = renewed.token else { return Ok(false) };
    let next = Session { token, renew_at: renewed.renew_at, ..session };
    Ok(next.keep(files.folder(), key).is_ok())
}
