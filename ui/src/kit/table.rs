//! A table: sorted by its headings, and with `row_rem` only with the rows in sight, so that 10,000 scroll like 10.
//!
//! With `href` the first cell of a row is a link, and one of them can be reached at a time: arrows, Page Up and Down, Home,
//! End.

use super::icon::Icon;
use super::rove::step_of;
use super::window_of::{focus_row, use_window_of};
use std::ops::Range;
use yew::prelude::*;

/// Which way a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// Smallest, earliest or A first.
    Ascending,
    /// Largest, latest or Z first.
    Descending,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Column {
    /// Its heading.
    pub(crate) label: AttrValue,
    /// Whether its heading sorts.
    pub(crate) sorts: bool,
    /// Whether it holds figures, which stand at the end.
    pub(crate) figures: bool,
}

impl Column {
    /// Returns a column of words.
    pub(crate) fn new(label: impl Into<AttrValue>) -> Self {
        Self { label: label.into(), sorts: false, figures: false }
    }

    /// Lets its heading sort.
    pub(crate) fn sorts(mut self) -> Self {
        self.sorts = true;
        self
    }

    /// Makes it a column of figures.
    pub(crate) fn figures(mut self) -> Self {
        self.figures = true;
        self
    }
}

/// Props of [`Table`].
#[derive(Properties, PartialEq)]
pub(crate) struct TableProps {
    /// What it shows, above it.
    pub(crate) caption: AttrValue,
    /// Its columns.
    pub(crate) columns: Vec<Column>,
    /// How many rows there are.
    pub(crate) len: usize,
    /// Returns what stands in a row and column.
    pub(crate) cell: Callback<(usize, usize), Html>,
    /// The column by which the caller has sorted the rows.
    #[prop_or_default]
    pub(crate) sorted: Option<(usize, Order)>,
    /// Another order is wished.
    #[prop_or_default]
    pub(crate) on_sort: Callback<(usize, Order)>,
    /// The height of every row in rem: shows only the rows in sight. The table then scrolls by itself.
    #[prop_or_default]
    pub(crate) row_rem: Option<f64>,
    /// Returns where a row leads, once that is known.
    #[prop_or_default]
    pub(crate) href: Option<Callback<usize, Option<AttrValue>>>,
    /// A row was chosen, by a click on its link or Enter.
    #[prop_or_default]
    pub(crate) on_open: Callback<usize>,
    /// These rows have come into sight.
    #[prop_or_default]
    pub(crate) on_sight: Callback<Range<usize>>,
}

/// A table.
#[component]
pub(crate) fn Table(props: &TableProps) -> Html {
    let node = use_node_ref();
    let window = use_window_of(node.clone(), props.len, props.row_rem);
    let reached = use_state(|| 0_usize);
    let follow = use_mut_ref(|| false);
    let last = props.len.saturating_sub(1);
    let at = (*reached).min(last);
    let range = window.range();
    use_effect_with((range.clone(), props.on_sight.clone()), |(range, on_sight)| {
        on_sight.emit(range.clone())
    });
    {
        let (node, follow) = (node.clone(), follow.clone());
        use_effect(move || {
            if *follow.borrow() && focus_row(&node, at) {
                *follow.borrow_mut() = false;
            }
        });
    }
    let onkeydown = props.href.as_ref().map(|_| {
        let (reached, window, len) = (reached.setter(), window.clone(), props.len);
        Callback::from(move |event: KeyboardEvent| {
            if let Some(step) = step_of(&event).filter(|_| len > 0 && !event.default_prevented()) {
                event.prevent_default();
                let to = step.from(at, last);
                *follow.borrow_mut() = true;
                window.show(to);
                reached.set(to);
            }
        })
    });
    let rows = range.map(|row| {
        html! {
            <tr key={row} aria-rowindex={props.row_rem.map(|_| (row + 2).to_string())}>
                { for props.columns.iter().enumerate().map(|(column, shape)| {
                    let inside = props.cell.emit((row, column));
                    let inside = if column == 0 { linked(props, row, row == at, &reached, inside) } else { inside };
                    html! { <td class={classes!(shape.figures.then_some("end"))}>{ inside }</td> }
                }) }
            </tr>
        }
    });
    let count = props.row_rem.map(|_| (props.len + 1).to_string());
    // A box that scrolls must be reachable with the keyboard; its links are.
    let alone = props.row_rem.filter(|_| props.href.is_none());
    html! {
        <div ref={node} class={classes!("table-box", props.row_rem.map(|_| "virtual"))} onscroll={window.on_scroll()} {onkeydown}
            tabindex={alone.map(|_| "0")} role={props.row_rem.map(|_| "region")} aria-label={props.row_rem.map(|_| props.caption.clone())}>
            <div><table class={classes!("table", props.row_rem.map(|_| "one-height"))} aria-rowcount={count}>
                <caption>{ props.caption.clone() }</caption>
                <thead><tr>{ for props.columns.iter().enumerate().map(|(at, column)| heading(props, at, column)) }</tr></thead>
                <tbody>{ for rows }</tbody>
            </table></div>
        </div>
    }
}

/// Returns what stands in the first cell of a row: a link, when the row leads somewhere.
fn linked(props: &TableProps, row: usize, reached: bool, set: &UseStateHandle<usize>, inside: Html) -> Html {
    let Some(href) = props.href.as_ref().and_then(|href| href.emit(row)) else { return inside };
    let onclick = {
        let (on_open, set) = (props.on_open.clone(), set.setter());
        Callback::from(move |event: MouseEvent| {
            if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                event.prevent_default();
                set.set(row);
                on_open.emit(row);
            }
        })
    };
    let tabindex = if reached { "0" } else { "-1" };
    html! { <a class="row-link" {href} {tabindex} data-row={row.to_string()} {onclick}>{ inside }</a> }
}

fn heading(props: &TableProps, at: usize, column: &Column) -> Html {
    let order = props.sorted.filter(|(sorted, _)| *sorted == at).map(|(_, order)| order);
    let class = classes!(column.figures.then_some("end"));
    if !column.sorts {
        return html! { <th scope="col" {class}>{ column.label.clone() }</th> };
    }
    let (said, icon) = match order {
        None => (None, Icon::ArrowUp),
        Some(Order::Ascending) => (Some("ascending"), Icon::ArrowUp),
        Some(Order::Descending) => (Some("descending"), Icon::ArrowDown),
    };
    let next = if order == Some(Order::Ascending) { Order::Descending } else { Order::Ascending };
    let onclick = props.on_sort.reform(move |_: MouseEvent| (at, next));
    html! {
        <th scope="col" {class} aria-sort={said}>
            <button type="button" class="sort" {onclick}>{ column.label.clone() }{ icon }</button>
        </th>
    }
}
