//! Signing in and out. A form is answered beside its fields; the person's file is opened only once its key is kept where
//! the next start finds it, and given into the server's keeping, so that losing the keychain costs a sign-in and nothing
//! else.

use std::fs;

use device::account::{Answer, Field, SignIn, SignUp};
use domain::accounts::{AccountCode, DeviceHello, DeviceId, Me, Secret, SignedIn, normal_address};
use domain::base::{Refusal, ZoneId};
use store::engine::FileKey;

use super::address;
use super::computer::name_of_this_computer;
use super::here::Accounts;
use super::list::Entry;
use super::server::{Server, Trouble, answer_of};
use super::session::Session;
use crate::secrets::{Found, new_key, random_id};

/// The fewest characters of a passphrase.
const SHORTEST: usize = 10;

/// Somebody who may come in: whose file it is, and what opens it.
pub(super) struct Entered {
    pub(super) entry: Entry,
    pub(super) key: FileKey,
}

/// Signs in at the server, and sees to it that the file opens. Nothing is closed or opened yet.
///
/// # Errors
/// What has to be put right in the form.
pub(super) async fn enter(accounts: &Accounts, form: &SignIn) -> Result<Entered, Answer> {
    let address = server_of(&form.server)?;
    let email = email_of(&form.email)?;
    if form.password.is_empty() {
        return Err(wrong(Field::Password, "Please write your password.", ""));
    }
    let passphrase = passphrase(accounts, form.passphrase.as_deref()).await?;
    let known = accounts.known(&address, &email);
    let device = known.as_ref().map_or_else(new_device, |entry| Ok(entry.device))?;
    // Whoever still has the key of the file has what makes the device known: so many wrong tries from elsewhere do not count.
    let before = known.and_then(|entry| Some((key_here(accounts, &entry, passphrase.as_deref())?, entry)));
    let earlier = before.as_ref().and_then(|(key, entry)| Session::read(&entry.folder(accounts.data()), key));
    let hello = hello(device, earlier.and_then(|session| session.known));
    let server = Server::at(&address);
    let mut signed_in =
        server.sign_in(form, email.clone(), hello).await.map_err(|trouble| answer_of(&trouble))?;
    let mut entry = entry_of(&address, &signed_in.me);
    let here = match before {
        Some((key, earlier)) if earlier.key() == entry.key() => Some(key),
        _ => key_here(accounts, &entry, passphrase.as_deref()),
    };
    if let Some(earlier) = other_device(accounts, &entry).filter(|_| here.is_none()) {
        signed_in = as_before(accounts, form, email, Entry { device: earlier, ..entry }, &signed_in).await?;
        entry = entry_of(&address, &signed_in.me);
    }
    let session = Session::of(&signed_in).ok_or_else(|| answer_of(&Trouble::NotOurServer))?;
    let key = key_of(accounts, &entry, &signed_in.me, &session.token, here).await?;
    let folder = entry.folder(accounts.data());
    fs::create_dir_all(&folder).map_err(|error| unkept(&error))?;
    accounts
        .keys()
        .keep(&entry.key(), &folder, &key, passphrase.as_deref())
        .map_err(|error| unkept(&error))?;
    session.keep(&folder, &key).map_err(|refusal| said(&refusal))?;
    Ok(Entered { entry, key })
}

/// Returns as which device the server knew this one for the same person, if that is another one: their address was changed
/// since they signed in here, so nothing said that it is them.
fn other_device(accounts: &Accounts, entry: &Entry) -> Option<DeviceId> {
    let known = accounts.find(&entry.server, &entry.person.to_string())?;
    (known.device != entry.device).then_some(known.device)
}

/// Signs in once more, as the device that this one was before: the server keeps the key of the file that lies here for that one
/// alone.
async fn as_before(
    accounts: &Accounts,
    form: &SignIn,
    email: String,
    entry: Entry,
    first: &SignedIn,
) -> Result<SignedIn, Answer> {
    let (address, device) = (entry.server.clone(), entry.device);
    // Whatever comes of it, the next try begins as that device.
    accounts.put(entry).map_err(|refusal| said(&refusal))?;
    if let Some(session) = Session::of(first) {
        // Who can't be reached now ends the session when it is too old.
        Server::as_somebody(&address, &session.token).sign_out().await.ok();
    }
    let again = Server::at(&address).sign_in(form, email, hello(device, None)).await;
    again.map_err(|trouble| match &trouble {
        Trouble::Refused(refused) if AccountCode::of(refused) == Some(AccountCode::WrongCode) => wrong(
            Field::Code,
            "A code counts once, and this one did.",
            "Write the next one to open your file.",
        ),
        _ => answer_of(&trouble),
    })
}

/// Returns what this device says of itself.
fn hello(id: DeviceId, known: Option<Secret>) -> DeviceHello {
    DeviceHello { id, name: name_of_this_computer(), known }
}

/// Signs up: the server mails what comes next.
pub(super) async fn sign_up(form: &SignUp, zone: ZoneId) -> Answer {
    let asked = || -> Result<_, Answer> {
        let address = server_of(&form.server)?;
        let name = form.name.trim().to_owned();
        domain::accounts::check_name(&name)
            .map_err(|refusal| wrong(Field::Name, &refusal.message, &refusal.hint))?;
        let email = email_of(&form.email)?;
        let password = Secret::new(form.password.clone());
        Ok((address, domain::accounts::SignUp { name, email, password, zone }))
    };
    match asked() {
        Ok((address, asked)) => mailed(Server::at(&address).sign_up(&asked).await),
        Err(answer) => answer,
    }
}

