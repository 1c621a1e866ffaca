use super::*;

fn environment(variables: &[(&str, &str)]) -> Environment {
    variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn file(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(&file, text).unwrap();
    file
}

#[test]
fn without_a_word_it_listens_to_this_computer_alone_and_keeps_a_file() {
    let config = Config::load(None, &Environment::default()).unwrap();
    assert_eq!(config, Config::default());
    assert_eq!(config.address.to_string(), "127.0.0.1:8090");
    assert_eq!(config.database, Database::File);
    assert!(config.is_private());
}

#[test]
fn the_environment_has_the_last_word_over_the_file() {
    let file = file("address = '0.0.0.0:80'\npublic_url = 'https://a.example'\n[limits]\nconnections = 5\n");
    let environment = environment(&[("WRAPITUP_ADDRESS", "[::1]:9"), ("WRAPITUP_DATA", "there")]);
    let config = Config::load(Some(file.path()), &environment).unwrap();
    assert_eq!(config.address.to_string(), "[::1]:9");
    assert_eq!(config.data, Path::new("there"));
    assert_eq!((config.limits.connections, config.limits.body), (5, Limits::default().body));
    assert_eq!(config.link_base(), "https://a.example");
    assert!(!config.is_private());
}

#[test]
fn a_word_that_is_not_known_is_named_and_no_value_is() {
    let file = file("metrics_token = 'hush'\nadress = 'hush'\n");
    let error = Config::load(Some(file.path()), &Environment::default()).unwrap_err().to_string();
    assert!(error.contains("adress") && !error.contains("hush"), "{error}");
    for (name, value) in
        [("WRAPITUP_ADDRESS", "hush"), ("WRAPITUP_CONNECTIONS", "-1"), ("WRAPITUP_LOG_FORMAT", "hush")]
    {
        let error = Config::load(None, &environment(&[(name, value)])).unwrap_err().to_string();
        assert!(error.contains(name) && !error.contains(value), "{error}");
    }
}

#[test]
fn no_secret_is_ever_shown() {
    let password = file("hush\n");
    let environment = environment(&[
        ("WRAPITUP_DATABASE", "postgres://me:hush@host/db"),
        ("WRAPITUP_METRICS_TOKEN", "hush"),
        ("WRAPITUP_MAIL_HOST", "mail.example"),
        ("WRAPITUP_MAIL_PASSWORD_FILE", password.path().to_str().unwrap()),
    ]);
    let config = Config::load(None, &environment).unwrap();
    let server = config.mail.server.as_ref().unwrap();
    assert_eq!(server.password.as_ref().map(Secret::reveal), Some("hush"));
    assert!(!format!("{config:?} {:?}", config.place()).contains("hush"));
}

#[test]
fn a_service_keeps_its_files_where_the_system_says_and_a_person_at_home() {
    let cases = [
        (vec![("WRAPITUP_DATA", "/a"), ("STATE_DIRECTORY", "/b"), ("HOME", "/c")], "/a"),
        (vec![("STATE_DIRECTORY", "/b"), ("HOME", "/c")], "/b"),
        (vec![("XDG_DATA_HOME", "/x"), ("HOME", "/c")], "/x/wrapitup-server"),
        (vec![("HOME", "/c")], "/c/.local/share/wrapitup-server"),
    ];
    for (variables, expected) in cases {
        let config = Config::load(None, &environment(&variables)).unwrap();
        assert_eq!(config.data, Path::new(expected));
    }
}

#[test]
fn a_secret_is_itself_and_nothing_else() {
    let secret = Secret::new("abc");
    assert!(secret.is("abc"));
    for other in ["", "ab", "abcd", "abd", "ABC"] {
        assert!(!secret.is(other), "{other}");
    }
}
