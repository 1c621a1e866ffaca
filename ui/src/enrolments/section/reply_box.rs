//! Writing a reply to a comment.

use super::desk::Desk;
use crate::hooks::focus_later;
use crate::kit::{Button, ButtonKind, TextArea, box_keys};
use crate::reviews::Unsent;
use domain::reviews::CommentId;
use yew::prelude::*;

/// Props of [`ReplyBox`].
#[derive(Properties, PartialEq)]
pub(crate) struct ReplyBoxProps {
    /// The comment that is replied to.
    pub(crate) comment: CommentId,
    /// What was written so far.
    pub(crate) unsent: Unsent,
    /// Whether it takes focus: it was asked for, and not found open.
    pub(crate) focused: bool,
    /// What can be done.
    pub(crate) desk: Desk,
    /// The reply was sent, or is not wanted.
    pub(crate) on_close: Callback<()>,
}

/// A box for a reply. The text is kept until it is sent or not wanted.
#[component]
pub(crate) fn ReplyBox(props: &ReplyBoxProps) -> Html {
    let unsent = &props.unsent;
    let text = unsent.text();
    let sending = use_state(|| false);
    let area = use_node_ref();
    use_effect_with((area.clone(), props.focused), |(area, focused)| {
        if *focused {
            focus_later(area);
        }
    });
    let on_input = {
        let unsent = unsent.clone();
        Callback::from(move |written: String| unsent.write(written))
    };
    let cancel = {
        let (unsent, on_close) = (unsent.clone(), props.on_close.clone());
        Callback::from(move |_: MouseEvent| {
            unsent.discard("Your reply was put away.");
            on_close.emit(());
        })
    };
    let send = send(props, text.trim().to_owned(), &sending);
    let onkeydown = box_keys(&send, &props.on_close, text.trim().is_empty());
    html! {
        <div class="note-write">
            <TextArea node_ref={area} label="Your reply" rows={2} class="reading" value={text.to_owned()}
                read_only={*sending || !unsent.is_known()} {on_input} {onkeydown} />
            <div class="note-actions">
                <Button disabled={text.trim().is_empty()} busy={*sending} onclick={send.reform(|_: MouseEvent| ())}>{ "Reply" }</Button>
                <Button kind={ButtonKind::Quiet} onclick={cancel}>{ "Cancel" }</Button>
            </div>
        </div>
    }
}

fn send(props: &ReplyBoxProps, body: String, sending: &UseStateHandle<bool>) -> Callback<()> {
    let (desk, comment, on_close) = (props.desk.clone(), props.comment, props.on_close.clone());
    let unsent = props.unsent.clone();
    let sending = sending.clone();
    Callback::from(move |()| {
        if body.is_empty() || *sending {
            return;
        }
        sending.set(true);
        let (on_close, sending) = (on_close.clone(), sending.setter());
        let (desk, body, sent) = (desk.clone(), body.clone(), unsent.clone());
        unsent.settle(move || {
            desk.reply(comment, body, move |kept| {
                sending.set(false);
                if kept {
                    sent.sent();
                    on_close.emit(());
                }
            });
        });
    })
}
