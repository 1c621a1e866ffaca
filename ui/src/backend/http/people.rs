//! What an admin does in a browser: who has an account and what they may do, and looking at what somebody sees.

use super::Inner;
use super::account::{plain, word};
use super::fetch::Method;
use domain::base::Refusal;
use serde_json::Value;

/// Answers a command about other people; nothing when it is another one.
pub(super) async fn call(inner: &Inner, command: &str, arguments: &Value) -> Option<Result<Value, Refusal>> {
    let person = || word(arguments, "person").unwrap_or_default();
    let role = || word(arguments, "role").unwrap_or_default();
    let (method, path, body) = match command {
        "visits" => (Method::Get, "visits".to_owned(), None),
        "begin_visit" => (Method::Post, "visits".to_owned(), Some(arguments)),
        "end_visit" => (Method::Delete, "visits/current".to_owned(), None),
        "find_people" => (Method::Post, "people/find".to_owned(), Some(arguments)),
        "give_role" => (Method::Put, format!("people/{}/roles/{}", person(), role()), None),
        "take_role" => (Method::Delete, format!("people/{}/roles/{}", person(), role()), None),
        "disable_account" => (Method::Post, format!("people/{}/disable", person()), None),
        "enable_account" => (Method::Post, format!("people/{}/enable", person()), None),
        _ => return None,
    };
    Some(plain(inner, method, &path, body).await)
}
