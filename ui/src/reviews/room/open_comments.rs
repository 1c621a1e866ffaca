//! What earlier rounds asked for and nobody has settled yet.

use super::desk::Desk;
use super::thread::Thread;
use domain::reviews::{CommentId, CommentKind, CommentView, RoomView};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`OpenComments`].
#[derive(Properties, PartialEq)]
pub(super) struct OpenCommentsProps {
    /// The room.
    pub(super) view: Rc<RoomView>,
    /// What was done here.
    pub(super) desk: Rc<Desk>,
    /// A comment is to be settled, or opened again.
    pub(super) on_settle: Callback<(CommentId, bool)>,
}

/// What earlier rounds asked for and nobody has settled yet. What is settled here stays in sight.
#[component]
pub(super) fn OpenComments(props: &OpenCommentsProps) -> Html {
    let open: Vec<&CommentView> = unsettled(&props.view, &props.desk).collect();
    if open.is_empty() {
        return html! {};
    }
    let left = open.iter().filter(|comment| !props.desk.is_settled(comment.id, comment.resolved)).count();
    html! {
        <section aria-label="Still open from earlier rounds">
            <h2 class="pane-label"><span>{ "Still open from earlier rounds" }</span><span class="num">{ left }</span></h2>
            <ul class="comments">
                { for open.into_iter().map(|comment| {
                    let (on_settle, id) = (props.on_settle.clone(), comment.id);
                    html! {
                        <li key={id.to_string()}>
                            <Thread comment={comment.clone()} settled={props.desk.is_settled(id, comment.resolved)}
                                on_settle={Callback::from(move |on| on_settle.emit((id, on)))} />
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}

/// Returns the comments of earlier rounds that ask for something and are open, or were until they were settled here.
fn unsettled<'a>(view: &'a RoomView, desk: &Desk) -> impl Iterator<Item = &'a CommentView> {
    let earlier = view.rounds.iter().filter(|round| round.round < view.round);
    earlier.filter_map(|round| round.review.as_ref()).flat_map(|review| &review.comments).filter(|comment| {
        comment.kind != CommentKind::Praise && (!comment.resolved || desk.settles(comment.id))
    })
}
