//! The body of a request, read within limits: of bytes on the way, of bytes when unpacked, of pauses.

use crate::{Problem, State};
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use domain::base::{Code, Refusal};
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// How many bytes a body may have as it was sent. The guard of the route says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room(pub(crate) usize);

/// What is worth a thread of its own to read.
const LONG: usize = 32_768;

/// A window of zstd of 8 MB, which is what everybody writes; larger ones would have to be held in memory.
const WINDOW: u32 = 23;

/// What a body says, as JSON; packed with zstd or gzip, or not.
#[derive(Debug)]
pub struct Sent<T>(pub T);

/// How a body was packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    None,
    Gzip,
    Zstd,
}

impl<T: DeserializeOwned + Send + 'static> FromRequest<Arc<State>> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &Arc<State>) -> Result<Self, Problem> {
        let Some(Room(room)) = request.extensions().get().copied() else { return Err(Problem::bug()) };
        let packing = packing(request.headers())?;
        let limits = &state.config.limits;
        let bytes = collect(request.into_body(), room, limits.body_pause()).await?;
        let unpacked = limits.unpacked_body.max(room);
        if packing == Packing::None && bytes.len() <= LONG {
            return read(packing, &bytes, unpacked).map(Self);
        }
        let read = tokio::task::spawn_blocking(move || read(packing, &bytes, unpacked));
        read.await.map_err(|_panicked| Problem::bug())?.map(Self)
    }
}

async fn collect(mut body: Body, room: usize, pause: Duration) -> Result<Bytes, Problem> {
    let mut held = Vec::new();
    loop {
        let Ok(frame) = timeout(pause, body.frame()).await else { return Err(paused()) };
        let Some(frame) = frame else { return Ok(held.into()) };
        let Ok(frame) = frame else { return Err(cut_off()) };
        // What is no data are trailers, which say nothing here.
        let Ok(data) = frame.into_data() else { continue };
        if data.len() > room - held.len() {
            return Err(too_large(room));
        }
        held.extend_from_slice(&data);
    }
}

fn packing(headers: &HeaderMap) -> Result<Packing, Problem> {
    let Some(named) = headers.get(header::CONTENT_ENCODING) else { return Ok(Packing::None) };
    match named.as_bytes() {
        b"identity" => Ok(Packing::None),
        b"gzip" => Ok(Packing::Gzip),
        b"zstd" => Ok(Packing::Zstd),
        _ => {
            let refusal =
                Refusal::new(Code::Invalid, "What was sent is packed in a way that is not known here.")
                    .hint("Pack it with zstd or gzip, or not at all.");
            Err(Problem::with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE, refusal))
        }
    }
}

fn read<T: DeserializeOwned>(packing: Packing, bytes: &[u8], limit: usize) -> Result<T, Problem> {
    match packing {
        Packing::None => parse(bytes),
        Packing::Gzip => parse(&unpack(flate2::read::GzDecoder::new(bytes), limit)?),
        Packing::Zstd => {
            let mut decoder =
                zstd::stream::read::Decoder::with_buffer(bytes).map_err(|_| unreadable("zstd"))?;
            decoder.window_log_max(WINDOW).map_err(|_| Problem::bug())?;
            parse(&unpack(decoder, limit)?)
        }
    }
}

/// Unpacks up to a limit, and not a byte more.
fn unpack(packed: impl Read, limit: usize) -> Result<Vec<u8>, Problem> {
    let mut held = Vec::new();
    let one_more = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let read: io::Result<usize> = packed.take(one_more).read_to_end(&mut held);
    match read {
        Ok(length) if length <= limit => Ok(held),
        Ok(_) => Err(too_large(limit)),
        Err(_) => Err(unreadable("its packing")),
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(bytes).map_err(|error| unreadable(&error.to_string()))
}

fn unreadable(what: &str) -> Problem {
    Refusal::new(Code::Invalid, "What was sent can't be read.")
        .hint("Please report this; nothing was changed.")
        .detail(serde_json::Value::String(what.to_owned()))
        .into()
}

fn too_large(limit: usize) -> Problem {
    Refusal::new(Code::TooLarge, format!("This is more than {limit} bytes, which is too large to send."))
        .hint("Please send less at once. Nothing was changed.")
        .into()
}

fn paused() -> Problem {
    let refusal = Refusal::new(Code::Invalid, "The rest of what was being sent did not come.")
        .hint("Please try again. Nothing was changed.");
    Problem::with_status(StatusCode::REQUEST_TIMEOUT, refusal)
}

fn cut_off() -> Problem {
    Refusal::new(Code::Invalid, "What was being sent was cut off.")
        .hint("Please try again. Nothing was changed.")
        .into()
}
