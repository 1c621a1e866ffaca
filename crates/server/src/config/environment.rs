//! The variables of the environment that set the server up. Where one holds a secret, another with `_FILE` at its end may
//! name a file that does.

use super::{Config, ConfigError, Database, Encryption, LogFormat, MailServer, Secret};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::str::FromStr;

/// The variables, by name.
#[derive(Clone, Default)]
pub struct Environment(BTreeMap<String, String>);

impl Environment {
    /// Returns the variables of this process. One whose value is no text is left out.
    #[must_use]
    pub fn of_this_process() -> Self {
        std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect()
    }

    /// Returns a variable; an empty one counts as none.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    pub(super) fn apply(&self, config: &mut Config) -> Result<(), ConfigError> {
        set(
            &mut config.address,
            self.read("WRAPITUP_ADDRESS", "an address and a port, as in 127.0.0.1:8090")?,
        );
        set(&mut config.data, self.data_folder());
        set(&mut config.behind_proxy, self.read("WRAPITUP_BEHIND_PROXY", "true or false")?);
        set(&mut config.database, self.secret("WRAPITUP_DATABASE")?.map(Database::from));
        if let Some(url) = self.get("WRAPITUP_PUBLIC_URL") {
            config.public_url = Some(url.trim_end_matches('/').to_owned());
        }
        if let Some(folder) = self.get("WRAPITUP_WEB") {
            config.web = Some(PathBuf::from(folder));
        }
        if let Some(token) = self.secret("WRAPITUP_METRICS_TOKEN")? {
            config.metrics_token = Some(token);
        }
        if let Some(key) = self.secret("WRAPITUP_SEALING_KEY")? {
            config.sealing_key = Some(key);
        }
        set(&mut config.log.level, self.get("WRAPITUP_LOG").map(str::to_owned));
        set(&mut config.log.format, self.word("WRAPITUP_LOG_FORMAT", "plain or json", LOG_FORMATS)?);
        if let Some(endpoint) = self.get("OTEL_EXPORTER_OTLP_ENDPOINT") {
            // Under the name that OpenTelemetry gives it.
            config.traces.endpoint = Some(endpoint.to_owned());
        }
        self.apply_limits(config)?;
        self.apply_mail(config)
    }

    fn apply_limits(&self, config: &mut Config) -> Result<(), ConfigError> {
        const NUMBER: &str = "a whole number";
        set(&mut config.limits.connections, self.read("WRAPITUP_CONNECTIONS", NUMBER)?);
        set(&mut config.limits.body, self.read("WRAPITUP_BODY_BYTES", NUMBER)?);
        set(&mut config.limits.request_ms, self.read("WRAPITUP_REQUEST_MS", NUMBER)?);
        set(&mut config.lanes.readers, self.read("WRAPITUP_READERS", NUMBER)?);
        set(&mut config.lanes.writers, self.read("WRAPITUP_WRITERS", NUMBER)?);
        set(&mut config.lanes.queue, self.read("WRAPITUP_QUEUE", NUMBER)?);
        Ok(())
    }

    fn apply_mail(&self, config: &mut Config) -> Result<(), ConfigError> {
        if let Some(from) = self.get("WRAPITUP_MAIL_FROM") {
            config.mail.from = Some(from.to_owned());
        }
        if let Some(host) = self.get("WRAPITUP_MAIL_HOST") {
            let unsaid = MailServer {
                host: String::new(),
                port: None,
                encryption: Encryption::Tls,
                certificates: None,
                user: None,
                password: None,
            };
            config.mail.server.get_or_insert(unsaid).host = host.to_owned();
        }
        let Some(server) = &mut config.mail.server else { return Ok(()) };
        if let Some(port) = self.read("WRAPITUP_MAIL_PORT", "the number of a port")? {
            server.port = Some(port);
        }
        set(
            &mut server.encryption,
            self.word("WRAPITUP_MAIL_ENCRYPTION", "tls, start_tls or none", ENCRYPTIONS)?,
        );
        if let Some(file) = self.get("WRAPITUP_MAIL_CERTIFICATES") {
            server.certificates = Some(PathBuf::from(file));
        }
        if let Some(user) = self.get("WRAPITUP_MAIL_USER") {
            server.user = Some(user.to_owned());
        }
        if let Some(password) = self.secret("WRAPITUP_MAIL_PASSWORD")? {
            server.password = Some(password);
        }
        Ok(())
    }

    /// Returns the data folder: as it was said, or where the system keeps what a service or a person has.
    fn data_folder(&self) -> Option<PathBuf> {
        let said = self.get("WRAPITUP_DATA").or_else(|| self.get("STATE_DIRECTORY")).map(PathBuf::from);
        said.or_else(|| Some(PathBuf::from(self.get("XDG_DATA_HOME")?).join("wrapitup-server")))
            .or_else(|| Some(PathBuf::from(self.get("HOME")?).join(".local/share/wrapitup-server")))
    }

    fn read<T: FromStr>(&self, name: &str, expected: &'static str) -> Result<Option<T>, ConfigError> {
        let wrong = || ConfigError::Variable { name: name.to_owned(), expected };
        self.get(name).map(|value| value.trim().parse().map_err(|_| wrong())).transpose()
    }

    fn word<T: Copy>(
        &self,
        name: &str,
        expected: &'static str,
        words: &[(&str, T)],
    ) -> Result<Option<T>, ConfigError> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let found = words.iter().find(|(word, _)| *word == value).map(|(_, meaning)| *meaning);
        found.map(Some).ok_or_else(|| ConfigError::Variable { name: name.to_owned(), expected })
    }

    fn secret(&self, name: &str) -> Result<Option<Secret>, ConfigError> {
        if let Some(secret) = self.get(name) {
            return Ok(Some(Secret::new(secret)));
        }
        let Some(path) = self.get(&format!("{name}_FILE")).map(PathBuf::from) else { return Ok(None) };
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(Some(Secret::new(text.trim_end_matches(['\r', '\n'])))),
            Err(source) => Err(ConfigError::Unreadable { path, source }),
        }
    }
}

const LOG_FORMATS: &[(&str, LogFormat)] = &[("plain", LogFormat::Plain), ("json", LogFormat::Json)];

const ENCRYPTIONS: &[(&str, Encryption)] =
    &[("tls", Encryption::Tls), ("start_tls", Encryption::StartTls), ("none", Encryption::None)];

fn set<T>(what: &mut T, to: Option<T>) {
    if let Some(value) = to {
        *what = value;
    }
}

impl FromIterator<(String, String)> for Environment {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(variables: I) -> Self {
        Self(variables.into_iter().collect())
    }
}
