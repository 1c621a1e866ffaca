//! The palette: every action on the shelves, found by a few letters.

use crate::actions::{Action, search, use_action_registry};
use crate::hooks::{document, once_no_modal, use_id, use_modal};
use crate::kit::{Icon, KeyCaps, Step, cancelled, clicked_beside, step_of};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// How many finds are shown.
const SHOWN: usize = 60;

/// Props of [`Palette`].
#[derive(Properties, Clone, PartialEq)]
pub(crate) struct PaletteProps {
    /// What it opens with; closed when there is none. "" offers everything.
    pub(crate) open_with: Option<AttrValue>,
    /// What it finds besides what the screens offer.
    #[prop_or_default]
    pub(crate) more: Vec<Action>,
    /// It wants to be closed.
    pub(crate) on_close: Callback<()>,
}

/// The palette.
#[component]
pub(crate) fn Palette(props: &PaletteProps) -> Html {
    let node = use_node_ref();
    use_modal(node.clone(), props.open_with.is_some());
    html! {
        <dialog ref={node.clone()} class="palette" aria-label="Search and commands"
            oncancel={cancelled(&props.on_close)} onclick={clicked_beside(&node, &props.on_close)}>
            if let Some(letters) = &props.open_with {
                <Finder letters={letters.clone()} more={props.more.clone()} on_close={props.on_close.clone()} />
            }
        </dialog>
    }
}

#[derive(Properties, PartialEq)]
struct FinderProps {
    letters: AttrValue,
    more: Vec<Action>,
    on_close: Callback<()>,
}

#[component]
fn Finder(props: &FinderProps) -> Html {
    let registry = use_action_registry();
    let list_id = use_id("found");
    let letters = use_state(|| props.letters.to_string());
    let at = use_state(|| 0_usize);
    let again = use_force_update();
    {
        let registry = registry.clone();
        use_effect_with((), move |()| {
            registry.watch(Some(Callback::from(move |()| again.force_update())));
            move || registry.watch(None)
        });
    }
    let offered = registry.all().into_iter().filter(|action| action.in_palette);
    let actions: Vec<Action> = offered.chain(props.more.iter().cloned()).collect();
    let found: Vec<Action> = search(&actions, &letters)
        .into_iter()
        .take(SHOWN)
        .filter_map(|place| actions.get(place).cloned())
        .collect();
    let found = if letters.is_empty() { by_group(found) } else { found };
    let last = found.len().saturating_sub(1);
    let chosen = (*at).min(last);

    let choose = {
        let on_close = props.on_close.clone();
        Callback::from(move |action: Action| {
            if action.enabled {
                on_close.emit(());
                // Focus is back where it was before the action moves it.
                once_no_modal(move || action.run());
            }
        })
    };
    let onkeydown = {
        let (at, choose, found) = (at.clone(), choose.clone(), found.clone());
        Callback::from(move |event: KeyboardEvent| {
            let step = step_of(&event).filter(|step| !matches!(step, Step::First | Step::Last));
            if let Some(step) = step {
                event.prevent_default();
                at.set(step.around(chosen, last));
            } else if event.key() == "Enter" && !event.is_composing() {
                event.prevent_default();
                found.get(chosen).cloned().iter().for_each(|action| choose.emit(action.clone()));
            }
        })
    };
    let oninput = {
        let (letters, at) = (letters.clone(), at.clone());
        Callback::from(move |event: InputEvent| {
            letters.set(event.target_unchecked_into::<HtmlInputElement>().value());
            at.set(0);
        })
    };
    {
        let option = option_id(&list_id, chosen);
        use_effect_with(option, |option| {
            if let Some(option) = document().and_then(|document| document.get_element_by_id(option)) {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                option.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
    }
    html! {
        <>
            <div class="ask">
                { Icon::Search }
                <input type="text" value={(*letters).clone()} {oninput} {onkeydown}
                    role="combobox" aria-expanded="true" aria-controls={list_id.clone()} aria-label="Search and commands"
                    aria-activedescendant={(!found.is_empty()).then(|| option_id(&list_id, chosen))}
                    placeholder="Where to, or what to do" autocomplete="off" spellcheck="false" />
            </div>
            <div class="found" id={list_id.clone()} role="listbox" aria-label="Found">
                { for found.iter().enumerate().map(|(place, action)| {
                    let first = letters.is_empty() && (place == 0 || found.get(place - 1).is_some_and(|other| other.group != action.group));
                    html! {
                        <>
                            if first { <p class="group" role="presentation">{ action.group.clone() }</p> }
                            { entry(action, place, place == chosen, &list_id, &choose, letters.is_empty()) }
                        </>
                    }
                }) }
                if found.is_empty() {
                    <p class="nothing">{ "Nothing is called that. Try another word, or fewer letters." }</p>
                }
            </div>
            <div class="hints" aria-hidden="true">
                <span><kbd>{ "↑" }</kbd>{ " " }<kbd>{ "↓" }</kbd>{ " to choose" }</span>
                <span><kbd>{ "↵" }</kbd>{ " to do it" }</span>
                <span><kbd>{ "Esc" }</kbd>{ " to go back" }</span>
            </div>
            <p class="only-read-aloud" role="status">{ format!("{} found", found.len()) }</p>
        </>
    }
}

fn entry(
    action: &Action,
    place: usize,
    chosen: bool,
    list: &AttrValue,
    choose: &Callback<Action>,
    grouped: bool,
) -> Html {
    let onclick = {
        let (choose, action) = (choose.clone(), action.clone());
        Callback::from(move |_: MouseEvent| choose.emit(action.clone()))
    };
    html! {
        <div id={option_id(list, place)} class="entry" role="option" aria-selected={if chosen { "true" } else { "false" }}
            aria-disabled={(!action.enabled).then_some("true")} {onclick}>
            { action.icon.unwrap_or(Icon::ArrowRight) }
            <span>{ action.title.clone() }</span>
            if !action.detail.is_empty() { <small>{ action.detail.clone() }</small> }
            if let Some(keys) = &action.keys {
                <KeyCaps keys={keys.clone()} />
            } else if !grouped {
                <small class="keys">{ action.group.clone() }</small>
            }
        </div>
    }
}

fn option_id(list: &AttrValue, place: usize) -> String {
    format!("{list}-{place}")
}

/// Returns the actions with those of one group together, groups in the order of their first appearance.
fn by_group(actions: Vec<Action>) -> Vec<Action> {
    let mut names: Vec<AttrValue> = Vec::new();
    for action in &actions {
        if !names.contains(&action.group) {
            names.push(action.group.clone());
        }
    }
    names
        .iter()
        .flat_map(|name| actions.iter().filter(move |action| action.group == *name).cloned())
        .collect()
}
