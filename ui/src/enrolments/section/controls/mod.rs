//! What an answer is written in: one control for each kind of field. They know nothing of saving or of reviews.

mod amount;
mod chosen;
mod lines;
mod money;
mod number;
mod parts;

use super::answer::room_left;
use crate::kit::{Field, FieldGroup, InputKind, Tied};
use chosen::{ChoiceControl, ChoicesControl, CountrySelect, YesNoControl, in_sight};
use domain::enrolments::FieldView;
use domain::journeys::FieldKind;
use lines::{LineControl, LongTextControl, TimeControl, WordsControl};
use money::MoneyControl;
use number::NumberControl;
use parts::{AccountControl, AddressControl, FileNoteControl, PersonControl};
use serde_json::Value;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`AnswerControl`].
#[derive(Properties, Clone, PartialEq)]
pub(crate) struct AnswerControlProps {
    /// What is asked.
    pub(crate) field: Rc<FieldView>,
    /// The answer; null for none.
    pub(crate) value: Value,
    /// It was written in: the new answer, finished or not.
    pub(crate) on_write: Callback<Value>,
    /// What cannot stay so.
    pub(crate) error: Option<AttrValue>,
    /// What stands beside the label.
    pub(crate) beside: Option<Html>,
}

/// Props of a control in its field.
#[derive(Properties, Clone, PartialEq)]
pub(super) struct ControlProps {
    pub(super) tied: Tied,
    pub(super) field: Rc<FieldView>,
    pub(super) value: Value,
    pub(super) on_write: Callback<Value>,
}

/// A question with what it is answered in.
#[component]
pub(crate) fn AnswerControl(props: &AnswerControlProps) -> Html {
    let label = AttrValue::from(props.field.label.clone());
    let help = help_of(props);
    let (error, beside) = (props.error.clone(), props.beside.clone());
    if is_alone(&props.field) {
        let control = {
            let props = props.clone();
            Callback::from(move |tied| control(&props, tied))
        };
        return html! { <Field {label} {help} {error} {beside} {control} /> };
    }
    let tied = Tied { invalid: error.is_some(), ..Tied::default() };
    html! { <FieldGroup {label} {help} {error} {beside}>{ control(props, tied) }</FieldGroup> }
}

/// Returns the help, with how much room is left when it is little.
fn help_of(props: &AnswerControlProps) -> Option<AttrValue> {
    let room = room_left(&props.field, &props.value).map(|left| match left {
        1 => "1 character left.".to_owned(),
        left => format!("{left} characters left."),
    });
    let help = Some(props.field.help.clone()).filter(|help| !help.is_empty());
    match (help, room) {
        (Some(help), Some(room)) => Some(format!("{help} {room}").into()),
        (help, room) => help.or(room).map(Into::into),
    }
}

/// Whether the answer is one native control, which the label can be tied to.
fn is_alone(field: &FieldView) -> bool {
    match field.kind {
        FieldKind::Text
        | FieldKind::LongText
        | FieldKind::Number
        | FieldKind::Date
        | FieldKind::Time
        | FieldKind::Email
        | FieldKind::Phone
        | FieldKind::Url
        | FieldKind::Country => true,
        FieldKind::Choice => !in_sight(field),
        FieldKind::Money
        | FieldKind::YesNo
        | FieldKind::Choices
        | FieldKind::Address
        | FieldKind::Person
        | FieldKind::FileNote
        | FieldKind::Account => false,
    }
}

fn control(props: &AnswerControlProps, tied: Tied) -> Html {
    let AnswerControlProps { field, value, on_write, .. } = props.clone();
    let kind = match field.kind {
        FieldKind::Text => return html! { <WordsControl {tied} {field} {value} {on_write} /> },
        FieldKind::Email => InputKind::Email,
        FieldKind::Phone => InputKind::Phone,
        FieldKind::Url => InputKind::Url,
        FieldKind::Date => InputKind::Date,
        FieldKind::LongText => return html! { <LongTextControl {tied} {field} {value} {on_write} /> },
        FieldKind::Number => return html! { <NumberControl {tied} {field} {value} {on_write} /> },
        FieldKind::Money => return html! { <MoneyControl {tied} {field} {value} {on_write} /> },
        FieldKind::Time => return html! { <TimeControl {tied} {field} {value} {on_write} /> },
        FieldKind::YesNo => return html! { <YesNoControl {tied} {field} {value} {on_write} /> },
        FieldKind::Choice => return html! { <ChoiceControl {tied} {field} {value} {on_write} /> },
        FieldKind::Choices => return html! { <ChoicesControl {tied} {field} {value} {on_write} /> },
        FieldKind::Country => {
            let code = value.as_str().unwrap_or_default().to_owned();
            let on_change = on_write.reform(|code: AttrValue| code.as_str().into());
            return html! { <CountrySelect {tied} {code} {on_change} /> };
        }
        FieldKind::Address => return html! { <AddressControl {tied} {field} {value} {on_write} /> },
        FieldKind::Person => return html! { <PersonControl {tied} {field} {value} {on_write} /> },
        FieldKind::FileNote => return html! { <FileNoteControl {tied} {field} {value} {on_write} /> },
        FieldKind::Account => return html! { <AccountControl {tied} {field} {value} {on_write} /> },
    };
    html! { <LineControl {tied} {field} {value} {on_write} {kind} /> }
}
