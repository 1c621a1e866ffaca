//! The editor's script from Rust: loading it, starting one editor, and what can be asked of that.

use super::format::Format;
use domain::richtext::RichText;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::{Closure, JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

/// What an editor is told when it starts.
pub(super) struct Start<'a> {
    /// The document, as JSON.
    pub(super) json: &'a str,
    /// What a screen reader calls the editor.
    pub(super) label: &'a str,
    /// What to show while nothing is written.
    pub(super) placeholder: &'a str,
}

/// What an editor tells, by itself.
pub(super) struct Ears {
    /// The document changed: its JSON and its characters.
    pub(super) on_change: Closure<dyn Fn(String, f64)>,
    /// The toolbar shows something else: its state as JSON.
    pub(super) on_state: Closure<dyn Fn(String)>,
    /// The person asks for a link.
    pub(super) on_link: Closure<dyn Fn()>,
    /// The editor got focus.
    pub(super) on_focus: Closure<dyn Fn()>,
    /// The editor lost focus; what was not yet told has been told.
    pub(super) on_blur: Closure<dyn Fn()>,
}

/// One running editor. Copies are the same editor. After it was taken away, nothing happens.
#[derive(Clone, PartialEq)]
pub(crate) struct EditorHandle {
    editor: JsValue,
}

impl EditorHandle {
    /// Loads the script, if that was not done yet, and starts an editor in an element.
    pub(super) async fn start(element: &Element, start: Start<'_>, ears: &Ears) -> Result<Self, JsValue> {
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        let load: Function = Reflect::get(&window, &"loadEditor".into())?.dyn_into()?;
        let loading: Promise = load.call0(&window)?.dyn_into()?;
        let module = JsFuture::from(loading).await?;
        let create: Function = Reflect::get(&module, &"create".into())?.dyn_into()?;
        let options = options(&start, ears)?;
        create.call2(&module, element, &options).map(|editor| Self { editor })
    }

    /// Puts the caret into the editor.
    pub(crate) fn focus(&self) {
        self.call("focus", &[]);
    }

    /// Writes plain text at the caret, over what is selected.
    pub(crate) fn insert_text(&self, text: &str) {
        self.call("insertText", &[text]);
    }

    /// Writes a rich text at the caret, over what is selected.
    pub(crate) fn insert(&self, text: &RichText) {
        self.call("insertContent", &[text.as_str()]);
    }

    /// Tells what was not yet told, now: before the text is sent.
    pub(crate) fn flush(&self) {
        self.call("flush", &[]);
    }

    /// Formats the selection.
    pub(super) fn run(&self, format: Format) {
        self.call("command", &[format.name()]);
    }

    /// Links the selection, and tells whether the address can be linked to.
    pub(super) fn link(&self, address: &str) -> bool {
        self.call("command", &["link", address]).is_truthy()
    }

    /// Takes the link around the caret away.
    pub(super) fn unlink(&self) {
        self.call("command", &["unlink"]);
    }

    /// Tells what was not yet told, and takes the editor away.
    pub(super) fn destroy(&self) {
        self.call("destroy", &[]);
    }

    fn call(&self, method: &str, args: &[&str]) -> JsValue {
        let args: Array = args.iter().map(|arg| JsValue::from_str(arg)).collect();
        Reflect::get(&self.editor, &method.into())
            .and_then(|method| method.dyn_into::<Function>())
            .and_then(|method| method.apply(&self.editor, &args))
            .unwrap_or(JsValue::UNDEFINED)
    }
}

fn options(start: &Start<'_>, ears: &Ears) -> Result<Object, JsValue> {
    let options = Object::new();
    let entries: [(&str, JsValue); 8] = [
        ("json", start.json.into()),
        ("label", start.label.into()),
        ("placeholder", start.placeholder.into()),
        ("onChange", ears.on_change.as_ref().clone()),
        ("onState", ears.on_state.as_ref().clone()),
        ("onLink", ears.on_link.as_ref().clone()),
        ("onFocus", ears.on_focus.as_ref().clone()),
        ("onBlur", ears.on_blur.as_ref().clone()),
    ];
    for (name, value) in entries {
        Reflect::set(&options, &name.into(), &value)?;
    }
    Ok(options)
}
