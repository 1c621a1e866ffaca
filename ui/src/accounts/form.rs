//! A form in which one signs in or up: what is written in it, what is wrong, and sending it.

use super::calls::call;
use crate::hooks::document;
use device::account::{Answer, Field};
use domain::base::Refusal;
use serde_json::Value;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// What is written in a form.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Written {
    pub(super) server: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) password: String,
    pub(super) new_password: String,
    pub(super) code: String,
    pub(super) passphrase: String,
}

impl Written {
    /// Returns what is written in a field.
    pub(super) fn get(&self, field: Field) -> &str {
        match field {
            Field::Server => &self.server,
            Field::Name => &self.name,
            Field::Email => &self.email,
            Field::Password => &self.password,
            Field::NewPassword => &self.new_password,
            Field::Code => &self.code,
            Field::Passphrase => &self.passphrase,
        }
    }

    /// Returns what may be shown on another form.
    pub(super) fn without_secrets(&self) -> Self {
        let Self { server, name, email, .. } = self.clone();
        Self { server, name, email, ..Self::default() }
    }

    fn set(&mut self, field: Field, text: String) {
        let held = match field {
            Field::Server => &mut self.server,
            Field::Name => &mut self.name,
            Field::Email => &mut self.email,
            Field::Password => &mut self.password,
            Field::NewPassword => &mut self.new_password,
            Field::Code => &mut self.code,
            Field::Passphrase => &mut self.passphrase,
        };
        *held = text;
    }
}

/// How a form stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Form {
    /// What is written in it.
    pub(super) written: Written,
    /// What is wrong, and beside which field.
    pub(super) wrong: Option<(Option<Field>, AttrValue)>,
    /// Whether it was sent and is not answered yet.
    pub(super) busy: bool,
    /// Whether the server asked for the code of the second step.
    pub(super) wants_code: bool,
    /// Whether the file needs a passphrase: the keychain turned out to be closed.
    pub(super) wants_passphrase: bool,
}

impl Form {
    /// Returns what is wrong with a field.
    pub(super) fn error(&self, field: Field) -> Option<AttrValue> {
        self.wrong.as_ref().filter(|(beside, _)| *beside == Some(field)).map(|(_, words)| words.clone())
    }

    /// Returns what is wrong that has to do with no field.
    pub(super) fn error_of_all(&self) -> Option<AttrValue> {
        self.wrong.as_ref().filter(|(beside, _)| beside.is_none()).map(|(_, words)| words.clone())
    }

    /// Returns the form after something was written in it. What was wrong there is not wrong any more until it is sent.
    pub(super) fn with(&self, field: Field, text: String) -> Self {
        let mut next = self.clone();
        next.written.set(field, text);
        if next.error(field).is_some() {
            next.wrong = None;
        }
        next
    }

    /// Returns the form while it is on its way.
    pub(super) fn sent(&self) -> Self {
        Self { busy: true, wrong: None, ..self.clone() }
    }

    /// Returns the form after its answer.
    pub(super) fn answered(&self, answer: &Result<Answer, Refusal>) -> Self {
        let back = Self { busy: false, ..self.clone() };
        match answer {
            Ok(Answer::Done | Answer::MailSent) => Self { busy: true, ..back },
            Ok(Answer::CodeWanted) => Self { wants_code: true, ..back },
            Ok(Answer::Wrong { field, message, hint }) => Self {
                wants_passphrase: back.wants_passphrase || *field == Some(Field::Passphrase),
                wants_code: back.wants_code || *field == Some(Field::Code),
                wrong: Some((*field, sentence(message, hint))),
                ..back
            },
            Err(refusal) => Self { wrong: Some((None, sentence(&refusal.message, &refusal.hint))), ..back },
        }
    }

    /// Returns where one goes on after an answer.
    fn next_field(&self) -> Option<Field> {
        match &self.wrong {
            Some((field, _)) => *field,
            None if self.wants_code && self.written.code.is_empty() => Some(Field::Code),
            None => None,
        }
    }
}

