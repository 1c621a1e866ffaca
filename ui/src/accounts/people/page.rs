//! The page about people: looked for by name or address, a page of them at a time.

use super::deeds::Deed;
use super::own_dialog::OwnDialog;
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
    let own = use_state_eq(|| None::<(Deed, PersonLine)>);
    let row = |person: &PersonLine| {
        let on_own = {
            let (own, person) = (own.setter(), person.clone());
            Callback::from(move |deed: Deed| own.set(Some((deed, person.clone()))))
        };
        html! {
            <PersonRow key={person.person.to_string()} person={person.clone()} on_done={people.changed.clone()} {on_own} on_visit={visit.clone()} />
        }
    };
    let keep = {
        let own = own.setter();
        Callback::from(move |()| own.set(None))
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
                if let Some((deed, person)) = &*own { <OwnDialog deed={*deed} person={person.clone()} on_close={keep} /> }
            </div>
        </Page>
    }
}

/// What is known of those who are looked for.
struct People {
    state: QueryState<PeopleList>,
    /// Asks from the start once more.
    again: Callback<()>,
    /// Shows how one of them is now, where they stand.
    changed: Callback<PersonLine>,
    /// Asks for those behind the last one.
    more: Callback<()>,
}

/// How the list becomes another one.
enum Told {
    /// The server answered.
    Answer(QueryState<PeopleList>),
    /// One of them was changed.
    Changed(PersonLine),
}

/// What is shown of them.
#[derive(PartialEq)]
struct Shown(QueryState<PeopleList>);

impl Reducible for Shown {
    type Action = Told;

    fn reduce(self: Rc<Self>, told: Told) -> Rc<Self> {
        match (told, &self.0) {
            (Told::Answer(state), _) => Rc::new(Self(state)),
            (Told::Changed(person), QueryState::Ready(list)) => {
                let mut list = (**list).clone();
                list.people
                    .iter_mut()
                    .filter(|one| one.person == person.person)
                    .for_each(|one| *one = person.clone());
                Rc::new(Self(QueryState::Ready(Rc::new(list))))
            }
            (Told::Changed(_), _) => self,
        }
    }
}

/// Asks for those whose name or address holds something, once nothing was typed for a moment.
#[hook]
fn use_people(find: &str) -> People {
    let shown = use_reducer_eq(|| Shown(QueryState::Pending));
    // An answer to what was looked for before is not shown.
    let asked = use_mut_ref(|| 0_u32);
    let ask = {
        let shown = shown.dispatcher();
        use_callback(find.to_owned(), move |known: Vec<PersonLine>, find| {
            *asked.borrow_mut() += 1;
            let (mine, asked, shown, find) = (*asked.borrow(), asked.clone(), shown.clone(), find.clone());
            spawn_local(async move {
                let after = known.last().map(|last| last.email.clone()).unwrap_or_default();
                let answered =
                    call::<PeopleList>("find_people", json!({ "find": find, "after": after })).await;
                if *asked.borrow() == mine {
                    shown.dispatch(Told::Answer(match answered {
                        Ok(next) => {
                            let people = known.into_iter().chain(next.people).collect();
                            QueryState::Ready(Rc::new(PeopleList { people, more: next.more }))
                        }
                        Err(refusal) => QueryState::Failed(refusal),
                    }));
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
        let known = shown.0.view().map(|list| list.people.clone()).unwrap_or_default();
        ask.reform(move |()| known.clone())
    };
    let changed = {
        let shown = shown.dispatcher();
        Callback::from(move |person: PersonLine| shown.dispatch(Told::Changed(person)))
    };
    People { state: shown.0.clone(), again: ask.reform(|()| Vec::new()), changed, more }
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

#[cfg(test)]
mod tests {
    use super::*;
    use domain::base::Instant;

    fn person(number: u8) -> PersonLine {
        PersonLine {
            person: format!("018f0000-0000-7000-8000-00000000000{number}").parse().unwrap(),
            name: format!("Person {number}"),
            email: String::new(),
            roles: Vec::new(),
            created_at: Instant(1),
            disabled_at: None,
            seen_at: None,
        }
    }

    #[test]
    fn whoever_was_changed_is_shown_so_where_they_stood_among_all_that_are_shown() {
        let list = PeopleList { people: (1..=3).map(person).collect(), more: true };
        let shown = Rc::new(Shown(QueryState::Ready(Rc::new(list))));
        let changed = PersonLine { disabled_at: Some(Instant(5)), ..person(2) };
        let shown = shown.reduce(Told::Changed(changed.clone()));
        let list = shown.0.view().unwrap();
        assert_eq!((list.people.as_slice(), list.more), (&[person(1), changed, person(3)][..], true));
    }
}
