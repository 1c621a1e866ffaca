//! `/kit`: every part in every state, for looking at and for the checks that look by themselves.

mod buttons;
mod collections;
mod feedback;
mod forms;

use crate::frame::{Crumb, Page, TopLine};
use yew::prelude::*;

/// The page that shows every part.
#[component]
pub(crate) fn KitPage() -> Html {
    let top = html! { <TopLine crumbs={vec![Crumb::here("Kit")]} /> };
    html! {
        <Page title="Kit" {top}>
            <div class="gallery">
                <h1 class="title">{ "Every part, in every state" }</h1>
                <buttons::Buttons />
                <forms::Forms />
                <collections::Collections />
                <feedback::Feedback />
            </div>
        </Page>
    }
}
