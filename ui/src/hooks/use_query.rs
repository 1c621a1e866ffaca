//! Asking: a view that keeps itself up to date.

use super::session::use_viewer;
use super::wire::{unreadable, use_wire};
use crate::backend::read;
use domain::base::{PersonId, Refusal};
use domain::query::Query;
use serde::de::DeserializeOwned;
use serde_json::Value;
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
    use_effect_with((viewer, query, wire.clone()), {
        let known = known.setter();
        move |(viewer, query, wire)| {
            let (viewer, query) = (*viewer, *query);
            let hearer = move |answer| known.set(Known { viewer, query, state: state(answer) });
            let open = wire.open(viewer, query, Rc::new(hearer));
            move || drop(open)
        }
    });
    let again = use_callback((viewer, query, wire), |(), (viewer, query, wire)| wire.again(*viewer, *query));
    let fits = known.viewer == viewer && known.query == query;
    let state = if fits { known.state.clone() } else { QueryState::Pending };
    Asked { state, again }
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
                let answer = wire.ask_once((viewer, query)).await;
                known.set(Known { viewer, query, state: state(answer) });
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

fn state<V: DeserializeOwned>(answer: Result<Value, Refusal>) -> QueryState<V> {
    match answer.map(read) {
        Ok(Ok(view)) => QueryState::Ready(Rc::new(view)),
        Ok(Err(error)) => QueryState::Failed(unreadable(&error)),
        Err(refusal) => QueryState::Failed(refusal),
    }
}
