//! What carries mail from the database to the mail server: one after another, again when it was not taken, and given up after
//! three days. Where no mail server is configured, a server that only its own computer can reach writes the mail into its
//! log, for whoever tries it out there.

use super::sender::{NotSent, Sender};
use crate::State;
use domain::base::{Instant, Span};
use std::sync::Arc;
use std::time::Duration;
use store::accounts::{LetterId, OutgoingMail};
use store::{Store, StoreError};

/// How long a sender has a mail for itself.
const LEASE: Span = Span::seconds(120);
/// After how long it is looked again, should nobody say that there is mail.
const LOOK: Duration = Duration::from_secs(15);
/// How long after it was tried first a mail waits for its second time; each further time doubles that.
const FIRST_WAIT: Span = Span::seconds(60);
/// How long a mail waits at most.
const LONGEST_WAIT: Span = Span::hours(4);
/// How often a mail is tried: with these waits, for three days.
const TRIES: i64 = 25;
/// How often what is no longer needed is forgotten.
const TIDY: Span = Span::hours(1);
/// How long it is remembered that a mail was sent.
const REMEMBERED: Span = Span::days(30);

/// What becomes of mail.
#[derive(Debug)]
pub enum Way {
    /// A mail server takes it.
    Server(Box<Sender>),
    /// It is written into the log.
    Log,
    /// It is given up, and the log says so.
    Nowhere,
}

impl Way {
    /// Returns the way that is configured.
    ///
    /// # Errors
    /// When the configuration makes no sense.
    pub fn of(config: &crate::Config) -> Result<Self, String> {
        match Sender::of(&config.mail)? {
            Some(sender) => Ok(Self::Server(Box::new(sender))),
            None if config.is_private() => Ok(Self::Log),
            None => Ok(Self::Nowhere),
        }
    }
}

/// Carries mail until the server ends, and forgets from time to time what accounts no longer need.
pub async fn carry(state: Arc<State>, way: Way) {
    let way = Arc::new(way);
    let mut tidied = Instant(0);
    loop {
        while !state.is_ending() && carry_one(&state, &way).await {}
        if state.now() >= tidied + TIDY {
            tidied = state.now();
            tidy(&state).await;
        }
        tokio::select! {
            () = state.ending() => return,
            () = state.accounts.mail.notified() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

/// Carries the next mail that is due. Returns whether there was one.
pub(crate) async fn carry_one(state: &Arc<State>, way: &Arc<Way>) -> bool {
    let now = state.now();
    let taken = state.write(move |store| store.accounts().take_mail(now, LEASE)).await;
    let mail = match taken {
        Ok(Ok(Some(mail))) => mail,
        Ok(Ok(None)) | Err(_) => return false,
        Ok(Err(error)) => {
            failed(&error);
            return false;
        }
    };
    let (id, attempts) = (mail.id, mail.attempts);
    let way = way.clone();
    let sent = tokio::task::spawn_blocking(move || send(&way, &mail, now)).await;
    let sent = sent.unwrap_or(Err(NotSent::Later("the program made a mistake of its own")));
    let done = state.now();
    let kept = state.write(move |store| settle(store, id, attempts, sent, done)).await;
    match kept {
        Ok(Ok(())) => true,
        Ok(Err(error)) => {
            failed(&error);
            false
        }
        Err(_) => false,
    }
}

/// Writes down what became of a mail.
fn settle(
    store: &Store,
    id: LetterId,
    attempts: i64,
    sent: Result<(), NotSent>,
    now: Instant,
) -> Result<(), StoreError> {
    let accounts = store.accounts();
    match sent {
        Ok(()) => accounts.end_mail(id, None, now),
        Err(NotSent::Later(why)) if attempts < TRIES => {
            tracing::warn!(mail.id = %id, attempts, why, "mail.put_off");
            accounts.postpone_mail(id, why, now + wait(attempts))
        }
        Err(why) => {
            tracing::error!(mail.id = %id, attempts, %why, "mail.given_up");
            accounts.end_mail(id, Some(&why.to_string()), now)
        }
    }
}

fn send(way: &Way, mail: &OutgoingMail, now: Instant) -> Result<(), NotSent> {
    match way {
        Way::Server(sender) => sender.send(mail, now),
        Way::Log => {
            tracing::info!(
                kind = mail.kind,
                "mail.not_sent: no mail server is configured. It says:\n{}",
                mail.text
            );
            Ok(())
        }
        Way::Nowhere => Err(NotSent::Unfit("no mail server is configured")),
    }
}

/// Returns how long a mail waits that was tried so often.
fn wait(attempts: i64) -> Span {
    let doublings = u32::try_from(attempts.clamp(1, 20) - 1).unwrap_or_default();
    Span(FIRST_WAIT.0.saturating_mul(1 << doublings)).min(LONGEST_WAIT)
}

async fn tidy(state: &State) {
    let now = state.now();
    let done = state
        .write(move |store| {
            let accounts = store.accounts();
            accounts.forget_tokens(now)?;
            accounts.forget_links(now)?;
            accounts.forget_sign_ups(now)?;
            accounts.forget_attempts(Instant(now.0 - Span::days(1).0))?;
            accounts.forget_mail(Instant(now.0 - REMEMBERED.0)).map(drop)
        })
        .await;
    if let Ok(Err(error)) = done {
        failed(&error);
    }
}

fn failed(error: &StoreError) {
    tracing::error!(error = crate::problem::causes(error), "mail.store_failed");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_that_is_not_taken_is_tried_for_three_days() {
        assert_eq!([1, 2, 3].map(wait), [60, 120, 240].map(Span::seconds));
        let whole: i64 = (1..TRIES).map(|attempts| wait(attempts).0).sum();
        let days = Span::days(1).0;
        assert!((2 * days..4 * days).contains(&whole), "{whole}");
    }
}
