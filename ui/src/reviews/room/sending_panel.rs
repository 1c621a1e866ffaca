//! The panel above the foot in which a mentor is asked once more, or reads why a review cannot be sent.

use super::readiness::{Missing, missing, reminder, summary};
use super::sending::{Sender, Sending, Stale};
use crate::actions::Keys;
use crate::kit::{Button, ButtonKind, Icon};
use domain::base::Refusal;
use domain::reviews::{ChecklistLine, DraftCommentView, Outcome};
use std::rc::Rc;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Props of [`SendingPanel`].
#[derive(Properties, PartialEq)]
pub(super) struct SendingPanelProps {
    /// What sends.
    pub(super) sender: Sender,
    /// To whom.
    pub(super) client: AttrValue,
    /// The comments.
    pub(super) comments: Rc<Vec<DraftCommentView>>,
    /// Whether the overall note is empty.
    pub(super) note_empty: bool,
    /// The checklist.
    pub(super) checklist: Vec<ChecklistLine>,
}

/// The panel above the foot.
#[component]
pub(super) fn SendingPanel(props: &SendingPanelProps) -> Html {
    let sender = &props.sender;
    let button = use_node_ref();
    {
        let button = button.clone();
        let asked = matches!(&*sender.state, Sending::Asked(_) | Sending::Refused(..));
        use_effect_with(asked, move |asked| {
            if let Some(button) = button.cast::<HtmlElement>().filter(|_| *asked) {
                drop(button.focus());
            }
        });
    }
    let leave = {
        let sender = sender.clone();
        Callback::from(move |_: MouseEvent| sender.leave())
    };
    match &*sender.state {
        Sending::Idle => html! {},
        Sending::Asked(outcome) | Sending::Under(outcome) => asked(props, *outcome, &button, &leave),
        Sending::Lacks(outcome, lack) => {
            let still = missing(*outcome, &props.comments, props.note_empty) == Some(*lack);
            if still {
                lacks(*lack, &leave)
            } else {
                html! {}
            }
        }
        Sending::Refused(outcome, refusal) => refused(sender, *outcome, refusal, &button, &leave),
    }
}

fn asked(
    props: &SendingPanelProps,
    outcome: Outcome,
    button: &NodeRef,
    leave: &Callback<MouseEvent>,
) -> Html {
    let client = &props.client;
    let (title, label) = match outcome {
        Outcome::Approved => (format!("Approve, and send this to {client}?"), "Approve and send"),
        Outcome::ChangesRequested => (format!("Ask {client} for changes?"), "Send to the client"),
    };
    let label =
        if outcome == Outcome::ChangesRequested { format!("Send to {client}") } else { label.to_owned() };
    let text = format!(
        "{client} gets {}. It cannot be taken back, but you can add to it.",
        summary(&props.comments, props.note_empty)
    );
    let busy = matches!(&*props.sender.state, Sending::Under(_));
    let send = {
        let sender = props.sender.clone();
        Callback::from(move |_: MouseEvent| sender.send(outcome, None))
    };
    html! {
        <section class="sending asked" aria-label="Send the review">
            <div>
                <p class="sending-title">{ title }</p>
                <p>{ text }</p>
                if let Some(reminder) = reminder(&props.checklist) { <p class="sending-hint">{ Icon::Info }{ reminder }</p> }
            </div>
            <div class="sending-buttons">
                <Button kind={ButtonKind::Quiet} onclick={leave.clone()}>{ "Not yet" }</Button>
                <Button kind={ButtonKind::Primary} keys={Keys::new("Mod+Enter")} {busy} onclick={send} node_ref={button.clone()}>{ label }</Button>
            </div>
        </section>
    }
}

fn lacks(lack: Missing, leave: &Callback<MouseEvent>) -> Html {
    let (title, text) = match lack {
        Missing::Needed(_) => {
            ("A needed change is still open.", "Ask for changes, or make the comment a suggestion.")
        }
        Missing::Words => {
            ("Say what should change first.", "Write the overall note, or comment on an answer.")
        }
    };
    html! {
        <section class="sending" role="alert">
            <div><p class="sending-title">{ title }</p><p>{ text }</p></div>
            <div class="sending-buttons"><Button kind={ButtonKind::Quiet} onclick={leave.clone()}>{ "Close" }</Button></div>
        </section>
    }
}

fn refused(
    sender: &Sender,
    outcome: Outcome,
    refusal: &Refusal,
    button: &NodeRef,
    leave: &Callback<MouseEvent>,
) -> Html {
    let stale = Stale::read(refusal);
    let again = {
        let (sender, content) = (sender.clone(), stale.as_ref().map(|stale| stale.content));
        Callback::from(move |_: MouseEvent| sender.send(outcome, content))
    };
    let label = if stale.is_some() { "Send all the same" } else { "Try again" };
    html! {
        <section class="sending asked" role="alert">
            <div>
                <p class="sending-title">{ refusal.message.clone() }</p>
                if let Some(stale) = &stale {
                    <p>{ "These answers are different now, and come to you with the next round:" }</p>
                    <ul class="sending-fields">{ for stale.fields.iter().map(|label| html! { <li>{ label }</li> }) }</ul>
                } else {
                    <p>{ refusal.hint.clone() }</p>
                }
            </div>
            <div class="sending-buttons">
                <Button kind={ButtonKind::Quiet} onclick={leave.clone()}>{ "Not yet" }</Button>
                <Button kind={if stale.is_some() { ButtonKind::Primary } else { ButtonKind::Default }} onclick={again} node_ref={button.clone()}>{ label }</Button>
            </div>
        </section>
    }
}
