//! A comment with its replies, and what its client can do with it.

use super::desk::Desk;
use super::notes::Note;
use super::reply_box::ReplyBox;
use crate::hooks::focus_later;
use crate::hooks::use_session;
use crate::kit::{Badge, BadgeKind, Button, ButtonKind, Icon, Saying, When};
use crate::reviews::{kind_badge, kind_name, use_unsent};
use domain::base::PersonId;
use domain::reviews::{CommentKind, ReplyView, UnsentPlace};
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
            <div class="note-replies">{ for comment.replies.iter().map(|reply| reply_view(reply, me)) }</div>
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
        <div key={reply.id.to_string()} class="note-reply">
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
    let opened = use_state(|| None::<bool>);
    let reply_button = use_node_ref();
    let (comment, desk) = (&props.note.comment, &props.desk);
    let unsent = use_unsent(UnsentPlace::Reply { comment: comment.id });
    // A reply that was begun is open again.
    if opened.unwrap_or_else(|| !unsent.text().is_empty()) {
        let on_close = {
            let (opened, reply_button) = (opened.setter(), reply_button.clone());
            Callback::from(move |()| {
                opened.set(None);
                focus_later(&reply_button);
            })
        };
        return html! { <ReplyBox comment={comment.id} focused={opened.is_some() || unsent.returns() > 0} {unsent} desk={desk.clone()} {on_close} /> };
    }
    let open = {
        let opened = opened.setter();
        Callback::from(move |_: MouseEvent| opened.set(Some(true)))
    };
    let settle = {
        let (desk, id, done) = (desk.clone(), comment.id, comment.resolved);
        Callback::from(move |_: MouseEvent| desk.settle(id, !done))
    };
    let (icon, words) =
        if comment.resolved { (Icon::RotateCcw, "Open again") } else { (Icon::Check, "Mark as done") };
    html! {
        <div class="note-actions">
            if comment.kind != CommentKind::Praise {
                <Button kind={ButtonKind::Quiet} {icon} onclick={settle}>{ words }</Button>
            }
            <Button kind={ButtonKind::Quiet} node_ref={reply_button} onclick={open}>{ "Reply" }</Button>
        </div>
    }
}
