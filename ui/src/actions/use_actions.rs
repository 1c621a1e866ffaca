//! The hooks with which screens reach the registry.

use super::action::Action;
use super::registry::{Actions, Shelf};
use yew::prelude::*;

/// Returns the registry.
#[hook]
pub(crate) fn use_action_registry() -> Actions {
    use_context::<Actions>().unwrap_or_default()
}

/// Opens a shelf while the component is shown.
#[hook]
pub(crate) fn use_shelf() -> Shelf {
    let registry = use_action_registry();
    let shelf = *use_memo(registry.clone(), Actions::open_shelf);
    use_effect_with((), move |()| move || registry.close(shelf));
    shelf
}

/// Offers actions while the component is shown. Call it on every render with what is possible now.
#[hook]
pub(crate) fn use_actions(actions: Vec<Action>) {
    let shelf = use_shelf();
    use_actions_on(shelf, actions);
}

/// Like [`use_actions`], on a shelf that somebody else opened.
#[hook]
pub(crate) fn use_actions_on(shelf: Shelf, actions: Vec<Action>) {
    let registry = use_action_registry();
    use_effect(move || registry.put(shelf, actions));
}
