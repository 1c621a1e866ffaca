//! A link to a page.

use super::{Route, go_to};
use yew::prelude::*;

/// Props of [`Link`].
#[derive(Properties, PartialEq)]
pub(crate) struct LinkProps {
    /// Where it leads.
    pub(crate) to: Route,
    /// Its class.
    #[prop_or_default]
    pub(crate) classes: Classes,
    /// What a pointer that rests on it is told.
    #[prop_or_default]
    pub(crate) title: Option<AttrValue>,
    /// Whether it leads to where one is.
    #[prop_or_default]
    pub(crate) current: bool,
    /// What it shows.
    pub(crate) children: Html,
}

/// A link to a page. With Ctrl, Shift or the command key it is the browser's.
#[component]
pub(crate) fn Link(props: &LinkProps) -> Html {
    let onclick = {
        let to = props.to.clone();
        Callback::from(move |event: MouseEvent| {
            if event.ctrl_key() || event.meta_key() || event.shift_key() || event.default_prevented() {
                return;
            }
            event.prevent_default();
            go_to(&to);
        })
    };
    html! {
        <a href={props.to.to_path()} class={props.classes.clone()} title={props.title.clone()}
            aria-current={props.current.then_some("page")} {onclick}>{ props.children.clone() }</a>
    }
}
