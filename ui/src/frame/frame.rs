//! The frame itself: rail beside page, bottom bar below it, palette and sheet above it.

use super::bottom_bar::BottomBar;
use super::everywhere::EverywhereProps;
use super::frame_actions::{FrameContext, frame_actions};
use super::palette::PaletteProps;
use super::rail::Rail;
use super::section::Section;
use super::shortcut_sheet::ShortcutSheetProps;
use crate::actions::{use_actions, use_shelf};
use crate::backend::is_desktop;
use crate::hooks::{document, use_session};
use crate::parts::{Wanted, above};
use crate::preferences::use_preferences;
use crate::saving::{use_said, use_saving_line};
use device::preferences::TOUR;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// Props of [`Frame`].
#[derive(Properties, PartialEq)]
pub(crate) struct FrameProps {
    /// The sections this person has.
    pub(crate) sections: Vec<Section>,
    /// The page.
    pub(crate) children: Html,
}

/// What stays around every page.
#[component]
pub(crate) fn Frame(props: &FrameProps) -> Html {
    let session = use_session();
    let preferences = use_preferences();
    let palette = use_state(|| None::<AttrValue>);
    let sheet = use_state(|| false);
    let open_palette = {
        let palette = palette.setter();
        use_callback((), move |letters: AttrValue, ()| palette.set(Some(letters)))
    };
    let context = FrameContext { open_palette };
    let (open_sheet, close_sheet) = (setting(&sheet, true), setting(&sheet, false));
    let close_palette = {
        let palette = palette.setter();
        Callback::from(move |()| palette.set(None))
    };
    // Behind the frame's own, and behind those of every page: what is opened first stands at the back.
    let everywhere =
        EverywhereProps { shelf: use_shelf(), sections: props.sections.clone(), more: Vec::new() };
    use_actions(frame_actions(&props.sections, &context, &open_sheet));
    let (line, go_to_unsaved) = use_saving_line();
    let said = use_said(&line);
    let palette = PaletteProps { open_with: (*palette).clone(), more: Vec::new(), on_close: close_palette };
    let sheet = ShortcutSheetProps { open: *sheet, on_close: close_sheet };
    // They are drawn from their first use on: closing gives focus back only while they are there. Before that each is
    // an empty node, not none: what stands beside them keeps its place, and so its state.
    let palette =
        if use_ever(palette.open_with.is_some()) { above(Wanted::Palette(palette)) } else { Html::default() };
    let sheet = if use_ever(sheet.open) { above(Wanted::Sheet(sheet)) } else { Html::default() };
    // It is about invented people, whom only the desktop has.
    let tour = if session.is_known() && is_desktop() && preferences.word(TOUR).is_empty() {
        above(Wanted::Tour)
    } else {
        Html::default()
    };
    html! {
        <ContextProvider<FrameContext> context={context.clone()}>
            <div class="app-box">
                <div class="app">
                    <a class="skip" href="#main" onclick={Callback::from(skip)}>{ "Skip to the page" }</a>
                    <Rail sections={props.sections.clone()} known={session.is_known()}
                        line={line.clone()} on_line={go_to_unsaved.clone()}
                        on_search={context.open_palette.reform(|()| AttrValue::default())} on_shortcuts={open_sheet.clone()} />
                    { above(Wanted::ReadOnly) }
                    { tour }
                    { props.children.clone() }
                    <BottomBar sections={props.sections.clone()} on_shortcuts={open_sheet} line={line.clone()} on_line={go_to_unsaved} />
                    <p class="only-read-aloud" role="status">{ said }</p>
                </div>
                // Beside the page and in the same box, by whose width they are styled too.
                { palette }
                { sheet }
                { above(Wanted::Everywhere(everywhere)) }
            </div>
        </ContextProvider<FrameContext>>
    }
}

/// Says whether something has ever been so.
#[hook]
fn use_ever(now: bool) -> bool {
    let ever = use_mut_ref(|| false);
    let mut ever = ever.borrow_mut();
    *ever |= now;
    *ever
}

fn setting(state: &UseStateHandle<bool>, to: bool) -> Callback<()> {
    let state = state.setter();
    Callback::from(move |()| state.set(to))
}

/// Moves focus to the page. The address stays: the router knows no fragments.
fn skip(event: MouseEvent) {
    event.prevent_default();
    let main = document().and_then(|document| document.get_element_by_id("main"));
    if let Some(main) = main.and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok()) {
        drop(main.focus());
    }
}
