//! The dialog that asks for a review: what to say, how urgent it is, who would be best, what is sent.

use super::ask::{
    Asking, comes_first, mentor_of, mentors, priorities, priority_key, priority_of, sent_in_words,
};
use super::form::ToSend;
use crate::kit::{Button, ButtonKind, Dialog, Field, FieldGroup, Icon, RadioGroup, TextArea, Tied};
use domain::base::Refusal;
use domain::enrolments::{SectionView, Tier};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`AskDialog`].
#[derive(Properties, PartialEq)]
pub(crate) struct AskDialogProps {
    /// Whether it is open.
    pub(crate) open: bool,
    /// The section.
    pub(crate) view: Rc<SectionView>,
    /// What is said.
    pub(crate) asking: Asking,
    /// Something else is said.
    pub(crate) on_say: Callback<Asking>,
    /// How much would be sent.
    pub(crate) sent: ToSend,
    /// Whether it is being sent.
    pub(crate) busy: bool,
    /// Why it was not.
    pub(crate) refused: Option<Refusal>,
    /// Send it.
    pub(crate) on_send: Callback<()>,
    /// Do not.
    pub(crate) on_close: Callback<()>,
}

/// Asks for a review.
#[component]
pub(crate) fn AskDialog(props: &AskDialogProps) -> Html {
    if props.view.tier == Tier::Essentials {
        return html! {
            <Dialog open={props.open} title="Reviews come with a mentor" on_close={props.on_close.clone()}>
                <p>{ "You booked Essentials, where you work through the journey by yourself." }</p>
                <p>{ "A mentor reads your sections with Guided and with Premium. Everything that you have written here stays, whichever you have." }</p>
            </Dialog>
        };
    }
    let close = props.on_close.reform(|_: MouseEvent| ());
    let too_long = props.asking.too_long_by();
    let foot = html! {
        <>
            <Button onclick={close}>{ "Not yet" }</Button>
            <Button kind={ButtonKind::Primary} icon={Icon::Send} busy={props.busy} disabled={too_long.is_some()}
                onclick={props.on_send.reform(|_: MouseEvent| ())}>{ "Send" }</Button>
        </>
    };
    html! {
        <Dialog open={props.open} title={format!("Ask for a review of {}", props.view.section.title)} on_close={props.on_close.clone()} {foot} class="ask">
            <div class="ask-parts">
                <p class="sent">{ sent_in_words(props.sent) }</p>
                { message(props) }
                { priority(props) }
                { mentor(props) }
                if let Some(refusal) = &props.refused {
                    <p class="refused" role="alert">{ Icon::CircleAlert }<span>{ format!("{} {}", refusal.message, refusal.hint) }</span></p>
                }
            </div>
        </Dialog>
    }
}

fn message(props: &AskDialogProps) -> Html {
    let on_input = {
        let (on_say, asking) = (props.on_say.clone(), props.asking.clone());
        Callback::from(move |message: String| on_say.emit(Asking { message, ..asking.clone() }))
    };
    let value = props.asking.message.clone();
    let control = Callback::from(move |tied: Tied| {
        html! { <TextArea {tied} rows={3} class="reading" value={value.clone()} on_input={on_input.clone()} /> }
    });
    let error =
        props.asking.too_long_by().map(|more| AttrValue::from(format!("Shorten it by {more} characters.")));
    html! {
        <Field label="A word to your mentor" optional={true} {error} {control}
            help="What you would like looked at, or what was hard to write." />
    }
}

fn priority(props: &AskDialogProps) -> Html {
    let on_change = {
        let (on_say, asking) = (props.on_say.clone(), props.asking.clone());
        Callback::from(move |key: AttrValue| {
            on_say.emit(Asking { priority: priority_of(&key), ..asking.clone() })
        })
    };
    html! {
        <FieldGroup label="When do you need it?">
            <div class="plans">
                <RadioGroup label="When do you need it?" choices={priorities()} value={priority_key(props.asking.priority)} {on_change} />
            </div>
        </FieldGroup>
    }
}

fn mentor(props: &AskDialogProps) -> Html {
    if let Some(name) = comes_first(&props.view) {
        let text =
            format!("{name} comes first, having read it before. If {name} cannot, another mentor takes it.");
        return html! { <div class="field"><span class="field-label">{ "Who reads it" }</span><p class="help">{ text }</p></div> };
    }
    let on_change = {
        let (on_say, asking) = (props.on_say.clone(), props.asking.clone());
        Callback::from(move |key: AttrValue| {
            on_say.emit(Asking { preferred: mentor_of(&key), ..asking.clone() })
        })
    };
    let value = props.asking.preferred.map(|mentor| mentor.to_string()).unwrap_or_default();
    html! {
        <FieldGroup label="Who should read it?" help="Someone you choose comes first; if they cannot, another mentor takes it.">
            <div class="mentors"><RadioGroup label="Who should read it?" choices={mentors(&props.view.mentors)} {value} {on_change} /></div>
        </FieldGroup>
    }
}
