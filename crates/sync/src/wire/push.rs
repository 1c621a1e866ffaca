//! A push as bytes: JSON, packed.

use std::io::{self, Read as _};

use domain::sync::PushRequest;
use thiserror::Error;

/// How hard a push is packed; harder costs more time than it saves.
const LEVEL: i32 = 3;

/// A push could not be packed or unpacked.
#[derive(Debug, Error)]
pub enum PackError {
    /// It is no JSON of a push, or could not be written as such.
    #[error("this is not a push")]
    Json(#[from] serde_json::Error),
    /// Its packing is broken.
    #[error("the packing is broken")]
    Packing(#[from] io::Error),
    /// It is larger than it may be.
    #[error("it has more than {limit} bytes")]
    TooLarge {
        /// The most bytes.
        limit: usize,
    },
}

/// Returns a push as bytes.
///
/// # Errors
/// When it can't be written as JSON, or there is no memory to pack it.
pub fn pack(request: &PushRequest) -> Result<Vec<u8>, PackError> {
    Ok(zstd::encode_all(serde_json::to_vec(request)?.as_slice(), LEVEL)?)
}

/// Reads a push, which unpacked has at most `limit` bytes.
///
/// # Errors
/// When it is larger, or no push.
pub fn unpack(packed: &[u8], limit: usize) -> Result<PushRequest, PackError> {
    let mut json = Vec::new();
    let one_more = (limit as u64).saturating_add(1);
    zstd::Decoder::with_buffer(packed)?.take(one_more).read_to_end(&mut json)?;
    if json.len() > limit {
        return Err(PackError::TooLarge { limit });
    }
    Ok(serde_json::from_slice(&json)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::base::{CommandId, Instant, PersonId, ZoneId};
    use domain::command::Envelope;
    use domain::sync::{ClientId, Epoch, PushEntry, SCHEMA};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn request(text: &str, entries: i64) -> PushRequest {
        let entry = |n| PushEntry {
            n,
            envelope: Envelope {
                id: CommandId(Uuid::from_u128(n.unsigned_abs().into())),
                actor: PersonId(Uuid::from_u128(1)),
                at: Instant(1_795_510_800_000),
                zone: ZoneId::utc(),
                base_rev: None,
                kind: "reviews.save_note".to_owned(),
                v: 1,
                args: text.into(),
            },
        };
        PushRequest {
            client_id: ClientId(Uuid::from_u128(7)),
            epoch: Epoch::of(1),
            schema: SCHEMA,
            device: "أمل's laptop".to_owned(),
            entries: (1..=entries).map(entry).collect(),
        }
    }

    #[test]
    fn a_large_push_is_refused_before_it_is_unpacked_whole() {
        let packed = pack(&request(&"word ".repeat(10_000), 1)).unwrap();
        assert!(packed.len() < 5_000, "{} bytes", packed.len());
        assert!(matches!(unpack(&packed, 40_000), Err(PackError::TooLarge { limit: 40_000 })));
    }

    proptest! {
        #[test]
        fn a_push_comes_back_as_it_went(text in ".{0,200}", entries in 0..20_i64) {
            let request = request(&text, entries);
            prop_assert_eq!(unpack(&pack(&request).unwrap(), 1_000_000).unwrap(), request);
        }

        #[test]
        fn no_bytes_make_it_stumble(bytes in prop::collection::vec(any::<u8>(), 0..300), cut in any::<prop::sample::Index>()) {
            unpack(&bytes, 1_000).unwrap_err();
            let whole = pack(&request("a few words", 3)).unwrap();
            unpack(&whole[..cut.index(whole.len())], 10_000).unwrap_err();
        }
    }
}
