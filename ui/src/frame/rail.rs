//! The rail: sections, and at its foot where one's words are and who one is.

use super::frame_actions::fold;
use super::person_menu::FrameMenuProps;
use super::section::Section;
use crate::actions::Keys;
use crate::kit::{Icon, IconButton, KeyCaps, SaveLine, SaveState};
use crate::parts::{Wanted, above};
use crate::preferences::use_preferences;
use crate::routes::{Link, Route, use_route};
use crate::saving::Line;
use crate::sync::SyncLineProps;
use yew::prelude::*;

/// The class of an entry in the bottom bar.
pub(super) const BOTTOM_ITEM: &str = "bottom-item";

/// Props of [`Rail`].
#[derive(Properties, PartialEq)]
pub(crate) struct RailProps {
    /// The sections this person has.
    pub(crate) sections: Vec<Section>,
    /// Whether it is known who uses the application; before that nobody stands at the foot.
    pub(crate) known: bool,
    /// Where one's words are.
    pub(crate) line: Line,
    /// Leads to the first text that is not saved.
    pub(crate) on_line: Callback<()>,
    /// Opens the palette.
    pub(crate) on_search: Callback<()>,
    /// Opens the sheet of shortcuts.
    pub(crate) on_shortcuts: Callback<()>,
}

/// The rail at the left of the window.
#[component]
pub(crate) fn Rail(props: &RailProps) -> Html {
    let here = use_route();
    let preferences = use_preferences();
    let folded = preferences.folded();
    let fold = fold(&preferences).reform(|_: MouseEvent| ());
    let search = {
        let on_search = props.on_search.clone();
        Callback::from(move |_: MouseEvent| on_search.emit(()))
    };
    let person = FrameMenuProps { sections: Vec::new(), on_shortcuts: props.on_shortcuts.clone() };
    let person = above(Wanted::Person(person));
    let line =
        SyncLineProps { line: props.line.clone(), on_line: props.on_line.clone(), only_worries: false };
    let entry = |section: &Section| html! { <li>{ link(section, &here, "rail-item") }</li> };
    html! {
        <nav class={classes!("rail", folded.then_some("folded"))} aria-label="Sections">
            <div class="mark">
                <i class="logo" aria-hidden="true"></i>
                <span>{ "Wrap It Up" }</span>
                <IconButton class="fold" icon={Icon::PanelLeftClose} label="Fold the rail" onclick={fold.clone()} />
            </div>
            <ul>{ for props.sections.iter().filter(|section| !is_bell(section)).map(entry) }</ul>
            <div class="foot">
                <button type="button" class="rail-item unfold" onclick={fold} title="Unfold the rail" aria-label="Unfold the rail">
                    { Icon::PanelLeft }
                </button>
                if props.known {
                    <ul>{ above(Wanted::AttentionEntry) }{ for props.sections.iter().filter(|section| is_bell(section)).map(entry) }</ul>
                    <button type="button" class="rail-item" onclick={search} title="Search">
                        { Icon::Search }<span>{ "Search" }</span><KeyCaps keys={Keys::new("Mod+k")} />
                    </button>
                    { above(Wanted::Line(line)) }
                    <div class="person">
                        { person }
                    </div>
                }
            </div>
        </nav>
    }
}

/// Whether a section stands at the foot: the bell is not a place of work.
fn is_bell(section: &Section) -> bool {
    section.route == Route::Notifications
}

/// Returns where one's words are. When some are not saved it is a button that leads to them.
pub(crate) fn save_line(line: &Line, on_line: &Callback<()>) -> Html {
    let words = html! { <SaveLine state={line.state} text={line.text.clone()} hint={line.hint.clone()} /> };
    if line.state != SaveState::Attention {
        return words;
    }
    let title = format!("{}. {} Go to the first of them.", line.text, line.hint);
    html! {
        <button type="button" class="rail-item unsaved" title={title.clone()} aria-label={title} onclick={on_line.reform(|_: MouseEvent| ())}>{ words }</button>
    }
}

/// Returns the link to a section, for the rail or the bottom bar.
pub(crate) fn link(section: &Section, here: &Route, class: &'static str) -> Html {
    // A shorter word is for the eyes; whoever hears it is told the name as well.
    let (word, name) = match &section.short {
        Some(short) if class == BOTTOM_ITEM => (short.clone(), Some(format!(", {}", section.label))),
        _ => (section.label.clone(), None),
    };
    let current = section.holds(here);
    let count = section.count.clone().map(|count| {
        html! {
            <b class={classes!("count", section.new.then_some("new"))}>
                { count }
                if section.new { <span class="only-read-aloud">{ " waiting" }</span> }
            </b>
        }
    });
    html! { <Link to={section.route.clone()} classes={class} {current} title={section.label.clone()}>
        { section.icon }<span>{ word }if let Some(name) = name { <span class="only-read-aloud">{ name }</span> }</span>{ count }
    </Link> }
}
