//! Where one's words are: always there, one quiet line.

use yew::prelude::*;

/// Where words are, which decides the dot's colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum SaveState {
    /// Where they should be.
    #[default]
    Safe,
    /// On their way.
    Working,
    /// Waiting for something (a network).
    Waiting,
    /// Someone has to look.
    Attention,
}

impl SaveState {
    fn class(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Working => "working",
            Self::Waiting => "waiting",
            Self::Attention => "attention",
        }
    }
}

/// Props of [`SaveLine`].
#[derive(Properties, PartialEq)]
pub(crate) struct SaveLineProps {
    /// Where the words are.
    #[prop_or_default]
    pub(crate) state: SaveState,
    /// It in words, such as "Saved on this device".
    pub(crate) text: AttrValue,
    /// Why it is so, and what to do.
    #[prop_or_default]
    pub(crate) hint: AttrValue,
}

/// A dot and a line. It is not announced: whoever uses it announces what matters, at most every ten seconds.
#[component]
pub(crate) fn SaveLine(props: &SaveLineProps) -> Html {
    html! {
        <p class={classes!("save-line", props.state.class())} title={props.text.clone()}>
            <i class="dot" aria-hidden="true"></i>
            <span>
                { props.text.clone() }
                if !props.hint.is_empty() { <small>{ props.hint.clone() }</small> }
            </span>
        </p>
    }
}
