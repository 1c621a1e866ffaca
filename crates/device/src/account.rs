//! Who uses this device, and with which account: what the window shows of it, and what it may ask for.
//!
//! No secret is in any of these but on its way in: a password, a code and a passphrase go to the shell and never come
//! back, and what the server gave for them stays in the person's encrypted file.

use serde::{Deserialize, Serialize};

/// The event by which the window hears that somebody else uses the device now, or that an account stands otherwise.
pub const EVENT: &str = "account";

/// Who uses this device.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "using", rename_all = "snake_case")]
pub enum Using {
    /// Nobody has chosen yet.
    #[default]
    Nobody,
    /// The sample workspace, which is on this computer alone.
    Sample,
    /// Somebody with an account.
    Account(Account),
}

/// Somebody with an account at a server, whose file is on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The address of the server: `https://wrapitup.example`.
    pub server: String,
    /// The person's id there.
    pub person: String,
    /// Their name.
    pub name: String,
    /// The address by which they sign in.
    pub email: String,
}

/// How it stands with the accounts on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// Who uses it now.
    pub using: Using,
    /// Everybody with an account who has a file here, in the order in which they came.
    pub accounts: Vec<Account>,
    /// What opens the files.
    pub opened_by: OpenedBy,
    /// Why the file of whoever uses the device is closed, if it is.
    pub closed: Option<Closed>,
    /// Whether there is a sample workspace already.
    pub has_sample: bool,
    /// When the visit ends on which an admin sees what this person does; none when it is the person themselves. UTC ms, by the
    /// clock of this computer.
    #[serde(default)]
    pub visit_until: Option<i64>,
}

/// What opens the encrypted files on this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenedBy {
    /// The keychain of the operating system.
    Keychain,
    /// A passphrase: there is no keychain, or it does not open.
    Passphrase,
}

/// Why a file is closed. Nothing in it is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closed {
    /// Its passphrase has to be given.
    Passphrase,
    /// Its key is not on this computer any more: signing in brings it back.
    SignIn,
}

/// Signing in.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SignIn {
    /// The address of the server, as it was typed.
    pub server: String,
    /// The address of the person.
    pub email: String,
    /// Their password.
    pub password: String,
    /// The code of the second step, where it was asked for.
    #[serde(default)]
    pub code: Option<String>,
    /// What opens the file on this computer, where there is no keychain.
    #[serde(default)]
    pub passphrase: Option<String>,
}

/// Making an account.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SignUp {
    /// The address of the server, as it was typed.
    pub server: String,
    /// Their name, as others see it.
    pub name: String,
    /// The address of the person.
    pub email: String,
    /// The password that they chose.
    pub password: String,
}

/// A field of the forms in which one signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The address of the server.
    Server,
    /// The name.
    Name,
    /// The address of the person.
    Email,
    /// The password.
    Password,
    /// The password that takes its place.
    NewPassword,
    /// The code of the second step.
    Code,
    /// The passphrase of the file.
    Passphrase,
}

/// What became of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// It is done.
    Done,
    /// A mail was sent; what it says to do comes next.
    MailSent,
    /// The server asks for the code of the second step.
    CodeWanted,
    /// Something in the form can't stay so.
    Wrong {
        /// The field, if it is one.
        field: Option<Field>,
        /// What happened.
        message: String,
        /// What to do next; empty when the message says that.
        hint: String,
    },
}

/// What would be left behind by whoever signs out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "signed_out", rename_all = "snake_case")]
pub enum SignedOut {
    /// It is done: the file and its key are gone from this device, everything is at the server.
    Done,
    /// Nothing was done: this many changes are on this device alone.
    Unsent {
        /// How many wait to be sent.
        waiting: usize,
        /// How many need attention.
        attention: usize,
    },
}

impl std::fmt::Debug for SignIn {
    /// Secrets stay out of it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignIn").field("server", &self.server).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for SignUp {
    /// Secrets stay out of it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignUp").field("server", &self.server).finish_non_exhaustive()
    }
}
