//! Beginning a journey: which plan, in plain words.

use super::words::PLANS;
use crate::hooks::{use_dispatch, use_session};
use crate::kit::{Button, ButtonKind, Choice, Dialog, RadioGroup};
use crate::routes::{Route, go_to};
use domain::enrolments::{Enrolment, EnrolmentsCommand, OtherJourney, Tier};
use yew::prelude::*;

/// Props of [`BeginDialog`].
#[derive(Properties, PartialEq)]
pub(crate) struct BeginDialogProps {
    /// The journey to begin; none while the dialog is closed.
    pub(crate) journey: Option<OtherJourney>,
    /// It was closed.
    pub(crate) on_close: Callback<()>,
}

/// Asks for the plan, begins the journey and goes there.
#[component]
pub(crate) fn BeginDialog(props: &BeginDialogProps) -> Html {
    let tier = use_state(|| Tier::Guided);
    let busy = use_state(|| false);
    let (dispatch, me) = (use_dispatch(), use_session().me.id);
    let Some(journey) = props.journey.clone() else {
        return html! { <Dialog open={false} title="Begin" on_close={props.on_close.clone()}>{ "" }</Dialog> };
    };
    let begin = {
        let (tier, busy, on_close) = (*tier, busy.clone(), props.on_close.clone());
        let journey = journey.journey;
        Callback::from(move |_: MouseEvent| {
            busy.set(true);
            let (busy, on_close) = (busy.setter(), on_close.clone());
            dispatch.then(EnrolmentsCommand::Enrol { journey, tier }, move |result| {
                busy.set(false);
                if result.is_ok() {
                    on_close.emit(());
                    go_to(&Route::Journey { enrolment: Enrolment::id_of(journey, me).0 });
                }
            });
        })
    };
    let on_change = {
        let tier = tier.setter();
        Callback::from(move |name: AttrValue| {
            if let Some((chosen, ..)) = PLANS.iter().find(|(_, plan, _)| **plan == *name) {
                tier.set(*chosen);
            }
        })
    };
    let choices: Vec<Choice> =
        PLANS.iter().map(|(_, name, text)| Choice::new(*name, *name).detail(*text)).collect();
    let value = super::words::tier_name(*tier);
    let foot = html! {
        <>
            <Button onclick={props.on_close.reform(|_: MouseEvent| ())}>{ "Not yet" }</Button>
            <Button kind={ButtonKind::Primary} busy={*busy} onclick={begin}>{ "Begin" }</Button>
        </>
    };
    html! {
        <Dialog open={true} title={format!("Begin {}", journey.title)} on_close={props.on_close.clone()} {foot}>
            <div class="plans"><RadioGroup label="How would you like to go through it?" {choices} {value} {on_change} /></div>
        </Dialog>
    }
}
