//! Parts that are fetched ahead, once the first page stands: when they are wanted, they are there.

use super::part::Part;
use crate::hooks::Role;
use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How long after the start the parts are fetched: the first page has been drawn by then.
const REST_MS: u32 = 400;

/// Fetches what a person with these roles is likely to open next. A part that fails is fetched again when it is wanted.
#[hook]
pub(crate) fn use_prepared_parts(roles: &[Role]) {
    let mut parts = vec![Part::Above];
    parts.extend(roles.contains(&Role::Mentor).then_some(Part::Reviews));
    parts.extend(roles.contains(&Role::Client).then_some(Part::Journeys));
    use_effect_with(parts, |parts| {
        let parts = parts.clone();
        let rest = Timeout::new(REST_MS, move || {
            spawn_local(async move {
                for part in parts {
                    super::later::fetch(part).await.ok();
                }
            });
        });
        move || drop(rest)
    });
}
