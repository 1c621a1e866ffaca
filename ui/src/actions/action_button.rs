//! A button that is an action: same words, same keys, possible at the same time.

use super::action::Action;
use crate::kit::{Button, ButtonKind, IconButton};
use yew::prelude::*;

/// Props of [`ActionButton`].
#[derive(Properties, PartialEq)]
pub(crate) struct ActionButtonProps {
    /// What it does.
    pub(crate) action: Action,
    /// How much it asks for attention.
    #[prop_or_default]
    pub(crate) kind: ButtonKind,
    /// Whether only the action's icon is shown (when it has one).
    #[prop_or_default]
    pub(crate) icon_only: bool,
    /// Other words than the action's title, where the place makes them shorter.
    #[prop_or_default]
    pub(crate) label: Option<AttrValue>,
}

/// Shows an action as a button. The keys are shown on buttons with words, and in the tooltip of the others.
#[component]
pub(crate) fn ActionButton(props: &ActionButtonProps) -> Html {
    let action = &props.action;
    let label = props.label.clone().unwrap_or_else(|| action.title.clone());
    let onclick = {
        let action = action.clone();
        Callback::from(move |_: MouseEvent| action.run())
    };
    match action.icon.filter(|_| props.icon_only) {
        Some(icon) => html! {
            <IconButton {icon} {label} kind={props.kind} keys={action.keys.clone()} disabled={!action.enabled} {onclick} />
        },
        None => html! {
            <Button kind={props.kind} icon={action.icon} keys={action.keys.clone()} disabled={!action.enabled} {onclick}>
                { label }
            </Button>
        },
    }
}
