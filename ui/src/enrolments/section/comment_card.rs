//! A comment with its replies, and what its client can do with it.

use super::desk::Desk;
use super::notes::Note;
use crate::hooks::use_session;
use crate::kit::{Badge, BadgeKind, Button, ButtonKind, Icon, Saying, TextArea, When};
use crate::reviews::{kind_badge, kind_name};
use domain::base::PersonId;
use domain::reviews::{CommentKind, ReplyView};
use yew::prelude::*;

/// Props of [`CommentCard`].
#[derive(Properties, PartialEq)]
pub(crate) struct CommentCardProps {
    /// The comment.
    pub(crate) note: Note,
    /// Whether it says what it is about, because it does not stand beside it.
    #[prop_or_default]
    pub(crate) about: bool,
    /// The last round that was reviewed; a comment of an earlier one says so.
    pub(crate) last_round: i64,
    /// What can be done.
    pub(crate) desk: Desk,
}

/// A comment.
#[component]
pub(crate) fn CommentCard(props: &CommentCardProps) -> Html {
    let comment = &props.note.comment;
    let me = use_session().me.id;
    let done = comment.resolved;
    let label = format!("{} from {}", kind_name(comment.kind), props.note.mentor.name);
    html! {
        <article class={classes!("note", done.then_some("done"), (!props.note.is_open()).then_some("quiet"))} tabindex="-1"
            data-comment={comment.id.to_string()} aria-label={label}>
            <header>
                <Badge kind={kind_badge(comment.kind)}>{ kind_name(comment.kind) }</Badge>
                if done { <Badge kind={BadgeKind::Good} icon={Icon::Check}>{ "Done" }</Badge> }
                <small>{ line(props) }</small>
            </header>
            <p class="reading" dir="auto">{ comment.body.clone() }</p>
            { for comment.replies.iter().map(|reply| reply_view(reply, me)) }
            <NoteActions note={props.note.clone()} desk={props.desk.clone()} />
        </article>
    }
}

fn line(props: &CommentCardProps) -> String {
    let note = &props.note;
    let mut facts = vec![note.mentor.name.clone()];
    if props.about && !note.comment.field_label.is_empty() {
        facts.push(note.comment.field_label.clone());
    }
    if note.round != props.last_round {
        facts.push(format!("round {}", note.round));
    }
    facts.join(" · ")
}

fn reply_view(reply: &ReplyView, me: PersonId) -> Html {
    let who = if reply.author.id == me { "You".to_owned() } else { reply.author.name.clone() };
    html! {
        <div class="note-reply">
            <small><b>{ who }</b>{ " " }<When at={reply.at} say={Saying::Moment} /></small>
            <p class="reading" dir="auto">{ reply.body.clone() }</p>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct NoteActionsProps {
    note: Note,
    desk: Desk,
}

/// Reply, and mark as done.
#[component]
fn NoteActions(props: &NoteActionsProps) -> Html {
    // What is being replied; none while the box is closed.
    let text = use_state(|| None::<String>);
    let sending = use_state(|| false);
    let (comment, desk) = (&props.note.comment, &props.desk);
    let reply_button = use_node_ref();
    let area = use_node_ref();
    let open = {
        let (text, area) = (text.setter(), area.clone());
        Callback::from(move |_: MouseEvent| {
            text.set(Some(String::new()));
            focus_later(&area);
        })
    };
    let close = {
        let (text, reply_button) = (text.setter(), reply_button.clone());
        Callback::from(move |()| {
            text.set(None);
            focus_later(&reply_button);
        })
    };
    let settle = {
        let (desk, id, done) = (desk.clone(), comment.id, comment.resolved);
        Callback::from(move |_: MouseEvent| desk.settle(id, !done))
    };
    if let Some(written) = &*text {
        let send = {
            let (desk, id, body) = (desk.clone(), comment.id, written.trim().to_owned());
            let (close, sending) = (close.clone(), sending.clone());
            Callback::from(move |()| {
                if body.is_empty() || *sending {
                    return;
                }
                sending.set(true);
                let (close, sending) = (close.clone(), sending.setter());
                desk.reply(id, body.clone(), move |kept| {
                    sending.set(false);
                    if kept {
                        close.emit(());
                    }
                });
            })
        };
        let onkeydown = {
            let (send, close, empty) = (send.clone(), close.clone(), written.trim().is_empty());
            Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
                "Enter" if event.ctrl_key() || event.meta_key() => {
                    event.prevent_default();
                    event.stop_propagation();
                    send.emit(());
                }
                // What was written is not thrown away by a key.
                "Escape" if empty => {
                    event.prevent_default();
                    event.stop_propagation();
                    close.emit(());
                }
                _ => {}
            })
        };
        let on_input = {
            let text = text.setter();
            Callback::from(move |written: String| text.set(Some(written)))
        };
        return html! {
            <div class="note-write">
                <TextArea node_ref={area} label="Your reply" rows={2} class="reading" value={written.clone()} {on_input} {onkeydown} />
                <div class="note-actions">
                    <Button disabled={written.trim().is_empty()} busy={*sending} onclick={send.reform(|_: MouseEvent| ())}>{ "Reply" }</Button>
                    <Button kind={ButtonKind::Quiet} onclick={close.reform(|_: MouseEvent| ())}>{ "Cancel" }</Button>
                </div>
            </div>
        };
    }
    html! {
        <div class="note-actions">
            if comment.kind != CommentKind::Praise {
                <Button kind={ButtonKind::Quiet} icon={if comment.resolved { Icon::RotateCcw } else { Icon::Check }} onclick={settle}>
                    { if comment.resolved { "Open again" } else { "Mark as done" } }
                </Button>
            }
            <Button kind={ButtonKind::Quiet} node_ref={reply_button} onclick={open}>{ "Reply" }</Button>
        </div>
    }
}

fn focus_later(node: &NodeRef) {
    let node = node.clone();
    gloo_timers::callback::Timeout::new(0, move || {
        if let Some(element) = node.cast::<web_sys::HtmlElement>() {
            drop(element.focus());
        }
    })
    .forget();
}
