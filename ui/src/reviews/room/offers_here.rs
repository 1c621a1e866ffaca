//! Drafts that mentors who had this review before offer to the one who has it now: to be read, put into the note, or
//! put away.

use super::kept_here::{NoteHandle, beginning, insert};
use super::places::{focus, place_name};
use crate::actions::{Action, ActionButton, use_actions};
use crate::hooks::{Dispatch, use_dispatch};
use crate::kit::{Button, ButtonKind, Icon, Saying, When};
use crate::reviews::words::first_name;
use crate::saving::Saver;
use domain::reviews::{Anchor, Held, KeptPurpose, OfferView, ReviewsCommand, RoomView};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`OffersHere`].
#[derive(Properties, PartialEq)]
pub(super) struct OffersHereProps {
    /// The room.
    pub(super) view: Rc<RoomView>,
    /// The claim under which is written.
    pub(super) held: Held,
    /// The note's editor.
    pub(super) editor: NoteHandle,
    /// What saves the note.
    pub(super) drafts: Saver,
}

/// Drafts that other mentors offer.
#[component]
pub(super) fn OffersHere(props: &OffersHereProps) -> Html {
    if props.view.offers.is_empty() {
        return html! {};
    }
    let card = |offer: &OfferView| {
        html! {
            <OfferCard key={offer.id.to_string()} offer={offer.clone()} place={place(&props.view, offer)} held={props.held}
                editor={props.editor.clone()} drafts={props.drafts.clone()} />
        }
    };
    html! {
        <section class="offers-here" aria-label="Suggestions from other mentors">
            <h2 class="pane-label"><span>{ "From a mentor who had this before" }</span></h2>
            { for props.view.offers.iter().map(card) }
        </section>
    }
}

/// Returns what a comment is about; nothing for a note.
fn place(view: &RoomView, offer: &OfferView) -> Option<AttrValue> {
    let known = offer.purpose == KeptPurpose::Comment && offer.field.is_some();
    known.then(|| place_name(view, Anchor { field: offer.field, item: offer.item }).into())
}

#[derive(Properties, PartialEq)]
struct OfferCardProps {
    offer: OfferView,
    place: Option<AttrValue>,
    held: Held,
    editor: NoteHandle,
    drafts: Saver,
}

/// One draft. Its beginning is shown until all of it is asked for.
#[component]
fn OfferCard(props: &OfferCardProps) -> Html {
    let offer = &props.offer;
    let all = use_state(|| false);
    let dispatch = use_dispatch();
    let name = first_name(&offer.from.name).to_owned();
    let take = Action::new(
        format!("offer.take.{}", offer.id),
        format!("Put {name}’s draft into your note"),
        take(props, &dispatch),
    )
    .group("This review")
    .icon(Icon::CornerDownLeft);
    let away = Action::new(
        format!("offer.away.{}", offer.id),
        format!("Put {name}’s draft away"),
        answer(props, &dispatch, false),
    )
    .group("This review");
    use_actions(vec![take.clone(), away.clone()]);
    let short = beginning(&offer.text);
    let more = (short != offer.text).then(|| {
        let all = all.clone();
        let words = if *all { "Show less" } else { "Read all of it" };
        let onclick = Callback::from(move |_: MouseEvent| all.set(!*all));
        html! { <Button kind={ButtonKind::Quiet} {onclick}>{ words }</Button> }
    });
    let text = if *all { &offer.text } else { &short };
    html! {
        <article class="offer" tabindex="-1" aria-label={said(&name, props)}>
            <p><b>{ said(&name, props) }</b>{ " " }<When at={offer.at} say={Saying::Moment} /></p>
            <div class="kept-text" dir="auto">{ for text.lines().map(|line| html! { <p>{ line }</p> }) }</div>
            <div class="comment-foot">
                <ActionButton action={take} label="Put it into my note" />
                { more }
                <ActionButton action={away} label="Put away" kind={ButtonKind::Quiet} />
            </div>
        </article>
    }
}

fn said(name: &str, props: &OfferCardProps) -> String {
    match (&props.place, props.offer.purpose) {
        (Some(place), _) => format!("{name} offers you a comment on {place}"),
        (None, KeptPurpose::Comment) => format!("{name} offers you a comment"),
        (None, _) => format!("{name} offers you a draft of the note"),
    }
}

/// Writes the draft into the note; it counts as taken only when the note that holds it now is saved.
fn take(props: &OfferCardProps, dispatch: &Dispatch) -> Callback<()> {
    let (offer, editor, drafts) = (props.offer.clone(), props.editor.clone(), props.drafts.clone());
    let taken = answer(props, dispatch, true);
    Callback::from(move |()| {
        if !insert(offer.purpose, &offer.body, &offer.text, &editor.0) {
            return;
        }
        let taken = taken.clone();
        drafts.settle(move |saved| {
            if saved.is_ok() {
                taken.emit(());
            }
        });
    })
}

fn answer(props: &OfferCardProps, dispatch: &Dispatch, taken: bool) -> Callback<()> {
    let (held, offer, dispatch) = (props.held, props.offer.id, dispatch.clone());
    Callback::from(move |()| {
        dispatch.then(ReviewsCommand::AnswerOffer { held, offer, taken }, move |result| {
            // The buttons go away with the draft. Taken, focus is in the note already.
            if result.is_ok() && !taken {
                focus("feedback");
            }
        });
    })
}
