//! The page of what needs attention.

use super::item::Item;
use super::put_aside::Leaving;
use super::use_attention::use_attention;
use crate::frame::Page;
use crate::hooks::{QueryState, focus_page_if_lost};
use crate::kit::{EmptyState, ErrorState, Icon, Skeleton, use_toaster};
use device::attention::AttentionItem;
use yew::prelude::*;

/// The page of what needs attention.
#[component]
pub(crate) fn AttentionPage() -> Html {
    let (state, again) = use_attention();
    let leaving = (*use_memo((), |()| Leaving::default())).clone();
    let toaster = use_toaster();
    let update = use_force_update();
    let redraw = use_callback((), move |(), ()| update.force_update());
    use_effect_with((), {
        let leaving = leaving.clone();
        move |()| move || leaving.leave_all()
    });
    let on_put_aside = {
        let (leaving, redraw) = (leaving.clone(), redraw.clone());
        Callback::from(move |item: String| leaving.put_aside(item, toaster.as_ref(), &redraw))
    };
    let items: Vec<AttentionItem> = match &state {
        QueryState::Ready(items) => items.iter().filter(|item| !leaving.holds(&item.id)).cloned().collect(),
        QueryState::Pending | QueryState::Failed(_) => Vec::new(),
    };
    // What had focus may have left with what it belonged to.
    use_effect_with(items.len(), |_| focus_page_if_lost());
    let content = match &state {
        QueryState::Pending => html! { <Skeleton rows=3 /> },
        QueryState::Failed(refusal) => html! {
            <ErrorState message={refusal.message.clone()} hint={refusal.hint.clone()} on_retry={again} />
        },
        QueryState::Ready(_) if items.is_empty() => html! {
            <EmptyState icon={Icon::CircleCheck} title="Nothing needs your attention"
                text="When your server does not take a change, or two versions of a text meet, it stands here with the whole text until you have decided." />
        },
        QueryState::Ready(_) => html! {
            { for items.iter().map(|item| html! {
                <Item key={item.id.clone()} item={item.clone()} on_put_aside={on_put_aside.clone()} again={again.clone()} />
            }) }
        },
    };
    html! {
        <Page title="Needs attention">
            <div class="column attention">
                <h1 class="title">{ "Needs attention" }</h1>
                if !items.is_empty() { <p class="lede" role="status">{ lede(items.len()) }</p> }
                { content }
            </div>
        </Page>
    }
}

fn lede(count: usize) -> String {
    let things = if count == 1 {
        "One thing that you did could not go on by itself.".to_owned()
    } else {
        format!("{count} things that you did could not go on by themselves.")
    };
    format!("{things} Every word is kept here until you have decided.")
}
