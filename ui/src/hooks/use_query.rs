//! Asking: a view that keeps itself up to date.

use super::session::use_viewer;
use super::wire::{Wire, use_wire};
use crate::backend::read;
use domain::base::{Code, PersonId, Refusal};
use domain::query::Query;
use serde::de::DeserializeOwned;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What is known of an answer.
#[derive(Debug, PartialEq)]
pub(crate) enum QueryState<V> {
    /// Nothing yet.
    Pending,
    /// There is no answer, and why.
    Failed(Refusal),
    /// The answer. While it is asked again, the last one stays.
    Ready(Rc<V>),
}

impl<V> Clone for QueryState<V> {
    fn clone(&self) -> Self {
        match self {
            Self::Pending => Self::Pending,
            Self::Failed(refusal) => Self::Failed(refusal.clone()),
            Self::Ready(view) => Self::Ready(view.clone()),
        }
    }
}

impl<V> QueryState<V> {
    /// Returns the answer, if there is one.
    pub(crate) fn view(&self) -> Option<&Rc<V>> {
        match self {
            Self::Ready(view) => Some(view),
            Self::Pending | Self::Failed(_) => None,
        }
    }
}

/// A question that was asked.
#[derive(Debug, PartialEq)]
pub(crate) struct Asked<V> {
    /// What is known of the answer.
    pub(crate) state: QueryState<V>,
    /// Asks again.
    pub(crate) again: Callback<()>,
}

impl<V> Asked<V> {
    /// Returns the answer, if there is one.
    pub(crate) fn view(&self) -> Option<&Rc<V>> {
        self.state.view()
    }
}

/// Asks as the person acted as, and asks again whenever a table that the answer depends on changes.
///
/// Another query starts from [`QueryState::Pending`]; the same one keeps its last answer while it is asked again.
#[hook]
pub(crate) fn use_query<V>(query: Query) -> Asked<V>
where
    V: DeserializeOwned + PartialEq + 'static,
{
    let viewer = use_viewer();
    use_query_as(viewer, query)
}

/// Asks as someone in particular; see [`use_query`].
#[hook]
pub(crate) fn use_query_as<V>(viewer: PersonId, query: Query) -> Asked<V>
where
    V: DeserializeOwned + PartialEq + 'static,
{
    let wire = use_wire();
    // The question is kept with its answer, so that an answer is never shown for another question.
    let known = use_state_eq(|| Known { viewer, query, state: QueryState::Pending });
    let latest = use_mut_ref(|| 0_u64);
    let ask = {
        let known = known.setter();
        use_callback((viewer, query, wire.clone()), move |(), (viewer, query, wire)| {
            let (viewer, query) = (*viewer, *query);
            let mine = {
                let mut latest = latest.borrow_mut();
                *latest += 1;
                *latest
            };
            let (known, latest, wire) = (known.clone(), latest.clone(), wire.clone());
            spawn_local(async move {
                let state = answer(&wire, viewer, query).await;
                if *latest.borrow() == mine {
                    known.set(Known { viewer, query, state });
                }
            });
        })
    };
    use_effect_with((ask.clone(), wire), move |(ask, wire)| {
        ask.emit(());
        let id = wire.listen(Rc::new(listener(query, ask.clone())));
        let wire = wire.clone();
        move || wire.forget(id)
    });
    let fits = known.viewer == viewer && known.query == query;
    let state = if fits { known.state.clone() } else { QueryState::Pending };
    Asked { state, again: ask }
}

/// Asks once as the person acted as, and not again: for what the screen itself changes from then on.
#[hook]
pub(crate) fn use_answer_once<V>(query: Query) -> QueryState<V>
where
    V: DeserializeOwned + PartialEq + 'static,
{
    let (viewer, wire) = (use_viewer(), use_wire());
    let known = use_state_eq(|| Known { viewer, query, state: QueryState::Pending });
    {
        let known = known.setter();
        use_effect_with((viewer, query), move |(viewer, query)| {
            let (viewer, query) = (*viewer, *query);
            spawn_local(async move {
                let state = answer(&wire, viewer, query).await;
                known.set(Known { viewer, query, state });
            });
        });
    }
    let fits = known.viewer == viewer && known.query == query;
    if fits { known.state.clone() } else { QueryState::Pending }
}

#[derive(PartialEq)]
struct Known<V> {
    viewer: PersonId,
    query: Query,
    state: QueryState<V>,
}

async fn answer<V: DeserializeOwned>(wire: &Wire, viewer: PersonId, query: Query) -> QueryState<V> {
    let asked = match serde_json::to_value(query) {
        Ok(asked) => asked,
        Err(error) => return QueryState::Failed(unreadable(&error)),
    };
    match wire.backend().ask(viewer, asked).await {
        Ok(view) => match read(view) {
            Ok(view) => QueryState::Ready(Rc::new(view)),
            Err(error) => QueryState::Failed(unreadable(&error)),
        },
        Err(refusal) => QueryState::Failed(refusal),
    }
}

/// Returns what asks again when a table of the query changed; once for changes that come together.
fn listener(query: Query, ask: Callback<()>) -> impl Fn(&crate::backend::Changed) {
    let due = Rc::new(Cell::new(false));
    move |changed| {
        let concerns =
            query.reads().iter().any(|table| changed.tables.iter().any(|name| name == table.name()));
        if !concerns || due.replace(true) {
            return;
        }
        let (due, ask) = (due.clone(), ask.clone());
        gloo_timers::callback::Timeout::new(0, move || {
            due.set(false);
            ask.emit(());
        })
        .forget();
    }
}

fn unreadable(error: &impl ToString) -> Refusal {
    Refusal::new(Code::UnknownKind, "This screen could not be read.")
        .hint("Close the window and open it again. If it stays so, update the application.")
        .detail(error.to_string().into())
}
