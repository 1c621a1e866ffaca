//! The line of saved views above the list: one button for each, what can be done with the one shown, and the way to save
//! another.

use super::deeds::use_deeds;
use super::name_dialog::{NameDialog, Naming};
use super::standing::{Standing, standing};
use super::view_actions::{Wish, deeds_of, open_actions, save_action};
use crate::actions::{Action, use_actions};
use crate::hooks::focus_later;
use crate::kit::{Button, ButtonKind, Icon, Menu, MenuItem, MenuLine};
use domain::saved_views::{SavedViewId, SavedViewLine, SavedViewsView, Shows};
use std::rc::Rc;
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

/// With more views than these they are in a menu too: a row that scrolls hides some.
const MANY: usize = 4;

/// Props of [`ViewsBar`].
#[derive(Properties, PartialEq)]
pub(in crate::reviews::list) struct ViewsBarProps {
    /// The person's views.
    pub(in crate::reviews::list) views: Rc<SavedViewsView>,
    /// What the list shows now; none while it shows none.
    pub(in crate::reviews::list) now: Option<Shows>,
    /// The view that was opened last.
    pub(in crate::reviews::list) opened: Option<SavedViewId>,
    /// A view is to be shown.
    pub(in crate::reviews::list) on_open: Callback<SavedViewLine>,
    /// What is shown is this view from now on.
    pub(in crate::reviews::list) on_opened: Callback<SavedViewId>,
}

/// The line of saved views.
#[component]
pub(in crate::reviews::list) fn ViewsBar(props: &ViewsBarProps) -> Html {
    let naming = use_state_eq(|| None::<Naming>);
    let save_button = use_node_ref();
    let deeds = use_deeds();
    let run = {
        let (naming, on_open, save_button) = (naming.setter(), props.on_open.clone(), save_button.clone());
        Callback::from(move |wish: Wish| match wish {
            Wish::Open(view) => on_open.emit(view),
            Wish::SaveNew(shows) => naming.set(Some(Naming::New(shows))),
            Wish::Rename(view) => naming.set(Some(Naming::Again(view))),
            Wish::Replace(view, shows) => deeds.replace(&view, shows),
            Wish::OpenFirst(view, first) => deeds.open_first(&view, first),
            Wish::Remove(view) => {
                // The menu that had focus goes with its view.
                let save_button = save_button.clone();
                deeds.remove(&view, Callback::from(move |()| focus_later(&save_button)));
            }
        })
    };
    let views = &props.views.views;
    let shown = standing(views, props.opened, props.now.as_ref());
    let row = use_node_ref();
    use_effect_with((row.clone(), shown.as_ref().map(|shown| shown.view.id)), |(row, _)| show_current(row));
    let save = save_action(props.now.as_ref(), shown.as_ref(), &run);
    let of_shown =
        shown.iter().flat_map(|shown| deeds_of(shown, props.now.as_ref(), &run)).collect::<Vec<_>>();
    let others =
        open_actions(views, shown.as_ref().filter(|shown| !shown.changed).map(|shown| shown.view.id), &run);
    use_actions([save.clone()].into_iter().chain(of_shown.clone()).chain(others).collect());
    let close = {
        let naming = naming.setter();
        Callback::from(move |()| naming.set(None))
    };
    let on_saved = {
        let (close, on_opened) = (close.clone(), props.on_opened.clone());
        Callback::from(move |view| {
            close.emit(());
            on_opened.emit(view);
        })
    };
    let dialog = match &*naming {
        Some(naming) => html! {
            <NameDialog naming={naming.clone()} views={props.views.clone()} {on_saved} on_close={close} />
        },
        None => Html::default(),
    };
    html! {
        <div class="saved-views" role="group" aria-label="Saved views">
            if !views.is_empty() {
                <ul ref={row}>{ for views.iter().map(|view| chip(view, shown.as_ref(), &run)) }</ul>
            }
            if views.len() > MANY { { all(views, shown.as_ref(), &run) } }
            { shown.as_ref().map(|shown| menu(shown, &of_shown)).unwrap_or_default() }
            { save_view(&save, &save_button) }
            { dialog }
        </div>
    }
}

fn chip(view: &SavedViewLine, shown: Option<&Standing>, run: &Callback<Wish>) -> Html {
    let here = shown.filter(|shown| shown.view.id == view.id);
    let wish = Wish::Open(view.clone());
    let onclick = run.reform(move |_: MouseEvent| wish.clone());
    html! {
        <li key={view.id.to_string()}>
            <button type="button" class="saved-view" aria-current={here.map(|_| "true")} title={view.name.clone()} {onclick}>
                if view.opens_first { { Icon::Pin } }
                <span dir="auto">{ view.name.clone() }</span>
                if view.opens_first { <span class="only-read-aloud">{ ", opens first" }</span> }
                if here.is_some_and(|here| here.changed) { <small>{ "changed" }</small> }
            </button>
        </li>
    }
}

/// Every view, to choose from.
fn all(views: &[SavedViewLine], shown: Option<&Standing>, run: &Callback<Wish>) -> Html {
    let line = |view: &SavedViewLine| {
        let wish = Wish::Open(view.clone());
        let here = shown.is_some_and(|shown| shown.view.id == view.id);
        MenuItem::new(view.name.clone(), run.reform(move |()| wish.clone())).checked(here).into()
    };
    let lines: Vec<MenuLine> = views.iter().map(line).collect();
    html! { <Menu class="button quiet only-icon" label="All views" {lines}>{ Icon::ChevronDown }</Menu> }
}

fn menu(shown: &Standing, deeds: &[Action]) -> Html {
    let lines: Vec<MenuLine> = deeds.iter().map(MenuLine::from).collect();
    html! {
        <Menu class="button quiet only-icon" label={format!("Change the view “{}”", shown.view.name)} {lines}>{ Icon::Ellipsis }</Menu>
    }
}

fn save_view(save: &Action, node: &NodeRef) -> Html {
    let onclick = {
        let save = save.clone();
        Callback::from(move |_: MouseEvent| save.run())
    };
    let title = if save.enabled {
        "Keep this list, its filter and its order under a name"
    } else {
        "This view is saved"
    };
    html! {
        <Button kind={ButtonKind::Quiet} icon={Icon::Bookmark} disabled={!save.enabled} node_ref={node.clone()} {title} {onclick}>
            { "Save view" }
        </Button>
    }
}

/// Brings the view that is shown into sight, in a row that may be longer than the window.
fn show_current(row: &NodeRef) {
    let current = row.cast::<Element>().and_then(|row| row.query_selector("[aria-current]").ok().flatten());
    if let Some(current) = current {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        options.set_inline(ScrollLogicalPosition::Nearest);
        current.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
