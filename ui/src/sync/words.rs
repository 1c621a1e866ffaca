//! How synchronisation stands, in words: a few for the line, a sentence for the panel.

use super::arriving::{Coming, arriving};
use crate::backend::is_desktop;
use crate::kit::SaveState;
use device::sync::{Stop, SyncState, SyncStatus, Trouble};
use domain::base::{Instant, Span};
use yew::AttrValue;

/// How long a server may not manage before the line says so: most troubles are over sooner.
const PATIENCE: Span = Span::seconds(600);

/// How it stands, in the line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    /// Which dot it has.
    pub(super) state: SaveState,
    /// What it says.
    pub(super) text: AttrValue,
}

/// Where the words are that were not sent yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// In the file on this device.
    OnDevice,
    /// On the page, and nowhere else: a browser keeps nothing.
    OnPage,
}

impl Kept {
    /// Returns where they are here.
    pub(super) fn here() -> Self {
        if is_desktop() { Self::OnDevice } else { Self::OnPage }
    }
}

/// Returns what the line says.
pub(super) fn line(status: &SyncStatus, kept: Kept, now: Instant) -> Said {
    let said = |state, text: String| Said { state, text: text.into() };
    let waiting = status.waiting;
    match (&status.state, status.attention) {
        (SyncState::Stopped { why }, _) => said(SaveState::Attention, stopped(*why).to_owned()),
        (SyncState::SignInNeeded, _) => said(SaveState::Attention, sign_in(waiting)),
        // What is nowhere else is told of at once, before what is kept.
        (SyncState::Offline { .. }, _) if kept == Kept::OnPage && waiting > 0 => {
            said(SaveState::Waiting, format!("No connection. {} not sent yet", are(waiting)))
        }
        (SyncState::ServerProblem { .. }, _) if kept == Kept::OnPage && waiting > 0 => {
            said(SaveState::Waiting, format!("Server problem. {} not sent yet", are(waiting)))
        }
        (_, 1) => said(SaveState::Attention, "1 needs attention".to_owned()),
        (_, more) if more > 1 => said(SaveState::Attention, format!("{more} need attention")),
        (SyncState::FirstSync { .. }, _) => {
            said(SaveState::Working, "Your work is on its way here".to_owned())
        }
        (SyncState::Offline { .. }, _) => said(SaveState::Waiting, offline(status, kept)),
        (SyncState::ServerProblem { .. }, _) if status.trouble == Some(Trouble::ServerTooOld) => {
            said(SaveState::Waiting, "Waiting for a server update".to_owned())
        }
        (SyncState::ServerProblem { since }, _) if now - Instant(*since) >= PATIENCE => {
            said(SaveState::Waiting, "Server problem, will keep trying".to_owned())
        }
        (SyncState::UpdateNeeded, _) => said(SaveState::Waiting, "Update to receive new data".to_owned()),
        (SyncState::Sending, _) if waiting > 0 => {
            said(SaveState::Working, format!("Sending {}", changes(waiting)))
        }
        (
            SyncState::Synced | SyncState::Sending | SyncState::Receiving | SyncState::ServerProblem { .. },
            _,
        ) => match waiting {
            0 => said(SaveState::Safe, "Everything is sent".to_owned()),
            some => said(SaveState::Waiting, format!("{some} waiting")),
        },
    }
}

/// Explains how it stands, and what that means for whoever goes on working.
pub(super) fn explained(status: &SyncStatus, kept: Kept, server: &str) -> String {
    if kept == Kept::OnPage {
        return explained_on_a_page(&status.state, server);
    }
    match &status.state {
        SyncState::Synced => format!("Everything that you did here is at {server}, and everything there is here."),
        SyncState::Sending => format!("What you did is being sent to {server}."),
        SyncState::Receiving => format!("What others did is arriving from {server}."),
        SyncState::FirstSync { .. } => arriving(Some(status), Coming::Rest),
        SyncState::Offline { .. } if status.incomplete => format!(
            "{server} can't be reached, and not everything has come to this computer yet. You can work with what is here: it is saved on this computer and is sent, and the rest comes, when the connection is back."
        ),
        SyncState::Offline { .. } => format!(
            "{server} can't be reached. Go on as always: everything that you do is saved on this computer and is sent when the connection is back."
        ),
        SyncState::SignInNeeded => format!(
            "{server} wants you to sign in again. Everything that you did is saved on this computer until then."
        ),
        SyncState::ServerProblem { .. } if status.trouble == Some(Trouble::ServerTooOld) => format!(
            "{server} is older than this version of Wrap It Up and does not know a kind of change yet that you made. It waits here until the server is brought up to date; you need not do anything."
        ),
        SyncState::ServerProblem { .. } => format!(
            "{server} can be reached and does not manage just now. It is asked again and again; you need not do anything."
        ),
        SyncState::UpdateNeeded => {
            "This version of Wrap It Up is too old to receive what others do. What you do is still sent. Update the application to see everything.".to_owned()
        }
        SyncState::Stopped { why } => match why {
            Stop::OtherPerson => "This file belongs to one person, and somebody else is signed in. Nothing is sent until its own person signs in again.".to_owned(),
            Stop::AccountClosed => format!("{server} says that this account can't be used now. Your own texts stay here, and can be exported under Storage."),
            Stop::Storage => "The file on this computer can't be read or changed, so nothing is sent and nothing comes.".to_owned(),
        },
    }
}

