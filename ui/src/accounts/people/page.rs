//! The page about people: looked for by name or address, a page of them at a time.

use super::row::PersonRow;
use super::visit_dialog::VisitDialog;
use crate::accounts::calls::call;
use crate::frame::{Crumb, Page, TopLine};
use crate::hooks::QueryState;
use crate::kit::{Button, EmptyState, ErrorState, Icon, InputKind, Skeleton, TextInput};
use domain::accounts::{PeopleList, PersonLine};
use gloo_timers::callback::Timeout;
use serde_json::json;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How long nothing is asked while somebody types, in milliseconds.
const REST: u32 = 200;

/// The page about people.
#[component]
pub(crate) fn PeoplePage() -> Html {
    let find = use_state_eq(String::new);
    let people = use_people(&find);
    let visited = use_state_eq(|| None::<PersonLine>);
    let on_input = {
        let find = find.setter();
        Callback::from(move |text: String| find.set(text))
    };
    let visit = {
        let visited = visited.setter();
        Callback::from(move |person: PersonLine| visited.set(Some(person)))
    };
    let close = {
        let visited = visited.setter();
        Callback::from(move |()| visited.set(None))
    };
    let row = |person: &PersonLine| {
        html! {
            <PersonRow key={person.person.to_string()} person={person.clone()} on_done={people.again.clone()} on_visit={visit.clone()} />
        }
    };
    let content = match &people.state {
        QueryState::Pending => html! { <Skeleton rows=6 /> },
        QueryState::Failed(refusal) => html! {
            <ErrorState message={refusal.message.clone()} hint={refusal.hint.clone()} on_retry={people.again.clone()} />
        },
        QueryState::Ready(list) if list.people.is_empty() => html! {
            <EmptyState icon={Icon::Users} title="Nobody is called that" text="Write less of the name, or a part of the address." />
        },
        QueryState::Ready(list) => html! {
            <>
                <ul class="people">{ for list.people.iter().map(row) }</ul>
                if list.more {
                    <div class="storage-buttons"><Button onclick={people.more.reform(|_: MouseEvent| ())}>{ "Show more" }</Button></div>
                }
            </>
        },
    };
    let top = html! { <TopLine crumbs={vec![Crumb::here("People")]} /> };
    html! {
        <Page title="People" {top}>
            <div class="column people-page">
                <h1 class="title">{ "People" }</h1>
                <p class="muted">{ "Everybody with an account on this server. Whoever gets or loses a role signs in anew." }</p>
                <TextInput label="Find by name or address" kind={InputKind::Search} icon={Icon::Search} placeholder="Find by name or address" value={(*find).clone()} {on_input} />
                <p class="only-read-aloud" role="status">{ counted(&people.state) }</p>
                { content }
                if let Some(person) = &*visited { <VisitDialog person={person.clone()} on_close={close} /> }
            </div>
        </Page>
    }
}

/// What is known of those who are looked for.
struct People {
    state: QueryState<PeopleList>,
    /// Asks for all that is shown once more.
    again: Callback<()>,
    /// Asks for those behind the last one.
    more: Callback<()>,
}

/// Asks for those whose name or address holds something, once nothing was typed for a moment.
#[hook]
fn use_people(find: &str) -> People {
    let state = use_state_eq(|| QueryState::<PeopleList>::Pending);
    // An answer to what was looked for before is not shown.
    let asked = use_mut_ref(|| 0_u32);
    let ask = {
        let state = state.clone();
        use_callback(find.to_owned(), move |known: Vec<PersonLine>, find| {
            *asked.borrow_mut() += 1;
            let (mine, asked, state, find) = (*asked.borrow(), asked.clone(), state.setter(), find.clone());
            spawn_local(async move {
                let after = known.last().map(|last| last.email.clone()).unwrap_or_default();
                let answered =
                    call::<PeopleList>("find_people", json!({ "find": find, "after": after })).await;
                if *asked.borrow() == mine {
                    state.set(match answered {
                        Ok(next) => {
                            let people = known.into_iter().chain(next.people).collect();
                            QueryState::Ready(Rc::new(PeopleList { people, more: next.more }))
                        }
                        Err(refusal) => QueryState::Failed(refusal),
                    });
                }
            });
        })
    };
    {
        let ask = ask.clone();
        use_effect_with(find.to_owned(), move |find| {
            let rest = Timeout::new(if find.is_empty() { 0 } else { REST }, move || ask.emit(Vec::new()));
            move || drop(rest)
        });
    }
    let more = {
        let known = state.view().map(|list| list.people.clone()).unwrap_or_default();
        ask.reform(move |()| known.clone())
    };
    People { state: (*state).clone(), again: ask.reform(|()| Vec::new()), more }
}

/// Says how many were found, for whoever hears the page.
fn counted(state: &QueryState<PeopleList>) -> String {
    let Some(list) = state.view() else { return String::new() };
    match (list.people.len(), list.more) {
        (0, _) => "Nobody was found.".to_owned(),
        (1, false) => "One person.".to_owned(),
        (many, false) => format!("{many} people."),
        (many, true) => format!("The first {many} people."),
    }
}
