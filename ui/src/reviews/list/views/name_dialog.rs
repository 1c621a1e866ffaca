//! The dialog that asks what a view is called.

use super::deeds::use_deeds;
use super::standing::{named, suggested};
use crate::hooks::new_id;
use crate::kit::{Button, Dialog, Field, TextInput, Tied};
use domain::base::Refusal;
use domain::saved_views::{SavedViewId, SavedViewLine, SavedViewsView, Shows};
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What a name is asked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Naming {
    /// For what the list shows.
    New(Shows),
    /// For a view that has one already.
    Again(SavedViewLine),
}

/// Props of [`NameDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct NameDialogProps {
    /// What a name is asked for.
    pub(super) naming: Naming,
    /// The views that have names.
    pub(super) views: Rc<SavedViewsView>,
    /// A view was saved.
    pub(super) on_saved: Callback<SavedViewId>,
    /// It wants to be closed.
    pub(super) on_close: Callback<()>,
}

/// The dialog that asks what a view is called, open as long as it is there.
#[component]
pub(super) fn NameDialog(props: &NameDialogProps) -> Html {
    let name = use_state_eq(|| match &props.naming {
        Naming::New(shows) => suggested(shows),
        Naming::Again(view) => view.name.clone(),
    });
    let refused = use_state_eq(|| None::<Refusal>);
    let busy = use_state_eq(|| false);
    let input = use_node_ref();
    let deeds = use_deeds();
    use_effect_with(input.clone(), |input| {
        let input = input.clone();
        // After the dialog has chosen what to focus.
        Timeout::new(0, move || {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                drop(input.focus());
                input.select();
            }
        })
        .forget();
    });
    // A name that another view has: saving replaces that view, renaming can't.
    let replaced = match &props.naming {
        Naming::New(_) => named(&props.views.views, &name).cloned(),
        Naming::Again(_) => None,
    };
    let onsubmit = {
        let (naming, replaced, on_saved) =
            (props.naming.clone(), replaced.as_ref().map(|view| view.id), props.on_saved.clone());
        let (name, refused, busy) = (name.clone(), refused.setter(), busy.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            busy.set(true);
            let naming = naming.clone();
            let (deeds, name, on_saved) = (deeds.clone(), (*name).clone(), on_saved.clone());
            let (refused, busy) = (refused.clone(), busy.setter());
            spawn_local(async move {
                let (view, result) = match naming {
                    Naming::New(shows) => {
                        let view = replaced.unwrap_or_else(|| SavedViewId(new_id()));
                        (view, deeds.save(view, name, shows).await)
                    }
                    Naming::Again(view) => (view.id, deeds.rename(view.id, name).await),
                };
                busy.set(false);
                match result {
                    Ok(()) => on_saved.emit(view),
                    Err(refusal) => refused.set(Some(refusal)),
                }
            });
        })
    };
    let on_input = {
        let (name, refused) = (name.setter(), refused.setter());
        Callback::from(move |typed: String| {
            name.set(typed);
            refused.set(None);
        })
    };
    let error = (*refused).as_ref().map(|refusal| format!("{} {}", refusal.message, refusal.hint));
    let (title, help, deed) = match (&props.naming, &replaced) {
        (Naming::Again(view), _) => (format!("Rename “{}”", view.name), None, "Rename"),
        (_, Some(_)) => (
            "Save this view".to_owned(),
            Some("You have a view with this name. Saving replaces what it shows."),
            "Replace",
        ),
        _ => (
            "Save this view".to_owned(),
            Some("The list, its filter and its order are kept under a name."),
            "Save",
        ),
    };
    let value = AttrValue::from((*name).clone());
    let control = Callback::from(move |tied: Tied| {
        html! { <TextInput {tied} value={value.clone()} on_input={on_input.clone()} node_ref={input.clone()} /> }
    });
    let foot = html! {
        <>
            <Button onclick={props.on_close.reform(|_: MouseEvent| ())}>{ "Cancel" }</Button>
            <button type="submit" form="saved-view-name" class="button primary" aria-busy={busy.then_some("true")}>{ deed }</button>
        </>
    };
    html! {
        <Dialog open={true} {title} on_close={props.on_close.clone()} {foot}>
            <form id="saved-view-name" {onsubmit}>
                <Field label="Name" help={help.map(AttrValue::from)} error={error.map(AttrValue::from)} {control} />
            </form>
        </Dialog>
    }
}
