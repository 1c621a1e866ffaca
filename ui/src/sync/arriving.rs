//! What is said while not everything of a person is on this device yet: how far it is, or why nothing comes.

use device::sync::{Stop, SyncState, SyncStatus};

/// What of a person's work is still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coming {
    /// All of it: there is nothing of theirs here.
    All,
    /// The rest: some of it is here already.
    Rest,
}

/// Whether something is on its way, as far as is known. If not, somebody has to do something, or to wait.
pub(crate) const fn is_arriving(status: Option<&SyncStatus>) -> bool {
    match status {
        None => true,
        Some(status) => matches!(
            status.state,
            SyncState::Synced | SyncState::Sending | SyncState::Receiving | SyncState::FirstSync { .. }
        ),
    }
}

/// Says how far it is, or why nothing comes and what helps.
pub(crate) fn arriving(status: Option<&SyncStatus>, coming: Coming) -> String {
    let (begin, work) = match coming {
        Coming::All => ("Your work", "your work"),
        Coming::Rest => ("The rest of your work", "the rest of your work"),
    };
    match status.map(|status| &status.state) {
        Some(SyncState::Offline { .. }) => {
            format!(
                "Your server can't be reached just now. As soon as it can, {work} comes to this computer."
            )
        }
        Some(SyncState::ServerProblem { .. }) => format!(
            "Your server does not manage just now. It is asked again and again; {work} comes as soon as it does."
        ),
        Some(SyncState::SignInNeeded) => {
            format!("Your server wants you to sign in again. Once you have, {work} comes to this computer.")
        }
        Some(SyncState::UpdateNeeded) => format!(
            "This version of Wrap It Up is too old to receive {work}. Update the application, and it comes."
        ),
        Some(SyncState::Stopped { why: Stop::OtherPerson }) => format!(
            "This file belongs to one person, and somebody else is signed in. Once its own person has signed in again, {work} comes."
        ),
        Some(SyncState::Stopped { why: Stop::AccountClosed }) => format!(
            "Your server says that this account can't be used now, so {work} can't come here. Whoever runs the server can tell you why."
        ),
        Some(SyncState::Stopped { why: Stop::Storage }) => format!(
            "The file on this computer can't be changed, so {work} can't come here. Often the disk is full: make some room, then try again."
        ),
        Some(SyncState::FirstSync { rows: rows @ 1.. }) => {
            format!("{begin} is on its way to this computer: {} so far.{}", pieces(*rows), hope(coming))
        }
        None
        | Some(SyncState::FirstSync { .. } | SyncState::Synced | SyncState::Sending | SyncState::Receiving) =>
        {
            format!("{begin} is on its way to this computer.{}", hope(coming))
        }
    }
}

/// Says when one can begin.
const fn hope(coming: Coming) -> &'static str {
    match coming {
        Coming::All => " You can begin as soon as the first of it is here.",
        Coming::Rest => " You can work with what is here already.",
    }
}

fn pieces(rows: u64) -> String {
    if rows == 1 { "1 piece".to_owned() } else { format!("{rows} pieces") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(state: SyncState) -> SyncStatus {
        SyncStatus {
            state,
            waiting: 0,
            oldest: None,
            attention: 0,
            last_contact: None,
            trouble: None,
            incomplete: true,
        }
    }

    #[test]
    fn what_arrives_is_counted_once_something_has() {
        let first = |rows| arriving(Some(&status(SyncState::FirstSync { rows })), Coming::All);
        assert!(!first(0).contains("so far"));
        assert!(first(1).contains("1 piece so far"));
        assert!(arriving(None, Coming::All).starts_with("Your work is on its way"));
    }

    #[test]
    fn whoever_has_begun_is_not_told_when_they_can_begin() {
        for state in [SyncState::FirstSync { rows: 7 }, SyncState::Receiving] {
            let said = arriving(Some(&status(state)), Coming::Rest);
            assert!(said.starts_with("The rest of your work") && !said.contains("begin"), "{said}");
        }
    }

    #[test]
    fn nothing_is_said_to_be_on_its_way_when_nothing_comes() {
        for (state, why) in [
            (SyncState::Offline { since: 0 }, "can't be reached"),
            (SyncState::ServerProblem { since: 0 }, "does not manage"),
            (SyncState::SignInNeeded, "sign in again"),
            (SyncState::UpdateNeeded, "Update the application"),
            (SyncState::Stopped { why: Stop::OtherPerson }, "somebody else is signed in"),
            (SyncState::Stopped { why: Stop::AccountClosed }, "can't be used now"),
            (SyncState::Stopped { why: Stop::Storage }, "make some room"),
        ] {
            let status = status(state);
            for coming in [Coming::All, Coming::Rest] {
                let said = arriving(Some(&status), coming);
                assert!(said.contains(why) && !said.contains("on its way"), "{said}");
            }
            assert!(!is_arriving(Some(&status)), "{why}");
        }
    }
}
