//! Who is signed in with this browser. It answers what the window asks of the shell, by the server that the page is from;
//! the token is in a cookie that no script can read.

use super::fetch::{Failed, Method, send};
use super::renewing::keep_renewal;
use super::{Inner, people};
use crate::backend::read;
use crate::hooks::{keep, kept, new_id, now, window};
use device::account::{Account, AccountView, Answer, Field, OpenedBy, SignedOut, Using};
use domain::accounts::{AccountCode, Me, Renewed, SignedIn, check_name, normal_address};
use domain::base::{Code, Refusal};
use serde::Serialize;
use serde_json::{Value, json};
use std::cell::RefCell;

/// Who was signed in last, as far as this page knows.
pub(super) type Known = RefCell<Option<Account>>;

/// Answers a command about accounts; nothing when it is another one.
pub(super) async fn call(inner: &Inner, command: &str, arguments: &Value) -> Option<Result<Value, Refusal>> {
    let form = |name: &str| arguments.get("form").and_then(|form| word(form, name)).unwrap_or_default();
    Some(match command {
        "account" => account(inner).await.and_then(|view| json_of(&view)),
        "devices" => plain(inner, Method::Get, "devices", None).await,
        "me" => plain(inner, Method::Get, "me", None).await,
        "sign_in" => json_of(&sign_in(inner, &form("email"), &form("password"), &form("code")).await),
        "sign_up" => {
            let zone = word(arguments, "zone").unwrap_or_default();
            json_of(&sign_up(&form("name"), &form("email"), &form("password"), &zone).await)
        }
        "forgot_password" => json_of(&forgot(&word(arguments, "email").unwrap_or_default()).await),
        "sign_out" => sign_out(inner).await.and_then(|done| json_of(&done)),
        "second_factor" => plain(inner, Method::Post, "totp", Some(arguments)).await,
        "second_factor_confirm" => plain(inner, Method::Post, "totp/confirm", Some(arguments)).await,
        "second_factor_codes" => plain(inner, Method::Post, "totp/recovery-codes", Some(arguments)).await,
        "second_factor_remove" => plain(inner, Method::Delete, "totp", Some(arguments)).await,
        "change_password" => change_password(inner, arguments).await,
        "change_email" => plain(inner, Method::Post, "email/change", Some(arguments)).await,
        "delete_account" => plain(inner, Method::Delete, "me", Some(arguments)).await,
        "device_sign_out" => {
            let device = word(arguments, "device").unwrap_or_default();
            plain(inner, Method::Delete, &format!("devices/{device}"), None).await
        }
        _ => return people::call(inner, command, arguments).await,
    })
}

async fn account(inner: &Inner) -> Result<AccountView, Refusal> {
    let (using, visit) = match send(Method::Get, &at("me"), None).await {
        Ok(me) => {
            let me = read::<Me>(me).map_err(|_| not_read())?;
            let account = account_of(&me);
            inner.account.replace(Some(account.clone()));
            (Using::Account(account), me.visit)
        }
        Err(Failed::SignedOut(_)) => (Using::Nobody, None),
        Err(failed) => return Err(refusal(failed)),
    };
    inner.visits.set(visit.is_some());
    let visit_until = visit.map(|visit| now().0 + visit.left);
    // Whoever signs in again need not write everything.
    let accounts = inner.account.borrow().iter().cloned().collect();
    Ok(AccountView {
        using,
        accounts,
        opened_by: OpenedBy::Keychain,
        closed: None,
        has_sample: false,
        visit_until,
    })
}

async fn sign_in(inner: &Inner, email: &str, password: &str, code: &str) -> Answer {
    let email = match normal_address(email) {
        Ok(email) => email,
        Err(refusal) => return wrong(Some(Field::Email), &refusal),
    };
    if password.is_empty() {
        return wrong(Some(Field::Password), &Refusal::new(Code::Invalid, "Please write your password."));
    }
    let mut asked = json!({
        "email": email, "password": password, "carrier": "cookie",
        "device": { "id": this_browser(), "name": name_of_this_browser() },
    });
    let code = code.trim();
    if let Some(fields) = asked.as_object_mut().filter(|_| !code.is_empty()) {
        fields.insert("code".to_owned(), code.into());
    }
    match send(Method::Post, &at("sessions"), Some(&asked)).await.map(read::<SignedIn>) {
        Ok(Ok(signed)) => {
            keep_renewal(signed.renew_at);
            inner.account.replace(Some(account_of(&signed.me)));
            // Whatever waited for this goes on: what was not sent, and what was asked.
            inner.standing.heard();
            inner.bell.ring();
            inner.everything_changed();
            Answer::Done
        }
        Ok(Err(_)) => wrong(None, &not_read()),
        Err(failed) => answer_of(failed),
    }
}

async fn sign_up(name: &str, email: &str, password: &str, zone: &str) -> Answer {
    if let Err(refusal) = check_name(name) {
        return wrong(Some(Field::Name), &refusal);
    }
    if let Err(refusal) = normal_address(email) {
        return wrong(Some(Field::Email), &refusal);
    }
    let asked = json!({ "name": name.trim(), "email": email, "password": password, "zone": zone });
    mailed(send(Method::Post, &at("accounts"), Some(&asked)).await)
}

