//! The devices on which somebody is signed in.

use super::{Signed, deeds, refusals, sessions};
use crate::body::Sent;
use crate::listen::Peer;
use crate::{Problem, State};
use axum::Json;
use axum::extract::{self, Extension, Path};
use axum::http::StatusCode;
use domain::accounts::{DeviceId, DeviceLine, DeviceList, RenameDevice};
use domain::base::{Code, Refusal};
use std::sync::Arc;

/// Lists them.
pub(super) async fn list(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
) -> Result<Json<DeviceList>, Problem> {
    let now = state.now();
    let devices = state.read(move |store| store.accounts().devices(signed.person, now)).await??;
    let line = |device: store::accounts::Device| DeviceLine {
        current: device.id == signed.device,
        id: device.id,
        name: device.name,
        created_at: device.created_at,
        seen_at: device.seen_at,
    };
    Ok(Json(DeviceList { devices: devices.into_iter().map(line).collect() }))
}

/// Gives one of them another name.
pub(super) async fn rename(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Path(device): Path<String>,
    Sent(asked): Sent<RenameDevice>,
) -> Result<StatusCode, Problem> {
    let device = id(&device)?;
    let Some(name) = sessions::clean_name(&asked.name) else {
        let refusal = Refusal::new(Code::Invalid, "A device has a name.");
        return Err(refusals::invalid(refusal.hint("Write what you call it.")));
    };
    let done =
        state.write(move |store| store.accounts().rename_device(signed.person, device, &name)).await??;
    if done { Ok(StatusCode::NO_CONTENT) } else { Err(refusals::not_found("device")) }
}

/// Signs one of them out from afar.
pub(super) async fn revoke(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
    Path(device): Path<String>,
) -> Result<StatusCode, Problem> {
    let device = id(&device)?;
    let deed = deeds::of(&state, &signed, peer);
    let done =
        state.write(move |store| store.accounts().revoke_device(signed.person, device, &deed)).await??;
    if done { Ok(StatusCode::NO_CONTENT) } else { Err(refusals::not_found("device")) }
}

fn id(text: &str) -> Result<DeviceId, Problem> {
    text.parse().map_err(|_| refusals::not_found("device"))
}
