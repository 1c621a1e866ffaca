//! What stands in for content: while it comes, when there is none, when it could not be had.

use super::button::Button;
use super::icon::Icon;
use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// How long nothing is shown before a skeleton is, in milliseconds: most answers are there sooner.
const SOON: u32 = 200;

/// What a skeleton looks like: as what comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum SkeletonShape {
    /// Rows of a list.
    #[default]
    List,
    /// Lines of text.
    Text,
    /// A heading, a line, then rows.
    Page,
}

/// Props of [`Skeleton`].
#[derive(Properties, PartialEq)]
pub(crate) struct SkeletonProps {
    /// What comes.
    #[prop_or_default]
    pub(crate) shape: SkeletonShape,
    /// How many rows or lines.
    #[prop_or(4)]
    pub(crate) rows: usize,
}

/// Stands in for what comes, from 200 ms on.
#[component]
pub(crate) fn Skeleton(props: &SkeletonProps) -> Html {
    let shown = use_state(|| false);
    {
        let shown = shown.setter();
        use_effect_with((), move |()| {
            let timeout = Timeout::new(SOON, move || shown.set(true));
            move || drop(timeout)
        });
    }
    if !*shown {
        return html! { <div aria-busy="true"></div> };
    }
    let class = match props.shape {
        SkeletonShape::List => "rows",
        SkeletonShape::Text => "lines",
        SkeletonShape::Page => "rows headed",
    };
    html! {
        <div class={classes!("skeleton", class)} aria-busy="true">
            <span class="only-read-aloud" role="status">{ "Loading" }</span>
            if props.shape == SkeletonShape::Page { <i class="heading"></i><i class="line"></i> }
            { for (0..props.rows).map(|_| html! { <i class="bone"></i> }) }
        </div>
    }
}

/// Props of [`EmptyState`].
#[derive(Properties, PartialEq)]
pub(crate) struct EmptyStateProps {
    /// A picture above the words.
    #[prop_or_default]
    pub(crate) icon: Option<Icon>,
    /// What there would be, in a few words.
    pub(crate) title: AttrValue,
    /// One sentence that teaches.
    #[prop_or_default]
    pub(crate) text: AttrValue,
    /// One action.
    #[prop_or_default]
    pub(crate) children: Html,
}

/// There is nothing here, and that is how it becomes something.
#[component]
pub(crate) fn EmptyState(props: &EmptyStateProps) -> Html {
    html! {
        <div class="empty">
            if let Some(icon) = props.icon { { icon } }
            <p class="empty-title">{ props.title.clone() }</p>
            if !props.text.is_empty() { <p class="muted">{ props.text.clone() }</p> }
            <div class="empty-action">{ props.children.clone() }</div>
        </div>
    }
}

/// Props of [`ErrorState`].
#[derive(Properties, PartialEq)]
pub(crate) struct ErrorStateProps {
    /// What happened.
    pub(crate) message: AttrValue,
    /// What to do next.
    #[prop_or_default]
    pub(crate) hint: AttrValue,
    /// Tries again; without it there is no button.
    #[prop_or_default]
    pub(crate) on_retry: Option<Callback<()>>,
}

/// It could not be had, and what to do next.
#[component]
pub(crate) fn ErrorState(props: &ErrorStateProps) -> Html {
    html! {
        <div class="empty error" role="alert">
            { Icon::CircleAlert }
            <p class="empty-title">{ props.message.clone() }</p>
            if !props.hint.is_empty() { <p class="muted">{ props.hint.clone() }</p> }
            if let Some(retry) = &props.on_retry {
                <div class="empty-action">
                    <Button icon={Icon::RotateCcw} onclick={retry.reform(|_: MouseEvent| ())}>{ "Try again" }</Button>
                </div>
            }
        </div>
    }
}
