//! A table: sorted by its headings, and with `row_rem` only with the rows in sight, so that 10,000 scroll like 10.

use super::icon::Icon;
use super::window_of::use_window_of;
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
}

/// A table.
#[component]
pub(crate) fn Table(props: &TableProps) -> Html {
    let node = use_node_ref();
    let window = use_window_of(node.clone(), props.len, props.row_rem);
    let rows = window.range().map(|row| {
        html! {
            <tr key={row} aria-rowindex={props.row_rem.map(|_| (row + 2).to_string())}>
                { for props.columns.iter().enumerate().map(|(column, shape)| html! {
                    <td class={classes!(shape.figures.then_some("end"))}>{ props.cell.emit((row, column)) }</td>
                }) }
            </tr>
        }
    });
    let count = props.row_rem.map(|_| (props.len + 1).to_string());
    html! {
        // A box that scrolls must be reachable with the keyboard.
        <div ref={node} class={classes!("table-box", props.row_rem.map(|_| "virtual"))} onscroll={window.on_scroll()}
            tabindex={props.row_rem.map(|_| "0")} role={props.row_rem.map(|_| "region")} aria-label={props.row_rem.map(|_| props.caption.clone())}>
            <div><table class={classes!("table", props.row_rem.map(|_| "one-height"))} aria-rowcount={count}>
                <caption>{ props.caption.clone() }</caption>
                <thead><tr>{ for props.columns.iter().enumerate().map(|(at, column)| heading(props, at, column)) }</tr></thead>
                <tbody>{ for rows }</tbody>
            </table></div>
        </div>
    }
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
