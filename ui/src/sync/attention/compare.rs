//! Two versions of one text side by side, with what differs marked: by a line through what is only in the other, and by a
//! ground under what is only here.

use crate::kit::When;
use device::attention::Theirs;
use domain::base::Instant;
use domain::text::{Change, Piece, diff_words};
use yew::prelude::*;

/// Props of [`Compare`].
#[derive(Properties, PartialEq)]
pub(super) struct CompareProps {
    /// What the two are called: the person's own, and the other.
    pub(super) called: [AttrValue; 2],
    /// The person's own text.
    pub(super) mine: AttrValue,
    /// When they wrote it.
    pub(super) at: Instant,
    /// The other one.
    pub(super) theirs: Theirs,
    /// What stands below each of the two.
    pub(super) below: [Html; 2],
}

/// Two versions of one text.
#[component]
pub(super) fn Compare(props: &CompareProps) -> Html {
    let theirs = &props.theirs;
    let [mine_called, theirs_called] = props.called.clone();
    let [below_mine, below_theirs] = props.below.clone();
    let pieces =
        use_memo((theirs.text.clone(), props.mine.clone()), |(theirs, mine)| diff_words(theirs, mine));
    html! {
        <div class="versions">
            <section aria-label={mine_called.clone()}>
                <h3>{ mine_called }<small><When at={props.at} /></small></h3>
                <div class="version" dir="auto" tabindex="0">{ for pieces.iter().filter_map(mine) }</div>
                { below_mine }
            </section>
            <section aria-label={theirs_called.clone()}>
                <h3>{ theirs_called }<small><When at={Instant(theirs.at)} /></small></h3>
                <div class="version" dir="auto" tabindex="0">{ for pieces.iter().filter_map(other) }</div>
                { below_theirs }
            </section>
        </div>
    }
}

/// Returns a piece as it stands in one's own text, if it does.
fn mine(piece: &Piece) -> Option<Html> {
    match piece.change {
        Change::Same => Some(html! { { piece.text.clone() } }),
        Change::Added => Some(marked(&piece.text)),
        Change::Removed => None,
    }
}

/// Returns a piece as it stands in the other text, if it does.
fn other(piece: &Piece) -> Option<Html> {
    match piece.change {
        Change::Same => Some(html! { { piece.text.clone() } }),
        Change::Removed => Some(marked(&piece.text)),
        Change::Added => None,
    }
}

/// Marks the words of a piece, and not the blanks around them: an empty line has no ground under it.
fn marked(text: &str) -> Html {
    let words = text.trim();
    let (before, after) = match text.split_once(words) {
        Some(around) if !words.is_empty() => around,
        _ => return html! { { text.to_owned() } },
    };
    html! { <>{ before.to_owned() }<ins>{ words.to_owned() }</ins>{ after.to_owned() }</> }
}
