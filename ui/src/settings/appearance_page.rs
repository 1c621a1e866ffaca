//! How the application looks.

use crate::frame::{Change, FrameContext, Theme};
use crate::kit::{Choice, FieldGroup, RadioGroup};
use yew::prelude::*;

/// How the application looks.
#[component]
pub(super) fn AppearancePage() -> Html {
    let Some(FrameContext { appearance, .. }) = use_context::<FrameContext>() else { return Html::default() };
    let choices = Theme::ALL.map(|(theme, name)| Choice::new(theme.word(), name)).to_vec();
    let value = appearance.theme.word();
    let choose = Callback::from(move |word: AttrValue| {
        appearance.dispatch(Change::Theme(Theme::from_word(&word)));
    });
    html! {
        <FieldGroup label="Theme" help="“As the system” follows your computer, also when it changes during the day.">
            <RadioGroup label="Theme" {choices} {value} on_change={choose} />
        </FieldGroup>
    }
}
