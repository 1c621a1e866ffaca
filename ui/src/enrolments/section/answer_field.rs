//! A question of a section with its answer, what cannot stay so, and what the mentor said about it.

use super::answer::{problem, unstorable};
use super::comment_card::CommentCard;
use super::controls::AnswerControl;
use super::desk::Desk;
use super::notes::Note;
use super::reach::answer_name;
use crate::kit::Icon;
use crate::routes::{Link, Route};
use domain::enrolments::{AnswerKey, FieldView};
use domain::journeys::Sensitivity;
use serde_json::Value;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::Node;
use yew::prelude::*;

/// When what is wrong with an answer is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Complaints {
    /// Not yet: it is being written for the first time.
    Later,
    /// It was left once.
    Now,
    /// A review was asked for: what is missing is said too.
    All,
}

/// Props of [`AnswerField`].
#[derive(Properties, PartialEq)]
pub(crate) struct AnswerFieldProps {
    /// What is asked.
    pub(crate) field: Rc<FieldView>,
    /// Which answer this is.
    pub(crate) answer: AnswerKey,
    /// What it is; null for none.
    pub(crate) value: Value,
    /// Whether another text is kept beside it.
    pub(crate) two: bool,
    /// When to complain.
    pub(crate) complaints: Complaints,
    /// What the mentor said.
    pub(crate) notes: Vec<Note>,
    /// The last round that was reviewed.
    pub(crate) last_round: i64,
    /// Whether there can be reviews at all, so that something can be needed for one.
    pub(crate) reviewed: bool,
    /// What can be done.
    pub(crate) desk: Desk,
}

/// A question with its answer.
#[component]
pub(crate) fn AnswerField(props: &AnswerFieldProps) -> Html {
    let node = use_node_ref();
    let on_write = {
        let (desk, field, key) = (props.desk.clone(), props.field.clone(), props.answer);
        Callback::from(move |value: Value| desk.write(&field, key, value))
    };
    let onfocusout = {
        let (desk, node, key) = (props.desk.clone(), node.clone(), props.answer);
        Callback::from(move |event: FocusEvent| {
            let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
            if !node.cast::<Node>().is_some_and(|node| node.contains(to.as_ref())) {
                desk.leave(key);
            }
        })
    };
    let noted = !props.notes.is_empty();
    html! {
        <div class={classes!("answer-row", noted.then_some("noted"))}>
            <div ref={node} class="answer" data-answer={answer_name(props.answer)} {onfocusout}>
                <AnswerControl field={props.field.clone()} value={props.value.clone()} {on_write} error={error_of(props)}
                    beside={beside(props)} />
                if props.two {
                    <p class="two-answers" role="status">
                        { "Another device changed this answer at the same time. Both texts are kept. " }
                        <Link classes="link" to={Route::Attention}>{ "See both" }</Link>
                    </p>
                }
            </div>
            if noted {
                <div class="notes">
                    { for props.notes.iter().map(|note| html! {
                        <CommentCard key={note.comment.id.to_string()} note={note.clone()} last_round={props.last_round} desk={props.desk.clone()} />
                    }) }
                </div>
            }
        </div>
    }
}

fn error_of(props: &AnswerFieldProps) -> Option<AttrValue> {
    let (field, value) = (&*props.field, &props.value);
    let wrong = match props.complaints {
        Complaints::All => problem(field, value, true),
        Complaints::Now => problem(field, value, false),
        // What is too long is not saved: that cannot wait.
        Complaints::Later => unstorable(field, value).filter(|_| field.kind.has_length()),
    };
    wrong.map(Into::into)
}

/// Returns what stands beside the label: who sees the answer, and whether a review needs it.
fn beside(props: &AnswerFieldProps) -> Option<Html> {
    let field = &props.field;
    let needed = field.required && props.reviewed;
    let private = field.sensitivity == Sensitivity::Private;
    (private || needed).then(|| {
        html! {
            <>
                if private { <span class="aside only-you">{ Icon::Lock }{ "Only you can see this" }</span> }
                if needed { <span class="aside">{ "Needed for a review" }</span> }
            </>
        }
    })
}
