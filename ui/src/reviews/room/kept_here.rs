//! Words about this review that could not be saved before: to be put into the note again, or put away.

use super::note::NoteEditor;
use crate::hooks::use_dispatch;
use crate::kit::{Button, ButtonKind, Icon, use_toaster};
use crate::reviews::putting_away::put_away;
use crate::saving::Saver;
use domain::reviews::{KeptPurpose, KeptTextId, KeptView, ReviewsCommand, ReviewsView, SubmissionId};
use domain::richtext::RichText;
use yew::prelude::*;

/// How much of a text is shown, in characters.
const SHOWN: usize = 140;

/// Returns every text about a review that was lost, drafts too: what can be sent to the one who has it now.
pub(super) fn lost_here(view: Option<&ReviewsView>, submission: SubmissionId) -> Vec<KeptView> {
    let here = |kept: &&KeptView| kept.submission == Some(submission);
    view.map(|view| view.kept.iter().filter(here).cloned().collect()).unwrap_or_default()
}

/// Returns the texts that wait for this review.
pub(super) fn kept_here(view: Option<&ReviewsView>, submission: SubmissionId) -> Vec<KeptView> {
    let here = |kept: &&KeptView| kept.kept.is_some() && kept.submission == Some(submission);
    view.map(|view| view.kept.iter().filter(here).cloned().collect()).unwrap_or_default()
}

/// Props of [`KeptHere`].
#[derive(Properties, PartialEq)]
pub(super) struct KeptHereProps {
    /// The texts.
    pub(super) kept: Vec<KeptView>,
    /// The note's editor.
    pub(super) editor: NoteHandle,
    /// What saves the note.
    pub(super) drafts: Saver,
}

/// The note's editor, as a property.
#[derive(Clone)]
pub(super) struct NoteHandle(pub(super) NoteEditor);

impl PartialEq for NoteHandle {
    fn eq(&self, other: &Self) -> bool {
        std::rc::Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Words about this review that could not be saved before.
#[component]
pub(super) fn KeptHere(props: &KeptHereProps) -> Html {
    let (dispatch, toaster) = (use_dispatch(), use_toaster());
    let lines = props.kept.iter().filter_map(|kept| {
        let id: KeptTextId = kept.kept?;
        let put = {
            let (kept, editor, drafts, dispatch) =
                (kept.clone(), props.editor.clone(), props.drafts.clone(), dispatch.clone());
            Callback::from(move |_: MouseEvent| {
                if !insert(kept.purpose, &kept.body, &kept.text, &editor.0) {
                    return;
                }
                let dispatch = dispatch.clone();
                // It is put away only when the note that holds it now is saved.
                drafts.settle(move |saved| {
                    if saved.is_ok() {
                        dispatch.go(ReviewsCommand::Dismiss { kept: id });
                    }
                });
            })
        };
        let away = put_away(&dispatch, toaster.as_ref(), id);
        Some(html! {
            <li key={id.to_string()}>
                <p class="kept-text" dir="auto">{ beginning(&kept.text) }</p>
                <div class="comment-foot">
                    <Button icon={Icon::CornerDownLeft} onclick={put}>{ "Put it into the note" }</Button>
                    <Button kind={ButtonKind::Quiet} onclick={away}>{ "Put away" }</Button>
                </div>
            </li>
        })
    });
    if props.kept.is_empty() {
        return html! {};
    }
    html! {
        <section class="kept-here" aria-label="Kept for you">
            <h2 class="pane-label"><span>{ "Kept for you: words that were not saved" }</span></h2>
            <ul class="comments">{ for lines }</ul>
        </section>
    }
}

/// Writes a text where the caret is in the note. The editor does it, and not a command in the store, because the note that is
/// open here is the editor's own: what the store joined to it, the next save would overwrite. Returns whether there was an editor.
pub(super) fn insert(purpose: KeptPurpose, body: &str, text: &str, editor: &NoteEditor) -> bool {
    let editor = editor.borrow();
    let Some(editor) = &*editor else { return false };
    let rich = matches!(purpose, KeptPurpose::Note | KeptPurpose::Amendment);
    match RichText::parse(body).ok().filter(|_| rich) {
        Some(rich) => editor.insert(&rich),
        None => editor.insert_text(text),
    }
    editor.flush();
    // The button goes away with the text.
    editor.focus();
    true
}

pub(super) fn beginning(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_beginning_of_a_long_text_is_shown() {
        assert_eq!(beginning("Short."), "Short.");
        assert_eq!(beginning(&"ü".repeat(200)).chars().count(), SHOWN + 1);
    }
}
