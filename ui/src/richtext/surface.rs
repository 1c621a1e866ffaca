//! One document in one running editor, from loading the script to taking the editor away.

use super::editor_handle::{Ears, EditorHandle, Start};
use super::format::Formatting;
use super::rich_text_editor::{RichTextEditorProps, Written};
use super::rich_text_view::RichTextView;
use super::toolbar::Toolbar;
use crate::kit::{Button, ButtonKind};
use domain::richtext::RichTextError;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;
use yew::prelude::*;

/// Props of [`Surface`].
#[derive(Properties, PartialEq)]
pub(super) struct SurfaceProps {
    /// What the editor was given.
    pub(super) editor: RichTextEditorProps,
}

/// One document in one running editor.
#[component]
pub(super) fn Surface(props: &SurfaceProps) -> Html {
    let props = &props.editor;
    let mount = use_node_ref();
    let state = SurfaceState {
        phase: use_state_eq(|| Phase::Loading),
        shown: use_state_eq(Formatting::default),
        linking: use_state_eq(|| false),
        refused: use_state_eq(|| None),
        wanted: use_mut_ref(|| false),
    };
    let attempt = use_state(|| 0_u32);
    // Callbacks change with every render of the screen around; the editor always calls the newest.
    let latest = use_mut_ref(|| props.clone());
    *latest.borrow_mut() = props.clone();
    {
        let (mount, state) = (mount.clone(), state.clone());
        use_effect_with(*attempt, move |_| run(&mount, &state, latest));
    }

    let retry = {
        let (attempt, phase) = (attempt.clone(), state.phase.clone());
        Callback::from(move |_| {
            phase.set(Phase::Loading);
            attempt.set(*attempt + 1);
        })
    };
    let want = {
        let wanted = state.wanted.clone();
        Callback::from(move |on: bool| *wanted.borrow_mut() = on)
    };
    let on_linking = Callback::from({
        let linking = state.linking.clone();
        move |open| linking.set(open)
    });
    html! {
        <div class="editor">
            if !matches!(*state.phase, Phase::Ready(_)) {
                // It can have focus, which the editor takes over once it is there.
                <div class="editor-preview" tabindex="-1" onclick={want.reform(|_: MouseEvent| true)}
                    onfocus={want.reform(|_: FocusEvent| true)} onblur={want.reform(|_: FocusEvent| false)}>
                    <RichTextView text={props.initial.clone()} />
                </div>
            }
            <div ref={mount} class="editor-mount" key="mount"></div>
            if let Some(error) = &*state.refused { { refusal(error) } }
            if let Phase::Ready(editor) = &*state.phase {
                <Toolbar editor={editor.clone()} shown={(*state.shown).clone()} linking={*state.linking} {on_linking} />
            }
            if matches!(*state.phase, Phase::Failed) {
                <p class="editor-refusal" role="alert">
                    { "The editor could not be opened, so this can only be read. What was written is safe. " }
                    <Button kind={ButtonKind::Quiet} onclick={retry}>{ "Try again" }</Button>
                </p>
            }
        </div>
    }
}

fn refusal(error: &RichTextError) -> Html {
    html! { <p class="editor-refusal" role="alert">{ error.to_string() }{ " " }{ error.hint() }</p> }
}

/// Where the editor is on its way.
#[derive(Clone, PartialEq)]
enum Phase {
    Loading,
    Ready(EditorHandle),
    Failed,
}

/// What the surface shows, besides the text.
#[derive(Clone)]
struct SurfaceState {
    phase: UseStateHandle<Phase>,
    shown: UseStateHandle<Formatting>,
    linking: UseStateHandle<bool>,
    /// Why what is written now cannot be stored.
    refused: UseStateHandle<Option<RichTextError>>,
    /// Whether the person wanted to write before the editor was there.
    wanted: Rc<RefCell<bool>>,
}

type Latest = Rc<RefCell<RichTextEditorProps>>;

/// Starts an editor, and returns what takes it away again, started or not.
fn run(mount: &NodeRef, state: &SurfaceState, latest: Latest) -> impl FnOnce() + use<> {
    let running: Rc<RefCell<Running>> = Rc::default();
    let ears = Rc::new(ears(state, &latest));
    if let Some(element) = mount.cast::<Element>() {
        spawn_local(start(element, state.clone(), latest, Rc::clone(&ears), Rc::clone(&running)));
    }
    move || {
        if let Running::Yes(editor) = running.replace(Running::Over) {
            editor.destroy();
        }
        drop(ears);
    }
}

/// Whether the editor runs, for whoever is faster: the script that loads or the screen that goes.
#[derive(Default)]
enum Running {
    #[default]
    NotYet,
    Yes(EditorHandle),
    Over,
}

async fn start(
    element: Element,
    state: SurfaceState,
    latest: Latest,
    ears: Rc<Ears>,
    running: Rc<RefCell<Running>>,
) {
    let props = latest.borrow().clone();
    let start = Start { json: props.initial.as_str(), label: &props.label, placeholder: &props.placeholder };
    let started = EditorHandle::start(&element, start, &ears).await;
    let over = matches!(*running.borrow(), Running::Over);
    match started {
        Ok(editor) if over => editor.destroy(),
        Ok(editor) => {
            running.replace(Running::Yes(editor.clone()));
            state.phase.set(Phase::Ready(editor.clone()));
            if state.wanted.take() {
                editor.focus();
            }
            props.on_ready.emit(editor);
        }
        Err(_) if over => {}
        Err(_) => state.phase.set(Phase::Failed),
    }
}

fn ears(state: &SurfaceState, latest: &Latest) -> Ears {
    let (shown, linking, refused) = (state.shown.clone(), state.linking.clone(), state.refused.clone());
    let told = |latest: &Latest, which: fn(&RichTextEditorProps) -> &Callback<()>| {
        let latest = Rc::clone(latest);
        Closure::<dyn Fn()>::new(move || {
            let callback = which(&latest.borrow()).clone();
            callback.emit(());
        })
    };
    let changed = Rc::clone(latest);
    Ears {
        on_change: Closure::new(move |json: String, characters: f64| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a count of characters"
            )]
            let written = Written { json, characters: characters as usize };
            refused.set(written.checked().err());
            let callback = changed.borrow().on_change.clone();
            callback.emit(written);
        }),
        on_state: Closure::new(move |json: String| shown.set(Formatting::read(&json))),
        on_link: Closure::new(move || linking.set(true)),
        on_focus: told(latest, |props| &props.on_focus),
        on_blur: told(latest, |props| &props.on_blur),
    }
}
