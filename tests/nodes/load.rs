//! Writers and a reader at work beside the test.

use crate::reader::Reader;
use crate::scene::Scene;
use std::thread::{self, JoinHandle};
use testkit::{GIVE_UP, Reach};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;

/// What is going on.
pub(crate) struct Load {
    working: JoinHandle<Reader>,
    acknowledged: watch::Receiver<usize>,
    all: usize,
}

impl Load {
    /// Has every writer of a scene write so many steps.
    pub(crate) fn start(scene: &Scene, steps: usize) -> Self {
        let (acknowledged, heard) = watch::channel(0);
        let (writers, addresses) = (scene.writers.clone(), scene.addresses());
        let all = writers.len() * steps;
        let (reader, reach) = (Reader::of(scene.field), Reach::to(&addresses, &scene.admin));
        let working = thread::spawn(move || {
            runtime().block_on(async move {
                let mut writing = JoinSet::new();
                for writer in writers {
                    writing.spawn(writer.write(addresses.clone(), steps, acknowledged.clone()));
                }
                let reading = tokio::spawn(reader.read_along(reach, acknowledged, all));
                while let Some(written) = writing.join_next().await {
                    written.unwrap();
                }
                reading.await.unwrap()
            })
        });
        Self { working, acknowledged: heard, all }
    }

    /// Waits until so many hundredths of everything were acknowledged. It gives up when nothing is for long.
    pub(crate) fn wait_for(&mut self, hundredths: usize) {
        let enough = self.all * hundredths / 100;
        let acknowledged = &mut self.acknowledged;
        let came = runtime().block_on(async move {
            while *acknowledged.borrow_and_update() < enough {
                if !matches!(timeout(GIVE_UP, acknowledged.changed()).await, Ok(Ok(()))) {
                    return false;
                }
            }
            true
        });
        assert!(came, "only {} of {} were taken", *self.acknowledged.borrow(), self.all);
    }

    /// Waits until everything was acknowledged and read.
    pub(crate) fn finish(mut self) -> Reader {
        self.wait_for(100);
        self.working.join().unwrap()
    }
}

pub(crate) fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}
