//! What a mentor wrote to a round as a whole: the overall note, and what was added to it later.

use crate::kit::When;
use crate::richtext::RichTextView;
use domain::reviews::ReviewView;
use yew::prelude::*;

/// Props of [`AnsweredBy`].
#[derive(Properties, PartialEq)]
pub(crate) struct AnsweredByProps {
    /// The review.
    pub(crate) review: ReviewView,
}

/// The overall note with its additions.
#[component]
pub(crate) fn AnsweredBy(props: &AnsweredByProps) -> Html {
    let review = &props.review;
    html! {
        <>
            if !review.note.document().is_empty() {
                <RichTextView text={review.note.clone()} class="overall" />
            }
            <div>
                { for review.amendments.iter().map(|added| html! {
                    <div key={added.id.to_string()} class="added">
                        <p class="muted small"><When at={added.at} before="Added" /></p>
                        <RichTextView text={added.body.clone()} />
                    </div>
                }) }
            </div>
        </>
    }
}
