//! What can be done with saved views, for the palette and for the menu of the one that is shown.

use super::standing::Standing;
use crate::actions::Action;
use crate::kit::Icon;
use domain::saved_views::{SavedViewId, SavedViewLine, Shows};
use yew::prelude::*;

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Wish {
    /// To show a view.
    Open(SavedViewLine),
    /// To keep what is shown under a name.
    SaveNew(Shows),
    /// To let a view show what is shown now.
    Replace(SavedViewLine, Shows),
    /// To give it another name.
    Rename(SavedViewLine),
    /// To let the reviews open with it, or not any more.
    OpenFirst(SavedViewLine, bool),
    /// To delete it.
    Remove(SavedViewLine),
}

/// Returns what keeps the list, as long as it is not kept as it is.
pub(super) fn save_action(now: Option<&Shows>, standing: Option<&Standing>, run: &Callback<Wish>) -> Action {
    let kept = standing.is_some_and(|standing| !standing.changed);
    let wish = now.cloned().map(Wish::SaveNew);
    let run = run.clone();
    let save = Callback::from(move |()| wish.iter().for_each(|wish| run.emit(wish.clone())));
    Action::new("reviews.save_view", "Save this view", save)
        .keys("v")
        .icon(Icon::Bookmark)
        .words("filter order list keep")
        .group("Saved views")
        .enabled(now.is_some() && !kept)
}

/// Returns what can be done with the view that is shown.
pub(super) fn deeds_of(standing: &Standing, now: Option<&Shows>, run: &Callback<Wish>) -> Vec<Action> {
    let view = &standing.view;
    let action = |id: &'static str, title: &'static str, icon: Icon, wish: Wish| {
        Action::new(id, title, run.reform(move |()| wish.clone()))
            .icon(icon)
            .detail(view.name.clone())
            .group("Saved views")
    };
    let mut deeds = Vec::new();
    if let Some(now) = now.filter(|_| standing.changed) {
        let replace = Wish::Replace(view.clone(), now.clone());
        deeds.push(action("reviews.replace_view", "Replace by what is shown", Icon::Save, replace));
    }
    let first =
        if view.opens_first { "Don't open Reviews with this view" } else { "Open Reviews with this view" };
    deeds.push(action("reviews.rename_view", "Rename the view", Icon::Pencil, Wish::Rename(view.clone())));
    let open_first = Wish::OpenFirst(view.clone(), !view.opens_first);
    deeds.push(action("reviews.open_first", first, Icon::Pin, open_first));
    deeds.push(action("reviews.remove_view", "Delete the view", Icon::Trash2, Wish::Remove(view.clone())));
    deeds
}

/// Returns what opens each of the views that are not shown.
pub(super) fn open_actions(
    views: &[SavedViewLine],
    shown: Option<SavedViewId>,
    run: &Callback<Wish>,
) -> Vec<Action> {
    let others = views.iter().filter(|view| Some(view.id) != shown);
    let open = |view: &SavedViewLine| {
        let wish = Wish::Open(view.clone());
        let run = run.reform(move |()| wish.clone());
        Action::new(format!("reviews.view.{}", view.id), format!("Open view: {}", view.name), run)
            .icon(Icon::Bookmark)
            .group("Saved views")
    };
    others.map(open).collect()
}
