//! Two panes and the edge between them, which can be dragged, or moved with the arrows.

use crate::hooks::{keep, kept, rem_in_pixels};
use crate::text::{figure, number};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// One of the two panes: the one that keeps its width while the window changes, or that a narrow window shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Fixed {
    /// The one at the start.
    #[default]
    First,
    /// The one at the end.
    Second,
}

/// Props of [`SplitPane`].
#[derive(Properties, PartialEq)]
pub(crate) struct SplitPaneProps {
    /// By what its width is remembered.
    pub(crate) name: AttrValue,
    /// What the edge parts, read aloud: "List and room".
    pub(crate) label: AttrValue,
    /// Which pane keeps its width.
    #[prop_or_default]
    pub(crate) fixed: Fixed,
    /// That pane's width in rem at first.
    #[prop_or(22.0)]
    pub(crate) width: f64,
    /// Its least and greatest width in rem.
    #[prop_or((16.0, 40.0))]
    pub(crate) between: (f64, f64),
    /// Which pane is shown in a narrow window, where there is room for one.
    #[prop_or_default]
    pub(crate) in_narrow: Fixed,
    /// The pane at the start.
    pub(crate) first: Html,
    /// The pane at the end.
    pub(crate) second: Html,
}

/// Two panes. In a narrow window it shows the one that the screen says.
#[component]
pub(crate) fn SplitPane(props: &SplitPaneProps) -> Html {
    let node = use_node_ref();
    let name = format!("split.{}", props.name);
    let width = use_state(|| kept(&name).and_then(|width| number(&width)).unwrap_or(props.width));
    let (least, most) = props.between;
    let now = width.clamp(least, most);
    {
        let node = node.clone();
        use_effect_with(figure(now), move |now| {
            if let Some(split) = node.cast::<HtmlElement>() {
                drop(split.style().set_property("--split-first", &format!("{now}rem")));
            }
        });
    }
    let set = {
        let width = width.setter();
        Callback::from(move |to: f64| {
            let to = to.clamp(least, most);
            keep(&name, &figure(to));
            width.set(to);
        })
    };
    let wider = if props.fixed == Fixed::First { 1.0 } else { -1.0 };
    let onkeydown = {
        let set = set.clone();
        Callback::from(move |event: KeyboardEvent| {
            let to = match event.key().as_str() {
                "ArrowLeft" => now - wider,
                "ArrowRight" => now + wider,
                "Home" => least,
                "End" => most,
                _ => return,
            };
            event.prevent_default();
            set.emit(to);
        })
    };
    let onpointermove = {
        let (node, fixed) = (node.clone(), props.fixed);
        Callback::from(move |event: PointerEvent| {
            let edge: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
            let held = edge.is_some_and(|edge| edge.has_pointer_capture(event.pointer_id()));
            let Some(split) = node.cast::<HtmlElement>().filter(|_| held) else { return };
            let place = split.get_bounding_client_rect();
            let x = f64::from(event.client_x());
            let pixels = if fixed == Fixed::First { x - place.left() } else { place.right() - x };
            set.emit(pixels / rem_in_pixels());
        })
    };
    let onpointerdown = Callback::from(|event: PointerEvent| {
        if let Some(edge) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
            drop(edge.set_pointer_capture(event.pointer_id()));
        }
    });
    let whole = |rem: f64| figure(rem.round());
    let narrow = if props.in_narrow == Fixed::First { "narrow-first" } else { "narrow-second" };
    html! {
        <div ref={node} class={classes!("split", narrow, (props.fixed == Fixed::Second).then_some("end"))}>
            <div class="pane">{ props.first.clone() }</div>
            <div class="edge" role="separator" tabindex="0" aria-orientation="vertical" aria-label={props.label.clone()}
                aria-valuenow={whole(now)} aria-valuemin={whole(least)} aria-valuemax={whole(most)}
                {onkeydown} {onpointerdown} {onpointermove}></div>
            <div class="pane">{ props.second.clone() }</div>
        </div>
    }
}
