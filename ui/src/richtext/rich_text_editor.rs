//! A rich text to be written. Content flows out a moment after it changes; it flows in only when another document
//! is shown, so that nothing ever moves the caret or clears what somebody wrote.

use super::editor_handle::EditorHandle;
use super::surface::Surface;
use domain::richtext::{RichText, RichTextError};
use yew::prelude::*;

/// What was written so far.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Written {
    /// The document as the editor has it, not yet checked.
    pub(crate) json: String,
    /// Its characters.
    pub(crate) characters: usize,
}

impl Written {
    /// Returns the text as it can be stored, or why it cannot.
    ///
    /// # Errors
    /// What the schema refuses; the editor itself shows the reason too.
    pub(crate) fn checked(&self) -> Result<RichText, RichTextError> {
        RichText::parse(&self.json)
    }
}

/// Props of [`RichTextEditor`].
#[derive(Properties, Clone, PartialEq)]
pub(crate) struct RichTextEditorProps {
    /// Which document this is. Another id puts `initial` in, with a history of its own.
    pub(crate) id: AttrValue,
    /// The text to begin with; later values are looked at only when `id` changes.
    pub(crate) initial: RichText,
    /// What a screen reader calls the editor.
    pub(crate) label: AttrValue,
    /// What to show while nothing is written.
    #[prop_or_default]
    pub(crate) placeholder: AttrValue,
    /// Something changed, at most a fifth of a second ago.
    pub(crate) on_change: Callback<Written>,
    /// The editor got focus.
    #[prop_or_default]
    pub(crate) on_focus: Callback<()>,
    /// The editor lost focus, after everything was told through `on_change`.
    #[prop_or_default]
    pub(crate) on_blur: Callback<()>,
    /// The editor runs: what can be asked of it, for templates and for focus.
    #[prop_or_default]
    pub(crate) on_ready: Callback<EditorHandle>,
}

/// A rich text to be written.
#[component]
pub(crate) fn RichTextEditor(props: &RichTextEditorProps) -> Html {
    html! { <Surface key={props.id.as_str()} editor={props.clone()} /> }
}
