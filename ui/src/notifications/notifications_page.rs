//! The page behind the bell: what waits, what is coming, what could not be had, and the rows.

use super::table::NotificationsTable;
use crate::frame::{Crumb, Page, TopLine};
use crate::hooks::{Asked, QueryState, use_query, use_session};
use crate::kit::{EmptyState, ErrorState, Icon, Skeleton};
use crate::parts::missing;
use domain::notifications::NotificationsView;
use domain::query::Query;
use std::rc::Rc;
use yew::prelude::*;

/// An answer that is the same only as itself: thousands of lines are not compared with each key press.
#[derive(Clone)]
pub(super) struct OneAnswer(pub(super) Rc<NotificationsView>);

impl PartialEq for OneAnswer {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The page behind the bell.
#[component]
pub(crate) fn NotificationsPage() -> Html {
    let asked: Asked<NotificationsView> = use_query(Query::Notifications);
    let incomplete = use_session().is_incomplete();
    let waiting = asked.view().map_or(0, |view| view.unread());
    let content = match &asked.state {
        QueryState::Pending => html! { <div class="notifications-wait"><Skeleton rows=6 /></div> },
        QueryState::Failed(refusal) => html! {
            <ErrorState message={refusal.message.clone()} hint={refusal.hint.clone()} on_retry={asked.again.clone()} />
        },
        QueryState::Ready(view) if view.lines.is_empty() && incomplete => missing(),
        QueryState::Ready(view) if view.lines.is_empty() => html! {
            <EmptyState icon={Icon::Bell} title="Nothing has happened yet"
                text="When somebody sends you something, answers you or waits for you, it stands here." />
        },
        QueryState::Ready(view) => html! { <NotificationsTable view={OneAnswer(view.clone())} /> },
    };
    let top = html! { <TopLine crumbs={vec![Crumb::here("Notifications")]} /> };
    html! {
        <Page title="Notifications" {top} panes=true>
            <div class="notifications-page">
                <div class="notifications-head">
                    <h1 class="title">{ "Notifications" }</h1>
                    <p class="muted" role="status">{ says(asked.view().is_some_and(|view| !incomplete || !view.lines.is_empty()), waiting) }</p>
                </div>
                { content }
            </div>
        </Page>
    }
}

fn says(known: bool, waiting: usize) -> String {
    match (known, waiting) {
        (false, _) => String::new(),
        (true, 0) => "You have read everything.".to_owned(),
        (true, 1) => "One is new.".to_owned(),
        (true, many) => format!("{many} are new."),
    }
}
