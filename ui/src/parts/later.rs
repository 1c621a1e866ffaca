//! What is drawn by a part that may not be there yet. Once it is there, it draws at once.

use super::part::{Draw, Part, Unloaded, Wanted};
use crate::frame::{Page, PersonFace, more_face, save_line};
use crate::kit::{ErrorState, Skeleton, SkeletonShape, Toast, use_toaster};
use std::cell::RefCell;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What to do when a part could not be loaded.
const HINT: &str =
    "Every word you wrote is kept. Try again; if it stays so, close Wrap It Up and open it again.";

thread_local! {
    /// The parts that are there.
    static LOADED: RefCell<Vec<(Part, Draw)>> = const { RefCell::new(Vec::new()) };
}

/// Loads a part and keeps what draws it.
///
/// # Errors
/// When its file cannot be fetched or read. It can be tried again.
pub(super) async fn fetch(part: Part) -> Result<(), Unloaded> {
    if drawer(part).is_none() {
        let draw = part.load().await?;
        LOADED.with_borrow_mut(|loaded| {
            // Whoever else waited for it may have been first.
            if loaded.iter().all(|(one, _)| *one != part) {
                loaded.push((part, draw));
            }
        });
    }
    Ok(())
}

/// Props of [`Later`].
#[derive(Properties, PartialEq)]
pub(super) struct LaterProps {
    /// The part that draws it.
    pub(super) part: Part,
    /// What it draws.
    pub(super) wanted: Wanted,
}

/// Draws something when its part is there. Until then a page has its skeleton, and everything else waits unseen.
#[component]
pub(super) fn Later(props: &LaterProps) -> Html {
    let failed = use_state_eq(|| false);
    let redraw = use_force_update();
    let toaster = use_toaster();
    let load = {
        let (failed, says_so_itself) =
            (failed.setter(), matches!(props.wanted, Wanted::Page(_) | Wanted::Toast(_)));
        use_callback((props.part, toaster), move |(), (part, toaster)| {
            let (part, failed, redraw, toaster) = (*part, failed.clone(), redraw.clone(), toaster.clone());
            spawn_local(async move {
                let fetched = fetch(part).await;
                if let (Err(_), false, Some(toaster)) = (fetched, says_so_itself, toaster) {
                    toaster.show(Toast::error("This could not be opened.", HINT));
                }
                failed.set(fetched.is_err());
                redraw.force_update();
            });
        })
    };
    // What could not be loaded is tried again when it is wanted again.
    use_effect_with((props.part, props.wanted.clone(), load.clone()), |(part, _, load)| {
        if drawer(*part).is_none() {
            load.emit(());
        }
    });
    match (drawer(props.part), &props.wanted) {
        (Some(draw), wanted) => draw(wanted.clone()),
        (None, Wanted::Page(_)) if *failed => html! {
            <Page title="Not opened"><div class="column"><h1 class="only-read-aloud">{ "Not opened" }</h1>
                <ErrorState message="This page could not be opened." hint={HINT}
                    on_retry={load} />
            </div></Page>
        },
        (None, Wanted::Page(_) | Wanted::Waiting) => html! {
            <Page title="Opening"><div class="column"><Skeleton shape={SkeletonShape::Page} /></div></Page>
        },
        // Its words at least.
        (None, Wanted::Toast(props)) => html! { <p class="toast">{ props.toast.text.clone() }</p> },
        (None, Wanted::Line(props)) if !props.only_worries => save_line(&props.line, &props.on_line),
        (None, Wanted::Person(_)) => html! { <div class="person-button"><PersonFace /></div> },
        (None, Wanted::More(_)) => html! { <div class="bottom-item">{ more_face() }</div> },
        (None, _) => Html::default(),
    }
}

fn drawer(part: Part) -> Option<Draw> {
    LOADED.with_borrow(|loaded| loaded.iter().find(|(one, _)| *one == part).map(|(_, draw)| *draw))
}
