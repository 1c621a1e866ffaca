//! The two sides of a room, beside each other or, in a narrow window, one at a time.

use crate::kit::{Fixed, SplitPane};
use yew::prelude::*;

/// A side of a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Side {
    /// What the client wrote.
    #[default]
    Answers,
    /// What the mentor writes.
    Feedback,
}

/// Props of [`Layout`].
#[derive(Properties, PartialEq)]
pub(super) struct LayoutProps {
    /// What it is about. It stands above the answers; where there is no room for them, it is read aloud.
    pub(super) title: AttrValue,
    /// The side that is shown when there is room for one.
    pub(super) side: Side,
    /// The other side is asked for.
    pub(super) on_side: Callback<Side>,
    /// What the second side is called.
    #[prop_or_else(|| "Feedback".into())]
    pub(super) second_name: AttrValue,
    /// What stands above both.
    #[prop_or_default]
    pub(super) notice: Option<Html>,
    /// The answers.
    pub(super) answers: Html,
    /// The feedback.
    pub(super) feedback: Html,
}

/// The two sides of a room.
#[component]
pub(super) fn Layout(props: &LayoutProps) -> Html {
    let button = |side: Side, name: AttrValue| {
        let on_side = props.on_side.clone();
        let onclick = Callback::from(move |_: MouseEvent| on_side.emit(side));
        let pressed = if props.side == side { "true" } else { "false" };
        html! { <button type="button" aria-pressed={pressed} {onclick}>{ name }</button> }
    };
    let (shown, in_narrow) = match props.side {
        Side::Answers => ("answers", Fixed::First),
        Side::Feedback => ("feedback", Fixed::Second),
    };
    let second = html! {
        <aside class="room-side" aria-label={props.second_name.clone()}>
            <h1 class="only-read-aloud">{ props.title.clone() }</h1>
            { props.feedback.clone() }
        </aside>
    };
    html! {
        <div class="room" data-side={shown}>
            { props.notice.clone() }
            <div class="room-sides" role="group" aria-label="Shown">
                { button(Side::Answers, "Answers".into()) }
                { button(Side::Feedback, props.second_name.clone()) }
            </div>
            <SplitPane name="room" label="Answers and feedback" fixed={Fixed::Second} width={25.5} between={(20.0, 42.0)} {in_narrow}
                first={props.answers.clone()}
                {second} />
        </div>
    }
}
