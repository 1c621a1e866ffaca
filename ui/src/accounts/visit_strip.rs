//! The line above every page on a visit: whose things these are, that nothing can be changed, and the way back.

use super::calls::call;
use super::entering::begin_anew;
use super::use_account::use_account;
use crate::hooks::{QueryState, use_now, use_session};
use crate::kit::{Button, Icon, Toast, use_toaster};
use serde_json::{Value, json};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The line above every page while an admin looks at what somebody sees.
#[component]
pub(crate) fn VisitStrip() -> Html {
    let (account, _) = use_account();
    let name = use_session().me.name;
    let toaster = use_toaster();
    let now = use_now();
    let until = match &account {
        QueryState::Ready(view) => view.visit_until,
        QueryState::Pending | QueryState::Failed(_) => None,
    };
    let left = until.map(|until| minutes_left(until - now.0));
    // When the time is over the browser is the admin's own again.
    use_effect_with(left == Some(0), |over| {
        if *over {
            spawn_local(async {
                begin_anew().await.ok();
            });
        }
    });
    let Some(left) = left else { return Html::default() };
    let end = Callback::from(move |_: MouseEvent| {
        let toaster = toaster.clone();
        spawn_local(async move {
            let ended = match call::<Option<Value>>("end_visit", json!({})).await {
                Ok(_) => begin_anew().await,
                Err(refusal) => Err(refusal),
            };
            if let (Err(refusal), Some(toaster)) = (ended, toaster) {
                toaster.show(Toast::error(refusal.message, refusal.hint));
            }
        });
    });
    html! {
        <div class="strip read-only" role="region" aria-label="You are on a visit">
            { Icon::Eye }
            <p>
                <b>{ "You see what " }<bdi>{ name }</bdi>{ " sees." }</b>
                { format!(" Private answers and drafts are not shown, and nothing can be changed. {}.", left_in_words(left)) }
            </p>
            <div class="end"><Button icon={Icon::LogOut} onclick={end}>{ "End the visit" }</Button></div>
        </div>
    }
}

/// Returns how many minutes are left of so many milliseconds: a minute that has begun counts.
fn minutes_left(ms: i64) -> i64 {
    ms.max(0).unsigned_abs().div_ceil(60_000).try_into().unwrap_or(i64::MAX)
}

fn left_in_words(minutes: i64) -> String {
    match minutes {
        0 => "The time is over".to_owned(),
        1 => "The last minute".to_owned(),
        many => format!("{many} minutes are left"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_that_is_left_is_said_in_minutes() {
        for (ms, words) in [
            (-5, "The time is over"),
            (0, "The time is over"),
            (1, "The last minute"),
            (60_001, "2 minutes are left"),
            (1_800_000, "30 minutes are left"),
        ] {
            assert_eq!(left_in_words(minutes_left(ms)), words);
        }
    }
}
