//! What makes it easier to read and to use.

use crate::frame::{Change, FrameContext};
use crate::kit::{Button, FieldGroup, Icon, Switch};
use yew::prelude::*;

/// What makes it easier to read and to use.
#[component]
pub(super) fn AccessibilityPage() -> Html {
    let Some(FrameContext { appearance, .. }) = use_context::<FrameContext>() else { return Html::default() };
    let change = |change: Change| {
        let appearance = appearance.clone();
        Callback::from(move |_: MouseEvent| appearance.dispatch(change))
    };
    let on_letters = {
        let appearance = appearance.clone();
        Callback::from(move |_: bool| appearance.dispatch(Change::ToggleLetters))
    };
    html! {
        <>
            <FieldGroup label="Text size" help="From 80 to 200 per cent. Everything grows with it.">
                <div class="settings-steps">
                    <Button icon={Icon::Minus} onclick={change(Change::Smaller)}>{ "Smaller" }</Button>
                    <b class="num" role="status">{ format!("{} %", appearance.text) }</b>
                    <Button icon={Icon::Plus} onclick={change(Change::Larger)}>{ "Larger" }</Button>
                </div>
            </FieldGroup>
            <Switch label="Single letters act" checked={appearance.letters} on_change={on_letters}
                help="Switch this off if you speak to your computer, or press keys by accident. Keys with Ctrl keep working." />
        </>
    }
}
