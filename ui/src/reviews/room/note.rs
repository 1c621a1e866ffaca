//! The overall note: the editor with its heading and count. Its document is the editor's own while the room is open.

use crate::backend::here;
use crate::richtext::{EditorHandle, RichTextEditor, Written};
use domain::richtext::RichText;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// What the room knows of the note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Noted {
    /// Its characters.
    pub(super) characters: usize,
    /// Whether nothing is in it.
    pub(super) empty: bool,
}

impl Noted {
    /// Returns what the room knows of a note.
    pub(super) fn of(note: &RichText) -> Self {
        let document = note.document();
        Self { characters: document.characters(), empty: document.is_empty() }
    }
}

/// The running editor of the note, once there is one.
pub(super) type NoteEditor = Rc<RefCell<Option<EditorHandle>>>;

/// Props of [`Note`].
#[derive(Properties, PartialEq)]
pub(super) struct NoteProps {
    /// Which note it is.
    pub(super) id: AttrValue,
    /// The note to begin with.
    pub(super) initial: RichText,
    /// Who will read it.
    pub(super) client: AttrValue,
    /// Its characters now.
    pub(super) characters: usize,
    /// It was written in.
    pub(super) on_change: Callback<(Noted, RichText)>,
    /// Focus left it.
    pub(super) on_leave: Callback<()>,
    /// The editor runs.
    pub(super) on_ready: Callback<EditorHandle>,
}

/// The overall note.
#[component]
pub(super) fn Note(props: &NoteProps) -> Html {
    let on_change = {
        let on_change = props.on_change.clone();
        Callback::from(move |written: Written| {
            // What cannot be stored the editor refuses itself, and keeps.
            if let Ok(text) = written.checked() {
                on_change.emit((Noted::of(&text), text));
            }
        })
    };
    if here().only_looks() {
        return html! {
            <section id="overall-note" aria-label="Overall note">
                <h2 class="pane-label"><span>{ "Overall note" }</span></h2>
                <p class="muted">{ "A draft is not shown on a visit." }</p>
            </section>
        };
    }
    html! {
        <section id="overall-note" aria-label="Overall note">
            <h2 class="pane-label">
                <span>{ "Overall note" }</span>
                <span class="num" title="Characters">{ props.characters }</span>
            </h2>
            <RichTextEditor id={props.id.clone()} initial={props.initial.clone()} label="Overall note"
                placeholder={format!("Dear {}, …", props.client)} {on_change} on_blur={props.on_leave.clone()} on_ready={props.on_ready.clone()} />
        </section>
    }
}
