//! Lists, tables, tabs, panes.

use crate::hooks::now;
use crate::kit::{
    Avatar, Badge, BadgeKind, Column, Fixed, List, Order, Saying, SplitPane, Tab, Table, Tabs, Tooltip, When,
    say_length,
};
use domain::base::{Instant, Span};
use yew::prelude::*;

const PEOPLE: [(&str, &str, &str); 4] = [
    ("Final days", "Ruth Nakamura", "Care, round 2, 2 fields changed"),
    ("Money and pensions", "Tomasz Zieliński", "Care, round 1"),
    ("Guest list", "Leïla Haddad", "Wedding, round 3, 1 comment still open"),
    ("Letters to the family", "Graham Whitlock", "Care, your draft from Sunday, 412 words"),
];

fn row(place: usize) -> Html {
    let (title, name, about) = PEOPLE.get(place % PEOPLE.len()).copied().unwrap_or_default();
    let at = now() + Span::hours(i64::try_from(place).unwrap_or(0) * 11 - 9);
    html! {
        <>
            <Avatar {name} />
            <span class="row-text"><b>{ title }</b><small>{ format!("{name} · {about}") }</small></span>
            if place == 0 { <Badge kind={BadgeKind::Changed}>{ "Changed" }</Badge> }
            <span class={classes!("due", (place == 1).then_some("soon"))}><When {at} say={Saying::Day} before="due" /></span>
        </>
    }
}

/// Lists, tables, tabs, panes.
#[component]
pub(super) fn Collections() -> Html {
    let current = use_state(|| None::<usize>);
    let sorted = use_state(|| (1_usize, Order::Descending));
    let selected = use_state(|| AttrValue::from("feedback"));
    let open = {
        let current = current.setter();
        Callback::from(move |place: usize| current.set(Some(place)))
    };
    let cell = Callback::from(|(row, column): (usize, usize)| match column {
        0 => html! { format!("Section {}", row + 1) },
        1 => html! { row * 37 % 1000 },
        _ => {
            html! { <When at={Instant(1_795_600_000_000) + Span::hours(i64::try_from(row).unwrap_or(0))} /> }
        }
    });
    let columns =
        vec![Column::new("Section").sorts(), Column::new("Words").figures().sorts(), Column::new("Sent")];
    let on_sort = {
        let sorted = sorted.setter();
        Callback::from(move |to| sorted.set(to))
    };
    let on_select = {
        let selected = selected.setter();
        Callback::from(move |to| selected.set(to))
    };
    let tabs = vec![
        Tab::new("feedback", "Feedback").count(3),
        Tab::new("round", "Round 1"),
        Tab::new("guidance", "Guidance"),
    ];
    html! {
        <>
            <section>
                <h2>{ "List" }</h2>
                <List label="In your court" len={4} row={Callback::from(row)} current={*current} on_open={open.clone()} main=true />
            </section>
            <section>
                <h2>{ "List of 10,000, in a pane" }</h2>
                <div class="tall">
                    <SplitPane name="kit" label="List and text" fixed={Fixed::First} first={html! {
                        <List label="Everything" len={10_000} row={Callback::from(row)} row_rem={4.0} current={*current} on_open={open} />
                    }} second={html! {
                        <Tabs label="Views" {tabs} selected={(*selected).clone()} {on_select}>
                            <div class="column reading"><p>{ format!("The panel of “{}”.", *selected) }</p></div>
                        </Tabs>
                    }} />
                </div>
            </section>
            <section>
                <h2>{ "Table" }</h2>
                <div class="tall">
                    <Table caption="Sections by length" {columns} len={10_000} {cell} sorted={*sorted} {on_sort} row_rem={2.5} />
                </div>
            </section>
            <section>
                <h2>{ "Time, tooltip" }</h2>
                <div class="line">
                    <When at={now() + Span::hours(3)} />
                    <When at={now() + Span::days(3)} before="due" />
                    <When at={now() + Span::hours(26)} say={Saying::Day} />
                    <When at={now() + Span::hours(3)} say={Saying::Time} zone="Asia/Tokyo" />
                    <When at={now() + Span::hours(-30)} say={Saying::Distance} />
                    <span class="muted">{ format!("Yours for {}", say_length(Span::hours(53))) }</span>
                    <Tooltip text="Counted without quotations"><span class="num">{ "412" }</span></Tooltip>
                </div>
            </section>
        </>
    }
}
