//! What the window may ask about who uses this device. Secrets go in and never come out.

use device::account::{AccountView, Answer, Field, SignIn, SignUp, SignedOut};
use domain::accounts::{DeviceId, DeviceList};
use domain::base::{Code, Refusal, ZoneId};
use serde_json::Value;
use tauri::{AppHandle, Runtime, State};

use super::here::Accounts;
use super::list::Entry;
use super::server::{Server, Trouble, answer_of};
use super::session::Session;
use super::signing::{self, Entered};
use super::switching::switch;
use crate::storage::Whose;
use crate::workspace::Workspace;
use crate::{commands, elsewhere, journal, sync};

/// Returns who uses the device, and why their file is closed if it is.
#[tauri::command]
pub(crate) async fn account(
    workspace: State<'_, Workspace>,
    accounts: State<'_, Accounts>,
) -> Result<AccountView, Refusal> {
    let accounts = accounts.inner().clone();
    if accounts.current().is_some() {
        // Whether it opens is known once somebody has tried; why it does not, the view says.
        workspace.question(|_| ()).await.ok();
    }
    // It speaks to the keychain.
    tauri::async_runtime::spawn_blocking(move || accounts.view()).await.map_err(|_| crate::failure::bug())
}

/// Uses the sample workspace from now on.
#[tauri::command]
pub(crate) async fn use_sample<R: Runtime>(app: AppHandle<R>) -> Result<(), Refusal> {
    switch(&app, Accounts::use_sample).await
}

/// Goes back to the first page: nobody uses the device from now on. Files and keys stay as they are.
#[tauri::command]
pub(crate) async fn use_nobody<R: Runtime>(app: AppHandle<R>) -> Result<(), Refusal> {
    switch(&app, Accounts::use_nobody).await
}

/// Uses the file of somebody from now on who is signed in on this device.
#[tauri::command]
pub(crate) async fn use_account<R: Runtime>(
    app: AppHandle<R>,
    accounts: State<'_, Accounts>,
    server: Value,
    person: Value,
) -> Result<(), Refusal> {
    let (server, person): (String, String) = (commands::read(server)?, commands::read(person)?);
    let entry = accounts.find(&server, &person).ok_or_else(|| {
        Refusal::new(Code::NotFound, "Nobody with this account has a file here.").hint("Sign in instead.")
    })?;
    switch(&app, move |accounts| accounts.use_person(entry, None)).await
}

/// Signs in, and uses the person's file from then on.
#[tauri::command]
pub(crate) async fn sign_in<R: Runtime>(
    app: AppHandle<R>,
    accounts: State<'_, Accounts>,
    form: Value,
) -> Result<Answer, Refusal> {
    let form: SignIn = commands::read(form)?;
    let Entered { entry, key } = match signing::enter(&accounts, &form).await {
        Ok(entered) => entered,
        Err(answer) => return Ok(answer),
    };
    switch(&app, move |accounts| accounts.use_person(entry, Some(key))).await?;
    Ok(Answer::Done)
}

/// Makes an account.
#[tauri::command]
pub(crate) async fn sign_up(form: Value, zone: Value) -> Result<Answer, Refusal> {
    let form: SignUp = commands::read(form)?;
    let zone: ZoneId = commands::read(zone)?;
    Ok(signing::sign_up(&form, zone).await)
}

/// Has a link mailed by which another password is chosen.
#[tauri::command]
pub(crate) async fn forgot_password(server: Value, email: Value) -> Result<Answer, Refusal> {
    let (server, email): (String, String) = (commands::read(server)?, commands::read(email)?);
    Ok(signing::forgot(&server, &email).await)
}

/// Opens the file of whoever uses the device with its passphrase.
#[tauri::command]
pub(crate) async fn open_file<R: Runtime>(
    app: AppHandle<R>,
    accounts: State<'_, Accounts>,
    passphrase: Value,
) -> Result<Answer, Refusal> {
    let passphrase: String = commands::read(passphrase)?;
    let accounts = accounts.inner().clone();
    // A passphrase is slow on purpose.
    let opened = tauri::async_runtime::spawn_blocking(move || accounts.open(&passphrase)).await;
    if !opened.unwrap_or(false) {
        return Ok(Answer::Wrong {
            field: Some(Field::Passphrase),
            message: "This is not the passphrase of your file.".to_owned(),
            hint: "Try again, or sign in: the server keeps a key as well.".to_owned(),
        });
    }
    switch(&app, |_| Ok(())).await?;
    Ok(Answer::Done)
}

