//! The comments that are being written, with how to begin one.

use super::comment_card::{CommentCard, CommentDeed};
use super::places::place_name;
use crate::actions::{Action, ActionButton};
use crate::kit::ButtonKind;
use domain::reviews::{Anchor, DraftCommentView, RoomView};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`Comments`].
#[derive(Properties, PartialEq)]
pub(super) struct CommentsProps {
    /// The room.
    pub(super) view: Rc<RoomView>,
    /// The comments.
    pub(super) comments: Rc<Vec<DraftCommentView>>,
    /// The answer that the mentor is at.
    pub(super) active: Option<Anchor>,
    /// Begins a comment on that answer, and on the whole section.
    pub(super) begin: (Action, Action),
    /// Something happened to a comment.
    pub(super) on_deed: Callback<CommentDeed>,
}

/// The comments that are being written.
#[component]
pub(super) fn Comments(props: &CommentsProps) -> Html {
    let count = props.comments.len();
    let cards = props.comments.iter().map(|comment| {
        let anchor = Anchor { field: comment.field, item: comment.item };
        html! {
            <li key={comment.id.to_string()}>
                <CommentCard comment={comment.clone()} place={place_name(&props.view, anchor)}
                    on={props.active == Some(anchor)} on_deed={props.on_deed.clone()} />
            </li>
        }
    });
    let at = props.active.map(|anchor| place_name(&props.view, anchor));
    html! {
        <section aria-label="Comments">
            <h2 class="pane-label"><span>{ "Comments" }</span>if count > 0 { <span class="num">{ count }</span> }</h2>
            <ul class="comments">{ for cards }</ul>
            if count == 0 {
                <p class="pane-hint">{ "Choose an answer, then the sign beside it, to say what is good, what to change, or to ask." }</p>
            }
            <div class="comments-begin">
                if let Some(at) = at {
                    <ActionButton action={props.begin.0.clone()} kind={ButtonKind::Quiet} label={format!("Comment on “{}”", short(&at))} />
                }
                <ActionButton action={props.begin.1.clone()} kind={ButtonKind::Quiet} label="On the whole section" />
            </div>
        </section>
    }
}

/// Returns a name that fits on a button.
fn short(name: &str) -> String {
    const MOST: usize = 28;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    let cut: String = name.chars().take(MOST - 1).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn long_names_are_cut_at_a_character() {
        assert_eq!(short("Comfort"), "Comfort");
        assert_eq!(short(&"é".repeat(40)).chars().count(), 28);
    }
}
