//! What needs attention, as the window shows it: what happened, the text that the person wrote, and what can be done.

use std::collections::BTreeSet;

use device::attention::{Act, AttentionItem, Theirs};
use domain::base::{Code, CommandId, Instant, PersonId, Refusal};
use domain::command::{Command, Envelope, UserText};
use domain::query::Query;
use domain::reviews::{KeptPurpose, ReviewView, ReviewsCommand, RoomView, SubmissionId};
use domain::richtext::{Document, RichText};
use domain::rows::Table;
use store::Store;
use store::replica::{LOST_KIND, NeedsAttention, Resolution};

use crate::failure;

/// Returns what needs attention, the newest first.
pub(super) fn items(store: &Store, now: Instant) -> Result<Vec<AttentionItem>, Refusal> {
    let Some(replica) = store.replica() else { return Ok(Vec::new()) };
    let found = replica.needs_attention().map_err(|error| failure::storage(&error))?;
    Ok(found.iter().rev().map(|one| item(store, replica.person(), one, now)).collect())
}

/// Does something about one of them, which stays on the list when it does not work. Returns the tables that changed.
pub(super) fn act(
    store: &Store,
    item: CommandId,
    act: Act,
    anew: CommandId,
    now: Instant,
) -> Result<BTreeSet<Table>, Refusal> {
    let replica = store.replica().ok_or_else(not_there)?;
    if act == Act::PutBack {
        replica.attend(item, None, now).map_err(|error| failure::storage(&error))?;
        return Ok(BTreeSet::new());
    }
    let all = replica.needs_attention().map_err(|error| failure::storage(&error))?;
    let found = all.into_iter().find(|one| one.envelope.id == item).ok_or_else(not_there)?;
    let (again, resolution) = match act {
        Act::Retry | Act::KeepMine => (Some(found.envelope.command()?), Resolution::Done),
        Act::AddAsAmendment => {
            (Some(amendment(store, replica.person(), &found, anew, now)?), Resolution::Done)
        }
        Act::KeepTheirs => (None, Resolution::Done),
        Act::Dismiss => (None, Resolution::Dismissed),
        Act::Copy
        | Act::SaveAsFile
        | Act::Compare
        | Act::Open
        | Act::ClaimAnother
        | Act::Merge
        | Act::CopyReport
        | Act::AskAdmin
        | Act::PutBack => return Err(not_there()),
    };
    let mut tables = BTreeSet::new();
    if let Some(command) = again {
        // Under the old id it would be answered as it was.
        let envelope = Envelope::new(anew, found.envelope.actor, now, found.envelope.zone.clone(), &command);
        tables = store.dispatch(&envelope, now).map_err(failure::of_change)?.tables;
    }
    replica.attend(item, Some(resolution), now).map_err(|error| failure::storage(&error))?;
    Ok(tables)
}

fn item(store: &Store, person: PersonId, one: &NeedsAttention, now: Instant) -> AttentionItem {
    let text = one.envelope.command().ok().and_then(|command| command.user_text());
    let room = text.as_ref().and_then(|text| room(store, person, text.submission?, now));
    let theirs = text.as_ref().and_then(|text| theirs(text, room.as_ref()?));
    let review = room.as_ref().and_then(own_review);
    let mut acts = acts(one.refusal.code, text.is_some(), theirs.is_some());
    if review.is_none() {
        acts.retain(|act| *act != Act::AddAsAmendment);
    }
    AttentionItem {
        id: one.envelope.id.to_string(),
        title: title(&one.envelope.kind, text.as_ref(), room.as_ref()),
        happened: one.refusal.message.clone(),
        hint: one.refusal.hint.clone(),
        at: one.at.0,
        mine: text.as_ref().map(plain).unwrap_or_default(),
        theirs,
        report: report(one),
        address: acts.iter().find_map(|act| place(*act)).map(str::to_owned),
        acts,
    }
}

/// Returns what whoever looks after the program has to know: nothing that a person wrote, and no names.
fn report(one: &NeedsAttention) -> String {
    let NeedsAttention { envelope, refusal, at } = one;
    let code = serde_json::to_value(refusal.code).ok();
    let code = code.as_ref().and_then(|code| code.as_str()).unwrap_or("unknown");
    format!(
        "Wrap It Up {}\nChange {} of the kind {} (version {}), made at {} ms UTC\nNot taken: {code}, heard at {} ms UTC",
        env!("CARGO_PKG_VERSION"),
        envelope.id,
        envelope.kind,
        envelope.v,
        envelope.at.0,
        at.0,
    )
}

