//! Changes that share a transaction on a file: their order, their answers, and that nobody pays for another one's.

use crate::toy::{ADD_TOY, Toys, add, text};
use domain::base::Value;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread;
use store::StoreError;
use store::engine::{Dialect, Tx};
use store::testing::OnEngine as _;

type Change = Box<dyn FnMut(&mut dyn Tx) -> Result<(), StoreError> + Send>;
type Outcome = thread::Result<Result<(), StoreError>>;

/// Lets changes come one after another while somebody else writes, so that all of them wait, and returns what came of each.
fn while_somebody_writes(toys: &Arc<Toys>, changes: Vec<Change>) -> Vec<Outcome> {
    let ((enter, entered), (go_on, may_go_on)) = (channel(), channel());
    let spawn = |mut change: Change| {
        let toys = toys.clone();
        thread::spawn(move || toys.write_together(&[], move |tx| change(tx)))
    };
    let first = spawn(Box::new(move |tx| {
        enter.send(()).unwrap();
        may_go_on.recv().unwrap();
        add(tx, "first").map(drop)
    }));
    entered.recv().unwrap();
    let mut threads = Vec::new();
    for change in changes {
        threads.push(spawn(change));
        while toys.waiting() < threads.len() {
            thread::yield_now();
        }
    }
    go_on.send(()).unwrap();
    first.join().unwrap().unwrap();
    threads.into_iter().map(thread::JoinHandle::join).collect()
}

fn toys() -> Arc<Toys> {
    Arc::new(Toys::on(Dialect::Sqlite))
}

fn adding(label: &'static str) -> Change {
    Box::new(move |tx| add(tx, label).map(drop))
}

/// Puts a toy into a box that is not there, which shows when the transaction ends.
fn into_no_box() -> Change {
    Box::new(|tx| {
        let toy = [text("lost"), text("no box"), text("lost"), Value::Null, Value::Null];
        tx.exec(&ADD_TOY, &toy).map(drop)
    })
}

fn is_kept(outcome: &Outcome) -> bool {
    matches!(outcome, Ok(Ok(())))
}

#[test]
fn those_who_wait_share_a_transaction_in_their_order_and_are_answered_after_it() {
    let (toys, made, answered) = (toys(), Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicUsize::new(0)));
    let changes = (0..10).map(|number| {
        let (toys, made) = (toys.clone(), made.clone());
        let change: Change = Box::new(move |tx| {
            add(tx, &format!("toy {number}"))?;
            // With what others can see meanwhile.
            made.lock().unwrap().push((number, toys.labels()));
            Ok(())
        });
        counting(change, &answered)
    });
    let outcomes = while_somebody_writes(&toys, changes.collect());
    assert!(outcomes.iter().all(is_kept), "{outcomes:?}");
    let expected: Vec<_> = (0..10).map(|number| (number, vec!["first".to_owned()])).collect();
    assert_eq!(*made.lock().unwrap(), expected);
    assert_eq!(toys.labels().len(), 11);
}

/// Counts a change once nobody holds it any more: it was answered.
fn counting(mut change: Change, answered: &Arc<AtomicUsize>) -> Change {
    struct Answered(Arc<AtomicUsize>);
    impl Drop for Answered {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
    let answered = Answered(answered.clone());
    Box::new(move |tx| {
        assert_eq!(answered.0.load(Ordering::SeqCst), 0, "somebody was answered before all was kept");
        change(tx)
    })
}

#[test]
fn one_that_is_refused_undoes_its_own_alone_and_is_told() {
    let toys = toys();
    let refused = Box::new(|tx: &mut dyn Tx| {
        add(tx, "refused")?;
        Err(StoreError::Unsuitable { reason: "a rule".to_owned() })
    });
    let outcomes = while_somebody_writes(&toys, vec![adding("bear"), refused, adding("owl")]);
    let [bear, refused, owl] = outcomes.as_slice() else { panic!("three") };
    assert!(is_kept(bear) && is_kept(owl));
    assert!(matches!(refused, Ok(Err(StoreError::Unsuitable { .. }))), "{refused:?}");
    assert_eq!(toys.labels(), ["bear", "first", "owl"]);
}

#[test]
fn one_that_breaks_down_breaks_nobody_elses() {
    let toys = toys();
    let broken = Box::new(|tx: &mut dyn Tx| {
        tx.sub_step(|tx| {
            add(tx, "broken")?;
            panic!("on purpose")
        })
    });
    let outcomes = while_somebody_writes(&toys, vec![adding("bear"), broken, adding("owl")]);
    let [bear, broken, owl] = outcomes.as_slice() else { panic!("three") };
    assert!(is_kept(bear) && is_kept(owl));
    assert!(broken.is_err(), "{broken:?}");
    assert_eq!(toys.labels(), ["bear", "first", "owl"]);
}

#[test]
fn one_that_can_not_be_committed_is_told_so_and_the_others_are_kept() {
    let toys = toys();
    let outcomes = while_somebody_writes(&toys, vec![adding("bear"), into_no_box(), adding("owl")]);
    let [bear, lost, owl] = outcomes.as_slice() else { panic!("three") };
    assert!(is_kept(bear) && is_kept(owl), "{bear:?} {owl:?}");
    assert!(matches!(lost, Ok(Err(StoreError::Constraint { .. }))), "{lost:?}");
    assert_eq!(toys.labels(), ["bear", "first", "owl"]);
}

#[test]
fn a_crowd_larger_than_a_transaction_is_all_kept() {
    let toys = toys();
    let adding = |number| -> Change { Box::new(move |tx| add(tx, &format!("toy {number}")).map(drop)) };
    let outcomes = while_somebody_writes(&toys, (0..100).map(adding).collect());
    assert!(outcomes.iter().all(is_kept));
    assert_eq!(toys.labels().len(), 101);
}
