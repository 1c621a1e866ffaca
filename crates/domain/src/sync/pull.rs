//! A pull: what changed among the rows that a person may see, in pages. On the wire a page is one JSON object a line, and
//! its last line says that it is whole.

use super::{ClientId, Columns, Epoch, Settled};
use crate::base::{CommandId, Instant};
use crate::rows::RowKey;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How far a device is, and what it asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PullRequest {
    /// Which installation.
    pub client_id: ClientId,
    /// The history that it knows; none before the first pull.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<Epoch>,
    /// The shape of rows that it reads.
    pub schema: u32,
    /// For each bucket that it has, the number of the newest change that it knows.
    pub cursors: BTreeMap<String, i64>,
    /// The buckets among them that it is still receiving for the first time: what left them before is no concern of it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub fresh: BTreeSet<String>,
    /// The number of the newest of its entries whose outcome it knows.
    pub after_n: i64,
    /// About how many bytes of rows it takes.
    pub max_bytes: usize,
}

/// One page of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct PullPage {
    /// What holds for the whole page.
    pub head: Head,
    /// Rows as they are now.
    pub rows: Vec<Put>,
    /// Rows that left a bucket.
    pub gone: Vec<Gone>,
    /// How far the device is after this page.
    pub end: PullEnd,
}

/// The first line of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Head {
    /// The server's history.
    pub epoch: Epoch,
    /// Every bucket that the person reads now. What the device has of another one is no longer theirs.
    pub buckets: BTreeSet<String>,
    /// Buckets that the device has to forget first: it was away for longer than the server remembers what left them, or it
    /// holds something else than it should.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub reset: BTreeSet<String>,
    /// The newest schema that the server knows.
    pub server_schema: u32,
    /// The server's time.
    pub now: Instant,
}

/// A row, and the buckets by which the person has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Put {
    /// Which row.
    #[serde(flatten)]
    pub key: RowKey,
    /// Its buckets among those of the person that brought it with this page.
    pub b: BTreeSet<String>,
    /// The change that wrote it.
    pub seq: i64,
    /// Its columns.
    pub v: Columns,
}

/// A row that is in a bucket no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Gone {
    /// Which row.
    #[serde(flatten)]
    pub key: RowKey,
    /// The buckets.
    pub b: BTreeSet<String>,
    /// The change by which it left.
    pub seq: i64,
}

/// The last line of a page. Without it the page was cut off, and is not to be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PullEnd {
    /// For each bucket, the number of the newest change that the device knows after this page.
    pub cursors: BTreeMap<String, i64>,
    /// Whether there is another page.
    pub more: bool,
    /// The number of the newest command of this client that the server decided, in the state that the page shows.
    pub last_n: i64,
    /// That command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_id: Option<CommandId>,
    /// What became of the client's commands after the one that it named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<Settled>,
    /// For each bucket, a digest of the rows that it holds; on the last page alone.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub digests: BTreeMap<String, i64>,
}

/// A line of a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "t", rename_all = "snake_case")]
pub enum PullLine {
    /// The first one.
    Head(Head),
    /// A row as it is now.
    Row(Put),
    /// A row that left.
    Gone(Gone),
    /// The last one.
    End(PullEnd),
}

impl PullPage {
    /// Returns the page's lines, in order.
    pub fn lines(self) -> impl Iterator<Item = PullLine> {
        [PullLine::Head(self.head)]
            .into_iter()
            .chain(self.rows.into_iter().map(PullLine::Row))
            .chain(self.gone.into_iter().map(PullLine::Gone))
            .chain([PullLine::End(self.end)])
    }

    /// Puts a page together from its lines; `None` when it is not whole: cut off, or not a page at all.
    #[must_use]
    pub fn of(lines: impl IntoIterator<Item = PullLine>) -> Option<Self> {
        let mut lines = lines.into_iter();
        let Some(PullLine::Head(head)) = lines.next() else { return None };
        let (mut rows, mut gone) = (Vec::new(), Vec::new());
        loop {
            match lines.next()? {
                PullLine::Head(_) => return None,
                PullLine::Row(row) => rows.push(row),
                PullLine::Gone(left) => gone.push(left),
                PullLine::End(end) => {
                    return lines.next().is_none().then_some(Self { head, rows, gone, end });
                }
            }
        }
    }
}