/// Returns the review room of a round, as far as the person may see it.
fn room(store: &Store, person: PersonId, submission: SubmissionId, now: Instant) -> Option<RoomView> {
    serde_json::from_value(store.ask(person, Query::Room { submission }, now).ok()?).ok()
}

/// Returns the review by which the round was completed, if it was.
fn own_review(room: &RoomView) -> Option<&ReviewView> {
    room.rounds.iter().find(|round| round.round == room.round)?.review.as_ref()
}

/// Returns the text that stands in place of the person's, if one does.
fn theirs(text: &UserText, room: &RoomView) -> Option<Theirs> {
    let review = own_review(room)?;
    let stands = match text.purpose {
        KeptPurpose::Note => review.note.document().to_plain_text(),
        KeptPurpose::Comment
        | KeptPurpose::Amendment
        | KeptPurpose::Reply
        | KeptPurpose::Message
        | KeptPurpose::Answer => return None,
    };
    let (by, at) = (review.mentor.name.clone(), review.completed_at.0);
    (!stands.is_empty()).then_some(Theirs { by, at, text: stands })
}

/// Returns what adds the person's text to the review that was sent.
fn amendment(
    store: &Store,
    person: PersonId,
    found: &NeedsAttention,
    id: CommandId,
    now: Instant,
) -> Result<Command, Refusal> {
    let text = found.envelope.command()?.user_text().ok_or_else(not_there)?;
    let room = text.submission.and_then(|submission| room(store, person, submission, now));
    let review = room.as_ref().and_then(own_review).ok_or_else(not_there)?;
    let body = RichText::from_plain_text(&plain(&text))?;
    Ok(ReviewsCommand::Amend { review: review.id, amendment: id.0, body }.into())
}

/// Returns a text as plain text.
fn plain(text: &UserText) -> String {
    let formatted = match text.purpose {
        KeptPurpose::Note | KeptPurpose::Amendment => Document::parse(&text.text).ok(),
        KeptPurpose::Comment | KeptPurpose::Reply | KeptPurpose::Message | KeptPurpose::Answer => None,
    };
    formatted.map_or_else(|| text.text.clone(), |document| document.to_plain_text())
}

/// Says what the change was.
fn title(kind: &str, text: Option<&UserText>, room: Option<&RoomView>) -> String {
    let what = match text.map(|text| text.purpose) {
        Some(KeptPurpose::Note) => "Overall note",
        Some(KeptPurpose::Comment) => "Comment",
        Some(KeptPurpose::Amendment) => "Addition to a review",
        Some(KeptPurpose::Reply) => "Reply to a comment",
        Some(KeptPurpose::Message) => "Request for a review",
        Some(KeptPurpose::Answer) => "Answer",
        None => match kind {
            "reviews.claim" => "Claiming a review",
            "reviews.complete" => "Sending a review",
            "reviews.request" => "Request for a review",
            "reviews.extend" | "reviews.release" => "A claim of yours",
            "reviews.resolve" => "Settling a comment",
            "enrolments.enrol" => "Beginning a journey",
            "enrolments.add_item" | "enrolments.move_item" | "enrolments.remove_item" => "An entry in a list",
            "enrolments.save_answer" => "Answer",
            LOST_KIND => "Changes that were not sent",
            _ => "A change of yours",
        },
    };
    match room {
        Some(room) => format!("{what}, {}", room.section.title),
        None => what.to_owned(),
    }
}

/// Returns what can be done about a change that was refused, the most likely first.
///
/// `has_text` says whether the person wrote something that would be lost, `has_other` whether there is another text to hold
/// it against.
fn acts(code: Code, has_text: bool, has_other: bool) -> Vec<Act> {
    let mut acts = match code {
        Code::AlreadyClaimed | Code::LeaseLost => vec![Act::ClaimAnother],
        Code::ClaimLimit => vec![Act::Open],
        Code::AlreadyCompleted => vec![Act::AddAsAmendment],
        Code::StaleBase | Code::StaleRevision | Code::Conflict => vec![Act::KeepMine, Act::KeepTheirs],
        Code::Storage | Code::ReadOnly | Code::InUse | Code::Damaged | Code::Bug | Code::UnknownKind => {
            vec![Act::Retry, Act::CopyReport]
        }
        Code::Forbidden | Code::NotFound => vec![Act::AskAdmin],
        Code::Invalid | Code::WrongState | Code::Gone | Code::TooLarge | Code::SignedOut => vec![],
    };
    if has_other {
        acts.insert(0, Act::Compare);
    } else {
        acts.retain(|act| !matches!(act, Act::KeepMine | Act::KeepTheirs));
        if code == Code::Conflict {
            // A review that waited for a decision between two texts is sent once that was made.
            acts.push(Act::Retry);
        }
    }
    if has_text {
        acts.extend([Act::Copy, Act::SaveAsFile]);
    } else {
        acts.retain(|act| *act != Act::AddAsAmendment);
    }
    acts.push(Act::Dismiss);
    acts
}

