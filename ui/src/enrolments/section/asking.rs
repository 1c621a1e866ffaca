//! Asking for a review, from the first check to the answer of the store. What is said is `ask`'s, how it looks
//! `ask_dialog`'s.

use super::ask::Asking;
use super::ask_dialog::AskDialog;
use super::desk::Desk;
use super::form::{Deed, Form, ToSend};
use super::reach::{Place, reach};
use crate::hooks::new_id;
use crate::kit::Toast;
use crate::reviews::{Unsent, use_unsent};
use domain::base::Refusal;
use domain::enrolments::{AnswerKey, ItemId, SectionView, Tier};
use domain::journeys::FieldId;
use domain::reviews::{ReviewsCommand, SubmissionId, UnsentPlace};
use serde_json::Value;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What asking for a review needs of its section.
pub(crate) struct UseAsking {
    /// Begins: goes to what has to be put right first, or opens the dialog.
    pub(crate) begin: Callback<()>,
    /// The dialog.
    pub(crate) dialog: Html,
}

/// Where asking stands.
#[derive(Clone)]
struct Steps {
    open: UseStateHandle<bool>,
    busy: UseStateHandle<bool>,
    refused: UseStateHandle<Option<Refusal>>,
    /// All but the message.
    said: UseStateHandle<Asking>,
    /// The message, which is kept while it is written.
    message: Unsent,
}

/// Asks for a review: checks first, then opens the dialog, sends, and goes to what a refusal names.
#[hook]
pub(crate) fn use_asking(view: &Rc<SectionView>, form: &Rc<Form>, desk: &Desk) -> UseAsking {
    let place = UnsentPlace::Message { enrolment: view.enrolment, section: view.section.id };
    let message = use_unsent(place);
    let steps = Steps {
        open: use_state(|| false),
        busy: use_state(|| false),
        refused: use_state(|| None),
        said: use_state(Asking::default),
        message,
    };
    let asking = Asking { message: steps.message.text().to_owned(), ..(*steps.said).clone() };
    let on_send = {
        let (steps, desk, asking) = (steps.clone(), desk.clone(), asking.clone());
        Callback::from(move |()| {
            if *steps.busy {
                return;
            }
            steps.busy.set(true);
            let after = steps.clone();
            let (desk, asking) = (desk.clone(), asking.clone());
            steps.message.settle(move || {
                send(&desk, &asking, move |desk, result| answered(&after, desk, result));
            });
        })
    };
    let (on_close, on_say) = {
        let (open, said, message) = (steps.open.setter(), steps.said.setter(), steps.message.clone());
        let on_say = Callback::from(move |asking: Asking| {
            if asking.message != message.text() {
                message.write(asking.message.clone());
            }
            said.set(asking);
        });
        (Callback::from(move |()| open.set(false)), on_say)
    };
    let sent = if *steps.open { form.to_send() } else { ToSend::default() };
    let dialog = html! {
        <AskDialog open={*steps.open} view={view.clone()} {asking} {on_say} {sent}
            busy={*steps.busy} refused={(*steps.refused).clone()} {on_send} {on_close} />
    };
    UseAsking { begin: begin(view.tier, form, desk, steps), dialog }
}

fn begin(tier: Tier, form: &Rc<Form>, desk: &Desk, steps: Steps) -> Callback<()> {
    let (form, desk) = (form.clone(), desk.clone());
    Callback::from(move |()| {
        desk.saver.flush();
        steps.refused.set(None);
        match form.first_problem() {
            _ if tier == Tier::Essentials => steps.open.set(true),
            Some(key) => go_to(&desk, key),
            None if form.to_send() == ToSend::default() => {
                desk.say(Toast::error(
                    "There is nothing to review yet.",
                    "Answer at least one question first.",
                ));
            }
            None => steps.open.set(true),
        }
    })
}

/// Sends a request once everything that was written is saved.
fn send(desk: &Desk, asking: &Asking, then: impl FnOnce(&Desk, Result<(), Refusal>) + 'static) {
    let (this, asking) = (desk.clone(), asking.clone());
    desk.saver.settle(move |saved| {
        if let Err(refusal) = saved {
            then(&this, Err(refusal));
            return;
        }
        let command = ReviewsCommand::Request {
            submission: SubmissionId(new_id()),
            enrolment: this.enrolment,
            section: this.section,
            message: asking.message.trim().to_owned(),
            priority: asking.priority,
            preferred: asking.preferred,
        };
        spawn_local(async move {
            let result = this.dispatch.send(command).await;
            then(&this, result);
        });
    });
}

/// What is said stays until it is sent, whatever else happens.
fn answered(steps: &Steps, desk: &Desk, result: Result<(), Refusal>) {
    steps.busy.set(false);
    let refusal = match result {
        Ok(()) => {
            steps.open.set(false);
            steps.said.set(Asking::default());
            steps.message.sent();
            desk.say(Toast::done("Sent. You can go on writing meanwhile."));
            reach(Place::Standing);
            return;
        }
        Err(refusal) => refusal,
    };
    match named(&refusal) {
        Some(key) => {
            steps.open.set(false);
            desk.dispatch.show(&refusal);
            go_to(desk, key);
        }
        None => steps.refused.set(Some(refusal)),
    }
}

/// Opens what hides an answer, shows what is wrong, and goes there.
fn go_to(desk: &Desk, key: AnswerKey) {
    desk.form.dispatch(Deed::Want);
    if let Some(item) = key.item {
        desk.unfold(vec![item], true);
    }
    reach(Place::Answer(key));
}

/// Returns the answer that a refusal names.
fn named(refusal: &Refusal) -> Option<AnswerKey> {
    let id = |name: &str| refusal.detail.get(name).and_then(Value::as_str);
    let field: FieldId = id("field")?.parse().ok()?;
    let item: Option<ItemId> = id("item").and_then(|item| item.parse().ok());
    Some(AnswerKey { item, field })
}

#[cfg(test)]
mod tests {
    use super::super::samples::{item, key};
    use super::named;
    use domain::base::{Code, Refusal};
    use domain::enrolments::AnswerKey;
    use serde_json::json;

    #[test]
    fn a_refusal_that_names_an_answer_leads_there() {
        let about = |detail| named(&Refusal::new(Code::Invalid, "No.").detail(detail));
        assert_eq!(about(json!({ "field": key(1).field, "item": null })), Some(key(1)));
        let entry = json!({ "field": key(1).field, "item": item(2) });
        assert_eq!(about(entry), Some(AnswerKey { item: Some(item(2)), ..key(1) }));
        assert_eq!(about(json!({ "holder": "Amara" })), None);
    }
}
