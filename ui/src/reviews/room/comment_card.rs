//! A comment that is being written: its kind, its place, its words. It says what happened; saving is the room's.

use crate::kit::{Badge, Icon, IconButton, Menu, MenuItem, MenuLine, TextArea};
use crate::reviews::words::{KINDS, kind_badge, kind_name};
use domain::reviews::{CommentId, DraftCommentView};
use wasm_bindgen::JsCast;
use web_sys::Node;
use yew::prelude::*;

/// What happened to a comment.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum CommentDeed {
    /// Its words changed.
    Written(DraftCommentView),
    /// Its kind changed.
    Chosen(DraftCommentView),
    /// Focus left its words, and may still be at its kind.
    Paused(DraftCommentView),
    /// Focus left it for something else.
    Left(DraftCommentView),
    /// It is taken away.
    Removed(DraftCommentView),
    /// Focus came to it.
    Reached(DraftCommentView),
    /// Its place is asked for.
    Shown(DraftCommentView),
}

/// Props of [`CommentCard`].
#[derive(Properties, PartialEq)]
pub(super) struct CommentCardProps {
    /// The comment.
    pub(super) comment: DraftCommentView,
    /// What its place is called.
    pub(super) place: AttrValue,
    /// Whether it is about the answer that the mentor is at.
    pub(super) on: bool,
    /// Something happened to it.
    pub(super) on_deed: Callback<CommentDeed>,
}

/// Returns the id of a comment's words in the page.
pub(super) fn words_id(comment: &DraftCommentView) -> String {
    words_of(comment.id)
}

/// Returns the id of a comment's words in the page, for the comment's own id.
pub(super) fn words_of(comment: CommentId) -> String {
    format!("comment-{comment}")
}

/// A comment that is being written.
#[component]
pub(super) fn CommentCard(props: &CommentCardProps) -> Html {
    let comment = &props.comment;
    let deed = |make: fn(DraftCommentView) -> CommentDeed| {
        let (on_deed, comment) = (props.on_deed.clone(), comment.clone());
        move || on_deed.emit(make(comment.clone()))
    };
    let lines: Vec<MenuLine> = KINDS
        .iter()
        .map(|(kind, words, icon)| {
            let (on_deed, chosen) =
                (props.on_deed.clone(), DraftCommentView { kind: *kind, ..comment.clone() });
            let run = Callback::from(move |()| on_deed.emit(CommentDeed::Chosen(chosen.clone())));
            MenuItem::new(*words, run).icon(*icon).checked(comment.kind == *kind).into()
        })
        .collect();
    let on_input = {
        let (on_deed, comment) = (props.on_deed.clone(), comment.clone());
        Callback::from(move |body| {
            on_deed.emit(CommentDeed::Written(DraftCommentView { body, ..comment.clone() }))
        })
    };
    let (paused, removed) = (deed(CommentDeed::Paused), deed(CommentDeed::Removed));
    let left = deed(CommentDeed::Left);
    let onfocusout = move |event: FocusEvent| {
        if went_elsewhere(&event) {
            left();
        }
    };
    let (reached, shown) = (deed(CommentDeed::Reached), deed(CommentDeed::Shown));
    let name = format!("{} on {}", kind_name(comment.kind), props.place);
    html! {
        <article class={classes!("comment", props.on.then_some("on"))} aria-label={name.clone()} tabindex="-1"
            onfocusin={move |_: FocusEvent| reached()} {onfocusout}>
            <header>
                <Menu class="comment-kind" label={format!("{}: choose another kind", kind_name(comment.kind))} {lines}>
                    <Badge kind={kind_badge(comment.kind)}>{ kind_name(comment.kind) }{ Icon::ChevronDown }</Badge>
                </Menu>
                <button type="button" class="comment-place" dir="auto" title="Show the answer" onclick={move |_: MouseEvent| shown()}>
                    { props.place.clone() }
                </button>
                <IconButton class="comment-remove" icon={Icon::Trash2} label="Remove this comment" onclick={move |_: MouseEvent| removed()} />
            </header>
            // The text behind the words gives them their height, also before they are in sight.
            <div class="comment-grow" data-text={behind(comment)}>
                <TextArea class="comment-words" tied={crate::kit::Tied { id: Some(words_id(comment).into()), ..Default::default() }}
                    label={name} value={comment.body.clone()} rows=1 max_length=5000 placeholder={placeholder(comment)}
                    {on_input} on_leave={move |()| paused()} />
            </div>
        </article>
    }
}

/// Returns what is as high as the words: the same text, its last line never empty.
fn behind(comment: &DraftCommentView) -> String {
    if comment.body.is_empty() { placeholder(comment).to_owned() } else { format!("{} ", comment.body) }
}

/// Whether focus went to something outside. When it went nowhere, the person may come back.
fn went_elsewhere(event: &FocusEvent) -> bool {
    let card: Option<Node> = event.current_target().and_then(|card| card.dyn_into().ok());
    let to: Option<Node> = event.related_target().and_then(|to| to.dyn_into().ok());
    to.is_some_and(|to| card.is_none_or(|card| !card.contains(Some(&to))))
}

fn placeholder(comment: &DraftCommentView) -> &'static str {
    use domain::reviews::CommentKind as Kind;
    match comment.kind {
        Kind::Praise => "What is good, and why",
        Kind::Suggestion => "What could be better, and how",
        Kind::Required => "What has to change, and how to do it",
        Kind::Question => "What you would like to know",
    }
}
