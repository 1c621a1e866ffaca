//! A newer cookie in time, so that whoever comes often stays signed in. Several pages of one browser share the cookie, so
//! one of them asks for it, and the others see that it did.

use super::Inner;
use super::fetch::{Method, send};
use crate::backend::read;
use crate::hooks::{keep, kept, now};
use crate::text::number;
use domain::accounts::Renewed;
use domain::base::{Instant, Span};
use std::rc::{Rc, Weak};
use wasm_bindgen_futures::spawn_local;

/// Under which name the page keeps from when on the next cookie is asked for.
const RENEW_AT: &str = "renew_at";
/// How long a page that asks is waited for by the others.
const ASKING: Span = Span::seconds(120);
/// How often it is looked whether it is time, in milliseconds.
const LOOK: u32 = 600_000;

/// Keeps from when on the next cookie is asked for.
pub(super) fn keep_renewal(at: Instant) {
    keep(RENEW_AT, &at.0.to_string());
}

/// Begins to look whether it is time.
pub(super) fn begin(inner: &Rc<Inner>) {
    spawn_local(renew_in_time(Rc::downgrade(inner)));
}

async fn renew_in_time(inner: Weak<Inner>) {
    while let Some(inner) = inner.upgrade() {
        if inner.is_signed_in() && is_due(kept(RENEW_AT).as_deref(), now()) {
            keep_renewal(now() + ASKING);
            if let Ok(Ok(renewed)) =
                send(Method::Post, "/api/v1/sessions/renew", None).await.map(read::<Renewed>)
            {
                keep_renewal(renewed.renew_at);
            }
        }
        inner.bell.rings_within(LOOK).await;
    }
}

/// Whether it is time. Whoever does not know asks.
#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are told exactly")]
fn is_due(at: Option<&str>, now: Instant) -> bool {
    at.and_then(number).is_none_or(|at| at <= now.0 as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_time_from_then_on_and_when_nobody_knows() {
        for (at, due) in [(None, true), (Some("x"), true), (Some("1000"), true), (Some("1001"), false)] {
            assert_eq!(is_due(at, Instant(1_000)), due, "{at:?}");
        }
    }
}
