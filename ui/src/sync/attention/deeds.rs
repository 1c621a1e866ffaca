//! What can be done about something that needs attention, in words, and doing it.

use super::thing::Thing;
use crate::backend::here;
use crate::hooks::Dispatch;
use crate::kit::{Icon, Toast, Toaster, copy_and_say, copy_text};
use crate::routes::go_to_address;
use crate::saving::save_as_file;
use device::attention::{Act, AttentionItem};
use domain::base::Refusal;
use domain::reviews::{BesideView, Choice, ReviewsCommand};
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Returns the words of an act, and its picture. Of two texts of one person neither is more theirs than the other.
pub(super) const fn called(act: Act, two: bool) -> (&'static str, Icon) {
    match act {
        Act::KeepMine | Act::KeepTheirs if two => ("Keep this one", Icon::Check),
        Act::Copy => ("Copy", Icon::Copy),
        Act::SaveAsFile => ("Save as file", Icon::Download),
        Act::Compare => ("Compare", Icon::PanelRight),
        Act::AddAsAmendment => ("Add as amendment", Icon::Plus),
        Act::KeepMine => ("Keep mine", Icon::Check),
        Act::KeepTheirs => ("Keep theirs", Icon::Users),
        Act::Merge => ("Put both together", Icon::Plus),
        Act::Retry => ("Try again", Icon::RotateCcw),
        Act::CopyReport => ("Copy a report", Icon::Copy),
        Act::AskAdmin => ("Ask your administrator", Icon::Users),
        Act::Open if two => ("Go there", Icon::ArrowRight),
        Act::Open => ("See what you hold", Icon::ArrowRight),
        Act::ClaimAnother => ("Claim another", Icon::ArrowRight),
        Act::Dismiss => ("Put aside", Icon::X),
        Act::PutBack => ("Put back", Icon::Undo2),
    }
}

/// Returns what is said once it is done.
pub(super) const fn said(act: Act) -> &'static str {
    match act {
        Act::AddAsAmendment => "It was added to the review.",
        Act::KeepMine => "That text stands now.",
        Act::KeepTheirs => "It stays as it is. The other text was put away.",
        Act::Merge => "Both texts stand there now, one after the other.",
        Act::Dismiss => "It was put aside.",
        Act::PutBack => "It is on the list again.",
        Act::Retry => "It is sent again.",
        Act::CopyReport => {
            "The report was copied. It has nothing in it that you wrote. Send it to whoever runs your server."
        }
        Act::AskAdmin => {
            "A message was copied. It has nothing in it that you wrote. Send it to whoever runs your server."
        }
        Act::Copy | Act::SaveAsFile | Act::Compare | Act::Open | Act::ClaimAnother => "Done.",
    }
}

/// Has the shell do something about an item.
pub(super) async fn act(item: &str, act: Act) -> Result<(), Refusal> {
    here().device("attention_act", json!({ "item": item, "act": act })).await.map(drop)
}

/// Does what a button says, unless that is the page's own: comparing and putting aside.
pub(super) fn run(
    thing: &Thing,
    what: Act,
    dispatch: &Dispatch,
    toaster: Option<&Toaster>,
    again: &Callback<()>,
) {
    let item = &thing.item;
    match (what, &thing.beside) {
        (Act::Copy, _) => copy_text(&item.mine, toaster),
        (Act::CopyReport, _) => copy_and_say(&item.report, said(what), toaster),
        (Act::AskAdmin, _) => copy_and_say(&message(item), said(what), toaster),
        (Act::SaveAsFile, _) => save_as_file(&item.title, &item.mine, "The text is", toaster.cloned()),
        (Act::Open | Act::ClaimAnother, _) => item.address.iter().for_each(|address| go_to_address(address)),
        (_, Some(beside)) => decide(beside, what, dispatch, toaster.cloned()),
        (Act::AddAsAmendment | Act::KeepMine | Act::Retry, None) => {
            let (id, toaster, again) = (item.id.clone(), toaster.cloned(), again.clone());
            spawn_local(async move {
                let done = act(&id, what).await;
                again.emit(());
                if let Some(toaster) = toaster {
                    toaster.show(match done {
                        Ok(()) => Toast::done(said(what)),
                        Err(refusal) => Toast::error(refusal.message, refusal.hint),
                    });
                }
            });
        }
        (Act::KeepTheirs | Act::Merge | Act::Compare | Act::Dismiss | Act::PutBack, None) => {}
    }
}

/// Decides between two texts of the person, with a way back.
fn decide(text: &BesideView, what: Act, dispatch: &Dispatch, toaster: Option<Toaster>) {
    let (kept, beside) = (text.kept, text.beside);
    let settle = |choice| ReviewsCommand::Settle { kept, beside, choice };
    let (command, back) = match what {
        Act::KeepMine => (settle(Choice::Mine), settle(Choice::Back)),
        Act::Merge => (settle(Choice::Both), settle(Choice::Apart)),
        Act::KeepTheirs | Act::Dismiss => (ReviewsCommand::Dismiss { kept }, ReviewsCommand::TakeUp { kept }),
        Act::Copy
        | Act::SaveAsFile
        | Act::Compare
        | Act::AddAsAmendment
        | Act::Retry
        | Act::CopyReport
        | Act::AskAdmin
        | Act::Open
        | Act::ClaimAnother
        | Act::PutBack => return,
    };
    let again = dispatch.clone();
    dispatch.then(command, move |done| {
        let (Ok(()), Some(toaster)) = (done, toaster) else { return };
        let undo = Callback::from(move |()| again.go(back.clone()));
        toaster.show(Toast::done(said(what)).undo(undo));
    });
}

/// Returns a message to whoever runs the server.
fn message(item: &AttentionItem) -> String {
    format!(
        "Wrap It Up did not take a change of mine: {} Could you see whether I should be able to do this?\n\n{}",
        item.happened, item.report
    )
}