fn sentence(message: &str, hint: &str) -> AttrValue {
    format!("{message} {hint}").trim().to_owned().into()
}

/// Returns the name by which a field is found in the page.
pub(super) fn name_of(field: Field) -> &'static str {
    match field {
        Field::Server => "server",
        Field::Name => "name",
        Field::Email => "email",
        Field::Password => "password",
        Field::NewPassword => "new-password",
        Field::Code => "code",
        Field::Passphrase => "passphrase",
    }
}

/// Sends a form, shows what is wrong, and goes where one has to go on. Whoever gets in is told by `done`.
pub(super) fn send(
    form: &UseStateHandle<Form>,
    command: &'static str,
    arguments: Value,
    done: Callback<Answer>,
) {
    if form.busy {
        return;
    }
    let sent = form.sent();
    form.set(sent.clone());
    let (form, place) = (form.setter(), place());
    spawn_local(async move {
        let answer = call::<Answer>(command, arguments).await;
        let next = sent.answered(&answer);
        form.set(next.clone());
        go_on(&next, place);
        if let Ok(answer @ (Answer::Done | Answer::MailSent)) = answer {
            done.emit(answer);
        }
    });
}

/// Returns the form that the person is in: a page may have several.
pub(super) fn place() -> Option<Element> {
    let document = document()?;
    let form = document.active_element().and_then(|active| active.closest("dialog, form").ok().flatten());
    form.or_else(|| document.document_element())
}

/// Goes to the field of a form where one has to go on after an answer, once it is drawn.
pub(super) fn go_on(form: &Form, place: Option<Element>) {
    let Some((field, place)) = form.next_field().zip(place) else { return };
    gloo_timers::callback::Timeout::new(0, move || {
        let found = place.query_selector(&format!("[data-field={}] input", name_of(field))).ok().flatten();
        if let Some(input) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            drop(input.focus());
        }
    })
    .forget();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(field: Option<Field>) -> Result<Answer, Refusal> {
        Ok(Answer::Wrong { field, message: "No.".to_owned(), hint: "Try again.".to_owned() })
    }

    #[test]
    fn what_is_wrong_stands_beside_its_field_until_that_is_changed() {
        let form = Form::default().sent().answered(&wrong(Some(Field::Email)));
        assert_eq!(form.error(Field::Email).as_deref(), Some("No. Try again."));
        assert_eq!((form.error(Field::Password), form.error_of_all()), (None, None));
        assert_eq!(form.next_field(), Some(Field::Email));
        assert!(form.with(Field::Password, "x".to_owned()).error(Field::Email).is_some());
        assert_eq!(form.with(Field::Email, "x".to_owned()).error(Field::Email), None);
        let form = form.answered(&wrong(None));
        assert_eq!(form.error_of_all().as_deref(), Some("No. Try again."));
    }

    #[test]
    fn a_code_and_a_passphrase_are_asked_for_when_they_are_needed_and_stay() {
        let form = Form::default().sent().answered(&Ok(Answer::CodeWanted));
        assert!(form.wants_code && !form.busy);
        assert_eq!(form.next_field(), Some(Field::Code));
        let form = form.answered(&wrong(Some(Field::Passphrase)));
        assert!(form.wants_code && form.wants_passphrase);
    }

    #[test]
    fn a_form_that_did_its_work_is_not_sent_again() {
        assert!(Form::default().sent().answered(&Ok(Answer::Done)).busy);
        assert!(!Form::default().sent().answered(&wrong(None)).busy);
    }

    #[test]
    fn every_field_holds_its_own_text() {
        let all = [
            Field::Server,
            Field::Name,
            Field::Email,
            Field::Password,
            Field::NewPassword,
            Field::Code,
            Field::Passphrase,
        ];
        let form =
            all.iter().fold(Form::default(), |form, field| form.with(*field, name_of(*field).to_owned()));
        for field in all {
            assert_eq!(form.written.get(field), name_of(field));
        }
    }
}