async fn forgot(email: &str) -> Answer {
    match normal_address(email) {
        Ok(email) => {
            mailed(send(Method::Post, &at("password/forgot"), Some(&json!({ "email": email }))).await)
        }
        Err(refusal) => wrong(Some(Field::Email), &refusal),
    }
}

fn mailed(done: Result<Value, Failed>) -> Answer {
    done.map_or_else(answer_of, |_| Answer::MailSent)
}

async fn sign_out(inner: &Inner) -> Result<SignedOut, Refusal> {
    match send(Method::Delete, &at("sessions"), None).await {
        Ok(_) | Err(Failed::SignedOut(_)) => {
            inner.account.replace(None);
            Ok(SignedOut::Done)
        }
        Err(failed) => Err(refusal(failed)),
    }
}

/// The other devices are signed out by it, and this browser gets another cookie.
async fn change_password(inner: &Inner, arguments: &Value) -> Result<Value, Refusal> {
    let renewed = plain(inner, Method::Post, "password/change", Some(arguments)).await?;
    let renewed = read::<Renewed>(renewed).map_err(|_| not_read())?;
    keep_renewal(renewed.renew_at);
    Ok(Value::Null)
}

/// Asks what is answered as it is.
pub(super) async fn plain(
    inner: &Inner,
    method: Method,
    path: &str,
    body: Option<&Value>,
) -> Result<Value, Refusal> {
    let answered = send(method, &at(path), body).await;
    if matches!(answered, Err(Failed::SignedOut(_))) {
        inner.standing.signed_out();
        inner.everything_changed();
    }
    answered.map_err(refusal)
}

fn at(path: &str) -> String {
    format!("/api/v1/{path}")
}

pub(super) fn word(values: &Value, name: &str) -> Option<String> {
    values.get(name)?.as_str().map(str::to_owned)
}

fn json_of(value: &impl Serialize) -> Result<Value, Refusal> {
    serde_json::to_value(value).map_err(|_| not_read())
}

fn account_of(me: &Me) -> Account {
    let origin = window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    Account { server: origin, person: me.person.to_string(), name: me.name.clone(), email: me.email.clone() }
}

/// Says what went wrong, beside the field that it has to do with.
fn answer_of(failed: Failed) -> Answer {
    match failed {
        Failed::Refused(refusal) | Failed::SignedOut(refusal) => match AccountCode::of(&refusal) {
            Some(AccountCode::SecondFactorNeeded) => Answer::CodeWanted,
            code => wrong(beside(code), &refusal),
        },
        failed => wrong(None, &refusal(failed)),
    }
}

/// Returns the field that a code has to do with.
fn beside(code: Option<AccountCode>) -> Option<Field> {
    match code? {
        AccountCode::WrongCredentials | AccountCode::WeakPassword => Some(Field::Password),
        AccountCode::WrongCode => Some(Field::Code),
        _ => None,
    }
}

fn wrong(field: Option<Field>, refusal: &Refusal) -> Answer {
    Answer::Wrong { field, message: refusal.message.clone(), hint: refusal.hint.clone() }
}

fn refusal(failed: Failed) -> Refusal {
    match failed {
        Failed::Refused(refusal) | Failed::SignedOut(refusal) => refusal,
        Failed::Unreachable => Refusal::new(Code::Storage, "The server could not be reached.")
            .hint("Check that this computer is online, then try again."),
        Failed::Busy { .. } => Refusal::new(Code::Storage, "The server could not do this just now.")
            .hint("Please try again in a moment."),
    }
}

fn not_read() -> Refusal {
    Refusal::new(Code::UnknownKind, "What the server answered could not be read.")
        .hint("Load this page again, then try once more.")
}

/// Returns the id by which the server knows this browser again.
fn this_browser() -> String {
    const BROWSER: &str = "browser";
    kept(BROWSER).unwrap_or_else(|| {
        let id = new_id().to_string();
        keep(BROWSER, &id);
        id
    })
}

/// Returns what the list of devices calls this browser.
fn name_of_this_browser() -> String {
    let agent = window().and_then(|window| window.navigator().user_agent().ok()).unwrap_or_default();
    name_of(&agent)
}

fn name_of(agent: &str) -> String {
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name)
    };
    // Most say that they are several; the one that is meant is said by the first of these.
    let browser = first(&[
        ("Firefox/", "Firefox"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(browser), None) => browser.to_owned(),
        (None, _) => "A browser".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_called_by_its_name() {
        for (agent, name) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15",
                "Safari on macOS",
            ),
            ("curl/8", "A browser"),
        ] {
            assert_eq!(name_of(agent), name);
        }
    }

    #[test]
    fn what_is_wrong_is_said_beside_its_field() {
        let refused = |code: AccountCode| Failed::Refused(code.told(Refusal::new(Code::Forbidden, "No.")));
        for (failed, field) in [
            (Failed::Unreachable, None),
            (refused(AccountCode::WrongCredentials), Some(Field::Password)),
            (refused(AccountCode::WrongCode), Some(Field::Code)),
            (refused(AccountCode::TooManyAttempts), None),
        ] {
            let Answer::Wrong { field: beside, .. } = answer_of(failed.clone()) else { panic!("{failed:?}") };
            assert_eq!(beside, field, "{failed:?}");
        }
        assert_eq!(answer_of(refused(AccountCode::SecondFactorNeeded)), Answer::CodeWanted);
    }
}
