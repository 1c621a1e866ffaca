//! PostgreSQL: a server that any number of processes may share, and the sessions with it.

mod failure;
mod session;
#[cfg(feature = "testing")]
pub(super) mod throwaway;
mod tx;
mod value;

use super::{Layout, LockKey, PostgresOptions, Tx, pool::Pool};
use crate::StoreError;
use ::postgres::IsolationLevel;
use failure::Doing;
use session::Session;
use std::sync::atomic::{AtomicU64, Ordering};
use tx::PostgresTx;

/// A server. Sessions are opened when they are needed and opened again when they were lost.
///
/// The library blocks its thread, so asynchronous callers reach it through a thread of their own
/// (`spawn_blocking`).
pub(super) struct Postgres {
    options: PostgresOptions,
    sessions: Pool<Option<Session>>,
    /// How many sessions were lost in use. What ended one may have ended others, of which nobody hears until they are used.
    losses: AtomicU64,
}

impl Postgres {
    /// Opens a first session and brings the database up to date.
    pub(super) fn open(options: &PostgresOptions, layout: &Layout) -> Result<Self, StoreError> {
        let mut first = Session::open(options)?;
        first.check_database()?;
        first.migrate(layout)?;
        first.limit(options.patience)?;
        let mut sessions = Vec::new();
        sessions.resize_with(options.sessions.max(1), || None);
        if let Some(last) = sessions.last_mut() {
            *last = Some(first);
        }
        Ok(Self { options: options.clone(), sessions: Pool::new(sessions), losses: AtomicU64::new(0) })
    }

    /// Writes at READ COMMITTED under locks; see [`super::Engine::write`].
    pub(super) fn write<T, E>(
        &self,
        locks: &[LockKey],
        change: impl FnOnce(&mut dyn Tx) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        self.with_session(|session| {
            let (client, statements) = session.parts();
            let mut open = client
                .build_transaction()
                .isolation_level(IsolationLevel::ReadCommitted)
                .read_only(false)
                .start()
                .doing("begin")?;
            let mut tx = PostgresTx::new(&mut open, statements);
            tx.lock(locks)?;
            let value = change(&mut tx)?;
            tx.check_before_commit()?;
            open.commit().doing("commit")?;
            Ok(value)
        })
    }

    /// Reads one snapshot; see [`super::Engine::read`].
    pub(super) fn read<T, E>(&self, question: impl FnOnce(&mut dyn Tx) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        self.with_session(|session| {
            let (client, statements) = session.parts();
            let mut open = client
                .build_transaction()
                .isolation_level(IsolationLevel::RepeatableRead)
                .read_only(true)
                .start()
                .doing("begin")?;
            question(&mut PostgresTx::new(&mut open, statements))
        })
    }

    fn with_session<T, E>(&self, work: impl FnOnce(&mut Session) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        let losses = self.losses.load(Ordering::Relaxed);
        let mut place = self.sessions.take();
        if place.as_mut().is_some_and(|session| !session.is_usable_after(losses, self.options.patience)) {
            *place = None;
        }
        let session = match &mut *place {
            Some(session) => session,
            empty => {
                let mut session = Session::open(&self.options)?;
                session.limit(self.options.patience)?;
                empty.insert(session)
            }
        };
        let done = work(session);
        if session.is_lost() {
            self.losses.fetch_add(1, Ordering::Relaxed);
        }
        done
    }
}
