//! What a browser needs before the first page, and the desktop's window never loads: the way to the server, who is signed
//! in, and a question before one leaves a page with words that were not sent.

use crate::{accounts, backend, saving};
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// Gets ready, and then shows the first page.
pub(crate) fn begin(show: fn()) {
    spawn_local(async move {
        match load().await {
            Ok(prepare) => prepare(show),
            // There is nothing to say it with; the page that started this one says that it stopped.
            Err(Unprepared) => std::process::abort(),
        }
    });
}

/// What it takes could not be fetched.
struct Unprepared;

impl From<SplitLoaderError> for Unprepared {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// Gets ready, then calls back.
type Prepare = fn(fn());

#[wasm_split(browser, fallible)]
fn load() -> Result<Prepare, Unprepared> {
    Ok(|show| {
        backend::use_http();
        saving::ask_before_leaving();
        spawn_local(async move {
            accounts::see_who_is_signed_in().await;
            show();
        });
    })
}