/// Has a link mailed by which another password is chosen.
pub(super) async fn forgot(server: &str, email: &str) -> Answer {
    let asked = || Ok::<_, Answer>((server_of(server)?, email_of(email)?));
    match asked() {
        Ok((address, email)) => mailed(Server::at(&address).forgot(email).await),
        Err(answer) => answer,
    }
}

fn mailed(done: Result<(), Trouble>) -> Answer {
    match done {
        Ok(()) => Answer::MailSent,
        Err(trouble) => answer_of(&trouble),
    }
}

fn server_of(typed: &str) -> Result<String, Answer> {
    address::server(typed).ok_or_else(|| {
        wrong(
            Field::Server,
            "This is not the address of a server.",
            "It looks like https://wrapitup.example. Whoever invited you knows it.",
        )
    })
}

fn email_of(typed: &str) -> Result<String, Answer> {
    normal_address(typed).map_err(|refusal| wrong(Field::Email, &refusal.message, &refusal.hint))
}

/// Returns the passphrase, where one has to open the file.
async fn passphrase(accounts: &Accounts, given: Option<&str>) -> Result<Option<String>, Answer> {
    if let Some(given) = given.filter(|given| !given.is_empty()) {
        if given.chars().count() < SHORTEST {
            let message = format!("A passphrase has at least {SHORTEST} characters.");
            return Err(wrong(Field::Passphrase, &message, "A few words that belong to you alone are best."));
        }
        return Ok(Some(given.to_owned()));
    }
    let keychain = accounts.keys().keychain.clone();
    // It may ask the person to unlock it.
    let opens = tauri::async_runtime::spawn_blocking(move || keychain.opens()).await.unwrap_or(false);
    if opens {
        return Ok(None);
    }
    Err(wrong(
        Field::Passphrase,
        "The keychain of this computer is missing or closed, so a passphrase has to open your file.",
        "Choose one here. You will be asked for it whenever Wrap It Up starts.",
    ))
}

/// Returns the key of a person's file: the one that opened it here before, or the one that the server keeps, or a new one.
async fn key_of(
    accounts: &Accounts,
    entry: &Entry,
    me: &Me,
    token: &Secret,
    here: Option<FileKey>,
) -> Result<FileKey, Answer> {
    let server = Server::as_somebody(&entry.server, token);
    let asked = |trouble: Trouble| answer_of(&trouble);
    if let Some(key) = here {
        if !me.file_key {
            server.keep_file_key(&key).await.map_err(asked)?;
        }
        return Ok(key);
    }
    if me.file_key {
        return server.file_key().await.map_err(asked);
    }
    set_unopened_aside(accounts, entry)?;
    let key = new_key().map_err(|error| unkept(&error))?;
    match server.keep_file_key(&key).await {
        Ok(()) => Ok(key),
        // An earlier try got so far, and its answer was lost.
        Err(Trouble::Refused(refused)) if AccountCode::of(&refused) == Some(AccountCode::KeyKnown) => {
            server.file_key().await.map_err(asked)
        }
        Err(trouble) => Err(answer_of(&trouble)),
    }
}

fn key_here(accounts: &Accounts, entry: &Entry, passphrase: Option<&str>) -> Option<FileKey> {
    let (name, folder) = (entry.key(), entry.folder(accounts.data()));
    match accounts.keys().find(&name, &folder) {
        Found::Key(key) => Some(key),
        Found::Passphrase => accounts.keys().open(&name, &folder, passphrase?),
        Found::Gone => None,
    }
}

/// Moves a file aside that no key opens any more, here or at the server.
fn set_unopened_aside(accounts: &Accounts, entry: &Entry) -> Result<(), Answer> {
    let folder = entry.folder(accounts.data());
    if !folder.join("person.db").exists() {
        return Ok(());
    }
    let aside = folder.with_extension(format!("aside-{}", crate::clock::now().0));
    fs::rename(&folder, aside).map_err(|error| unkept(&error))
}

fn entry_of(address: &str, me: &Me) -> Entry {
    Entry {
        server: address.to_owned(),
        person: me.person,
        name: me.name.clone(),
        email: me.email.clone(),
        device: me.device,
    }
}

/// Makes the id by which a server knows this device for a person.
fn new_device() -> Result<DeviceId, Answer> {
    random_id().map(DeviceId).map_err(|error| unkept(&error))
}

fn wrong(field: Field, message: &str, hint: &str) -> Answer {
    Answer::Wrong { field: Some(field), message: message.to_owned(), hint: hint.to_owned() }
}

fn said(refusal: &Refusal) -> Answer {
    Answer::Wrong { field: None, message: refusal.message.clone(), hint: refusal.hint.clone() }
}

fn unkept(error: &std::io::Error) -> Answer {
    crate::journal::note_error("account.key_not_kept", error);
    Answer::Wrong {
        field: None,
        message: "The key of your file could not be kept on this computer, so you were not signed in."
            .to_owned(),
        hint: "Check the space on the disk and who may write to the data folder, then try again.".to_owned(),
    }
}
