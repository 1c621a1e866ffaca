//! Who is to be told that something changed. A poke says in which buckets, never what, so it may be lost: whoever is told
//! pulls, and whoever is not pulls a little later.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// The buckets in which something changed, and for each of them the tables.
pub type Changed = BTreeMap<String, BTreeSet<String>>;

/// Brings pokes to those who listen to the buckets that they are about. Nobody else is woken.
#[derive(Debug, Default)]
pub struct Hub {
    listeners: Arc<Mutex<Listeners>>,
    written: Arc<Notify>,
}

/// Says when it is dropped that something may have been written.
#[derive(Debug)]
pub struct News(Arc<Notify>);

impl Drop for News {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

/// Those who listen, by the buckets that they listen to.
#[derive(Debug, Default)]
struct Listeners {
    /// The number of the newest.
    newest: u64,
    by_bucket: HashMap<String, HashMap<u64, Arc<Waiting>>>,
}

/// What somebody has not heard yet.
#[derive(Debug, Default)]
struct Waiting {
    changed: Mutex<Changed>,
    news: Notify,
}

/// Somebody who listens, for as long as this is there. What changes while they do not ask is told together, so they are never too
/// far behind.
#[derive(Debug)]
pub struct Subscription {
    number: u64,
    buckets: BTreeSet<String>,
    waiting: Arc<Waiting>,
    listeners: Arc<Mutex<Listeners>>,
}

impl Hub {
    /// Says that something was written here, so that somebody looks what.
    pub fn wrote(&self) {
        self.written.notify_one();
    }

    /// Returns what says so once it is dropped.
    #[must_use]
    pub fn news(&self) -> News {
        News(self.written.clone())
    }

    /// Waits until something was written here.
    pub async fn written(&self) {
        self.written.notified().await;
    }

    /// Tells those who listen to the buckets.
    pub fn tell(&self, changed: &Changed) {
        let listeners = lock(&self.listeners);
        for (bucket, tables) in changed {
            for waiting in listeners.by_bucket.get(bucket).into_iter().flat_map(HashMap::values) {
                lock(&waiting.changed).entry(bucket.clone()).or_default().extend(tables.iter().cloned());
                waiting.news.notify_one();
            }
        }
    }

    /// Listens to the buckets from now on.
    #[must_use]
    pub fn listen(&self, buckets: BTreeSet<String>) -> Subscription {
        let number = {
            let mut listeners = lock(&self.listeners);
            listeners.newest += 1;
            listeners.newest
        };
        let (waiting, listeners) = (Arc::default(), self.listeners.clone());
        let mut subscription = Subscription { number, buckets: BTreeSet::new(), waiting, listeners };
        subscription.listen_to(buckets);
        subscription
    }
}

impl Subscription {
    /// Listens to these buckets from now on, and to no others.
    pub fn listen_to(&mut self, buckets: BTreeSet<String>) {
        let mut listeners = lock(&self.listeners);
        for bucket in self.buckets.difference(&buckets) {
            listeners.remove(bucket, self.number);
        }
        for bucket in buckets.difference(&self.buckets) {
            listeners.by_bucket.entry(bucket.clone()).or_default().insert(self.number, self.waiting.clone());
        }
        drop(listeners);
        self.buckets = buckets;
    }

    /// Waits until something changed in the buckets, and returns what.
    pub async fn next(&mut self) -> Changed {
        loop {
            self.waiting.news.notified().await;
            let changed = mem::take(&mut *lock(&self.waiting.changed));
            // The news may be about what was taken with the news before.
            if !changed.is_empty() {
                return changed;
            }
        }
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.listen_to(BTreeSet::new());
    }
}

impl Listeners {
    fn remove(&mut self, bucket: &str, number: u64) {
        let Some(listening) = self.by_bucket.get_mut(bucket) else { return };
        listening.remove(&number);
        if listening.is_empty() {
            self.by_bucket.remove(bucket);
        }
    }
}

/// Whoever panicked while they held it left it whole: each change of it is one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    fn buckets(names: &[&str]) -> BTreeSet<String> {
        names.iter().copied().map(str::to_owned).collect()
    }

    fn changed(told: &[(&str, &str)]) -> Changed {
        let mut changed = Changed::new();
        for (bucket, table) in told {
            changed.entry((*bucket).to_owned()).or_default().insert((*table).to_owned());
        }
        changed
    }

    #[test]
    fn what_changes_while_nobody_asks_is_told_together_and_once() {
        let hub = Hub::default();
        let mut own = hub.listen(buckets(&["a", "b"]));
        for told in [&[("a", "notes"), ("c", "notes")], &[("a", "people"), ("b", "notes")]] {
            hub.tell(&changed(told));
        }
        let expected = changed(&[("a", "notes"), ("a", "people"), ("b", "notes")]);
        assert_eq!(own.next().now_or_never(), Some(expected));
        assert_eq!(own.next().now_or_never(), None);
    }

    #[test]
    fn whoever_listens_to_something_else_hears_of_that_alone() {
        let hub = Hub::default();
        let (mut own, mut other) = (hub.listen(buckets(&["a", "b"])), hub.listen(buckets(&["a"])));
        own.listen_to(buckets(&["b", "c"]));
        hub.tell(&changed(&[("a", "notes")]));
        assert_eq!(own.next().now_or_never(), None);
        assert_eq!(other.next().now_or_never(), Some(changed(&[("a", "notes")])));
        hub.tell(&changed(&[("b", "notes"), ("c", "notes")]));
        assert_eq!(own.next().now_or_never(), Some(changed(&[("b", "notes"), ("c", "notes")])));
    }

    #[test]
    fn nothing_is_kept_of_whoever_left() {
        let hub = Hub::default();
        let (first, second) = (hub.listen(buckets(&["a", "b"])), hub.listen(buckets(&["b"])));
        drop(first);
        assert_eq!(lock(&hub.listeners).by_bucket.keys().collect::<Vec<_>>(), ["b"]);
        drop(second);
        assert!(lock(&hub.listeners).by_bucket.is_empty());
    }
}
