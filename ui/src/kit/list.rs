//! A list in which one row can be reached at a time: arrows, Home, End, and `j`/`k` on the screen's main list.
//!
//! With `row_rem` the rows have one height and only those in sight are in the page, so that 10,000 of them scroll
//! like 10. What a row shows is the caller's.

use super::rove::{Step, step_of};
use super::window_of::{focus_row, in_window, use_window_of};
use crate::actions::{Action, use_actions};
use yew::prelude::*;

/// Props of [`List`].
#[derive(Properties, PartialEq)]
pub(crate) struct ListProps {
    /// What the list holds, read aloud.
    pub(crate) label: AttrValue,
    /// How many rows there are.
    pub(crate) len: usize,
    /// Returns what a row shows.
    pub(crate) row: Callback<usize, Html>,
    /// Returns a row's name, by which it is known again when the list changes; its place when left out.
    #[prop_or_default]
    pub(crate) row_key: Option<Callback<usize, AttrValue>>,
    /// Returns a row's address; with it rows are links.
    #[prop_or_default]
    pub(crate) href: Option<Callback<usize, AttrValue>>,
    /// The row that is open beside the list.
    #[prop_or_default]
    pub(crate) current: Option<usize>,
    /// A row was chosen, by a click or Enter.
    #[prop_or_default]
    pub(crate) on_open: Callback<usize>,
    /// Another row was reached with the keyboard.
    #[prop_or_default]
    pub(crate) on_move: Callback<usize>,
    /// The row that is reached and in sight when the list appears.
    #[prop_or_default]
    pub(crate) start: usize,
    /// Whether this is the screen's main list, which `j` and `k` move in.
    #[prop_or_default]
    pub(crate) main: bool,
    /// The height of every row in rem: shows only the rows in sight. The list then scrolls by itself.
    #[prop_or_default]
    pub(crate) row_rem: Option<f64>,
    /// Returns what stands beside a row and is not part of its link, such as a menu.
    #[prop_or_default]
    pub(crate) beside: Option<Callback<usize, Html>>,
    /// More classes.
    #[prop_or_default]
    pub(crate) class: Classes,
}

/// A list with roving focus.
#[component]
pub(crate) fn List(props: &ListProps) -> Html {
    let (node, scroller) = (use_node_ref(), use_node_ref());
    let reached = use_state(|| props.current.unwrap_or(props.start));
    let follow = use_mut_ref(|| false);
    let last = props.len.saturating_sub(1);
    let at = (*reached).min(last);
    let window = use_window_of(scroller.clone(), props.len, props.row_rem);

    let go = {
        let (reached, follow, on_move, window) =
            (reached.clone(), follow.clone(), props.on_move.clone(), window.clone());
        move |to: usize| {
            *follow.borrow_mut() = true;
            window.show(to);
            reached.set(to);
            on_move.emit(to);
        }
    };
    use_main_keys(props.main && props.len > 0, &node, at, last, go.clone());
    {
        let (node, follow) = (node.clone(), follow.clone());
        use_effect(move || {
            if std::mem::take(&mut *follow.borrow_mut()) {
                focus_row(&node, at);
            }
        });
    }
    {
        let (window, start) = (window.clone(), props.start);
        use_effect_with((), move |()| {
            if start > 0 {
                window.show(start);
            }
        });
    }
    {
        let reached = reached.setter();
        use_effect_with(props.current, move |current| {
            if let Some(current) = *current {
                reached.set(current);
            }
        });
    }

    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if let Some(step) = step_of(&event).filter(|_| !event.default_prevented()) {
            event.prevent_default();
            event.stop_propagation();
            go(step.from(at, last));
        }
    });
    let rows = window.range().map(|place| row(props, place, place == at, &reached));
    let list = html! {
        <ul ref={node} class={classes!("list", props.class.clone())} aria-label={props.label.clone()} {onkeydown}>
            { for rows }
        </ul>
    };
    match window.on_scroll() {
        Some(onscroll) => html! { <div ref={scroller} class="list-box" {onscroll}>{ list }</div> },
        None => list,
    }
}

fn row(props: &ListProps, place: usize, reached: bool, set: &UseStateHandle<usize>) -> Html {
    let key = props.row_key.as_ref().map_or_else(|| place.to_string().into(), |key| key.emit(place));
    let open = {
        let (on_open, set) = (props.on_open.clone(), set.clone());
        Callback::from(move |event: MouseEvent| {
            if event.ctrl_key() || event.meta_key() || event.shift_key() {
                return;
            }
            event.prevent_default();
            set.set(place);
            on_open.emit(place);
        })
    };
    let tabindex = if reached { "0" } else { "-1" };
    let current = (props.current == Some(place)).then_some("true");
    let size = props.row_rem.map(|_| props.len.to_string());
    let position = props.row_rem.map(|_| (place + 1).to_string());
    let inside = props.row.emit(place);
    let at = place.to_string();
    let inside = match &props.href {
        Some(href) => html! {
            <a class="row" href={href.emit(place)} {tabindex} aria-current={current} data-row={at} onclick={open}>{ inside }</a>
        },
        None => html! {
            <button type="button" class="row" {tabindex} aria-current={current} data-row={at} onclick={open}>{ inside }</button>
        },
    };
    let beside = props.beside.as_ref().map(|beside| beside.emit(place)).unwrap_or_default();
    html! { <li key={key.to_string()} aria-setsize={size} aria-posinset={position}>{ inside }{ beside }</li> }
}

#[hook]
fn use_main_keys(main: bool, node: &NodeRef, at: usize, last: usize, go: impl Fn(usize) + Clone + 'static) {
    let moves = [
        ("list.next", "Next in the list", "j", Step::Next),
        ("list.previous", "Previous in the list", "k", Step::Previous),
    ];
    let actions = moves.map(|(id, title, keys, step)| {
        let (node, go) = (node.clone(), go.clone());
        let run = Callback::from(move |()| go(if in_window(&node) { step.from(at, last) } else { at }));
        Action::new(id, title, run).keys(keys).group("Move").keys_only()
    });
    use_actions(if main { actions.into() } else { Vec::new() });
}
