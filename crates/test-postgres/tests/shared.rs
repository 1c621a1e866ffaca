//! The server is really there, and letting go of it is no error.

use std::path::Path;

#[test]
fn the_server_waits_at_its_address_while_it_is_used() {
    let address = test_postgres::address().unwrap();
    let folder = address.strip_prefix("host=").and_then(|rest| rest.split(' ').next()).unwrap();
    assert!(Path::new(folder).join(".s.PGSQL.5432").exists(), "{address}");
    assert_eq!(test_postgres::address().unwrap(), address);
    test_postgres::release().unwrap();
    test_postgres::release().unwrap();
}
