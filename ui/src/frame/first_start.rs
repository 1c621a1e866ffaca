//! What the window shows before it is known who uses the application: the shape of a page; and while the sample workspace
//! is being made, which happens once, that it is.

use super::page::Page;
use crate::kit::{Skeleton, SkeletonShape};
use yew::prelude::*;

/// Returns the shape of a page.
pub(crate) fn opening() -> Html {
    html! {
        <Page title="Opening"><div class="column"><Skeleton shape={SkeletonShape::Page} /></div></Page>
    }
}

/// Returns what is shown while the sample workspace is being made. It comes with what is loaded later.
pub(crate) fn preparing() -> Html {
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
