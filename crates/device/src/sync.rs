//! Synchronisation: how the person's file on this device stands with its server.

use serde::{Deserialize, Serialize};

/// The event by which the window hears of every new [`SyncStatus`].
pub const EVENT: &str = "sync";

/// How it stands. All is well only when the state is [`SyncState::Synced`] and nothing needs attention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncStatus {
    /// What is going on.
    #[serde(flatten)]
    pub state: SyncState,
    /// How many changes are saved on this device alone so far.
    pub waiting: u64,
    /// When the oldest of them was made, in milliseconds since 1970.
    pub oldest: Option<i64>,
    /// How many things the server refused, or that changed under the person, and that they have not looked at.
    pub attention: u64,
    /// When the server last gave an answer that made sense, in milliseconds since 1970; none since the application was
    /// opened.
    pub last_contact: Option<i64>,
    /// What went wrong last, until something goes right again. For the page of details.
    pub trouble: Option<Trouble>,
    /// Whether not everything of the person has come to this device yet: what is missing here may be at the server.
    #[serde(default)]
    pub incomplete: bool,
}

/// What is going on between this device and its server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SyncState {
    /// Everything that was done here is there, and the other way round.
    Synced,
    /// Changes made here are on their way, or will be in a few seconds.
    Sending,
    /// Changes made elsewhere are on their way here.
    Receiving,
    /// The person's data come to this device for the first time, or once more from the beginning.
    FirstSync {
        /// How many rows are here.
        rows: u64,
    },
    /// The server cannot be reached. Everything that is done is kept here.
    Offline {
        /// Since when, in milliseconds since 1970.
        since: i64,
    },
    /// The server wants the person to sign in again. Everything that is done is kept here.
    SignInNeeded,
    /// The server can be reached and does not manage; it is asked again and again.
    ServerProblem {
        /// Since when, in milliseconds since 1970.
        since: i64,
    },
    /// This version is too old to receive. What is done here is still sent.
    UpdateNeeded,
    /// Nothing is sent and nothing comes until somebody does something about it.
    Stopped {
        /// Why.
        why: Stop,
    },
}

/// Why nothing is sent and nothing comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// The file is of one person and somebody else is signed in.
    OtherPerson,
    /// The account was closed, or may not be used for now.
    AccountClosed,
    /// The file on this device cannot be read or changed.
    Storage,
}

/// What went wrong last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// No connection, or it broke off, or there was no answer in time.
    Unreachable,
    /// The server, or something on the way to it, has too much to do.
    Busy,
    /// The server made a mistake.
    Failing,
    /// What came back is not what a server of this application says, such as the page of a network that wants one to sign in.
    NotOurServer,
    /// The server does not know a kind of change yet that was made here. It waits until the server is brought up to date.
    ServerTooOld,
    /// The disk is full, or the file on this device could not be changed for another reason that may pass.
    Storage,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_reads_what_the_shell_says() {
        let status = SyncStatus {
            state: SyncState::Offline { since: 1_795_510_800_000 },
            waiting: 12,
            oldest: Some(1_795_510_700_000),
            attention: 1,
            last_contact: None,
            trouble: Some(Trouble::Unreachable),
            incomplete: true,
        };
        let json = serde_json::to_value(&status).unwrap();
        assert_eq!((&json["state"], &json["since"]), (&"offline".into(), &1_795_510_800_000_i64.into()));
        assert_eq!(json["trouble"], "unreachable");
        assert_eq!(serde_json::from_value::<SyncStatus>(json).unwrap(), status);
    }
}
