//! A comment that was sent, with its replies: to read, to reply to, to settle.

use crate::hooks::{focus_later, new_id, use_dispatch};
use crate::kit::{Badge, Button, ButtonKind, Icon, Saying, TextArea, When, box_keys};
use crate::reviews::unsent::{Unsent, use_unsent};
use crate::reviews::words::{first_name, kind_badge, kind_name};
use domain::reviews::{CommentKind, CommentView, ReplyId, ReplyView, ReviewsCommand, UnsentPlace};
use yew::prelude::*;

/// Props of [`Thread`].
#[derive(Properties, PartialEq)]
pub(super) struct ThreadProps {
    /// The comment.
    pub(super) comment: CommentView,
    /// Whether it is settled.
    pub(super) settled: bool,
    /// It is to be settled, or opened again.
    pub(super) on_settle: Callback<bool>,
}

/// A comment that was sent, with its replies.
#[component]
pub(super) fn Thread(props: &ThreadProps) -> Html {
    let comment = &props.comment;
    let unsent = use_unsent(UnsentPlace::Reply { comment: comment.id });
    let opened = use_state(|| None::<bool>);
    // A reply that was begun is open again.
    let replying = opened.unwrap_or_else(|| !unsent.text().is_empty());
    let open = {
        let opened = opened.setter();
        Callback::from(move |_: MouseEvent| opened.set(Some(true)))
    };
    let node = use_node_ref();
    let on_done = {
        let (opened, node) = (opened.setter(), node.clone());
        Callback::from(move |()| {
            opened.set(None);
            // The box had focus and goes away.
            focus_later(&node);
        })
    };
    let place = if comment.field_label.is_empty() { "The whole section" } else { &comment.field_label };
    let asks = comment.kind != CommentKind::Praise;
    let settle = {
        let (on_settle, to) = (props.on_settle.clone(), !props.settled);
        Callback::from(move |_: MouseEvent| on_settle.emit(to))
    };
    html! {
        <article ref={node} class={classes!("comment", "sent", (props.settled && asks).then_some("settled"))} tabindex="-1"
            aria-label={format!("{} on {place}", kind_name(comment.kind))}>
            <header>
                <Badge kind={kind_badge(comment.kind)}>{ kind_name(comment.kind) }</Badge>
                <span class="comment-place" dir="auto">{ place }</span>
                if props.settled && asks { <Badge icon={Icon::Check}>{ "Settled" }</Badge> }
            </header>
            <div class="comment-text" dir="auto">{ lines(&comment.body) }</div>
            { for comment.replies.iter().map(reply) }
            if replying {
                <ReplyForm comment={comment.clone()} focused={opened.is_some() || unsent.returns() > 0} {unsent} {on_done} />
            } else {
                <div class="comment-foot">
                    <Button kind={ButtonKind::Quiet} onclick={open}>{ "Reply" }</Button>
                    if asks {
                        <Button kind={ButtonKind::Quiet} onclick={settle}>{ if props.settled { "Open again" } else { "Settle" } }</Button>
                    }
                </div>
            }
        </article>
    }
}

fn lines(text: &str) -> Html {
    text.lines().map(|line| html! { <p>{ line }</p> }).collect()
}

fn reply(reply: &ReplyView) -> Html {
    html! {
        <div class="reply" key={reply.id.to_string()}>
            <p class="reply-by"><b>{ first_name(&reply.author.name).to_owned() }</b><When at={reply.at} say={Saying::Moment} /></p>
            <div class="comment-text" dir="auto">{ lines(&reply.body) }</div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ReplyFormProps {
    comment: CommentView,
    unsent: Unsent,
    /// Whether it takes focus: it was asked for, and not found open.
    focused: bool,
    on_done: Callback<()>,
}

/// Where a reply is written. What was begun is kept until it is sent or not wanted.
#[component]
fn ReplyForm(props: &ReplyFormProps) -> Html {
    let dispatch = use_dispatch();
    let node = use_node_ref();
    let sending = use_state(|| false);
    let unsent = &props.unsent;
    {
        let (node, focused) = (node.clone(), props.focused);
        use_effect_with((), move |()| {
            if let Some(area) = node.cast::<web_sys::HtmlElement>().filter(|_| focused) {
                drop(area.focus());
            }
        });
    }
    let on_input = {
        let unsent = unsent.clone();
        Callback::from(move |text: String| unsent.write(text))
    };
    let send = {
        let (comment, body, unsent) = (props.comment.id, unsent.text().to_owned(), unsent.clone());
        let (busy, sending, on_done) = (sending.clone(), sending.setter(), props.on_done.clone());
        Callback::from(move |()| {
            if body.trim().is_empty() || *busy {
                return;
            }
            let command = ReviewsCommand::Reply { comment, reply: ReplyId(new_id()), body: body.clone() };
            let (sending, on_done, dispatch) = (sending.clone(), on_done.clone(), dispatch.clone());
            sending.set(true);
            let sent = unsent.clone();
            // A refusal is shown, and the words stay where they are.
            unsent.settle(move || {
                dispatch.then(command, move |result| {
                    sending.set(false);
                    if result.is_ok() {
                        sent.sent();
                        on_done.emit(());
                    }
                });
            });
        })
    };
    let cancel = {
        let (on_done, unsent) = (props.on_done.clone(), unsent.clone());
        Callback::from(move |_: MouseEvent| {
            unsent.discard("Your reply was put away.");
            on_done.emit(());
        })
    };
    let empty = unsent.text().trim().is_empty();
    let onkeydown = box_keys(&send, &props.on_done, empty);
    html! {
        <div class="reply-form">
            <TextArea label="Your reply" class="reading-small" value={unsent.text().to_owned()} rows=2 max_length=5000
                read_only={*sending || !unsent.is_known()} {on_input} {onkeydown} node_ref={node} />
            <div class="comment-foot">
                <Button busy={*sending} disabled={empty} onclick={send.reform(|_: MouseEvent| ())}>{ "Send the reply" }</Button>
                <Button kind={ButtonKind::Quiet} onclick={cancel}>{ "Never mind" }</Button>
            </div>
        </div>
    }
}
