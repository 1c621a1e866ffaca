//! Adding to a review that was sent: it never changes, but one can say more.

use crate::hooks::{new_id, use_dispatch};
use crate::kit::{Button, ButtonKind, Icon, Toast, use_toaster};
use crate::reviews::unsent::use_unsent;
use crate::richtext::{RichTextEditor, Written};
use domain::reviews::{ReviewId, ReviewsCommand, UnsentPlace};
use domain::richtext::RichText;
use yew::prelude::*;

/// Props of [`Addition`].
#[derive(Properties, PartialEq)]
pub(super) struct AdditionProps {
    /// The review.
    pub(super) review: ReviewId,
}

/// Adding to a review that was sent. What was begun is kept until it is sent or not wanted.
#[component]
pub(super) fn Addition(props: &AdditionProps) -> Html {
    let unsent = use_unsent(UnsentPlace::Addition { review: props.review });
    let opened = use_state(|| None::<bool>);
    let busy = use_state(|| false);
    let (dispatch, toaster) = (use_dispatch(), use_toaster());
    let written = RichText::parse(unsent.text()).unwrap_or_default();
    let empty = written.document().is_empty();
    if !opened.unwrap_or(!empty) {
        let (opened, known) = (opened.setter(), unsent.is_known());
        let show = Callback::from(move |_: MouseEvent| opened.set(Some(true)));
        return html! { <div><Button icon={Icon::Plus} disabled={!known} onclick={show}>{ "Add something" }</Button></div> };
    }
    let on_change = {
        let unsent = unsent.clone();
        Callback::from(move |text: Written| {
            if let Ok(text) = text.checked() {
                let nothing = text.document().is_empty();
                unsent.write(if nothing { String::new() } else { text.as_str().to_owned() });
            }
        })
    };
    let send = {
        let (review, body, unsent) = (props.review, written.clone(), unsent.clone());
        let (opened, busy) = (opened.setter(), busy.setter());
        Callback::from(move |_: MouseEvent| {
            let command = ReviewsCommand::Amend { review, amendment: new_id(), body: body.clone() };
            let (opened, toaster, busy) = (opened.clone(), toaster.clone(), busy.clone());
            let (dispatch, sent) = (dispatch.clone(), unsent.clone());
            busy.set(true);
            unsent.settle(move || {
                dispatch.then(command, move |result| {
                    busy.set(false);
                    if result.is_ok() {
                        sent.sent();
                        opened.set(None);
                        toaster.iter().for_each(|toaster| toaster.show(Toast::done("Added to the review.")));
                    }
                });
            });
        })
    };
    let never_mind = {
        let (opened, unsent) = (opened.setter(), unsent.clone());
        Callback::from(move |_: MouseEvent| {
            unsent.discard("Your addition was put away.");
            opened.set(None);
        })
    };
    let id = format!("addition.{}", props.review);
    html! {
        <section aria-label="Add something">
            <h2 class="pane-label"><span>{ "Add something" }</span></h2>
            <RichTextEditor key={unsent.returns()} {id} initial={written} label="Your addition" placeholder="What you would like to add" {on_change} />
            <div class="comment-foot">
                <Button busy={*busy} disabled={empty} onclick={send}>{ "Send the addition" }</Button>
                <Button kind={ButtonKind::Quiet} onclick={never_mind}>{ "Never mind" }</Button>
            </div>
        </section>
    }
}
