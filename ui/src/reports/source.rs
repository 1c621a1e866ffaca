//! Where the rows come from: the statements of the store, run by the window on the copy that the shell made for the person.

use crate::backend::{here, read};
use device::reports::{Clock, ReviewsWish};
use domain::base::{Code, PersonId, Refusal};
use domain::reviews::Outcome;
use serde::Deserialize;
use serde_json::{Value, json};

const PAGE: &str = include_str!("../../../crates/store/sql/reports/reviews_page.sql");
const TOTALS: &str = include_str!("../../../crates/store/sql/reports/reviews_totals.sql");
const VALUES: &str = include_str!("../../../crates/store/sql/reports/reviews_values.sql");

/// One past review.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Row {
    /// The round.
    pub(super) id: String,
    /// What the client is called.
    pub(super) client: String,
    /// The journey's title.
    pub(super) journey: String,
    /// The section's title.
    pub(super) section: String,
    /// The round's number.
    pub(super) round: i64,
    /// When it was asked for; UTC ms.
    pub(super) asked_at: i64,
    /// When the mentor claimed it; UTC ms.
    pub(super) claimed_at: Option<i64>,
    /// When the mentor finished it; UTC ms.
    pub(super) finished_at: i64,
    /// From asked to finished; ms.
    pub(super) turnaround: i64,
    /// What was decided.
    pub(super) outcome: Outcome,
    /// How many comments it has.
    pub(super) comments: i64,
}

/// What the reviews come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub(super) struct Totals {
    /// How many reviews.
    pub(super) reviews: i64,
    /// Of how many clients.
    pub(super) clients: i64,
    /// How many were approved.
    pub(super) approved: i64,
    /// How many comments.
    pub(super) comments: i64,
    /// From asked to finished, on average; ms.
    pub(super) turnaround: i64,
}

/// Something that the reviews can be filtered by.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Known {
    /// The column.
    pub(super) kind: String,
    /// What stands there.
    pub(super) value: String,
    /// In how many reviews.
    pub(super) reviews: i64,
}

/// Brings a person's copy up to date, and returns their clock.
pub(super) async fn prepare(viewer: PersonId) -> Result<Clock, Refusal> {
    let clock = here().device("prepare_reports", json!({ "viewer": viewer })).await?;
    read(clock).map_err(|error| unreadable(&error))
}

/// Reads some rows.
pub(super) async fn page(viewer: PersonId, params: Vec<Value>) -> Result<Vec<Row>, Refusal> {
    let rows = select(viewer, PAGE, params).await?;
    read(rows).map_err(|error| unreadable(&error))
}

/// Reads what the rows come to.
pub(super) async fn totals(viewer: PersonId, params: Vec<Value>) -> Result<Totals, Refusal> {
    let rows: Vec<Totals> =
        read(select(viewer, TOTALS, params).await?).map_err(|error| unreadable(&error))?;
    Ok(rows.first().copied().unwrap_or_default())
}

/// Reads what the rows can be filtered by.
pub(super) async fn values(viewer: PersonId) -> Result<Vec<Known>, Refusal> {
    read(select(viewer, VALUES, Vec::new()).await?).map_err(|error| unreadable(&error))
}

/// Writes the wished rows into a file that the person chooses, and returns its name.
pub(super) async fn export(viewer: PersonId, wish: &ReviewsWish) -> Result<Option<String>, Refusal> {
    let wish = serde_json::to_value(wish).map_err(|error| unreadable(&error))?;
    let name = here().device("export_reviews", json!({ "viewer": viewer, "wish": wish })).await?;
    Ok(name.as_str().map(str::to_owned))
}

async fn select(viewer: PersonId, sql: &'static str, params: Vec<Value>) -> Result<Value, Refusal> {
    let values: Vec<Value> = [json!(viewer)].into_iter().chain(params).collect();
    here().device("plugin:sql|select", json!({ "db": "reports", "query": sql, "values": values })).await
}

fn unreadable(error: &impl ToString) -> Refusal {
    Refusal::new(Code::UnknownKind, "This report could not be read.")
        .hint("Close the window and open it again. If it stays so, update the application.")
        .detail(error.to_string().into())
}
