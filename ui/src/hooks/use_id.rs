//! Ids that are unique in the page, to tie a label to what it labels.

use std::cell::Cell;
use yew::prelude::*;

thread_local! {
    static GIVEN: Cell<u32> = const { Cell::new(0) };
}

/// Returns an id that nothing else in the page has, the same on every render.
#[hook]
pub(crate) fn use_id(name: &'static str) -> AttrValue {
    (*use_memo((), |()| {
        let number = GIVEN.get() + 1;
        GIVEN.set(number);
        AttrValue::from(format!("{name}-{number}"))
    }))
    .clone()
}
