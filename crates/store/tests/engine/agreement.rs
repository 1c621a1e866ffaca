//! Both engines store, sort and return the same.

use crate::toy::{ADD_TOY, ALL, Toys, add, text};
use domain::base::Value;
use store::{StoreError, each_engine, engine::Stmt};

each_engine! {
    fn every_kind_of_value_comes_back_as_it_went(toys: Toys) {
        let rows = [
            vec![text("1"), Value::Null, text("Ω 漢字 नमस्ते 🧸"), Value::Int(i64::MIN), Value::Real(0.1)],
            vec![text("2"), Value::Null, text(""), Value::Int(i64::MAX), Value::Real(f64::MIN_POSITIVE)],
            vec![text("3"), Value::Null, text("'; -- \"\n"), Value::Null, Value::Null],
        ];
        for row in &rows {
            assert_eq!(toys.change(|tx| tx.exec(&ADD_TOY, row)).unwrap(), 1);
        }
        let found = toys.read::<_, StoreError>(|tx| tx.rows(&ALL, &[])).unwrap();
        let found: Vec<_> = found.into_iter().map(store::engine::Record::into_values).collect();
        assert_eq!(found, rows);
    }

    fn a_parameter_is_found_by_its_number_and_not_by_its_place(toys: Toys) {
        const ADD: Stmt = Stmt::new(
            "toy.add_backwards",
            "INSERT INTO toys (count, label, id) VALUES ($3, $2, $1)",
        );
        const FIND: Stmt = Stmt::new(
            "toy.find_twice",
            "SELECT id FROM toys WHERE count = $2 AND label = $1 AND (label = $1 OR count = $2)",
        );
        toys.change(|tx| tx.exec(&ADD, &[text("id"), text("bear"), Value::Int(7)])).unwrap();
        let found = toys.read::<_, StoreError>(|tx| tx.row(&FIND, &[text("bear"), Value::Int(7)])).unwrap();
        assert_eq!(found.unwrap().text(0).unwrap(), "id");
    }

    fn text_sorts_by_code_points(toys: Toys) {
        toys.change(|tx| ["é", "a", "Z", "b", "_", "ß", "漢"].iter().try_for_each(|label| add(tx, label).map(drop)))
            .unwrap();
        assert_eq!(toys.labels(), ["Z", "_", "a", "b", "ß", "é", "漢"]);
    }

    fn a_row_that_is_there_is_updated_and_returned(toys: Toys) {
        const PUT: Stmt = Stmt::new(
            "toy.put",
            "INSERT INTO toys (id, label, count) VALUES ($1, $2, $3)
             ON CONFLICT (id) DO UPDATE SET label = excluded.label, count = toys.count + excluded.count
             RETURNING label, count",
        );
        let put = |label: &str, count| {
            let params = [text("id"), text(label), Value::Int(count)];
            let row = toys.change(|tx| tx.row(&PUT, &params)).unwrap().unwrap();
            (row.text(0).unwrap().to_owned(), row.int(1).unwrap())
        };
        assert_eq!(put("bear", 2), ("bear".to_owned(), 2));
        assert_eq!(put("owl", 3), ("owl".to_owned(), 5));
    }

    fn a_truth_is_read_as_0_or_1(toys: Toys) {
        const ANY: Stmt = Stmt::new("toy.any", "SELECT EXISTS (SELECT 1 FROM toys), 2 > 1");
        let row = toys.read::<_, StoreError>(|tx| tx.row(&ANY, &[])).unwrap().unwrap();
        assert!(!row.flag(0).unwrap());
        assert!(row.flag(1).unwrap());
    }

    fn a_column_of_another_kind_is_named(toys: Toys) {
        toys.change(|tx| add(tx, "bear")).unwrap();
        let row = toys.read::<_, StoreError>(|tx| tx.row(&ALL, &[])).unwrap().unwrap();
        let wrong = row.int(2).unwrap_err();
        assert!(
            matches!(&wrong, StoreError::BadColumn { statement, column, source }
                if statement == "toy.all" && column == "label" && source.found == "bear"),
            "{wrong:?}"
        );
        assert!(matches!(row.int(3), Err(StoreError::BadColumn { .. })));
        assert_eq!(row.opt_int(3).unwrap(), None);
        assert!(matches!(row.text(9), Err(StoreError::BadColumn { .. })));
    }

    fn what_was_written_is_there_after_a_restart(toys: Toys) {
        let mut toys = toys;
        toys.change(|tx| add(tx, "bear")).unwrap();
        toys.0.reopen();
        assert_eq!(toys.labels(), ["bear"]);
    }
}
