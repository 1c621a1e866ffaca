//! What the window shows while the sample workspace is being made, which happens once.

use super::page::Page;
use crate::hooks::is_first_start;
use crate::kit::{Skeleton, SkeletonShape};
use yew::prelude::*;

/// Returns the page that is shown before it is known who uses the application.
pub(crate) fn opening() -> Html {
    if !is_first_start() {
        return html! {
            <Page title="Opening"><div class="column"><Skeleton shape={SkeletonShape::Page} /></div></Page>
        };
    }
    html! {
        <Page title="Preparing the sample workspace">
            <div class="column" aria-busy="true"><div class="first-start" role="status">
                <h1 class="title">{ "Preparing the sample workspace" }</h1>
                <p class="lede">
                    { "Two journeys, their clients and their mentors are being written to this computer. That takes a few seconds and happens only once." }
                </p>
                <i class="first-start-line" aria-hidden="true"></i>
            </div></div>
        </Page>
    }
}
