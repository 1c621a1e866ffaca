//! What a transaction keeps, what it undoes, and what it sees.

use crate::toy::{ADD_TOY, Toys, add, labels, text};
use domain::base::Value;
use std::{panic::AssertUnwindSafe, thread};
use store::{
    StoreError, each_engine,
    engine::{LockKey, Stmt, Tx},
};

/// A rule that said no.
#[derive(Debug)]
enum No {
    Rule,
    Store { _error: StoreError },
}

impl From<StoreError> for No {
    fn from(error: StoreError) -> Self {
        Self::Store { _error: error }
    }
}

fn refuse(tx: &mut dyn Tx, label: &str) -> Result<(), No> {
    add(tx, label)?;
    Err(No::Rule)
}

fn break_a_constraint(tx: &mut dyn Tx) -> Result<u64, StoreError> {
    tx.exec(&ADD_TOY, &[text("broken"), Value::Null, Value::Null, Value::Null, Value::Null])
}

each_engine! {
    fn a_refused_change_leaves_no_trace(toys: Toys) {
        let refused = toys.write(&[], |tx| refuse(tx, "bear"));
        assert!(matches!(refused, Err(No::Rule)));
        assert!(toys.labels().is_empty());
    }

    fn a_change_that_panics_leaves_no_trace_and_the_next_one_works(toys: Toys) {
        let panicked = std::panic::catch_unwind(AssertUnwindSafe(|| {
            toys.change::<()>(|tx| {
                add(tx, "bear")?;
                panic!("on purpose")
            })
        }));
        assert!(panicked.is_err());
        toys.change(|tx| add(tx, "owl")).unwrap();
        assert_eq!(toys.labels(), ["owl"]);
    }

    fn nothing_can_be_done_or_kept_after_a_failed_statement(toys: Toys) {
        let kept = toys.change(|tx| {
            add(tx, "bear")?;
            break_a_constraint(tx).unwrap_err();
            assert!(matches!(add(tx, "owl"), Err(StoreError::AfterFailure { .. })));
            assert!(matches!(labels(tx), Err(StoreError::AfterFailure { .. })));
            Ok(())
        });
        assert!(matches!(kept, Err(StoreError::AfterFailure { statement }) if statement == "commit"));
        assert!(toys.labels().is_empty());
    }

    fn a_sub_step_undoes_only_itself(toys: Toys) {
        toys.write::<_, No>(&[], |tx| {
            add(tx, "before")?;
            tx.sub_step(|tx| add(tx, "kept").map_err(No::from))?;
            let refused = tx.sub_step(|tx| {
                tx.sub_step(|tx| add(tx, "inner").map_err(No::from))?;
                refuse(tx, "outer")
            });
            assert!(matches!(refused, Err(No::Rule)));
            add(tx, "after")?;
            Ok(())
        })
        .unwrap();
        assert_eq!(toys.labels(), ["after", "before", "kept"]);
    }

    fn a_statement_that_fails_in_a_sub_step_harms_nothing_outside(toys: Toys) {
        toys.change(|tx| {
            add(tx, "before")?;
            assert!(tx.sub_step(break_a_constraint).is_err());
            add(tx, "after")
        })
        .unwrap();
        assert_eq!(toys.labels(), ["after", "before"]);
    }

    fn a_sub_step_that_hides_a_failure_is_undone(toys: Toys) {
        toys.change(|tx| {
            let hidden = tx.sub_step(|tx| {
                add(tx, "lost")?;
                break_a_constraint(tx).unwrap_err();
                Ok::<_, StoreError>(())
            });
            assert!(matches!(hidden, Err(StoreError::AfterFailure { .. })));
            add(tx, "after")
        })
        .unwrap();
        assert_eq!(toys.labels(), ["after"]);
    }

    fn a_question_sees_one_snapshot(toys: Toys) {
        toys.change(|tx| add(tx, "bear")).unwrap();
        toys.read::<_, StoreError>(|tx| {
            assert_eq!(labels(tx)?, ["bear"]);
            toys.change(|tx| add(tx, "owl"))?;
            assert_eq!(labels(tx)?, ["bear"]);
            Ok(())
        })
        .unwrap();
        assert_eq!(toys.labels(), ["bear", "owl"]);
    }

    fn a_question_cannot_write(toys: Toys) {
        let written = toys.read(|tx| add(tx, "bear"));
        assert!(matches!(written, Err(StoreError::ReadOnly { .. })), "{written:?}");
    }

    fn writers_that_lock_the_same_key_take_turns(toys: Toys) {
        const COUNT: Stmt = Stmt::new("toy.count", "SELECT count FROM toys WHERE id = 'bear'");
        const SET: Stmt = Stmt::new("toy.set_count", "UPDATE toys SET count = $1 WHERE id = 'bear'");
        toys.change(|tx| {
            add(tx, "bear")?;
            tx.exec(&SET, &[Value::Int(0)])
        })
        .unwrap();
        let keys = [LockKey::of(b"owl"), LockKey::of(b"bear"), LockKey::of(b"owl")];
        thread::scope(|threads| {
            for _ in 0..4 {
                threads.spawn(|| {
                    for _ in 0..20 {
                        toys.write::<_, StoreError>(&keys, |tx| {
                            let count = tx.row(&COUNT, &[])?.unwrap().int(0)?;
                            tx.exec(&SET, &[Value::Int(count + 1)])
                        })
                        .unwrap();
                    }
                });
            }
        });
        let count = toys.read::<_, StoreError>(|tx| tx.row(&COUNT, &[])).unwrap().unwrap();
        assert_eq!(count.int(0).unwrap(), 80);
    }
}
