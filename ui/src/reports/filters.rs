//! What leaves rows out: a range of time, and what stands in a column.

use super::range::Range;
use super::source::Known;
use super::wish::Wish;
use crate::kit::{Button, ButtonKind, Choice, Combobox, OneOfFew, Select};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`Filters`].
#[derive(Properties, PartialEq)]
pub(super) struct FiltersProps {
    /// What is wished for.
    pub(super) wish: Wish,
    /// What there is to filter by.
    pub(super) known: Rc<Vec<Known>>,
    /// Something else is wished for.
    pub(super) on_wish: Callback<Wish>,
}

/// What leaves rows out.
#[component]
pub(super) fn Filters(props: &FiltersProps) -> Html {
    let wish = &props.wish;
    let set = |change: fn(&mut Wish, String)| {
        let (wish, on_wish) = (wish.clone(), props.on_wish.clone());
        Callback::from(move |value: AttrValue| {
            let mut wish = wish.clone();
            change(&mut wish, value.to_string());
            on_wish.emit(wish);
        })
    };
    let outcomes =
        vec![Choice::new("approved", "Approved"), Choice::new("changes_requested", "Changes asked for")];
    let round = if wish.round == 0 { String::new() } else { wish.round.to_string() };
    let rounds: Vec<Choice> = choices(&props.known, "round")
        .into_iter()
        .map(|choice| Choice::new(choice.value.clone(), format!("Round {}", choice.value)))
        .collect();
    let plain = wish.unfiltered();
    let clear = props.on_wish.reform(move |_: MouseEvent| plain.clone());
    html! {
        <div class="report-filters" role="group" aria-label="Filters">
            <Select label="Finished" choices={Range::choices()} value={wish.range.name()} on_change={set(|wish, name| wish.range = Range::named(&name))} />
            <Combobox label="Client" placeholder="Any client" choices={choices(&props.known, "client")} value={wish.client.clone()} on_change={set(|wish, client| wish.client = client)} />
            <Select label="Journey" none="Any journey" choices={choices(&props.known, "journey")} value={wish.journey.clone()} on_change={set(|wish, journey| wish.journey = journey)} />
            <Combobox label="Section" placeholder="Any section" choices={choices(&props.known, "section")} value={wish.section.clone()} on_change={set(|wish, section| wish.section = section)} />
            <Select label="Round" none="Any round" choices={rounds} value={round} on_change={set(|wish, round| wish.round = round.parse().unwrap_or_default())} />
            <Select label="Outcome" none="Any outcome" choices={outcomes} value={wish.outcome.clone()} on_change={set(|wish, outcome| wish.outcome = outcome)} />
            if wish.filters() { <Button kind={ButtonKind::Quiet} onclick={clear}>{ "Clear filters" }</Button> }
        </div>
    }
}

fn choices(known: &[Known], kind: &str) -> Vec<Choice> {
    let known = known.iter().filter(|known| known.kind == kind);
    known
        .map(|known| Choice::new(known.value.clone(), known.value.clone()).detail(known.reviews.to_string()))
        .collect()
}
