//! The application: providers, the sections of the rail, and which page an address shows.

use crate::accounts::own_account;
use crate::actions::ActionsProvider;
use crate::backend::is_desktop;
use crate::frame::{Frame, Page, Section, opening};
use crate::hooks::{
    Asked, Person, QueryState, Role, Session, WireProvider, is_first_start, last_person, use_own_session,
    use_presence, use_query, use_query_as, use_session,
};
use crate::kit::{ErrorState, Icon, ToastProvider};
use crate::parts::{self, page, use_prepared_parts};
use crate::preferences::{Preferences, use_own_preferences};
use crate::routes::{Route, Router, use_route};
use crate::storage::DamagedPageProps;
use device::preferences::{LAST, START};
use domain::base::{Code, Refusal};
use domain::people::{MeView, PersonCard};
use domain::query::Query;
use yew::prelude::*;

/// The application.
#[component]
pub(crate) fn App() -> Html {
    html! {
        <WireProvider><ToastProvider draw={Callback::from(parts::toast)}><Router><Workspace /></Router></ToastProvider></WireProvider>
    }
}

/// The workspace: it asks who there is, and acts as one of them.
#[component]
fn Workspace() -> Html {
    let preferences = use_own_preferences();
    use_last_page(&preferences);
    // Who there is does not depend on whom one acts as: the list stays while that changes.
    let viewer = *use_memo((), |()| last_person());
    let own = *use_memo((), |()| own_account());
    let asked: Asked<Vec<PersonCard>> = use_query_as(viewer, Query::People);
    let people = use_memo(asked.view().cloned(), |cards| {
        // With an account one is oneself and nobody else.
        let mine = |card: &&PersonCard| own.is_none_or(|own| own == card.id);
        cards.iter().flat_map(|cards| cards.iter()).filter(mine).map(Person::from).collect::<Vec<_>>()
    });
    let session = use_own_session(people);
    let failed = match &asked.state {
        QueryState::Failed(refusal) => Some(refusal.clone()),
        QueryState::Pending | QueryState::Ready(_) => None,
    };
    let damaged = use_damaged(failed.as_ref());
    let shown = match (failed, use_route()) {
        #[cfg(feature = "gallery")]
        (_, Route::Kit) => page(Route::Kit),
        _ if damaged.is_some() => damaged
            .map(|(refusal, on_done)| {
                parts::damaged(DamagedPageProps { refusal, on_done, on_again: asked.again.clone() })
            })
            .unwrap_or_default(),
        (Some(refusal), _) if refusal.code == Code::SignedOut => parts::start(),
        (Some(refusal), _) => html! {
            <Page title="Not reached"><div class="column"><h1 class="only-read-aloud">{ "Not reached" }</h1>
                <ErrorState message={refusal.message} hint={refusal.hint} on_retry={asked.again.clone()} />
            </div></Page>
        },
        (None, route) if session.is_known() || (own.is_some() && is_way_out(&route)) => page(route),
        (None, _) if is_desktop() && (own.is_some() || is_first_start()) => parts::waiting(),
        (None, _) => opening(),
    };
    html! {
        <ContextProvider<Preferences> context={preferences.clone()}><ActionsProvider letters={preferences.letters()}>
            <ContextProvider<Session> context={session}><InFrame>{ shown }</InFrame></ContextProvider<Session>>
        </ActionsProvider></ContextProvider<Preferences>>
    }
}

/// Whether a page is there for whoever has an account before anything of theirs has come: they may have to sign in again, or
/// want to use another account.
const fn is_way_out(route: &Route) -> bool {
    matches!(route, Route::SignIn | Route::Settings(_))
}

/// Keeps where one is, for those whose application opens there.
#[hook]
fn use_last_page(preferences: &Preferences) {
    let opens_last = preferences.word(START) == "last";
    let (preferences, here) = (preferences.clone(), use_route());
    use_effect_with((here, opens_last), move |(route, opens_last)| {
        if *opens_last {
            preferences.set(LAST, route.to_path());
        }
    });
}

/// Returns what is wrong with the file, from when that is found until the person has read what became of it, and what to
/// call then.
#[hook]
fn use_damaged(failed: Option<&Refusal>) -> Option<(Refusal, Callback<()>)> {
    let damaged = use_state_eq(|| None);
    let now = failed.filter(|refusal| refusal.code == Code::Damaged).cloned();
    {
        let damaged = damaged.setter();
        use_effect_with(now.clone(), move |now| {
            if now.is_some() {
                damaged.set(now.clone());
            }
        });
    }
    let done = {
        let damaged = damaged.setter();
        Callback::from(move |()| damaged.set(None))
    };
    now.or_else(|| (*damaged).clone()).map(|refusal| (refusal, done))
}

#[derive(Properties, PartialEq)]
struct InFrameProps {
    children: Html,
}

/// The frame, with the sections and counts of the person acted as.
#[component]
fn InFrame(props: &InFrameProps) -> Html {
    let session = use_session();
    use_presence(session.is_known());
    use_prepared_parts(&session.me.roles);
    let me: Asked<MeView> = use_query(Query::Me);
    let sections = sections_of(&session.me, me.view().map(AsRef::as_ref));
    html! {
        <Frame {sections}>
            { props.children.clone() }
        </Frame>
    }
}

/// Returns the sections that work, for what a person may do.
fn sections_of(me: &Person, counts: Option<&MeView>) -> Vec<Section> {
    let count = |read: fn(&MeView) -> i64| usize::try_from(counts.map_or(0, read)).unwrap_or_default();
    let mut sections = Vec::new();
    let unknown = me.roles.is_empty() && me.name.is_empty();
    if unknown && own_account().is_none() {
        return sections;
    }
    sections.push(Section::new("Today", Icon::Sun, Route::Today, 't'));
    // What else there is for them is not known yet.
    if unknown {
        return sections;
    }
    if me.has(Role::Mentor) {
        sections.push(
            Section::new("Reviews", Icon::FilePenLine, Route::Reviews, 'r').waiting(count(|me| me.reviews)),
        );
    }
    if me.has(Role::Client) {
        sections.push(
            Section::new("Journeys", Icon::Map, Route::Journeys, 'j').waiting(count(|me| me.to_change)),
        );
    }
    // Reports are made from the file on the device.
    if me.has(Role::Mentor) && is_desktop() {
        sections.push(Section::new("Insights", Icon::ChartLine, Route::PastReviews, 'i'));
    }
    // Accounts are the server's, and a browser asks it itself.
    if me.has(Role::Admin) && !is_desktop() {
        sections.push(Section::new("People", Icon::Users, Route::People, 'p'));
    }
    sections.push(
        Section::new("Notifications", Icon::Bell, Route::Notifications, 'n')
            .short("News")
            .waiting(count(|me| me.unread)),
    );
    sections
}
