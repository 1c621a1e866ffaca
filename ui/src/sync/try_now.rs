//! Sending and asking now, with a sign of it: that it is tried, and when there was still no answer. What fails as it failed
//! before changes nothing that is told, so the time says it.

use super::actions::send_now;
use crate::hooks::now;
use crate::kit::{Button, ButtonKind, Icon, Saying, say};
use device::sync::{SyncState, SyncStatus};
use domain::base::Instant;
use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// How long an answer is waited for before it is said that there is none, in milliseconds.
pub(super) const PATIENCE: u32 = 3_000;

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Tried {
    /// It was not tried, or what came of it is shown.
    No,
    /// It is being tried.
    Now,
    /// There was no answer until then.
    InVain(Instant),
}

/// Props of [`TryNow`].
#[derive(Properties, PartialEq)]
pub(super) struct TryNowProps {
    /// How it stands.
    pub(super) status: SyncStatus,
    /// How much it asks for attention.
    pub(super) kind: ButtonKind,
}

/// The button that tries now, and what came of it.
#[component]
pub(super) fn TryNow(props: &TryNowProps) -> Html {
    let SyncStatus { state, trouble, last_contact, .. } = props.status.clone();
    let tried = use_state_eq(|| Tried::No);
    {
        // Whatever is told anew says by itself what came of it.
        let tried = tried.setter();
        use_effect_with((state.clone(), trouble, last_contact), move |_| tried.set(Tried::No));
    }
    {
        let (setter, fails) = (tried.setter(), fails(&state));
        use_effect_with(*tried == Tried::Now, move |trying| {
            let over = move || setter.set(if fails { Tried::InVain(now()) } else { Tried::No });
            let timeout = trying.then(|| Timeout::new(PATIENCE, over));
            move || drop(timeout)
        });
    }
    let onclick = {
        let tried = tried.setter();
        Callback::from(move |_: MouseEvent| {
            tried.set(Tried::Now);
            send_now();
        })
    };
    let trying = *tried == Tried::Now;
    let words = if trying { "Trying" } else { "Try now" };
    let said = match *tried {
        Tried::InVain(at) => in_vain(&state, &say(at, at, Saying::Time, None)),
        Tried::No | Tried::Now => String::new(),
    };
    html! {
        <>
            <Button kind={props.kind} icon={Icon::RefreshCw} busy={trying} {onclick}>{ words }</Button>
            <span class="sync-tried muted small" role="status">{ said }</span>
        </>
    }
}

/// Whether it does not go on in a state.
pub(super) const fn fails(state: &SyncState) -> bool {
    matches!(state, SyncState::Offline { .. } | SyncState::ServerProblem { .. } | SyncState::Stopped { .. })
}

fn in_vain(state: &SyncState, time: &str) -> String {
    match state {
        SyncState::Stopped { .. } => format!("Still the same, {time}"),
        _ => format!("Still no answer, {time}"),
    }
}