/// Returns the page to which an act goes.
const fn place(act: Act) -> Option<&'static str> {
    match act {
        Act::ClaimAnother => Some("/reviews?list=queue"),
        Act::Open => Some("/reviews?list=mine"),
        Act::Copy
        | Act::SaveAsFile
        | Act::Compare
        | Act::AddAsAmendment
        | Act::KeepMine
        | Act::KeepTheirs
        | Act::Merge
        | Act::Retry
        | Act::CopyReport
        | Act::AskAdmin
        | Act::Dismiss
        | Act::PutBack => None,
    }
}

fn not_there() -> Refusal {
    Refusal::new(Code::NotFound, "This is not on the list any more.").hint("It was dealt with already.")
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
        use Act::{
            AddAsAmendment, AskAdmin, ClaimAnother, Compare, Copy, CopyReport, Dismiss, KeepMine, KeepTheirs,
            Open, Retry, SaveAsFile,
        };
        for (code, text, other, expected) in [
            (Code::AlreadyClaimed, true, false, vec![ClaimAnother, Copy, SaveAsFile, Dismiss]),
            (Code::LeaseLost, false, false, vec![ClaimAnother, Dismiss]),
            (Code::ClaimLimit, false, false, vec![Open, Dismiss]),
            (Code::AlreadyCompleted, true, true, vec![Compare, AddAsAmendment, Copy, SaveAsFile, Dismiss]),
            (Code::AlreadyCompleted, false, false, vec![Dismiss]),
            (Code::Conflict, false, false, vec![Retry, Dismiss]),
            (Code::StaleBase, true, true, vec![Compare, KeepMine, KeepTheirs, Copy, SaveAsFile, Dismiss]),
            (Code::StaleBase, true, false, vec![Copy, SaveAsFile, Dismiss]),
            (Code::Forbidden, true, false, vec![AskAdmin, Copy, SaveAsFile, Dismiss]),
            (Code::NotFound, false, false, vec![AskAdmin, Dismiss]),
            (Code::Bug, false, false, vec![Retry, CopyReport, Dismiss]),
        ] {
            assert_eq!(acts(code, text, other), expected, "{code:?}");
        }
    }

    #[test]
    fn a_report_says_what_happened_and_nothing_that_anybody_wrote() {
        let command = ReviewsCommand::SaveUnsent {
            place: domain::reviews::UnsentPlace::Reply { comment: Default::default() },
            body: "Dear Ruth".to_owned(),
        };
        let id = CommandId(Default::default());
        let zone = domain::base::ZoneId::utc();
        let envelope = Envelope::new(id, PersonId(Default::default()), Instant(7), zone, &command.into());
        let refusal = Refusal::new(Code::Bug, "Carol has it.").hint("Ask Carol.");
        let report = report(&NeedsAttention { envelope, refusal, at: Instant(9) });
        assert!(report.contains("reviews.save_unsent") && report.contains("bug"), "{report}");
        assert!(!report.contains("Ruth") && !report.contains("Carol"), "{report}");
    }

    #[test]
    fn what_was_formatted_is_kept_as_it_reads_and_everything_else_as_it_was_typed() {
        let text = |purpose, text: &str| UserText {
            purpose,
            subject: Default::default(),
            submission: None,
            text: text.to_owned(),
        };
        let note = RichText::from_plain_text("Dear Ruth,\n\nthank you.").unwrap();
        assert_eq!(plain(&text(KeptPurpose::Note, note.as_str())), "Dear Ruth,\n\nthank you.");
        assert_eq!(plain(&text(KeptPurpose::Note, "not a document")), "not a document");
        assert_eq!(plain(&text(KeptPurpose::Comment, note.as_str())), note.as_str());
    }
}
