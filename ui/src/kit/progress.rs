//! Progress, quietly: a thin bar, or a ring beside a name.

use crate::text::figure;
use yew::prelude::*;

/// The ring's circumference with radius 8.
const AROUND: f64 = 50.265;

/// Props of [`Progress`] and [`Ring`].
#[derive(Properties, PartialEq)]
pub(crate) struct ProgressProps {
    /// What progresses, read aloud.
    pub(crate) label: AttrValue,
    /// How much is done.
    pub(crate) done: u32,
    /// How much there is.
    pub(crate) of: u32,
    /// It in words, "8 of 12"; made from the numbers when left out.
    #[prop_or_default]
    pub(crate) text: Option<AttrValue>,
}

/// A thin bar with its words.
#[component]
pub(crate) fn Progress(props: &ProgressProps) -> Html {
    let text = props.text.clone().unwrap_or_else(|| in_words(props));
    html! {
        <div class="progress">
            <progress aria-label={props.label.clone()} value={props.done.to_string()} max={props.of.max(1).to_string()}></progress>
            <span>{ text }</span>
        </div>
    }
}

/// A ring, for a row.
#[component]
pub(crate) fn Ring(props: &ProgressProps) -> Html {
    let part = f64::from(props.done.min(props.of)) / f64::from(props.of.max(1));
    let text = props.text.clone().unwrap_or_else(|| in_words(props));
    html! {
        <svg class="ring" viewBox="0 0 20 20" role="img" aria-label={format!("{}: {text}", props.label)}>
            <circle cx="10" cy="10" r="8" />
            if props.done > 0 {
                <circle class="done" cx="10" cy="10" r="8" stroke-dasharray={format!("{} {}", figure(part * AROUND), figure(AROUND))} />
            }
        </svg>
    }
}

fn in_words(props: &ProgressProps) -> AttrValue {
    format!("{} of {}", props.done, props.of).into()
}
