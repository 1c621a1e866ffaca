//! Every way in which the server says no about an account: a status, a code for programs in the detail, and words.

use crate::Problem;
use axum::http::StatusCode;
use domain::accounts::AccountCode;
use domain::base::{Code, Refusal};
use std::time::Duration;

fn problem(status: StatusCode, why: AccountCode, code: Code, message: &str, hint: &str) -> Problem {
    Problem::with_status(status, why.told(Refusal::new(code, message).hint(hint)))
}

pub(super) fn wrong_credentials() -> Problem {
    problem(
        StatusCode::UNAUTHORIZED,
        AccountCode::WrongCredentials,
        Code::Forbidden,
        "The address or the password is wrong.",
        "Try again, or choose another password. If you have just signed up, follow the link in the mail first.",
    )
}

pub(super) fn wrong_password() -> Problem {
    problem(
        StatusCode::FORBIDDEN,
        AccountCode::WrongCredentials,
        Code::Forbidden,
        "The password is wrong.",
        "Try again. Nothing was changed.",
    )
}

pub(super) fn second_factor_needed() -> Problem {
    problem(
        StatusCode::UNAUTHORIZED,
        AccountCode::SecondFactorNeeded,
        Code::Forbidden,
        "A code of your authenticator application is needed as well.",
        "Type the code that it shows, or one of your recovery codes.",
    )
}

pub(super) fn wrong_code(status: StatusCode) -> Problem {
    problem(
        status,
        AccountCode::WrongCode,
        Code::Forbidden,
        "This code is wrong, or was used before.",
        "Wait for the next code of your authenticator application, then type that one.",
    )
}

pub(super) fn signed_out() -> Problem {
    problem(
        StatusCode::UNAUTHORIZED,
        AccountCode::SignedOut,
        Code::Forbidden,
        "You are not signed in.",
        "Sign in, then try again.",
    )
}

pub(super) fn superseded() -> Problem {
    problem(
        StatusCode::UNAUTHORIZED,
        AccountCode::Superseded,
        Code::Forbidden,
        "This was sent with a token that was replaced.",
        "Send it again with the newer one.",
    )
}

pub(super) fn disabled() -> Problem {
    problem(
        StatusCode::FORBIDDEN,
        AccountCode::Disabled,
        Code::Forbidden,
        "This account is disabled.",
        "Ask an admin to enable it. What you sent is still there.",
    )
}

pub(super) fn too_many(wait: Duration) -> Problem {
    let seconds = wait.as_secs().max(1);
    let hint = match seconds {
        ..=90 => format!("Please wait {seconds} seconds, then try again."),
        _ => format!("Please wait {} minutes, then try again.", seconds.div_ceil(60)),
    };
    let message = "That was tried too often in a short time.";
    problem(StatusCode::TOO_MANY_REQUESTS, AccountCode::TooManyAttempts, Code::Forbidden, message, &hint)
        .retry_after(wait)
}

pub(super) fn weak_password(message: &str, hint: &str) -> Problem {
    problem(StatusCode::BAD_REQUEST, AccountCode::WeakPassword, Code::Invalid, message, hint)
}

pub(super) fn link_used() -> Problem {
    problem(
        StatusCode::GONE,
        AccountCode::LinkUsed,
        Code::Gone,
        "This link was used before, or is too old.",
        "Ask for another one.",
    )
}

pub(super) fn foreign_page() -> Problem {
    problem(
        StatusCode::FORBIDDEN,
        AccountCode::ForeignPage,
        Code::Forbidden,
        "This was sent from a page of somebody else.",
        "Open Wrap It Up itself and try again. Nothing was changed.",
    )
}

pub(super) fn key_known() -> Problem {
    problem(
        StatusCode::CONFLICT,
        AccountCode::KeyKnown,
        Code::Conflict,
        "The server keeps another key of this device's file.",
        "Get that one back by signing in again.",
    )
}

pub(super) fn not_found(what: &str) -> Problem {
    let message = format!("This {what} can't be found.");
    problem(
        StatusCode::NOT_FOUND,
        AccountCode::NotFound,
        Code::NotFound,
        &message,
        "It may be gone, or it is somebody else's.",
    )
}

pub(crate) fn on_a_visit() -> Problem {
    problem(
        StatusCode::FORBIDDEN,
        AccountCode::OnAVisit,
        Code::Forbidden,
        "This is a visit: you see what somebody else does, and nothing can be changed.",
        "End the visit to work in your own account again.",
    )
}

pub(super) fn fresh_sign_in_needed() -> Problem {
    problem(
        StatusCode::FORBIDDEN,
        AccountCode::FreshSignInNeeded,
        Code::Forbidden,
        "This is given only right after signing in.",
        "Sign in again, then try once more.",
    )
}

/// Says no about something that was typed.
pub(super) fn invalid(refusal: Refusal) -> Problem {
    Problem::with_status(StatusCode::BAD_REQUEST, AccountCode::Invalid.told(refusal))
}

/// Says what a rule said, and that it was the one about the last admin where it was.
pub(super) fn told(problem: store::DispatchError) -> Problem {
    match problem {
        store::DispatchError::Refused { refusal, .. } if *refusal == domain::people::last_admin() => {
            AccountCode::LastAdmin.told(*refusal).into()
        }
        other => other.into(),
    }
}
