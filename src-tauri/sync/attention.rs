//! What needs attention, as the window shows it: what happened, the text that the person wrote, and what can be done.

use device::attention::Act;
use domain::base::Code;

/// Returns what can be done about a change that was refused, the most likely first.
///
/// `has_text` says whether the person wrote something that would be lost, `has_other` whether there is another text to hold
/// it against.
pub(crate) fn acts(code: Code, has_text: bool, has_other: bool) -> Vec<Act> {
    let mut acts = match code {
        Code::AlreadyClaimed | Code::LeaseLost | Code::ClaimLimit => vec![Act::Open],
        Code::AlreadyCompleted => vec![Act::AddAsAmendment],
        Code::StaleBase | Code::StaleRevision | Code::Conflict => vec![Act::KeepMine, Act::KeepTheirs],
        Code::Storage | Code::ReadOnly | Code::InUse | Code::Damaged | Code::Bug | Code::UnknownKind => {
            vec![Act::Retry]
        }
        Code::Invalid
        | Code::Forbidden
        | Code::NotFound
        | Code::WrongState
        | Code::Gone
        | Code::TooLarge
        | Code::SignedOut => vec![],
    };
    if !has_other {
        acts.retain(|act| !matches!(act, Act::KeepMine | Act::KeepTheirs));
    } else {
        acts.insert(0, Act::Compare);
    }
    if has_text {
        acts.extend([Act::Copy, Act::SaveAsFile]);
    } else {
        acts.retain(|act| *act != Act::AddAsAmendment);
    }
    acts.push(Act::Dismiss);
    acts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_can_always_be_taken_along_and_everything_can_be_put_aside() {
        for code in [
            Code::Invalid,
            Code::Forbidden,
            Code::NotFound,
            Code::AlreadyClaimed,
            Code::LeaseLost,
            Code::AlreadyCompleted,
            Code::StaleBase,
            Code::Gone,
            Code::Bug,
        ] {
            let acts = acts(code, true, false);
            assert!(acts.contains(&Act::Copy) && acts.contains(&Act::SaveAsFile), "{code:?}: {acts:?}");
            assert_eq!(acts.last(), Some(&Act::Dismiss), "{code:?}");
        }
    }

    #[test]
    fn what_can_be_done_fits_what_happened() {
        use Act::{AddAsAmendment, Compare, Copy, Dismiss, KeepMine, KeepTheirs, Open, Retry, SaveAsFile};
        for (code, text, other, expected) in [
            (Code::AlreadyClaimed, true, false, vec![Open, Copy, SaveAsFile, Dismiss]),
            (Code::AlreadyCompleted, true, true, vec![Compare, AddAsAmendment, Copy, SaveAsFile, Dismiss]),
            (Code::AlreadyCompleted, false, false, vec![Dismiss]),
            (Code::StaleBase, true, true, vec![Compare, KeepMine, KeepTheirs, Copy, SaveAsFile, Dismiss]),
            (Code::StaleBase, true, false, vec![Copy, SaveAsFile, Dismiss]),
            (Code::Forbidden, true, false, vec![Copy, SaveAsFile, Dismiss]),
            (Code::Bug, false, false, vec![Retry, Dismiss]),
        ] {
            assert_eq!(acts(code, text, other), expected, "{code:?}");
        }
    }
}
