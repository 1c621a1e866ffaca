//! Somebody who reads along while others write: an admin, who may see all of it. Whatever they are told, they are told once.

use crate::writer::leave_alone;
use domain::enrolments::Answer as Written;
use domain::journeys::FieldId;
use domain::rows::{AnyRow, RowKey, Table};
use domain::sync::{ClientId, PAGE_BYTES, PullPage, PullRequest, SCHEMA, row_of};
use std::collections::{BTreeMap, BTreeSet};
use sync::driver::Transport as _;
use sync::engine::Answer;
use testkit::{HISTORY, Reach};
use tokio::sync::watch;
use uuid::Uuid;

/// What a reader has, and how far they are.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    /// Each row, and the change that wrote it.
    pub(crate) rows: BTreeMap<RowKey, (i64, AnyRow)>,
    cursors: BTreeMap<String, i64>,
    /// How many pages had something new.
    pub(crate) pages: usize,
    /// The answer that is rewritten again and again with the next number.
    field: Option<FieldId>,
}

impl Reader {
    pub(crate) fn of(field: FieldId) -> Self {
        Self { field: Some(field), ..Self::default() }
    }

    /// Reads until so many changes were acknowledged, and everything is there.
    pub(crate) async fn read_along(
        mut self,
        reach: Reach,
        acknowledged: watch::Sender<usize>,
        all: usize,
    ) -> Self {
        let mut acknowledged = acknowledged.subscribe();
        loop {
            let is_last = *acknowledged.borrow_and_update() >= all;
            let more = self.read(&reach).await;
            if is_last && !more {
                return self;
            }
            if !more && !is_last {
                acknowledged.changed().await.unwrap();
            }
        }
    }

    /// Reads one page, and returns whether there is another.
    pub(crate) async fn read(&mut self, reach: &Reach) -> bool {
        let request = self.request();
        loop {
            match reach.pull(request.clone()).await {
                Answer::Given(page) => return self.take(*page),
                again => leave_alone(&again).await,
            }
        }
    }

    fn request(&self) -> PullRequest {
        PullRequest {
            client_id: ClientId(Uuid::from_u128(0x2EAD)),
            epoch: Some(HISTORY),
            schema: SCHEMA,
            cursors: self.cursors.clone(),
            fresh: BTreeSet::new(),
            after_n: 0,
            max_bytes: PAGE_BYTES,
        }
    }

    fn take(&mut self, page: PullPage) -> bool {
        assert!(page.head.reset.is_empty(), "{:?}", page.head);
        self.pages += usize::from(!page.rows.is_empty());
        for put in page.rows {
            for bucket in &put.b {
                let (known, now) = (self.cursors.get(bucket).copied().unwrap_or(0), page.end.cursors[bucket]);
                assert!(
                    (known + 1..=now).contains(&put.seq),
                    "{:?}: {} is not after {known} to {now}",
                    put.key,
                    put.seq
                );
            }
            let row = row_of(put.key.table, put.v).unwrap();
            if let Some((seq, before)) = self.rows.get(&put.key) {
                assert!(put.seq > *seq, "{:?} came twice as {seq}", put.key);
                assert!(self.number(&row) >= self.number(before), "{before:?} went back to {row:?}");
            }
            self.rows.insert(put.key, (put.seq, row));
        }
        for gone in page.gone {
            self.rows.remove(&gone.key);
        }
        for (bucket, cursor) in &page.end.cursors {
            assert!(self.cursors.get(bucket).is_none_or(|before| before <= cursor), "{bucket} went back");
        }
        self.cursors = page.end.cursors;
        page.end.more
    }

    /// Returns the number in the answer that is rewritten.
    fn number(&self, row: &AnyRow) -> Option<usize> {
        if row.key().table != Table::Answer {
            return None;
        }
        let written = Written::try_from(row.clone()).unwrap();
        (Some(written.field_id) == self.field).then(|| written.value.0.as_str().unwrap().parse().unwrap())
    }
}
