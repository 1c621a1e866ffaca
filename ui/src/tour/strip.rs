//! The line of the tour above the page.

use super::steps::{CLIENT, Happened, MENTOR, Step, after};
use crate::backend;
use crate::hooks::{Role, Session, document, focus_later, use_session};
use crate::kit::{Button, ButtonKind, KeyCaps};
use crate::preferences::use_preferences;
use crate::routes::{Route, go_to, use_route};
use crate::settings::keys_now;
use device::preferences::TOUR;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Where one is in the tour.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
enum Stage {
    /// It is offered.
    #[default]
    Offered,
    /// A mentor's step.
    Mentor(usize),
    /// A client's step.
    Client(usize),
}

impl Stage {
    fn steps(self) -> (&'static [Step], usize) {
        match self {
            Self::Offered => (&[], 0),
            Self::Mentor(at) => (MENTOR, at),
            Self::Client(at) => (CLIENT, at),
        }
    }
}

impl Reducible for Stage {
    type Action = Turn;

    fn reduce(self: Rc<Self>, turn: Turn) -> Rc<Self> {
        Rc::new(match (turn, *self) {
            (Turn::Begin(stage), _) => stage,
            (Turn::Happened(_), Self::Offered) => Self::Offered,
            (Turn::Happened(happened), Self::Mentor(at)) => Self::Mentor(after(MENTOR, at, &happened)),
            (Turn::Happened(happened), Self::Client(at)) => Self::Client(after(CLIENT, at, &happened)),
        })
    }
}

/// What moves the tour.
enum Turn {
    Begin(Stage),
    Happened(Happened),
}

/// The tour, until it is done or put aside.
#[component]
pub(crate) fn Tour() -> Html {
    let session = use_session();
    let preferences = use_preferences();
    let stage = use_reducer(Stage::default);
    let here = use_route();
    {
        let dispatcher = stage.dispatcher();
        use_effect_with((here, *stage), move |(here, _)| {
            dispatcher.dispatch(Turn::Happened(Happened::At(here.clone())));
        });
    }
    {
        let dispatcher = stage.dispatcher();
        use_effect_with((), move |()| {
            let told = backend::here().subscribe(Rc::new(move |changed| {
                changed.tables.into_iter().for_each(|table| {
                    dispatcher.dispatch(Turn::Happened(Happened::Changed(table)));
                });
            }));
            move || drop(told)
        });
    }
    let node = use_node_ref();
    {
        // The button that was pressed is gone: focus stays with the tour.
        let node = node.clone();
        use_effect_with(*stage == Stage::Offered, move |offered| {
            if !offered {
                focus_later(&node);
            }
        });
    }
    let end = {
        let preferences = preferences.clone();
        Callback::from(move |_: MouseEvent| {
            preferences.set(TOUR, "done");
            focus_page();
        })
    };
    if preferences.word(TOUR) == "done" {
        return Html::default();
    }
    let (steps, at) = stage.steps();
    let body = match (*stage, steps.get(at)) {
        (Stage::Offered, _) => offer(&session, &stage, &end),
        (_, Some(step)) => html! {
            <>
                <p role="status"><small>{ format!("{} of {}", at + 1, steps.len()) }</small>{ step.text }</p>
                if let Some(keys) = step.action.and_then(|action| keys_now(&preferences, action)) { <KeyCaps {keys} /> }
                <div class="end"><Button kind={ButtonKind::Quiet} onclick={end}>{ "Leave the tour" }</Button></div>
            </>
        },
        (_, None) => html! {
            <>
                <p role="status">{ "That is how it goes. You find this tour again under Help." }</p>
                <div class="end"><Button onclick={end}>{ "Done" }</Button></div>
            </>
        },
    };
    html! { <aside ref={node} class="strip tour" aria-label="Tour" tabindex="-1">{ body }</aside> }
}

/// Gives focus to the page: the tour goes.
fn focus_page() {
    let main = document().and_then(|document| document.get_element_by_id("main"));
    if let Some(main) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
        drop(main.focus());
    }
}

fn offer(session: &Session, stage: &UseReducerHandle<Stage>, end: &Callback<MouseEvent>) -> Html {
    let begin = |role: Role, begun: Stage| {
        let (session, dispatcher) = (session.clone(), stage.dispatcher());
        Callback::from(move |_: MouseEvent| {
            if !session.me.has(role)
                && let Some(person) = session.people.iter().find(|person| person.has(role))
            {
                session.act_as.emit(person.id);
            }
            go_to(&Route::Today);
            dispatcher.dispatch(Turn::Begin(begun));
        })
    };
    html! {
        <>
            <p role="status">{ "New here? Look around in a few steps, in a workspace of invented people." }</p>
            <div class="end">
                <Button onclick={begin(Role::Mentor, Stage::Mentor(0))}>{ "As a mentor" }</Button>
                <Button onclick={begin(Role::Client, Stage::Client(0))}>{ "As a client" }</Button>
                <Button kind={ButtonKind::Quiet} onclick={end.clone()}>{ "Not now" }</Button>
            </div>
        </>
    }
}
