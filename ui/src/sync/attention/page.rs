//! The page of what needs attention.

use super::item::Item;
use super::put_aside::use_leaving;
use super::thing::Thing;
use super::use_attention::use_attention;
use crate::frame::Page;
use crate::hooks::{Asked, QueryState, focus_page_if_lost, use_query};
use crate::kit::{EmptyState, ErrorState, Icon, Skeleton};
use device::attention::{Act, AttentionItem};
use domain::base::Refusal;
use domain::query::Query;
use domain::reviews::BesideView;
use yew::prelude::*;

/// The page of what needs attention.
#[component]
pub(crate) fn AttentionPage() -> Html {
    let (state, again) = use_attention();
    let besides: Asked<Vec<BesideView>> = use_query(Query::Besides);
    let leaving = use_leaving(&again);
    let on_put_aside = {
        let leaving = leaving.clone();
        Callback::from(move |(item, what): (String, Act)| leaving.clone().leave(item, what))
    };
    let items = things(&state, &besides.state, |item| leaving.holds(item));
    // What had focus may have left with what it belonged to.
    use_effect_with(items.len(), |_| focus_page_if_lost());
    let failed = |refusal: &Refusal, again: &Callback<()>| {
        html! {
            <ErrorState message={refusal.message.clone()} hint={refusal.hint.clone()} on_retry={again.clone()} />
        }
    };
    let rest = match (&state, &besides.state) {
        (QueryState::Failed(refusal), _) => failed(refusal, &again),
        (_, QueryState::Failed(refusal)) => failed(refusal, &besides.again),
        _ if !items.is_empty() => Html::default(),
        (QueryState::Pending, _) | (_, QueryState::Pending) => html! { <Skeleton rows=3 /> },
        (QueryState::Ready(_), QueryState::Ready(_)) => html! {
            <EmptyState icon={Icon::CircleCheck} title="Nothing needs your attention"
                text="When your server does not take a change, or two versions of a text meet, it stands here with the whole text until you have decided." />
        },
    };
    html! {
        <Page title="Needs attention">
            <div class="column attention">
                <h1 class="title">{ "Needs attention" }</h1>
                if !items.is_empty() { <p class="lede" role="status">{ lede(items.len()) }</p> }
                { for items.iter().map(|thing| html! {
                    <Item key={thing.item.id.clone()} thing={thing.clone()} on_put_aside={on_put_aside.clone()} again={again.clone()} />
                }) }
                { rest }
            </div>
        </Page>
    }
}

/// Returns everything on the list, the newest first.
fn things(
    refused: &QueryState<Vec<AttentionItem>>,
    besides: &QueryState<Vec<BesideView>>,
    leaves: impl Fn(&str) -> bool,
) -> Vec<Thing> {
    let refused = refused.view().into_iter().flat_map(|items| items.iter());
    let besides = besides.view().into_iter().flat_map(|texts| texts.iter());
    let stays = refused.filter(|item| !leaves(&item.id)).cloned().map(Thing::refused);
    let mut things: Vec<Thing> = stays.chain(besides.map(Thing::beside)).collect();
    things.sort_by_key(|thing| std::cmp::Reverse(thing.item.at));
    things
}

fn lede(count: usize) -> String {
    let things = if count == 1 {
        "One thing that you did could not go on by itself.".to_owned()
    } else {
        format!("{count} things that you did could not go on by themselves.")
    };
    format!("{things} Every word is kept here until you have decided.")
}
