//! Signing out: with work that is on this device alone, it asks first and says what becomes of it.

use super::calls::call;
use super::entering::begin_anew;
use crate::kit::{Button, ButtonKind, Dialog, Icon};
use crate::saving::is_all_saved;
use device::account::SignedOut;
use domain::base::Refusal;
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How far it is.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    Idle,
    Busy,
    /// There is work that is here alone.
    Unsent {
        waiting: usize,
        attention: usize,
    },
    Refused(Refusal),
}

/// The button to sign out, and the question before it where one is needed.
#[component]
pub(super) fn SignOut() -> Html {
    let step = use_state_eq(|| Step::Idle);
    let go = |anyway: bool| {
        let step = step.setter();
        Callback::from(move |_: MouseEvent| {
            if !is_all_saved() {
                step.set(Step::Refused(unsaved()));
                return;
            }
            step.set(Step::Busy);
            let step = step.clone();
            spawn_local(async move {
                let done = match call::<SignedOut>("sign_out", json!({ "anyway": anyway })).await {
                    Ok(SignedOut::Done) => begin_anew().await,
                    Ok(SignedOut::Unsent { waiting, attention }) => {
                        step.set(Step::Unsent { waiting, attention });
                        return;
                    }
                    Err(refusal) => Err(refusal),
                };
                if let Err(refusal) = done {
                    step.set(Step::Refused(refusal));
                }
            });
        })
    };
    let close = {
        let step = step.setter();
        Callback::from(move |()| step.set(Step::Idle))
    };
    let said = match &*step {
        Step::Unsent { waiting, attention } => Some(unsent(*waiting, *attention)),
        Step::Idle | Step::Busy | Step::Refused(_) => None,
    };
    let foot = html! {
        <>
            <Button onclick={close.reform(|_| ())}>{ "Stay signed in" }</Button>
            <Button kind={ButtonKind::Danger} onclick={go(true)}>{ "Sign out, keep it locked" }</Button>
        </>
    };
    html! {
        <>
            <Button icon={Icon::LogOut} busy={*step == Step::Busy} onclick={go(false)}>{ "Sign out" }</Button>
            if let Step::Refused(refusal) = &*step {
                <p class="storage-refused" role="alert"><b>{ refusal.message.clone() }</b>{ " " }{ refusal.hint.clone() }</p>
            }
            <Dialog open={said.is_some()} title="Some of your work is on this computer alone" on_close={close} {foot}>
                <div class="storage-asked">
                    <p>{ said.unwrap_or_default() }</p>
                    <p>{ "If you sign out now, it stays here in your file, locked. It is sent when you sign in on this computer again." }</p>
                </div>
            </Dialog>
        </>
    }
}

fn unsaved() -> Refusal {
    Refusal::new(domain::base::Code::Conflict, "Something that you wrote is not saved yet.")
        .hint("Wait a moment, or see what the line at the bottom says.")
}

/// Says what would be left behind.
fn unsent(waiting: usize, attention: usize) -> String {
    let changes = match waiting {
        0 => None,
        1 => Some("One change was not sent yet.".to_owned()),
        many => Some(format!("{many} changes were not sent yet.")),
    };
    let texts = match attention {
        0 => None,
        1 => Some("One text needs your attention.".to_owned()),
        many => Some(format!("{many} texts need your attention.")),
    };
    [changes, texts].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::unsent;

    #[test]
    fn what_would_be_left_behind_is_counted() {
        assert_eq!(unsent(1, 0), "One change was not sent yet.");
        assert_eq!(unsent(12, 2), "12 changes were not sent yet. 2 texts need your attention.");
        assert_eq!(unsent(0, 1), "One text needs your attention.");
    }
}
