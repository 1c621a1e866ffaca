//! What is said to a server about accounts, and what its answers mean to whoever fills in a form.

use std::time::Duration;

use device::account::{Answer, Field};
use domain::accounts::{
    AccountCode, DeviceHello, DeviceId, DeviceList, FileKeyBody, ForgotPassword, Renewed, Secret, SignIn,
    SignUp, SignedIn,
};
use domain::base::Refusal;
use reqwest::redirect::Policy;
use reqwest::{Client, Method, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::engine::FileKey;

use crate::journal::Fact;

/// Where the server takes what has to do with accounts.
pub(super) const ACCOUNTS: &str = "/api/v1/";

/// How long the server may take to be reached, and then to say the next word.
const PATIENCE: Duration = Duration::from_secs(20);

/// More than any answer about accounts is.
const LIMIT: usize = 1_000_000;

/// Why a server did not do what it was asked.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Nobody could be reached, or it broke off.
    Unreachable,
    /// Whoever answered is no server of this application.
    NotOurServer,
    /// The server could be reached and did not manage.
    Failing,
    /// The server said no.
    Refused(Refusal),
}

impl Trouble {
    /// Returns a word for the log.
    pub(super) fn fact(&self) -> Fact {
        Fact::word(match self {
            Self::Unreachable => "unreachable",
            Self::NotOurServer => "not_our_server",
            Self::Failing => "failing",
            Self::Refused(_) => "refused",
        })
    }
}

/// A server, by its address.
pub(super) struct Server<'a> {
    address: &'a str,
    token: Option<&'a Secret>,
}

impl<'a> Server<'a> {
    /// Returns a server that is spoken to as nobody.
    pub(super) const fn at(address: &'a str) -> Self {
        Self { address, token: None }
    }

    /// Returns a server that is spoken to as somebody who is signed in.
    pub(super) const fn as_somebody(address: &'a str, token: &'a Secret) -> Self {
        Self { address, token: Some(token) }
    }

    /// Signs in.
    pub(super) async fn sign_in(
        &self,
        form: &device::account::SignIn,
        email: String,
        device: DeviceHello,
    ) -> Result<SignedIn, Trouble> {
        let code = form.code.as_deref().map(str::trim).filter(|code| !code.is_empty()).map(Secret::new);
        let password = Secret::new(form.password.clone());
        let asked = SignIn { email, password, code, device, carrier: Default::default() };
        read(self.send(Method::POST, "sessions", Some(&asked)).await?).await
    }

    /// Returns another token in place of the one that is used.
    pub(super) async fn renew(&self) -> Result<Renewed, Trouble> {
        read(self.send::<()>(Method::POST, "sessions/renew", None).await?).await
    }

    /// Signs up. The mail says what comes next.
    pub(super) async fn sign_up(&self, asked: &SignUp) -> Result<(), Trouble> {
        self.send(Method::POST, "accounts", Some(asked)).await.map(drop)
    }

    /// Has a link mailed by which another password is chosen.
    pub(super) async fn forgot(&self, email: String) -> Result<(), Trouble> {
        self.send(Method::POST, "password/forgot", Some(&ForgotPassword { email })).await.map(drop)
    }

    /// Returns where the person is signed in.
    pub(super) async fn devices(&self) -> Result<DeviceList, Trouble> {
        read(self.send::<()>(Method::GET, "devices", None).await?).await
    }

    /// Signs another device of the person out from afar.
    pub(super) async fn sign_out_device(&self, device: DeviceId) -> Result<(), Trouble> {
        self.send::<()>(Method::DELETE, &format!("devices/{device}"), None).await.map(drop)
    }

    /// Ends the session.
    pub(super) async fn sign_out(&self) -> Result<(), Trouble> {
        self.send::<()>(Method::DELETE, "sessions", None).await.map(drop)
    }

    /// Returns the key of this device's file, which the server keeps.
    pub(super) async fn file_key(&self) -> Result<FileKey, Trouble> {
        let body: FileKeyBody = read(self.send::<()>(Method::GET, "device/key", None).await?).await?;
        bytes_of(body.key.reveal()).map(FileKey).ok_or(Trouble::NotOurServer)
    }

    /// Gives the key of this device's file into the server's keeping.
    pub(super) async fn keep_file_key(&self, key: &FileKey) -> Result<(), Trouble> {
        let digits: String = key.0.iter().map(|byte| format!("{byte:02x}")).collect();
        let body = FileKeyBody { key: Secret::new(digits) };
        self.send(Method::PUT, "device/key", Some(&body)).await.map(drop)
    }

