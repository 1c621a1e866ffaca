//! What can be done with a kept text besides copying it: send it to the mentor who has the review now, or put it back
//! into the note of a review that is one's own again.

use super::words::first_name;
use crate::actions::{Action, ActionButton, use_actions};
use crate::hooks::{Dispatch, document, new_id, use_dispatch};
use crate::kit::{Icon, Toast, Toaster, use_toaster};
use domain::reviews::{KeptPurpose, KeptView, OfferId, OfferStanding, ReviewNow, ReviewsCommand};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Props of [`PassingOn`].
#[derive(Properties, PartialEq)]
pub(crate) struct PassingOnProps {
    /// The text.
    pub(crate) kept: KeptView,
    /// The id of what shows the text in the page: focus goes there when the button goes away.
    pub(crate) shown_in: AttrValue,
}

/// Sends a kept text on, or puts it back; once it was sent, says what became of it.
#[component]
pub(crate) fn PassingOn(props: &PassingOnProps) -> Html {
    let (dispatch, toaster) = (use_dispatch(), use_toaster());
    let action = action(props, &dispatch, toaster);
    use_actions(action.iter().cloned().collect());
    match (action, standing(&props.kept)) {
        (Some(action), _) => {
            html! { <ActionButton label={short(&props.kept)} {action} /> }
        }
        (None, Some(standing)) => html! { <span class="small muted">{ standing }</span> },
        (None, None) => html! {},
    }
}

/// Returns what can be done, named so that the palette tells one text from another.
fn action(props: &PassingOnProps, dispatch: &Dispatch, toaster: Option<Toaster>) -> Option<Action> {
    let kept = &props.kept;
    let (command, done) = command(kept, OfferId(new_id()))?;
    let (dispatch, shown_in) = (dispatch.clone(), props.shown_in.clone());
    let run = Callback::from(move |()| {
        let (toaster, done, shown_in) = (toaster.clone(), done.clone(), shown_in.clone());
        dispatch.then(command.clone(), move |result| {
            if result.is_ok() {
                toaster.iter().for_each(|toaster| toaster.show(Toast::done(done.clone())));
                focus(&shown_in);
            }
        });
    });
    let id = format!("kept.pass_on.{}", props.shown_in);
    let action =
        Action::new(id, title(kept), run).group("Kept drafts").words("suggestion offer send kept draft");
    Some(action.icon(Icon::Send))
}

/// Returns the step that can be taken, with the id of the offer if it is one, and what to say when it was taken.
fn command(kept: &KeptView, offer: OfferId) -> Option<(ReviewsCommand, String)> {
    let submission = kept.submission?;
    match &kept.now {
        ReviewNow::With { mentor, claim, text: Some(text), sent: None } => {
            let (claim, text) = (*claim, *text);
            let done = format!("Sent to {} as a suggestion. Your draft stays here.", mentor.name);
            Some((ReviewsCommand::Offer { offer, submission, claim, text }, done))
        }
        ReviewNow::Yours { held } => {
            let kept = kept.kept?;
            Some((ReviewsCommand::Reattach { kept, held: *held }, "Put into your note.".to_owned()))
        }
        ReviewNow::With { .. } | ReviewNow::Free | ReviewNow::Over => None,
    }
}

/// Returns the words on the button.
fn short(kept: &KeptView) -> String {
    match &kept.now {
        ReviewNow::With { mentor, .. } => format!("Send to {} as a suggestion", first_name(&mentor.name)),
        ReviewNow::Yours { .. } | ReviewNow::Free | ReviewNow::Over => "Put it into the note".to_owned(),
    }
}

/// Returns the words in the palette, where the text is not in sight.
fn title(kept: &KeptView) -> String {
    let what = if kept.purpose == KeptPurpose::Comment { "comment" } else { "note" };
    let about = if kept.section_title.is_empty() { "a review" } else { &kept.section_title };
    match &kept.now {
        ReviewNow::With { mentor, .. } => {
            format!("Send your {what} on {about} to {} as a suggestion", mentor.name)
        }
        ReviewNow::Yours { .. } | ReviewNow::Free | ReviewNow::Over => {
            format!("Put your kept {what} on {about} into the note")
        }
    }
}

/// Returns what became of a text that was sent on.
fn standing(kept: &KeptView) -> Option<String> {
    let ReviewNow::With { mentor, sent: Some(sent), .. } = &kept.now else { return None };
    let name = first_name(&mentor.name);
    Some(match sent {
        OfferStanding::Waiting => format!("You sent this to {name} as a suggestion."),
        OfferStanding::Taken => format!("{name} put this into the note."),
        OfferStanding::PutAway => format!("{name} read this and put it away."),
    })
}

fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        drop(element.focus());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reviews::samples;
    use domain::reviews::{KeptTextId, Offered};
    use uuid::Uuid;

    fn kept(now: ReviewNow) -> KeptView {
        KeptView { now, ..samples::kept() }
    }

    fn with_carol(sent: Option<OfferStanding>) -> KeptView {
        let claim = samples::claim(domain::base::Instant(0));
        kept(ReviewNow::With {
            mentor: claim.mentor,
            claim: claim.held.claim,
            text: Some(Offered::Note),
            sent,
        })
    }

    #[test]
    fn a_text_is_sent_to_whoever_has_its_review_and_only_once() {
        let (command, done) =
            command(&with_carol(None), OfferId::default()).unwrap_or_else(|| unreachable!("it can be sent"));
        assert!(matches!(command, ReviewsCommand::Offer { text: Offered::Note, .. }));
        assert_eq!(done, "Sent to Amara Okafor as a suggestion. Your draft stays here.");
        assert_eq!(short(&with_carol(None)), "Send to Amara as a suggestion");
        assert_eq!(title(&with_carol(None)), "Send your note on Final days to Amara Okafor as a suggestion");
        for sent in [OfferStanding::Waiting, OfferStanding::Taken, OfferStanding::PutAway] {
            assert!(super::command(&with_carol(Some(sent)), OfferId::default()).is_none());
        }
        let told = standing(&with_carol(Some(OfferStanding::Taken)));
        assert_eq!(told.as_deref(), Some("Amara put this into the note."));
    }

    #[test]
    fn a_kept_text_goes_back_into_a_review_that_is_ones_own_again() {
        let held = samples::claim(domain::base::Instant(0)).held;
        let yours = kept(ReviewNow::Yours { held });
        assert!(command(&yours, OfferId::default()).is_none(), "a draft is there already");
        let refused = KeptView { kept: Some(KeptTextId(Uuid::nil())), ..yours };
        assert!(matches!(command(&refused, OfferId::default()), Some((ReviewsCommand::Reattach { .. }, _))));
        assert!(command(&kept(ReviewNow::Free), OfferId::default()).is_none());
        assert!(command(&kept(ReviewNow::Over), OfferId::default()).is_none());
    }
}
