//! The page for addresses that lead nowhere.

use crate::frame::Page;
use crate::routes::{Link, Route};
use yew::prelude::*;

/// The page for addresses that lead nowhere.
#[component]
pub(super) fn NotFound() -> Html {
    html! {
        <Page title="Not found">
            <div class="column">
                <h1 class="title">{ "There is no such page" }</h1>
                <p class="lede">{ "It may have been moved or removed. " }<Link classes="link" to={Route::Today}>{ "Go to Today" }</Link></p>
            </div>
        </Page>
    }
}
