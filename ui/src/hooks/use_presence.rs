//! The other side knows where the person is, and the page that somebody from outside wants them to see is opened.

use super::session::use_viewer;
use super::wire::use_wire;
use crate::routes::{Route, go_to, use_route};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Says where the person is, once it is known who they are, whenever that changes and whenever somebody comes from
/// outside.
#[hook]
pub(crate) fn use_presence(known: bool) {
    let (wire, viewer, route) = (use_wire(), use_viewer(), use_route());
    let (came, redraw) = (use_mut_ref(|| 0_u32), use_force_update());
    {
        let came = came.clone();
        use_effect_with(wire.clone(), move |wire| {
            let opened = move || {
                *came.borrow_mut() += 1;
                redraw.force_update();
            };
            let outside = wire.backend().on_open(Rc::new(opened));
            move || drop(outside)
        });
    }
    let came = *came.borrow();
    use_effect_with((known, viewer, route.to_path(), came), move |(known, viewer, address, _)| {
        if *known {
            let here = wire.backend().here(*viewer, address);
            spawn_local(async move {
                // Who can't be reached now is told of the next step.
                if let Ok(Some(wanted)) = here.await {
                    go_to(&Route::at(&wanted));
                }
            });
        }
    });
}
