//! The one thing that helps most as synchronisation stands: signing in, the update, the file, or trying now.

use super::try_now::TryNow;
use crate::kit::{Button, ButtonKind, Icon};
use crate::routes::{Route, SettingsPage};
use device::sync::{Stop, SyncState, SyncStatus};
use yew::prelude::*;

/// What helps most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Signing in.
    SignIn,
    /// Another version of the application.
    Update,
    /// The file: what is in it can be taken along.
    File,
    /// Sending and asking now.
    Try,
}

impl Way {
    /// Returns what helps most in a state. A disk that was full takes nobody's signing in: once there is room, trying helps.
    pub(crate) const fn of(state: &SyncState) -> Self {
        match state {
            SyncState::SignInNeeded | SyncState::Stopped { why: Stop::OtherPerson } => Self::SignIn,
            SyncState::UpdateNeeded => Self::Update,
            SyncState::Stopped { why: Stop::AccountClosed } => Self::File,
            SyncState::Stopped { why: Stop::Storage }
            | SyncState::Synced
            | SyncState::Sending
            | SyncState::Receiving
            | SyncState::FirstSync { .. }
            | SyncState::Offline { .. }
            | SyncState::ServerProblem { .. } => Self::Try,
        }
    }
}

/// Props of [`BestWay`].
#[derive(Properties, PartialEq)]
pub(crate) struct BestWayProps {
    /// How it stands.
    pub(crate) status: SyncStatus,
    /// Goes to a page.
    pub(crate) on_go: Callback<Route>,
}

/// The button for what helps most.
#[component]
pub(crate) fn BestWay(props: &BestWayProps) -> Html {
    let to = |words: &'static str, icon: Icon, to: Route| {
        let onclick = props.on_go.reform(move |_: MouseEvent| to.clone());
        html! { <Button kind={ButtonKind::Primary} {icon} {onclick}>{ words }</Button> }
    };
    let status = &props.status;
    match Way::of(&status.state) {
        Way::SignIn => to("Sign in", Icon::User, Route::SignIn),
        Way::Update => to("See the update", Icon::Download, Route::Settings(SettingsPage::About)),
        Way::File => to("File and backups", Icon::Save, Route::Settings(SettingsPage::Storage)),
        Way::Try => {
            let stopped = matches!(status.state, SyncState::Stopped { .. });
            let kind = if stopped { ButtonKind::Primary } else { ButtonKind::Default };
            html! { <TryNow status={status.clone()} {kind} /> }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_offered_first_helps() {
        for (state, way) in [
            (SyncState::Stopped { why: Stop::Storage }, Way::Try),
            (SyncState::Stopped { why: Stop::AccountClosed }, Way::File),
            (SyncState::Stopped { why: Stop::OtherPerson }, Way::SignIn),
            (SyncState::SignInNeeded, Way::SignIn),
            (SyncState::UpdateNeeded, Way::Update),
            (SyncState::Offline { since: 0 }, Way::Try),
        ] {
            assert_eq!(Way::of(&state), way, "{state:?}");
        }
    }
}
