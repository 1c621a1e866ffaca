//! In the room of a review that was lost: the words that are kept, each to be sent to the mentor who has it now.

use super::kept_here::beginning;
use crate::reviews::passing_on::PassingOn;
use domain::reviews::{KeptView, ReviewNow};
use yew::prelude::*;

/// Props of [`LostTexts`].
#[derive(Properties, PartialEq)]
pub(super) struct LostTextsProps {
    /// What is kept of this review.
    pub(super) kept: Vec<KeptView>,
}

/// The words that are kept of a review that was lost, while another mentor has it.
#[component]
pub(super) fn LostTexts(props: &LostTextsProps) -> Html {
    let with_another = |kept: &&KeptView| matches!(kept.now, ReviewNow::With { text: Some(_), .. });
    let kept: Vec<&KeptView> = props.kept.iter().filter(with_another).collect();
    if kept.is_empty() {
        return html! {};
    }
    let line = |(place, kept): (usize, &&KeptView)| {
        let id = format!("lost-{place}");
        html! {
            <li key={id.clone()} id={id.clone()} tabindex="-1">
                <p class="kept-text" dir="auto">{ beginning(&kept.text) }</p>
                <div class="comment-foot"><PassingOn kept={(**kept).clone()} shown_in={id} /></div>
            </li>
        }
    };
    html! {
        <section class="kept-here" aria-label="Kept for you">
            <h2 class="pane-label"><span>{ "Kept for you: what you wrote here" }</span></h2>
            <ul class="comments">{ for kept.iter().enumerate().map(line) }</ul>
        </section>
    }
}
