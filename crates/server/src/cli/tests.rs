//! The commands, on files of their own.

use super::*;
use crate::config::Database;
use crate::erased::Erased;
use domain::base::PersonId;
use domain::command::Role;
use domain::query::Query;
use std::path::Path;
use store::engine::{Place, SqliteOptions};
use store::{SYSTEM, Store};

fn config(folder: &Path) -> Config {
    Config { data: folder.to_owned(), ..Config::default() }
}

fn add(config: &Config, name: &str) -> PersonId {
    let user = user::User::Add {
        name: name.to_owned(),
        email: format!("{}@example.org", name.to_lowercase()),
        zone: "Europe/Lisbon".to_owned(),
        roles: vec![user::May::Mentor],
    };
    user::obey(config, user).unwrap().lines().next().unwrap().parse().unwrap()
}

fn people(store: &Store) -> Vec<String> {
    let people = store.ask(SYSTEM, Query::People, opening::now()).unwrap();
    people.as_array().unwrap().iter().map(|person| person["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_words_of_the_program_are_as_they_are_documented() {
    use clap::CommandFactory;
    Cli::command().debug_assert();
    for words in [
        &["serve"][..],
        &["migrate"],
        &["check"],
        &["backup"],
        &["restore", "a.db"],
        &["sample"],
        &["sample", "--password-file", "p"],
        &["user", "add", "--name", "A", "--email", "a@example.org", "--role", "admin"],
        &["user", "give", "0198f3a0-7c1e-7a00-8000-00000000000a", "mentor"],
        &["user", "take", "0198f3a0-7c1e-7a00-8000-00000000000a", "admin"],
        &["user", "disable", "0198f3a0-7c1e-7a00-8000-00000000000a"],
        &["user", "enable", "0198f3a0-7c1e-7a00-8000-00000000000a"],
        &["user", "remove-second-factor", "0198f3a0-7c1e-7a00-8000-00000000000a"],
        &["user", "link", "0198f3a0-7c1e-7a00-8000-00000000000a"],
        &["serve", "--config", "c.toml"],
    ] {
        assert!(Cli::try_parse_from([&["wrapitup-server"], words].concat()).is_ok(), "{words:?}");
    }
}

#[test]
fn a_person_who_was_added_is_there_with_their_roles() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    let ana = add(&config, "Ana");
    let store = opening::open(&config).unwrap();
    assert_eq!(people(&store), ["Ana"]);
    assert_eq!(store.roles_of(ana).unwrap(), [Role::Mentor].into());
}

#[test]
fn an_operator_changes_what_people_may_do_and_whether_they_sign_in() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    let ana = add(&config, "Ana").0;
    let obey = |user| user::obey(&config, user);
    obey(user::User::Give { person: ana, role: user::May::Admin }).unwrap();
    assert_eq!(obey(user::User::Roles { person: ana }).unwrap(), "mentor admin");
    for last in
        [user::User::Take { person: ana, role: user::May::Admin }, user::User::Disable { person: ana }]
    {
        assert!(obey(last).unwrap_err().to_string().contains("last admin"));
    }
    let bob = add(&config, "Bob").0;
    obey(user::User::Disable { person: bob }).unwrap();
    let find = || {
        let store = opening::open(&config).unwrap();
        store.accounts().find_by_email("bob@example.org").unwrap().unwrap().disabled_at
    };
    assert!(find().is_some());
    obey(user::User::Enable { person: bob }).unwrap();
    assert!(find().is_none());
    let link = obey(user::User::Link { person: bob }).unwrap();
    assert!(link.contains("/account/reset#"), "{link}");
    assert!(obey(user::User::Link { person: uuid::Uuid::from_u128(1) }).is_err());
    let without_code = |person| obey(user::User::RemoveSecondFactor { person });
    assert!(without_code(bob).unwrap_err().to_string().contains("no second factor"));
    let store = opening::open(&config).unwrap();
    store.accounts().begin_factor(domain::base::PersonId(bob), "sealed").unwrap();
    drop(store);
    assert_eq!(without_code(bob).unwrap(), "Done.");
    assert!(without_code(bob).is_err());
}

#[test]
fn invented_people_need_a_password_that_protects_somebody_too() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    let password = folder.path().join("password");
    std::fs::write(&password, "password\n").unwrap();
    sample::sample(&config, Some(&password)).unwrap_err();
    assert!(people(&opening::open(&config).unwrap()).is_empty());
}

#[test]
fn what_writes_says_plainly_that_a_server_is_running() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    let _running = opening::open(&config).unwrap();
    for refused in [
        opening::open(&config).map(drop),
        check::check(&config).map(drop),
        sample::sample(&config, None).map(drop),
    ] {
        let words = refused.unwrap_err().to_string();
        assert!(words.starts_with("a server is running on") && words.contains("stop it first"), "{words}");
    }
}

#[test]
fn a_backup_is_made_beside_a_running_server_and_put_back_without_one() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    add(&config, "Ana");
    let running = opening::open(&config).unwrap();
    let before = running.history().unwrap();
    let backup = backup::backup(&config).unwrap();
    let refused = restore::restore(&config, &backup).unwrap_err().to_string();
    assert!(refused.starts_with("a server is running on"), "{refused}");
    assert_eq!(running.history().unwrap(), before);
    drop(running);

    add(&config, "Bea");
    let said = restore::restore(&config, &backup).unwrap();
    let restored = opening::open(&config).unwrap();
    assert_eq!(people(&restored), ["Ana"]);
    assert_ne!(restored.history().unwrap(), before, "devices have to begin anew");
    assert!(!config.data.join("restoring").exists());

    let aside = said.split(" is in ").nth(2).unwrap().split(". Every").next().unwrap();
    let aside = Place::Sqlite(SqliteOptions::at(Path::new(aside).join("wrapitup.db")));
    let aside = Store::open_server(&aside, opening::epoch()).unwrap();
    assert_eq!(people(&aside), ["Ana", "Bea"], "what was there is kept");
}

