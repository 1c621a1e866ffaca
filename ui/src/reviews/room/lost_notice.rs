//! Says that a review is no longer one's own, and where one's words are.

use crate::hooks::keep;
use crate::kit::{Button, Icon};
use crate::routes::{Route, go_to};
use yew::prelude::*;

/// Says that a review is no longer one's own.
#[component]
pub(super) fn LostNotice() -> Html {
    let onclick = Callback::from(move |_: MouseEvent| {
        keep("reviews.tab", "kept");
        go_to(&Route::Reviews);
    });
    html! {
        <div class="room-notice" role="alert">
            { Icon::TriangleAlert }
            <p><b>{ "This review is no longer yours." }</b>{ " Your words are kept, and nothing more can be written here." }</p>
            <Button {onclick}>{ "Go to your kept drafts" }</Button>
        </div>
    }
}
