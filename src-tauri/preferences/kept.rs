//! How the application is set up on this device: a small file in the data folder, read before the first window is drawn.
//!
//! The shell keeps the words and knows what few of them mean (the spelling, what opens at the start); the rest is the
//! window's. Names that this version does not know stay in the file. A file that makes no sense is put aside, and told.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{fs, io};

use device::preferences as names;
use domain::base::{Code, Refusal};
use serde_json::{Map, Value, json};

use crate::{journal, whole};

/// The file, in the data folder.
const FILE: &str = "preferences.json";

/// Where a file goes that made no sense.
const ASIDE: &str = "preferences.damaged.json";

/// How long a word may be, and how many keys may be other than those that the application comes with.
const LIMITS: (usize, usize) = (300, 300);

/// The preferences of this device.
pub(crate) struct Preferences {
    file: PathBuf,
    values: Mutex<Map<String, Value>>,
    damaged: bool,
}

impl Preferences {
    /// Reads the preferences of a folder. Nothing there, or nothing that makes sense, is none.
    pub(crate) fn read(folder: &Path) -> Self {
        let file = folder.join(FILE);
        let read = match fs::read(&file) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(io::Error::from),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Map::new()),
            Err(error) => Err(error),
        };
        let damaged = read.is_err();
        if damaged && let Err(error) = fs::rename(&file, folder.join(ASIDE)) {
            journal::note_error("preferences.not_put_aside", &error);
        }
        Self { file, values: Mutex::new(read.unwrap_or_default()), damaged }
    }

    /// Returns a word, if there is one.
    pub(crate) fn word(&self, name: &str) -> Option<String> {
        self.values().get(name).and_then(Value::as_str).map(str::to_owned)
    }

    /// Keeps a value under a name, or for `null` nothing any more.
    ///
    /// # Errors
    /// When there is no such preference or its value can't be one, and when the file could not be written. Then
    /// everything is as before.
    pub(crate) fn keep(&self, name: &str, value: Value) -> Result<(), Refusal> {
        if !names::NAMES.contains(&name) || !may_be(name, &value) {
            return Err(Refusal::new(Code::Invalid, "There is no such setting.")
                .hint("Please report this; nothing was changed."));
        }
        let mut values = self.values();
        let mut next = values.clone();
        match value {
            Value::Null => drop(next.remove(name)),
            value => drop(next.insert(name.to_owned(), value)),
        }
        if next == *values {
            return Ok(());
        }
        let written = serde_json::to_vec_pretty(&next)
            .map_err(io::Error::from)
            .and_then(|bytes| whole::write(&self.file, &bytes));
        written.map_err(|error| not_kept(&error))?;
        *values = next;
        Ok(())
    }

    /// Returns the script that runs in the window before its page: what is kept, and the look of the first paint, and whether
    /// the application left a report of a mistake. Once
    /// the window has preferences of its own (it was loaded anew), those hold.
    pub(crate) fn script(&self, mistake: bool) -> String {
        let kept = json!({ "values": *self.values(), "damaged": self.damaged, "opens": self.opens(), "mistake": mistake });
        // JSON is JavaScript, but for the beginning of a tag where a script is written into a page.
        format!(
            "const kept = {};\n{}",
            kept.to_string().replace('<', "\\u003c"),
            include_str!("first_paint.js")
        )
    }

    /// Returns the address of the page that opens at the start, unless it is Today.
    fn opens(&self) -> Option<String> {
        match self.word(names::START)?.as_str() {
            "reviews" => Some("/reviews".to_owned()),
            "journeys" => Some("/journeys".to_owned()),
            "last" => self.word(names::LAST).filter(|address| is_address(address)),
            _ => None,
        }
    }

    fn values(&self) -> MutexGuard<'_, Map<String, Value>> {
        self.values.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a value can be that of a preference: a word, or for the keys, words by the names of actions.
fn may_be(name: &str, value: &Value) -> bool {
    let is_word = |value: &Value| value.as_str().is_some_and(|word| word.len() <= LIMITS.0);
    match value {
        Value::Null => true,
        Value::Object(keys) if name == names::KEYS => {
            keys.len() <= LIMITS.1
                && keys.iter().all(|(action, keys)| action.len() <= LIMITS.0 && is_word(keys))
        }
        value => name != names::KEYS && is_word(value),
    }
}

/// Whether a text can be the address of a page of the interface.
fn is_address(text: &str) -> bool {
    text.starts_with('/')
        && !text.starts_with("//")
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || "/-".contains(letter))
}

fn not_kept(error: &io::Error) -> Refusal {
    Refusal::new(Code::Storage, "This setting holds until Wrap It Up closes; it could not be kept.")
        .hint("Check that the disk has room and that you may write to the data folder, then change it again.")
        .detail(Value::String(error.to_string()))
}

#[cfg(test)]
#[path = "kept_tests.rs"]
mod tests;
