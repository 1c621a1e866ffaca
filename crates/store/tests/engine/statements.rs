//! Statements are checked before anybody runs them.

use crate::toy::{ADD_TOY, ALL, Toys};
use domain::base::Value;
use store::{
    StoreError, each_engine,
    engine::{Dialect, Shape, Stmt, Tx},
    testing::OnEngine,
};

each_engine! {
    fn a_statement_tells_what_it_takes_and_returns(toys: Toys) {
        let shape = |stmt: &Stmt| toys.read::<_, StoreError>(|tx| tx.shape(stmt)).unwrap();
        assert_eq!(shape(&ADD_TOY), Shape { parameters: 5, columns: 0 });
        assert_eq!(shape(&ALL), Shape { parameters: 0, columns: 5 });
    }

    fn a_statement_that_skips_a_number_is_refused(toys: Toys) {
        const SKIPS: Stmt = Stmt::new("toy.skips", "SELECT id FROM toys WHERE id = $1 AND label = $3");
        assert!(toys.read(|tx| tx.shape(&SKIPS)).is_err());
    }

    fn a_text_in_double_quotes_is_a_column_and_not_a_text(toys: Toys) {
        const QUOTED: Stmt = Stmt::new("toy.quoted", r#"SELECT id FROM toys WHERE label = "bear""#);
        assert!(matches!(toys.read(|tx| tx.shape(&QUOTED)), Err(StoreError::Sql { .. })));
    }
}

#[test]
fn a_sum_without_a_cast_is_refused_where_it_would_differ() {
    const SUM: Stmt = Stmt::new("toy.sum", "SELECT sum(count) FROM toys");
    const CAST: Stmt = Stmt::new("toy.cast_sum", "SELECT CAST(sum(count) AS BIGINT) FROM toys");
    let toys = Toys::on(Dialect::Postgres);
    assert!(matches!(toys.read(|tx| tx.shape(&SUM)), Err(StoreError::BadColumn { .. })));
    assert!(toys.read(|tx| tx.shape(&CAST)).is_ok());
}

#[test]
fn a_value_of_another_type_than_the_column_is_refused_by_the_stricter_engine() {
    const FIND: Stmt = Stmt::new("toy.find", "SELECT id FROM toys WHERE label = $1");
    let toys = Toys::on(Dialect::Postgres);
    let refused = toys.read::<_, StoreError>(|tx: &mut dyn Tx| tx.rows(&FIND, &[Value::Int(7)]));
    assert!(matches!(refused, Err(StoreError::BadParameter { position: 1, .. })), "{refused:?}");
}
