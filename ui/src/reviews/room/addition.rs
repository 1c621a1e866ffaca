//! Adding to a review that was sent: it never changes, but one can say more.

use crate::hooks::{keep, kept, new_id, use_dispatch};
use crate::kit::{Button, ButtonKind, Icon, Toast, use_toaster};
use crate::richtext::{RichTextEditor, Written};
use domain::reviews::{ReviewId, ReviewsCommand};
use domain::richtext::RichText;
use yew::prelude::*;

/// Props of [`Addition`].
#[derive(Properties, PartialEq)]
pub(super) struct AdditionProps {
    /// The review.
    pub(super) review: ReviewId,
}

/// Adding to a review that was sent. What was begun survives the window.
#[component]
pub(super) fn Addition(props: &AdditionProps) -> Html {
    let name = format!("addition.{}", props.review);
    let begun = use_state(|| kept(&name).and_then(|json| RichText::parse(&json).ok()).unwrap_or_default());
    let open = use_state(|| !begun.document().is_empty());
    let written = use_state(|| (*begun).clone());
    let busy = use_state(|| false);
    let (dispatch, toaster) = (use_dispatch(), use_toaster());
    let on_change = {
        let (written, name) = (written.setter(), name.clone());
        Callback::from(move |text: Written| {
            if let Ok(text) = text.checked() {
                keep(&name, text.as_str());
                written.set(text);
            }
        })
    };
    let close = {
        let (open, begun, written, name) = (open.setter(), begun.setter(), written.setter(), name.clone());
        Callback::from(move |()| {
            keep(&name, "");
            begun.set(RichText::default());
            written.set(RichText::default());
            open.set(false);
        })
    };
    let send = {
        let (review, body, close, busy) = (props.review, (*written).clone(), close.clone(), busy.setter());
        Callback::from(move |_: MouseEvent| {
            let command = ReviewsCommand::Amend { review, amendment: new_id(), body: body.clone() };
            let (close, toaster, busy) = (close.clone(), toaster.clone(), busy.clone());
            busy.set(true);
            dispatch.then(command, move |result| {
                busy.set(false);
                if result.is_ok() {
                    close.emit(());
                    toaster.iter().for_each(|toaster| toaster.show(Toast::done("Added to the review.")));
                }
            });
        })
    };
    let show = {
        let open = open.setter();
        Callback::from(move |_: MouseEvent| open.set(true))
    };
    if !*open {
        return html! { <div><Button icon={Icon::Plus} onclick={show}>{ "Add something" }</Button></div> };
    }
    html! {
        <section aria-label="Add something">
            <h2 class="pane-label"><span>{ "Add something" }</span></h2>
            <RichTextEditor id={name} initial={(*begun).clone()} label="Your addition" placeholder="What you would like to add" {on_change} />
            <div class="comment-foot">
                <Button busy={*busy} disabled={written.document().is_empty()} onclick={send}>{ "Send the addition" }</Button>
                <Button kind={ButtonKind::Quiet} onclick={close.reform(|_: MouseEvent| ())}>{ "Never mind" }</Button>
            </div>
        </section>
    }
}
