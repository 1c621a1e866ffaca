//! Rich text on the screen: read with [`RichTextView`], written with [`RichTextEditor`].
//!
//! The editor itself is a script that is loaded when the first one is shown (`ui/editor`); until then, and
//! when it cannot be loaded, the text is there to be read. What may be in a text is decided in `domain::richtext`.

mod editor_handle;
mod format;
mod link_form;
mod rich_text_editor;
mod rich_text_view;
mod surface;
mod toolbar;

pub(crate) use editor_handle::EditorHandle;
pub(crate) use rich_text_editor::{RichTextEditor, Written};
pub(crate) use rich_text_view::RichTextView;
