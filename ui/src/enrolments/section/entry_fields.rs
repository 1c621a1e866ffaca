//! The questions of a form, or of one entry, that are asked now; a new one is announced.

use super::answer::asked;
use super::answer_field::{AnswerField, Complaints};
use super::desk::Desk;
use super::form::{Entry, Form};
use super::notes::Notes;
use domain::enrolments::AnswerKey;
use std::rc::Rc;
use yew::prelude::*;

/// What all entries share.
#[derive(Clone, PartialEq)]
pub(crate) struct Sheet {
    /// The form.
    pub(crate) form: Rc<Form>,
    /// The comments.
    pub(crate) notes: Rc<Notes>,
    /// The last round that was reviewed; 0 for none.
    pub(crate) last_round: i64,
    /// Whether there can be reviews.
    pub(crate) reviewed: bool,
    /// What can be done.
    pub(crate) desk: Desk,
}

/// Props of [`EntryFields`].
#[derive(Properties, PartialEq)]
pub(crate) struct EntryFieldsProps {
    /// The form, or the entry.
    pub(crate) entry: Entry,
    /// What all entries share.
    pub(crate) sheet: Sheet,
}

/// The questions that are asked.
#[component]
pub(crate) fn EntryFields(props: &EntryFieldsProps) -> Html {
    let Sheet { form, notes, last_round, reviewed, desk } = &props.sheet;
    let shown = asked(&form.fields, &props.entry.answers);
    let said = use_said(shown.len());
    // The list has a parent of its own: beside anything without a key, all of it would be made anew, and focus lost.
    html! {
        <>
            <div class="answers">
                { for shown.into_iter().map(|field| {
                    let key = AnswerKey { item: props.entry.item, field: field.id };
                    let value = props.entry.answers.get(&field.id).cloned().unwrap_or_default();
                    let complaints = match (form.is_wanted(), form.may_complain(key)) {
                        (true, _) => Complaints::All,
                        (false, true) => Complaints::Now,
                        (false, false) => Complaints::Later,
                    };
                    html! {
                        <AnswerField key={field.id.to_string()} field={field.clone()} answer={key} {value} {complaints} two={form.has_two(key)} notes={notes.at(key)}
                            last_round={*last_round} reviewed={*reviewed} desk={desk.clone()} />
                    }
                }) }
            </div>
            <p class="only-read-aloud" role="status">{ said }</p>
        </>
    }
}

/// Returns what is announced when the number of questions changes.
#[hook]
fn use_said(count: usize) -> String {
    let before = use_mut_ref(|| count);
    let said = use_mut_ref(String::new);
    let known = std::mem::replace(&mut *before.borrow_mut(), count);
    if known != count {
        *said.borrow_mut() = appeared(known, count);
    }
    said.borrow().clone()
}

fn appeared(before: usize, now: usize) -> String {
    match (now.checked_sub(before), before.saturating_sub(now)) {
        (Some(1), _) => "One more question appeared.".to_owned(),
        (Some(more), _) => format!("{more} more questions appeared."),
        (None, 1) => "One question is no longer asked.".to_owned(),
        (None, fewer) => format!("{fewer} questions are no longer asked."),
    }
}

#[cfg(test)]
mod tests {
    use super::appeared;

    #[test]
    fn what_appears_or_goes_is_said_in_words() {
        assert_eq!(appeared(4, 5), "One more question appeared.");
        assert_eq!(appeared(4, 6), "2 more questions appeared.");
        assert_eq!(appeared(5, 4), "One question is no longer asked.");
        assert_eq!(appeared(6, 4), "2 questions are no longer asked.");
    }
}
