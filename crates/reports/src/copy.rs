//! One person's past reviews in memory, for as long as somebody reads them. A copy is never changed: when rows did, a new
//! one takes its place.

use crate::fence;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions};
use sqlx::{ConnectOptions, Error, Executor, SqliteConnection};
use std::sync::atomic::{AtomicU64, Ordering};
use store::reports::{COPY, FILL};

/// How many statements can read at a time.
const READERS: u32 = 2;

/// Tells the copies of this process apart.
static MADE: AtomicU64 = AtomicU64::new(0);

/// A copy, and the locked connections to it.
#[derive(Debug)]
pub struct Copy {
    pool: SqlitePool,
    /// The copy is there for as long as one connection is.
    _keeper: SqliteConnection,
}

impl Copy {
    /// Makes a copy of the rows that [`store::Store::report_copy`] returned.
    ///
    /// # Errors
    /// When the rows are not such rows, or there is no memory for them.
    pub async fn of(rows: String) -> Result<Self, Error> {
        // A name that begins with a slash is known to every connection of the process, and to none outside it.
        let name = format!("/reports-{}", MADE.fetch_add(1, Ordering::Relaxed));
        let place = || SqliteConnectOptions::new().filename(&name).vfs("memdb");
        let mut keeper = place().connect().await?;
        keeper.execute(COPY).await?;
        sqlx::query(FILL).bind(rows).execute(&mut keeper).await?;
        let reading = place().read_only(true).pragma("query_only", "ON").pragma("trusted_schema", "OFF");
        let pool = SqlitePoolOptions::new()
            .max_connections(READERS)
            .after_connect(|connection, _| Box::pin(fence::close_in(connection)))
            .before_acquire(|connection, _| {
                Box::pin(async move { fence::limit_steps(connection).await.map(|()| true) })
            })
            .connect_with(reading)
            .await?;
        Ok(Self { pool, _keeper: keeper })
    }

    /// Returns the locked connections.
    #[must_use]
    pub fn pool(&self) -> SqlitePool {
        self.pool.clone()
    }

    /// Lets who is reading finish, and lets nobody else begin.
    pub async fn close(self) {
        self.pool.close().await;
    }
}