#[test]
fn who_left_after_a_backup_does_not_come_back_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    let [ana, bea] = ["Ana", "Bea"].map(|name| add(&config, name));
    let backup = backup::backup(&config).unwrap();
    let store = opening::open(&config).unwrap();
    store.accounts().delete(bea, &user::deed()).unwrap();
    for _ in 0..2 {
        Erased::at(&config.data).note(&store).unwrap();
    }
    drop(store);
    let list = std::fs::read_to_string(config.data.join("erased-accounts.txt")).unwrap();
    assert_eq!(list.lines().count(), 1, "{list}");

    let said = restore::restore(&config, &backup).unwrap();
    assert!(said.contains("1 whose accounts had been deleted"), "{said}");
    let restored = opening::open(&config).unwrap();
    assert_eq!(people(&restored), ["Ana", domain::people::FORMER]);
    assert!(restored.accounts().find(ana).unwrap().is_some());
    assert_eq!(restored.accounts().find(bea).unwrap(), None);
}

#[test]
fn a_last_admin_who_left_after_a_backup_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    let [ana, bea] = ["Ana", "Bea"].map(|name| add(&config, name));
    user::obey(&config, user::User::Give { person: ana.0, role: user::May::Admin }).unwrap();
    let backup = backup::backup(&config).unwrap();
    user::obey(&config, user::User::Give { person: bea.0, role: user::May::Admin }).unwrap();
    let store = opening::open(&config).unwrap();
    store.accounts().delete(ana, &user::deed()).unwrap();
    Erased::at(&config.data).note(&store).unwrap();
    drop(store);

    let said = restore::restore(&config, &backup).unwrap();
    assert!(said.contains(&ana.to_string()) && said.contains("last admin"), "{said}");
    user::obey(&config, user::User::Give { person: bea.0, role: user::May::Admin }).unwrap();
    let said = restore::rotate(&config).unwrap();
    assert!(said.contains("1 whose accounts had been deleted"), "{said}");
    assert_eq!(opening::open(&config).unwrap().accounts().find(ana).unwrap(), None);
}

#[test]
fn a_damaged_backup_leaves_everything_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    add(&config, "Ana");
    let backup = backup::backup(&config).unwrap();
    let mut bytes = std::fs::read(&backup).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0xAA);
    std::fs::write(&backup, bytes).unwrap();
    restore::restore(&config, &backup).unwrap_err();
    assert_eq!(people(&opening::open(&config).unwrap()), ["Ana"]);
}

#[test]
fn one_bit_of_somebodys_words_that_a_disk_changed_is_found_by_table_and_row() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    sample::sample(&config, None).unwrap();
    let place = opening::file(&config).unwrap().path;
    let sound = std::fs::read(&place).unwrap();
    // The name stands in several rows. Where it stood once, it is of no row any more.
    let name = b"Amara Okafor";
    let places = (0..sound.len() - name.len()).filter(|at| sound[*at..].starts_with(name));
    let mut said = String::new();
    for at in places {
        let mut bytes = sound.clone();
        bytes[at + 3] ^= 2;
        std::fs::write(&place, bytes).unwrap();
        said += &check::findings(&config).unwrap().join("\n");
    }
    let row = format!("row {} of people is damaged: it is not what was written", ::sample::persona());
    assert!(said.contains(&row), "{said}");
    assert!(said.contains(&row.replace("people", "mentor_profiles")), "{said}");
}

#[test]
fn one_bit_anywhere_in_the_file_is_found_or_is_of_no_row() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    add(&config, "Ana");
    let place = opening::file(&config).unwrap().path;
    let sound = std::fs::read(&place).unwrap();
    let (step, mut found) = ((sound.len() / 250) | 1, 0);
    let before = people(&opening::open(&config).unwrap());
    for at in (0..sound.len()).step_by(step) {
        let mut bytes = sound.clone();
        // The last bit makes bytes that are no text.
        bytes[at] ^= if at % 2 == 0 { 0x80 } else { 1 << (at % 7) };
        std::fs::write(&place, bytes).unwrap();
        match check::check(&config) {
            Ok(_) => assert_eq!(people(&opening::open(&config).unwrap()), before, "byte {at}"),
            Err(told) => {
                found += 1;
                assert!(format!("{told:#}").contains("restore"), "byte {at}: {told:#}");
            }
        }
    }
    assert!(found > 0, "none of the bits stood where something does");
}

#[test]
fn an_empty_server_is_filled_once_and_found_sound() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    let password = folder.path().join("password");
    std::fs::write(&password, "correct horse battery\n").unwrap();
    sample::sample(&config, Some(&password)).unwrap();
    let amara = opening::open(&config).unwrap().accounts().find(::sample::persona()).unwrap();
    assert!(amara.is_some_and(|account| account.password.starts_with("$argon2id$")));
    assert_eq!(check::check(&config).unwrap(), "The data are sound.");
    let again = sample::sample(&config, None).unwrap_err().to_string();
    assert!(again.contains("already"), "{again}");
    assert!(Database::file(&config.data).is_file());
}