    async fn send<T: Serialize>(
        &self,
        method: Method,
        path: &str,
        body: Option<&T>,
    ) -> Result<Response, Trouble> {
        let client = Client::builder()
            .user_agent("wrapitup")
            .connect_timeout(PATIENCE)
            .read_timeout(PATIENCE)
            // Passwords go where the person said, and nowhere else.
            .redirect(Policy::none())
            .build()
            .map_err(|_| Trouble::Failing)?;
        let mut request = client.request(method, format!("{}{ACCOUNTS}{path}", self.address));
        if let Some(token) = self.token {
            request = request.bearer_auth(token.reveal());
        }
        if let Some(body) = body {
            let bytes = serde_json::to_vec(body).map_err(|_| Trouble::Failing)?;
            request = request.header("content-type", "application/json").body(bytes);
        }
        let answer = request.send().await.map_err(|_| Trouble::Unreachable)?;
        let status = answer.status();
        if status.is_success() {
            return Ok(answer);
        }
        match read::<Refusal>(answer).await {
            Ok(refused) => Err(Trouble::Refused(refused)),
            Err(Trouble::NotOurServer) if status.is_server_error() => Err(Trouble::Failing),
            Err(trouble) => Err(trouble),
        }
    }
}

/// Reads an answer, within a limit. What is none of this application's is told apart: many networks answer with a page
/// by which one signs in to them.
async fn read<T: DeserializeOwned>(mut answer: Response) -> Result<T, Trouble> {
    let mut whole = Vec::new();
    while let Some(next) = answer.chunk().await.map_err(|_| Trouble::Unreachable)? {
        if whole.len() + next.len() > LIMIT {
            return Err(Trouble::NotOurServer);
        }
        whole.extend_from_slice(&next);
    }
    serde_json::from_slice(&whole).map_err(|_| Trouble::NotOurServer)
}

/// Returns the 32 bytes of 64 hexadecimal digits.
fn bytes_of(digits: &str) -> Option<[u8; 32]> {
    let nibble = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let bytes: Vec<u8> = digits
        .as_bytes()
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => Some(nibble(*high)? << 4 | nibble(*low)?),
            _ => None,
        })
        .collect::<Option<_>>()?;
    bytes.try_into().ok()
}

/// Says what went wrong, beside the field that it has to do with.
pub(super) fn answer_of(trouble: &Trouble) -> Answer {
    let wrong = |field, message: &str, hint: &str| Answer::Wrong {
        field,
        message: message.to_owned(),
        hint: hint.to_owned(),
    };
    match trouble {
        Trouble::Unreachable => wrong(
            Some(Field::Server),
            "This server could not be reached.",
            "Check its address, and that this computer is online.",
        ),
        Trouble::NotOurServer => wrong(
            Some(Field::Server),
            "What answers at this address is no server of Wrap It Up.",
            "Check the address. If this network wants you to sign in to it first, do that in a browser.",
        ),
        Trouble::Failing => {
            wrong(None, "The server could not do this just now.", "Please try again in a moment.")
        }
        Trouble::Refused(refusal) => match AccountCode::of(refusal) {
            Some(AccountCode::SecondFactorNeeded) => Answer::CodeWanted,
            code => wrong(code.and_then(field_of), &refusal.message, &refusal.hint),
        },
    }
}

/// Returns the field that a code has to do with.
fn field_of(code: AccountCode) -> Option<Field> {
    match code {
        AccountCode::WrongCredentials | AccountCode::WeakPassword => Some(Field::Password),
        AccountCode::WrongCode => Some(Field::Code),
        AccountCode::SecondFactorNeeded
        | AccountCode::SignedOut
        | AccountCode::Superseded
        | AccountCode::Disabled
        | AccountCode::TooManyAttempts
        | AccountCode::LinkUsed
        | AccountCode::ForeignPage
        | AccountCode::LastAdmin
        | AccountCode::KeyKnown
        | AccountCode::NotFound
        | AccountCode::FreshSignInNeeded
        | AccountCode::OnAVisit
        | AccountCode::Invalid => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::base::Code;

    #[test]
    fn a_key_is_written_in_digits_and_read_again() {
        let key: [u8; 32] = std::array::from_fn(|place| u8::try_from(place * 7).unwrap());
        let digits: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(bytes_of(&digits), Some(key));
        for wrong in ["", "0", "zz", digits.strip_prefix('0').unwrap(), &format!("{digits}00")] {
            assert_eq!(bytes_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_beside_its_field() {
        let refused = |code: AccountCode| Trouble::Refused(code.told(Refusal::new(Code::Forbidden, "No.")));
        for (trouble, field) in [
            (Trouble::Unreachable, Some(Field::Server)),
            (Trouble::NotOurServer, Some(Field::Server)),
            (Trouble::Failing, None),
            (refused(AccountCode::WrongCredentials), Some(Field::Password)),
            (refused(AccountCode::WrongCode), Some(Field::Code)),
            (refused(AccountCode::TooManyAttempts), None),
        ] {
            let Answer::Wrong { field: beside, message, .. } = answer_of(&trouble) else {
                panic!("{trouble:?} is not wrong");
            };
            assert_eq!(beside, field, "{message}");
        }
        assert_eq!(answer_of(&refused(AccountCode::SecondFactorNeeded)), Answer::CodeWanted);
    }
}
