//! The one list of what can be asked, and who may. The router is made of this list, and there is no row without a
//! [`Who`]: what nobody listed does not exist, and what somebody listed is guarded. Beside it there are only the files of the
//! interface, where there are any.

mod commands;
mod docs;
mod events;
mod guard;
mod headers;
mod health;
mod observe;
mod openapi;
mod says;
mod sync;
mod table;

pub use says::Says;
pub use table::{Route, Time, Who, table};
pub(crate) use table::{delete, get, patch, post, put};

use crate::{Problem, State, web};
use axum::Router;
use axum::extract::{self, Request};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use domain::base::{Code, Refusal};
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

/// Returns everything that the server answers.
pub fn routes(state: &Arc<State>) -> Router {
    let mut router = Router::new();
    for route in table() {
        router = router.route(route.path, guard::guarded(state, route));
    }
    router
        .fallback(beside)
        .method_not_allowed_fallback(not_like_that)
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::custom(|_panic: Box<dyn std::any::Any + Send>| {
            axum::response::IntoResponse::into_response(Problem::bug())
        }))
        .layer(from_fn_with_state(state.clone(), headers::complete))
        .layer(from_fn_with_state(state.clone(), observe::observe))
        .with_state(state.clone())
}

/// Answers what is in no row: with a file of the interface, which is no secret, or that there is nothing.
async fn beside(extract::State(state): extract::State<Arc<State>>, request: Request) -> Response {
    state.web.as_ref().map_or_else(web::nothing_here, |web| web.answer(&request))
}

async fn not_like_that() -> Problem {
    let refusal = Refusal::new(Code::Invalid, "This address is not asked like that.");
    Problem::with_status(StatusCode::METHOD_NOT_ALLOWED, refusal)
}
