//! Buttons: the one that matters, the usual one, the quiet one, the dangerous one; and those of only an icon.

use super::icon::Icon;
use super::keycaps::KeyCaps;
use crate::actions::Keys;
use crate::hooks::is_mac;
use yew::prelude::*;

/// How much a button asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum ButtonKind {
    /// The one thing that the page is for; at most one of them is shown at a time.
    Primary,
    /// The usual one.
    #[default]
    Default,
    /// Without a border, for rows and bars.
    Quiet,
    /// For what removes or costs something.
    Danger,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Default => "default",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
        }
    }
}

/// Props of [`Button`].
#[derive(Properties, PartialEq)]
pub(crate) struct ButtonProps {
    /// How much it asks for attention.
    #[prop_or_default]
    pub(crate) kind: ButtonKind,
    /// A picture before the words.
    #[prop_or_default]
    pub(crate) icon: Option<Icon>,
    /// The keys that do the same, shown after the words.
    #[prop_or_default]
    pub(crate) keys: Option<Keys>,
    /// Not possible now. It stays focusable, so that focus is not lost when it becomes impossible.
    #[prop_or_default]
    pub(crate) disabled: bool,
    /// What is being done: shown instead of the words' icon, and the button does nothing meanwhile.
    #[prop_or_default]
    pub(crate) busy: bool,
    /// What a click does.
    #[prop_or_default]
    pub(crate) onclick: Callback<MouseEvent>,
    /// Whether it sends the form it stands in, instead of only running `onclick`.
    #[prop_or_default]
    pub(crate) submit: bool,
    /// For a button that stays in: whether it is.
    #[prop_or_default]
    pub(crate) pressed: Option<bool>,
    /// More about it, shown on hover.
    #[prop_or_default]
    pub(crate) title: Option<AttrValue>,
    /// More classes.
    #[prop_or_default]
    pub(crate) class: Classes,
    /// Where to find it in the page.
    #[prop_or_default]
    pub(crate) node_ref: NodeRef,
    /// The words.
    pub(crate) children: Html,
}

/// A button with words.
#[component]
pub(crate) fn Button(props: &ButtonProps) -> Html {
    let idle = !props.disabled && !props.busy;
    let onclick = guarded(&props.onclick, idle);
    html! {
        <button
            ref={props.node_ref.clone()}
            type={if props.submit { "submit" } else { "button" }}
            class={classes!("button", props.kind.class(), props.class.clone())}
            aria-disabled={(!idle).then_some("true")}
            aria-busy={props.busy.then_some("true")}
            aria-pressed={props.pressed.map(|pressed| if pressed { "true" } else { "false" })}
            aria-keyshortcuts={props.keys.as_ref().and_then(|keys| keys.aria(is_mac()))}
            title={props.title.clone()}
            {onclick}
        >
            if let Some(icon) = props.icon { { icon } }
            <span>{ props.children.clone() }</span>
            if let Some(keys) = &props.keys { <KeyCaps keys={keys.clone()} /> }
        </button>
    }
}

/// Props of [`IconButton`].
#[derive(Properties, PartialEq)]
pub(crate) struct IconButtonProps {
    /// The picture.
    pub(crate) icon: Icon,
    /// What it does, in words: read aloud, and shown on hover.
    pub(crate) label: AttrValue,
    /// How much it asks for attention.
    #[prop_or(ButtonKind::Quiet)]
    pub(crate) kind: ButtonKind,
    /// The keys that do the same.
    #[prop_or_default]
    pub(crate) keys: Option<Keys>,
    /// Not possible now.
    #[prop_or_default]
    pub(crate) disabled: bool,
    /// For a button that stays in: whether it is.
    #[prop_or_default]
    pub(crate) pressed: Option<bool>,
    /// What a click does.
    #[prop_or_default]
    pub(crate) onclick: Callback<MouseEvent>,
    /// More classes.
    #[prop_or_default]
    pub(crate) class: Classes,
    /// Where to find it in the page.
    #[prop_or_default]
    pub(crate) node_ref: NodeRef,
}

/// A button of only a picture; its words are a tooltip.
#[component]
pub(crate) fn IconButton(props: &IconButtonProps) -> Html {
    let onclick = guarded(&props.onclick, !props.disabled);
    let hint = props.keys.as_ref().map(|keys| keys.caps(is_mac()).join(" "));
    let title = hint.map_or_else(|| props.label.to_string(), |hint| format!("{} ({hint})", props.label));
    html! {
        <button
            ref={props.node_ref.clone()}
            type="button"
            class={classes!("button", "only-icon", props.kind.class(), props.class.clone())}
            aria-label={props.label.clone()}
            aria-disabled={props.disabled.then_some("true")}
            aria-pressed={props.pressed.map(|pressed| if pressed { "true" } else { "false" })}
            aria-keyshortcuts={props.keys.as_ref().and_then(|keys| keys.aria(is_mac()))}
            {title}
            {onclick}
        >
            { props.icon }
        </button>
    }
}

/// Returns the callback, or one that only stops the click while the button is not possible.
fn guarded(onclick: &Callback<MouseEvent>, possible: bool) -> Callback<MouseEvent> {
    if possible {
        return onclick.clone();
    }
    Callback::from(|event: MouseEvent| {
        event.prevent_default();
        event.stop_propagation();
    })
}
