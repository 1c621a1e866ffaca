//! The line below a section: where the words are, how far one is, and where to go on.

use super::super::words::progress_words;
use super::form::Form;
use crate::hooks::now;
use crate::kit::{Icon, Ring, SaveLine, SaveState};
use crate::routes::{Link, Route};
use crate::saving::{Slot, Standing, all_well};
use domain::base::{Instant, Span};
use domain::enrolments::SectionView;
use domain::journeys::SectionKind;
use std::rc::Rc;
use uuid::Uuid;
use yew::prelude::*;

/// How long after one announcement that all is saved the next one may come.
const QUIET: Span = Span::seconds(10);

/// Props of [`Foot`].
#[derive(Properties, PartialEq)]
pub(super) struct FootProps {
    /// The section.
    pub(super) view: Rc<SectionView>,
    /// What it says.
    pub(super) form: Rc<Form>,
    /// Where the words are.
    pub(super) standing: Standing,
}

/// The line below a section.
#[component]
pub(super) fn Foot(props: &FootProps) -> Html {
    let (state, text) = save_line(&props.standing, &props.form, all_well());
    let (polite, loud) = use_announced(state, &text);
    html! {
        <>
            <SaveLine {state} {text} />
            { how_far(&props.view, &props.form) }
            <span class="only-read-aloud" role="status">{ polite }</span>
            <span class="only-read-aloud" role="alert">{ loud }</span>
            { beside(&props.view) }
        </>
    }
}

fn how_far(view: &SectionView, form: &Form) -> Html {
    match view.section.kind {
        SectionKind::List => {
            let words = progress_words(form.entries.len(), view.section.item_label.as_deref());
            html! { <span class="how-far num">{ words }</span> }
        }
        SectionKind::Form => {
            let (done, of) = form.progress();
            html! { <span class="how-far num"><Ring label="Answered" {done} {of} />{ format!("{done} of {of} answered") }</span> }
        }
    }
}

fn beside(view: &SectionView) -> Html {
    let to = |section: Uuid| Route::JourneySection { enrolment: view.enrolment.0, section };
    html! {
        <nav class="end" aria-label="Sections beside this one">
            if let Some((section, title)) = &view.previous {
                <Link to={to(section.0)} classes="button quiet">{ Icon::ArrowLeft }<span>{ title.clone() }</span></Link>
            }
            if let Some((section, title)) = &view.next {
                <Link to={to(section.0)} classes="button quiet"><span>{ title.clone() }</span>{ Icon::ArrowRight }</Link>
            }
        </nav>
    }
}

/// Returns where the words are, in words. What cannot be stored as it stands is not called saved.
fn save_line(standing: &Standing, form: &Form, all_well: &str) -> (SaveState, String) {
    if let Standing::Failed(slot, refusal) = standing {
        let field =
            form.fields.iter().find(|field| matches!(slot, Slot::Answer(key) if key.field == field.id));
        let label = field.map_or("An answer", |field| field.label.as_str());
        return (
            SaveState::Attention,
            format!("“{label}” is not saved. {} {}", refusal.message, refusal.hint),
        );
    }
    if let Some(field) = form.only_on_screen() {
        return (SaveState::Waiting, format!("“{}” is saved once it is put right", field.label));
    }
    match standing {
        Standing::Saving => (SaveState::Working, "Saving".to_owned()),
        Standing::Quiet | Standing::Saved | Standing::Failed(..) | Standing::Lost(_) => {
            (SaveState::Safe, all_well.to_owned())
        }
    }
}

/// Returns what is announced: politely that all is saved, at most every ten seconds, and at once what is not.
#[hook]
fn use_announced(state: SaveState, text: &str) -> (String, String) {
    let last = use_mut_ref(|| None::<(Instant, String)>);
    let before = use_mut_ref(|| state);
    let was = before.replace(state);
    let mut last = last.borrow_mut();
    if state == SaveState::Safe && was != SaveState::Safe {
        *last = Some(announcement(last.take(), text, now()));
    }
    let loud = if state == SaveState::Attention { text.to_owned() } else { String::new() };
    (last.as_ref().map(|(_, said)| said.clone()).unwrap_or_default(), loud)
}

/// Returns the next announcement, or the last one while it is too early. Two of them differ by a space that
/// nobody hears, because the same text again is not read again.
fn announcement(last: Option<(Instant, String)>, text: &str, now: Instant) -> (Instant, String) {
    match last {
        Some((at, said)) if now - at < QUIET => (at, said),
        Some((_, said)) if said == text => (now, format!("{text}\u{a0}")),
        Some(_) | None => (now, text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::Deed;
    use super::super::samples::{field, form_view, key, of_kind};
    use super::*;
    use domain::base::{Code, Refusal};
    use domain::journeys::FieldKind;
    use serde_json::json;
    use yew::Reducible;

    #[test]
    fn that_all_is_saved_is_announced_at_most_every_ten_seconds() {
        let first = announcement(None, "Saved", Instant(0));
        let early = announcement(Some(first.clone()), "Saved", Instant(0) + Span::seconds(9));
        assert_eq!(early, first);
        let later = announcement(Some(first.clone()), "Saved", Instant(0) + Span::seconds(11));
        assert_ne!(later.1, first.1, "the same text would not be read again");
        assert_eq!(later.1.trim(), "Saved");
    }

    #[test]
    fn what_is_only_on_the_screen_is_not_called_saved() {
        let view = form_view(vec![of_kind(FieldKind::Number, field(1))], []);
        let form = Rc::new(Form::new(&view, []));
        assert_eq!(save_line(&Standing::Saved, &form, "Saved").0, SaveState::Safe);
        let form = form.reduce(Deed::Write(key(1), json!("twelve")));
        let (state, text) = save_line(&Standing::Saved, &form, "Saved");
        assert_eq!(
            (state, text.as_str()),
            (SaveState::Waiting, "“Question 1” is saved once it is put right")
        );
    }

    #[test]
    fn a_failure_names_the_question() {
        let form = Form::new(&form_view(vec![field(1)], []), []);
        let refusal = Refusal::new(Code::Storage, "The disk is full.").hint("Make room.");
        let (state, text) = save_line(&Standing::Failed(Slot::Answer(key(1)), refusal), &form, "Saved");
        assert_eq!(state, SaveState::Attention);
        assert_eq!(text, "“Question 1” is not saved. The disk is full. Make room.");
    }
}
