//! Where one is: the address of the window, followed.

use super::Route;
use crate::hooks::window;
use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// Goes to a page; one can go back from it.
pub(crate) fn go_to(route: &Route) {
    go_to_address(&route.to_path());
}

/// Goes to a page by its address, which may say more than which page it is.
pub(crate) fn go_to_address(address: &str) {
    let Some(window) = window() else { return };
    let pushed =
        window.history().and_then(|history| history.push_state_with_url(&JsValue::NULL, "", Some(address)));
    // Browsers tell of steps back and forth only; the router hears of this step in the same way.
    if let (Ok(()), Ok(event)) = (pushed, Event::new("popstate")) {
        drop(window.dispatch_event(&event));
    }
}

/// Returns where one is.
#[hook]
pub(crate) fn use_route() -> Route {
    use_context::<Route>().unwrap_or(Route::NotFound)
}

/// Props of [`Router`].
#[derive(Properties, PartialEq)]
pub(crate) struct RouterProps {
    /// What is within the router.
    pub(crate) children: Html,
}

/// Tells everything within it where one is.
#[component]
pub(crate) fn Router(props: &RouterProps) -> Html {
    let here = use_state_eq(address);
    {
        let here = here.setter();
        use_effect_with((), move |()| {
            let follow = move || here.set(address());
            let heard = window().map(|window| {
                let follow = follow.clone();
                EventListener::new(&window, "popstate", move |_| follow())
            });
            // Somebody may have gone elsewhere between the first drawing and this.
            follow();
            move || drop(heard)
        });
    }
    html! { <ContextProvider<Route> context={(*here).clone()}>{ props.children.clone() }</ContextProvider<Route>> }
}

fn address() -> Route {
    window()
        .and_then(|window| window.location().pathname().ok())
        .map_or(Route::NotFound, |path| Route::at(&path))
}
