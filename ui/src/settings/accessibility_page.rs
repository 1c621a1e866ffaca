//! What makes it easier to read and to use: the size of text, and in which languages spelling is checked.

use super::change::use_changer;
use super::choosing::Choosing;
use super::spelling::Languages;
use super::text_size::resize;
use crate::kit::{Button, FieldGroup, Icon};
use crate::preferences::SIZES;
use crate::routes::SettingsPage;
use yew::prelude::*;

/// What makes it easier to read and to use.
#[component]
pub(super) fn AccessibilityPage() -> Html {
    let changer = use_changer();
    let size = changer.preferences.text_size();
    let step = |up: bool| {
        let changer = changer.clone();
        Callback::from(move |_: MouseEvent| resize(&changer, up))
    };
    html! {
        <>
            <FieldGroup label="Text size" help="From 80 to 200 per cent. Everything grows with it.">
                <div class="settings-steps">
                    <Button icon={Icon::Minus} disabled={size <= SIZES.0} onclick={step(false)}>{ "Smaller" }</Button>
                    <b class="num" role="status">{ format!("{size} %") }</b>
                    <Button icon={Icon::Plus} disabled={size >= SIZES.1} onclick={step(true)}>{ "Larger" }</Button>
                </div>
            </FieldGroup>
            <Choosing page={SettingsPage::Accessibility} />
            <Languages />
        </>
    }
}
