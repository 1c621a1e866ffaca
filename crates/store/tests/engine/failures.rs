//! Broken constraints have the same kind and name on both engines, and what only one of them could store is refused.

use crate::toy::{ADD_BOX, ADD_TOY, Toys, add, text};
use domain::base::Value;
use store::{ConstraintKind, StoreError, each_engine};

#[track_caller]
fn assert_broken<T: std::fmt::Debug>(result: Result<T, StoreError>, expected: ConstraintKind, named: &str) {
    match result {
        Err(StoreError::Constraint { kind, name, .. }) => {
            assert_eq!((kind, name.as_deref()), (expected, Some(named)));
        }
        other => panic!("{other:?}"),
    }
}

fn toy(id: &str, place: Option<&str>, label: &str, weight: Value) -> [Value; 5] {
    [text(id), place.map_or(Value::Null, text), text(label), Value::Null, weight]
}

each_engine! {
    fn a_second_row_of_an_id_breaks_the_primary_key(toys: Toys) {
        toys.change(|tx| add(tx, "bear")).unwrap();
        let twice = toys.change(|tx| tx.exec(&ADD_TOY, &toy("bear", None, "owl", Value::Null)));
        assert_broken(twice, ConstraintKind::Unique, "toys_pkey");
    }

    fn a_unique_index_is_named_by_its_name(toys: Toys) {
        toys.change(|tx| tx.exec(&ADD_BOX, &[text("1"), text("attic")])).unwrap();
        let again = toys.change(|tx| tx.exec(&ADD_BOX, &[text("2"), text("attic")]));
        assert_broken(again, ConstraintKind::Unique, "one_box_of_a_name");
        let twins = toys.change(|tx| {
            tx.exec(&ADD_TOY, &toy("a", Some("1"), "bear", Value::Null))?;
            tx.exec(&ADD_TOY, &toy("b", Some("1"), "bear", Value::Null))
        });
        assert_broken(twins, ConstraintKind::Unique, "one_label_in_a_box");
    }

    fn a_reference_may_lead_nowhere_until_the_end(toys: Toys) {
        toys.change(|tx| {
            tx.exec(&ADD_TOY, &toy("a", Some("1"), "bear", Value::Null))?;
            tx.exec(&ADD_BOX, &[text("1"), text("attic")])
        })
        .unwrap();
        let dangling = toys.change(|tx| tx.exec(&ADD_TOY, &toy("b", Some("2"), "owl", Value::Null)));
        assert_broken(dangling, ConstraintKind::ForeignKey, "toys_box_fkey");
        assert_eq!(toys.labels(), ["bear"]);
    }

    fn a_check_is_named_by_its_name(toys: Toys) {
        let weightless = toys.change(|tx| tx.exec(&ADD_TOY, &toy("a", None, "bear", Value::Real(-1.0))));
        assert_broken(weightless, ConstraintKind::Check, "weight_is_positive");
    }

    fn a_missing_value_is_named_by_its_column(toys: Toys) {
        let nameless = toys.change(|tx| tx.exec(&ADD_BOX, &[text("1"), Value::Null]));
        assert_broken(nameless, ConstraintKind::NotNull, "boxes.name");
    }

    fn a_wrong_number_of_parameters_is_refused(toys: Toys) {
        for params in [&[text("1")][..], &[text("1"), text("attic"), text("more")][..]] {
            let refused = toys.change(|tx| tx.exec(&ADD_BOX, params));
            assert!(matches!(refused, Err(StoreError::BadParameter { position: 0, .. })), "{refused:?}");
        }
    }

    fn what_one_engine_could_not_store_is_refused_on_both(toys: Toys) {
        let nul = toys.change(|tx| tx.exec(&ADD_BOX, &[text("1"), text("at\0tic")]));
        assert!(matches!(nul, Err(StoreError::BadParameter { position: 2, .. })), "{nul:?}");
        for number in [f64::NAN, f64::INFINITY] {
            let endless = toys.change(|tx| tx.exec(&ADD_TOY, &toy("a", None, "bear", Value::Real(number))));
            assert!(matches!(endless, Err(StoreError::BadParameter { position: 5, .. })), "{endless:?}");
        }
    }
}
