//! How requests and answers look as bytes, and what an answer means. Plain functions over bytes: who carries them is the
//! driver's affair.
//!
//! Whatever comes back is taken for a stranger's until it proves to be an answer of ours. A page of another network, half an
//! answer and random bytes are [`Answer::Strange`](crate::engine::Answer::Strange) and never data.

mod page;
mod poke;
mod push;
mod reply;

pub use page::{Coding, PageReader};
pub use poke::PokeReader;
pub use push::{PackError, pack, unpack};
pub use reply::{Reply, push_answer, refused_pull};

/// How a push is packed, and what a pull's answer may be packed in.
pub const PACKED: &str = "zstd";

/// The media type of requests, and of answers of one object.
pub const JSON: &str = "application/json";

/// The media type of a page: one object a line.
pub const LINES: &str = "application/x-ndjson";

/// Where pushes go, below the server's address.
pub const PUSH_PATH: &str = "sync/v1/push";

/// Where pulls go, below the server's address.
pub const PULL_PATH: &str = "sync/v1/pull";

/// Where events come from, below the server's address.
pub const EVENTS_PATH: &str = "sync/v1/events";
