//! What every feature builds on: ids, time, stored values and refusals.

mod id;
mod refusal;
mod stored;
mod time;
mod value;

pub use id::{CommandId, PersonId, Rev, derived_id};
pub use refusal::{Code, Refusal};
pub use stored::{ColumnKind, Json, Stored, bad_value};
pub use time::{Instant, Span, ZoneId};
pub use value::{BadValue, Value};
