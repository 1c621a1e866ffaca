//! Getting something from an address: within a limit, over connections that nobody can read along, and not for ever.

use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use tauri::Url;

use super::source::Source;
use super::trouble::Trouble;

/// How long somebody may take to answer at all, and then to say the next word.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often one may be sent on.
const REDIRECTS: usize = 5;

/// Gets everything at an address, as long as it is not more than `limit` bytes. `tell` hears how many are here, of how
/// many.
pub(super) async fn fetch(
    source: &Source,
    address: &Url,
    limit: usize,
    mut tell: impl FnMut(u64, Option<u64>),
) -> Result<Vec<u8>, Trouble> {
    if !(source.may_ask)(address) {
        return Err(Trouble::NotPrivate);
    }
    let mut answer = ask(source, address).await?;
    let of = answer.content_length();
    if of.is_some_and(|of| of > limit as u64) {
        return Err(Trouble::TooLarge);
    }
    let mut whole = Vec::new();
    while let Some(next) = answer.chunk().await.map_err(Trouble::BrokenOff)? {
        if whole.len() + next.len() > limit {
            return Err(Trouble::TooLarge);
        }
        whole.extend_from_slice(&next);
        tell(whole.len() as u64, of);
    }
    Ok(whole)
}

async fn ask(source: &Source, address: &Url) -> Result<Response, Trouble> {
    let may_ask = source.may_ask;
    let redirects = Policy::custom(move |attempt| {
        if attempt.previous().len() > REDIRECTS || !may_ask(attempt.url()) {
            // The answer that sends on comes back as it is.
            attempt.stop()
        } else {
            attempt.follow()
        }
    });
    let client = Client::builder()
        .user_agent("wrapitup")
        .connect_timeout(PATIENCE)
        .read_timeout(PATIENCE)
        .redirect(redirects)
        .build()
        .map_err(Trouble::Unreachable)?;
    let answer = client.get(address.clone()).send().await.map_err(Trouble::Unreachable)?;
    match answer.status() {
        status if status.is_success() => Ok(answer),
        status if status.is_redirection() => Err(Trouble::NotPrivate),
        _ => Err(Trouble::Missing),
    }
}
