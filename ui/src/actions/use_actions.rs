//! The hooks with which screens reach the registry.

use super::action::Action;
use super::registry::Actions;
use yew::prelude::*;

/// Returns the registry.
#[hook]
pub(crate) fn use_action_registry() -> Actions {
    use_context::<Actions>().unwrap_or_default()
}

/// Offers actions while the component is shown. Call it on every render with what is possible now.
#[hook]
pub(crate) fn use_actions(actions: Vec<Action>) {
    let registry = use_action_registry();
    let shelf = *use_memo(registry.clone(), Actions::open_shelf);
    {
        let registry = registry.clone();
        use_effect(move || registry.put(shelf, actions));
    }
    use_effect_with((), move |()| move || registry.close(shelf));
}