fn explained_on_a_page(state: &SyncState, server: &str) -> String {
    let kept = "What you write stays on this page until then, and is sent by itself. Leave the page open.";
    match state {
        SyncState::Offline { .. } => format!("{server} can't be reached. {kept}"),
        SyncState::ServerProblem { .. } => {
            format!("{server} can be reached and does not manage just now. {kept}")
        }
        SyncState::SignInNeeded => format!("{server} wants you to sign in again. {kept}"),
        SyncState::Sending => format!("What you wrote is being sent to {server}."),
        SyncState::Synced
        | SyncState::Receiving
        | SyncState::FirstSync { .. }
        | SyncState::UpdateNeeded
        | SyncState::Stopped { .. } => format!("Everything that you did here is at {server}."),
    }
}

/// Says what went wrong last, for those who want to know.
pub(super) const fn trouble(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Unreachable => "There was no connection, or no answer in time.",
        Trouble::Busy => "The server has too much to do.",
        Trouble::Failing => "The server made a mistake.",
        Trouble::NotOurServer => {
            "Something else answered: often the page by which one signs in to a network. Open a browser to see it."
        }
        Trouble::ServerTooOld => {
            "The server does not know a kind of change yet that was made here. It waits until the server is brought up to date."
        }
        Trouble::Storage => "The disk is full, or the file could not be changed.",
    }
}

fn offline(status: &SyncStatus, kept: Kept) -> String {
    match status.waiting {
        _ if kept == Kept::OnPage => "No connection".to_owned(),
        0 if status.incomplete => "Offline. Not everything is here yet".to_owned(),
        0 => "Offline".to_owned(),
        1 => "Offline. 1 change is saved here".to_owned(),
        some => format!("Offline. {some} changes are saved here"),
    }
}

fn sign_in(waiting: u64) -> String {
    match waiting {
        0 => "Sign in again".to_owned(),
        some => format!("Sign in to send {}", changes(some)),
    }
}

const fn stopped(why: Stop) -> &'static str {
    match why {
        Stop::OtherPerson => "Somebody else is signed in",
        Stop::AccountClosed => "This account can't be used",
        Stop::Storage => "Your file can't be changed",
    }
}

/// Returns a number of changes in words.
pub(super) fn changes(count: u64) -> String {
    if count == 1 { "1 change".to_owned() } else { format!("{count} changes") }
}