/// Signs out. With work that is on this device alone nothing is done, unless it is asked for `anyway`: then the file stays,
/// closed, until the same person signs in again.
#[tauri::command]
pub(crate) async fn sign_out<R: Runtime>(
    app: AppHandle<R>,
    workspace: State<'_, Workspace>,
    accounts: State<'_, Accounts>,
    anyway: Value,
) -> Result<SignedOut, Refusal> {
    let anyway: bool = commands::read(anyway)?;
    let Some(entry) = accounts.current() else { return Ok(SignedOut::Done) };
    let left = sync::left_behind(&workspace).await;
    if let Some(left) = left.filter(|left| !left.is_nothing() && !anyway) {
        return Ok(SignedOut::Unsent { waiting: left.waiting, attention: left.attention });
    }
    let session = session_of(&workspace, &entry);
    // A file that nobody could look into may hold anything.
    let keeps_file = left.is_none_or(|left| !left.is_nothing());
    switch(&app, move |accounts| {
        accounts.use_nobody()?;
        Session::forget(&entry.folder(accounts.data()));
        if keeps_file {
            accounts.forget_key(&entry);
            Ok(())
        } else {
            accounts.remove(&entry)
        }
    })
    .await?;
    if let Some((server, session)) = session {
        // Who can't be reached now ends the session when it is too old.
        Server::as_somebody(&server, &session.token).sign_out().await.ok();
    }
    Ok(SignedOut::Done)
}

/// Returns where the person is signed in.
#[tauri::command]
pub(crate) async fn devices(
    workspace: State<'_, Workspace>,
    accounts: State<'_, Accounts>,
) -> Result<DeviceList, Refusal> {
    let (server, session) = signed_in(&workspace, &accounts)?;
    let listed = Server::as_somebody(&server, &session.token).devices().await;
    listed.map_err(|trouble| refusal_of(&trouble))
}

/// Signs another device of the person out from afar.
#[tauri::command]
pub(crate) async fn device_sign_out(
    workspace: State<'_, Workspace>,
    accounts: State<'_, Accounts>,
    device: Value,
) -> Result<(), Refusal> {
    let device: DeviceId = commands::read(device)?;
    let (server, session) = signed_in(&workspace, &accounts)?;
    let done = Server::as_somebody(&server, &session.token).sign_out_device(device).await;
    done.map_err(|trouble| refusal_of(&trouble))
}

/// Opens the page in the browser on which the person changes their account. Which one, the window has no say in.
#[tauri::command]
pub(crate) async fn open_account(accounts: State<'_, Accounts>) -> Result<(), Refusal> {
    let entry = accounts.current();
    let entry = entry.ok_or_else(|| Refusal::new(Code::SignedOut, "Sign in to change your account."))?;
    let page = format!("{}/settings/account", entry.server);
    let shown = tauri::async_runtime::spawn_blocking(move || {
        elsewhere::show(page.as_ref()).map_err(|error| {
            journal::note_error("account.not_opened", &error);
            Refusal::new(Code::Storage, "This computer has no program that opens pages.")
                .hint(format!("Copy this address to a browser: {page}"))
        })
    });
    shown.await.map_err(|_| crate::failure::bug())?
}

/// Returns the server of whoever uses the device, and what it gave.
fn signed_in(workspace: &Workspace, accounts: &Accounts) -> Result<(String, Session), Refusal> {
    let session = accounts.current().and_then(|entry| session_of(workspace, &entry));
    session.ok_or_else(|| Refusal::new(Code::SignedOut, "Sign in to see your devices."))
}

fn refusal_of(trouble: &Trouble) -> Refusal {
    // What the server says no with tells the window what to offer.
    if let Trouble::Refused(refusal) = trouble {
        return refusal.clone();
    }
    match answer_of(trouble) {
        Answer::Wrong { message, hint, .. } => Refusal::new(Code::Storage, message).hint(hint),
        Answer::Done | Answer::MailSent | Answer::CodeWanted => crate::failure::bug(),
    }
}

/// Returns the server of whoever uses the device, and what it gave.
fn session_of(workspace: &Workspace, entry: &Entry) -> Option<(String, Session)> {
    let files = workspace.files().ok()?;
    let Whose::Person(_, key) = files.whose() else { return None };
    Some((entry.server.clone(), Session::read(files.folder(), key)?))
}
