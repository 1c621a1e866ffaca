//! A word or two of status, in a pill.

use super::icon::Icon;
use yew::prelude::*;

/// What a badge says, which decides its colour. The colour never says it alone: there are always words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum BadgeKind {
    /// A plain fact.
    #[default]
    Neutral,
    /// Something is different from before.
    Changed,
    /// Something has to be done.
    Required,
    /// Something is good.
    Praise,
    /// Something is asked.
    Question,
    /// Something is meant for you.
    Accent,
    /// It went well.
    Good,
    /// It needs an eye on it.
    Warn,
    /// It went wrong.
    Bad,
}

impl BadgeKind {
    fn class(self) -> &'static str {
        match self {
            Self::Neutral | Self::Question => "neutral",
            Self::Changed | Self::Warn => "warn",
            Self::Required | Self::Bad => "bad",
            Self::Praise | Self::Good => "good",
            Self::Accent => "accent",
        }
    }
}

/// Props of [`Badge`].
#[derive(Properties, PartialEq)]
pub(crate) struct BadgeProps {
    /// What it says.
    #[prop_or_default]
    pub(crate) kind: BadgeKind,
    /// A picture before the words.
    #[prop_or_default]
    pub(crate) icon: Option<Icon>,
    /// The words.
    pub(crate) children: Html,
}

/// A word or two of status, in a pill.
#[component]
pub(crate) fn Badge(props: &BadgeProps) -> Html {
    html! {
        <span class={classes!("badge", props.kind.class())}>
            if let Some(icon) = props.icon { { icon } }
            { props.children.clone() }
        </span>
    }
}