fn are(count: u64) -> String {
    format!("{} {}", changes(count), if count == 1 { "is" } else { "are" })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_795_510_800_000);

    fn status(state: SyncState, waiting: u64, attention: u64) -> SyncStatus {
        let (oldest, last_contact, trouble) = (None, None, None);
        SyncStatus { state, waiting, oldest, attention, last_contact, trouble, incomplete: false }
    }

    #[test]
    fn the_line_says_where_everything_is() {
        let long_ago = NOW.0 - PATIENCE.0;
        for (state, waiting, attention, dot, text) in [
            (SyncState::Synced, 0, 0, SaveState::Safe, "Everything is sent"),
            (SyncState::Synced, 3, 0, SaveState::Waiting, "3 waiting"),
            (SyncState::Sending, 1, 0, SaveState::Working, "Sending 1 change"),
            (SyncState::Sending, 0, 0, SaveState::Safe, "Everything is sent"),
            (SyncState::Receiving, 0, 0, SaveState::Safe, "Everything is sent"),
            (SyncState::Synced, 0, 1, SaveState::Attention, "1 needs attention"),
            (SyncState::Offline { since: 0 }, 4, 2, SaveState::Attention, "2 need attention"),
            (SyncState::Offline { since: 0 }, 0, 0, SaveState::Waiting, "Offline"),
            (SyncState::Offline { since: 0 }, 4, 0, SaveState::Waiting, "Offline. 4 changes are saved here"),
            (SyncState::SignInNeeded, 12, 1, SaveState::Attention, "Sign in to send 12 changes"),
            (SyncState::SignInNeeded, 0, 0, SaveState::Attention, "Sign in again"),
            (SyncState::ServerProblem { since: NOW.0 }, 0, 0, SaveState::Safe, "Everything is sent"),
            (SyncState::ServerProblem { since: NOW.0 }, 2, 0, SaveState::Waiting, "2 waiting"),
            (
                SyncState::ServerProblem { since: long_ago },
                2,
                0,
                SaveState::Waiting,
                "Server problem, will keep trying",
            ),
            (SyncState::UpdateNeeded, 2, 0, SaveState::Waiting, "Update to receive new data"),
            (
                SyncState::Stopped { why: Stop::AccountClosed },
                2,
                1,
                SaveState::Attention,
                "This account can't be used",
            ),
        ] {
            let said = line(&status(state.clone(), waiting, attention), Kept::OnDevice, NOW);
            assert_eq!((said.state, said.text.as_str()), (dot, text), "{state:?}");
        }
    }

    #[test]
    fn green_means_that_nothing_waits_and_nothing_needs_attention() {
        for (waiting, attention) in [(1, 0), (0, 1), (5, 5)] {
            for state in [SyncState::Synced, SyncState::Sending, SyncState::Receiving] {
                assert_ne!(
                    line(&status(state, waiting, attention), Kept::OnDevice, NOW).state,
                    SaveState::Safe
                );
            }
        }
    }

    #[test]
    fn being_offline_says_that_one_can_go_on() {
        let said =
            explained(&status(SyncState::Offline { since: 0 }, 4, 0), Kept::OnDevice, "wrapitup.example");
        assert!(said.contains("wrapitup.example") && said.contains("Go on as always"), "{said}");
    }

    #[test]
    fn a_device_that_has_not_got_everything_says_so_without_a_network_too() {
        let partly =
            |waiting| SyncStatus { incomplete: true, ..status(SyncState::Offline { since: 0 }, waiting, 0) };
        let said = |waiting| line(&partly(waiting), Kept::OnDevice, NOW).text;
        assert_eq!(said(0), "Offline. Not everything is here yet");
        assert_eq!(said(2), "Offline. 2 changes are saved here");
        assert!(explained(&partly(2), Kept::OnDevice, "wrapitup.example").contains("the rest comes"));
    }

    #[test]
    fn an_old_server_is_waited_for_and_has_no_problem() {
        let long_ago = SyncState::ServerProblem { since: NOW.0 - PATIENCE.0 };
        let old = SyncStatus { trouble: Some(Trouble::ServerTooOld), ..status(long_ago, 1, 0) };
        assert_eq!(line(&old, Kept::OnDevice, NOW).text, "Waiting for a server update");
        let said = explained(&old, Kept::OnDevice, "wrapitup.example");
        assert!(said.contains("brought up to date") && !said.contains("does not manage"), "{said}");
    }

    #[test]
    fn what_is_on_a_page_alone_comes_before_what_is_kept() {
        for (state, text) in [
            (SyncState::Offline { since: 0 }, "No connection. 2 changes are not sent yet"),
            (SyncState::ServerProblem { since: NOW.0 }, "Server problem. 2 changes are not sent yet"),
            (SyncState::Sending, "1 needs attention"),
        ] {
            assert_eq!(line(&status(state, 2, 1), Kept::OnPage, NOW).text, text);
        }
        let nothing_waits = status(SyncState::Offline { since: 0 }, 0, 1);
        assert_eq!(line(&nothing_waits, Kept::OnPage, NOW).text, "1 needs attention");
    }

    #[test]
    fn a_browser_never_says_that_something_is_saved_here() {
        let offline = SyncState::Offline { since: 0 };
        let busy = SyncState::ServerProblem { since: NOW.0 };
        for (state, waiting, dot, text) in [
            (SyncState::Synced, 0, SaveState::Safe, "Everything is sent"),
            (SyncState::Sending, 1, SaveState::Working, "Sending 1 change"),
            (offline.clone(), 0, SaveState::Waiting, "No connection"),
            (offline.clone(), 1, SaveState::Waiting, "No connection. 1 change is not sent yet"),
            (busy.clone(), 2, SaveState::Waiting, "Server problem. 2 changes are not sent yet"),
            (SyncState::SignInNeeded, 2, SaveState::Attention, "Sign in to send 2 changes"),
        ] {
            let said = line(&status(state.clone(), waiting, 0), Kept::OnPage, NOW);
            assert_eq!((said.state, said.text.as_str()), (dot, text), "{state:?}");
        }
        for state in [offline, busy, SyncState::SignInNeeded] {
            let said = explained(&status(state, 1, 0), Kept::OnPage, "wrapitup.example");
            assert!(said.contains("Leave the page open") && !said.contains("computer"), "{said}");
        }
    }
}
