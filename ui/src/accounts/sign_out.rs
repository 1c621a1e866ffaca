//! Signing out: it says what is taken off this computer. With work that is here alone, or when nobody could sign in again
//! afterwards, it asks first.

use super::calls::call;
use super::entering::begin_anew;
use super::start_page::host;
use crate::backend::is_desktop;
use crate::kit::{Button, ButtonKind, Dialog, Icon};
use crate::saving::is_all_saved;
use crate::sync::use_sync;
use device::account::SignedOut;
use device::sync::{Stop, SyncState, SyncStatus};
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
    /// Nothing would be lost, and nobody could sign in again for now.
    Unreached,
    Refused(Refusal),
}

/// Props of [`SignOut`].
#[derive(Properties, PartialEq)]
pub(super) struct SignOutProps {
    /// The address of the server.
    pub(super) server: String,
}

/// The button to sign out, what it says beside it, and the question before it where one is needed.
#[component]
pub(super) fn SignOut(props: &SignOutProps) -> Html {
    let step = use_state_eq(|| Step::Idle);
    let server = host(&props.server);
    // A browser keeps nothing that could be taken away.
    let sync = use_sync().filter(|_| is_desktop());
    let unreached = sync.as_ref().and_then(|status| unreached(&status.state, &server));
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
    let to = |next: Step| {
        let step = step.setter();
        Callback::from(move |()| step.set(next.clone()))
    };
    // What was not sent is asked about by the shell, which knows it for certain.
    let asks = unreached.is_some() && sync.is_some_and(|status| is_all_sent(&status));
    let begin = if asks { to(Step::Unreached).reform(|_| ()) } else { go(false) };
    html! {
        <>
            <div class="storage-buttons"><Button icon={Icon::LogOut} busy={*step == Step::Busy} onclick={begin}>{ "Sign out" }</Button></div>
            if is_desktop() {
                <p class="muted">{ format!("Signing out takes your file and its backups off this computer; everything is at {server}.") }</p>
            }
            if let Step::Refused(refusal) = &*step {
                <p class="storage-refused" role="alert"><b>{ refusal.message.clone() }</b>{ " " }{ refusal.hint.clone() }</p>
            }
            { question(&step, &unreached.unwrap_or_default(), &to(Step::Idle), &go) }
        </>
    }
}

/// Returns the question before signing out, open while there is one.
fn question(
    step: &Step,
    unreached: &str,
    stay: &Callback<()>,
    go: &dyn Fn(bool) -> Callback<MouseEvent>,
) -> Html {
    let (title, said, does, anyway) = match step {
        Step::Unsent { waiting, attention } => (
            "Some of your work is on this computer alone",
            Some([
                unsent(*waiting, *attention),
                format!("If you sign out now, it stays here in your file, locked. It is sent when you sign in on this computer again. {unreached}"),
            ]),
            "Sign out, keep it locked",
            true,
        ),
        Step::Unreached => (
            "Sign out now?",
            Some([
                "Your file and its backups are taken off this computer: what you can read here now is gone from it.".to_owned(),
                unreached.to_owned(),
            ]),
            "Sign out",
            false,
        ),
        Step::Idle | Step::Busy | Step::Refused(_) => ("", None, "", false),
    };
    let foot = html! {
        <>
            <Button onclick={stay.reform(|_| ())}>{ "Stay signed in" }</Button>
            <Button kind={ButtonKind::Danger} onclick={go(anyway)}>{ does }</Button>
        </>
    };
    html! {
        <Dialog open={said.is_some()} {title} on_close={stay.clone()} {foot}>
            <div class="storage-asked">{ for said.into_iter().flatten().map(|words| html! { <p>{ words }</p> }) }</div>
        </Dialog>
    }
}

/// Whether nothing is here alone, as far as is known.
const fn is_all_sent(status: &SyncStatus) -> bool {
    status.waiting == 0 && status.attention == 0
}

/// Says that nobody is let in for now; nothing while the server answers.
fn unreached(state: &SyncState, server: &str) -> Option<String> {
    match state {
        SyncState::Offline { .. } | SyncState::ServerProblem { .. } => {
            Some(format!("You can’t be let in again until {server} can be reached."))
        }
        SyncState::Stopped { why: Stop::AccountClosed } => Some(format!(
            "You can’t be let in again: your account at {server} is closed, or may not be used for now."
        )),
        SyncState::Synced
        | SyncState::Sending
        | SyncState::Receiving
        | SyncState::FirstSync { .. }
        | SyncState::SignInNeeded
        | SyncState::UpdateNeeded
        | SyncState::Stopped { .. } => None,
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
    use super::*;

    #[test]
    fn whoever_could_not_come_back_is_told_before_they_go() {
        for (state, word) in [
            (SyncState::Offline { since: 0 }, Some("can be reached")),
            (SyncState::ServerProblem { since: 0 }, Some("can be reached")),
            (SyncState::Stopped { why: Stop::AccountClosed }, Some("is closed")),
            (SyncState::Synced, None),
            (SyncState::SignInNeeded, None),
        ] {
            let said = unreached(&state, "wrapitup.example");
            assert_eq!(said.is_some(), word.is_some(), "{state:?}");
            let words = word.into_iter().chain(word.map(|_| "wrapitup.example"));
            assert!(
                words.into_iter().all(|word| said.as_deref().unwrap_or_default().contains(word)),
                "{said:?}"
            );
        }
    }

    #[test]
    fn what_would_be_left_behind_is_counted() {
        assert_eq!(unsent(1, 0), "One change was not sent yet.");
        assert_eq!(unsent(12, 2), "12 changes were not sent yet. 2 texts need your attention.");
        assert_eq!(unsent(0, 1), "One text needs your attention.");
    }
}
