//! Where texts stand in a command: every string of its arguments, and those of a rich text inside such a string.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

/// One command that was sent.
pub(crate) struct Sample {
    pub(crate) kind: String,
    pub(crate) v: u16,
    pub(crate) args: Value,
}

/// Returns a sample of every command there is.
pub(crate) fn samples() -> &'static [Sample] {
    static SAMPLES: OnceLock<Vec<Sample>> = OnceLock::new();
    SAMPLES.get_or_init(read)
}

fn read() -> Vec<Sample> {
    let samples = files("commands").into_iter().map(|sample| Sample {
        kind: sample["kind"].as_str().unwrap().to_owned(),
        v: u16::try_from(sample["v"].as_u64().unwrap()).unwrap(),
        args: sample["args"].clone(),
    });
    let samples: Vec<Sample> = samples.collect();
    assert!(samples.len() > 30, "the samples are gone");
    samples
}

/// Returns a sample of every question there is.
pub(crate) fn questions() -> Vec<Value> {
    let questions = files("questions");
    assert!(questions.len() > 10, "the samples are gone");
    questions
}

fn files(of: &str) -> Vec<Value> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../domain/src/wire_samples").join(of);
    let files = fs::read_dir(folder).unwrap();
    files
        .map(|entry| serde_json::from_str(&fs::read_to_string(entry.unwrap().path()).unwrap()).unwrap())
        .collect()
}

/// A string in the arguments of a command.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// Where, as a JSON pointer.
    pointer: String,
    /// Where in the JSON that the string holds, if it holds some.
    inner: Option<String>,
}

impl Place {
    /// Returns its name, the same for every entry of a list.
    pub(crate) fn name(&self) -> String {
        let whole = format!("{}{}", self.pointer, self.inner.as_deref().unwrap_or_default());
        whole.split('/').filter(|part| part.parse::<usize>().is_err()).collect::<Vec<_>>().join("/")
    }

    /// Whether it is inside a rich text.
    pub(crate) fn is_rich(&self) -> bool {
        self.inner.is_some()
    }

    /// Returns the arguments with another text in this place.
    pub(crate) fn put(&self, args: &Value, text: &str) -> Value {
        let mut args = args.clone();
        let here = args.pointer_mut(&self.pointer).unwrap();
        match &self.inner {
            None => *here = text.into(),
            Some(inner) => {
                let mut rich: Value = serde_json::from_str(here.as_str().unwrap()).unwrap();
                *rich.pointer_mut(inner).unwrap() = text.into();
                *here = rich.to_string().into();
            }
        }
        args
    }
}

/// Returns every place in the arguments; of those with one name, the first.
pub(crate) fn places(args: &Value) -> Vec<Place> {
    let mut names = BTreeSet::new();
    every_place(args).into_iter().filter(|place| names.insert(place.name())).collect()
}

fn every_place(args: &Value) -> Vec<Place> {
    let mut places = Vec::new();
    for (pointer, text) in strings(args, "") {
        places.push(Place { pointer: pointer.clone(), inner: None });
        let Ok(rich) = serde_json::from_str::<Value>(&text) else { continue };
        for (inner, _) in strings(&rich, "") {
            if inner.ends_with("/text") {
                places.push(Place { pointer: pointer.clone(), inner: Some(inner) });
            }
        }
    }
    places
}

fn strings(value: &Value, at: &str) -> Vec<(String, String)> {
    match value {
        Value::String(text) => vec![(at.to_owned(), text.clone())],
        Value::Array(items) => {
            items.iter().enumerate().flat_map(|(n, item)| strings(item, &format!("{at}/{n}"))).collect()
        }
        Value::Object(entries) => {
            entries.iter().flat_map(|(key, entry)| strings(entry, &format!("{at}/{key}"))).collect()
        }
        _ => Vec::new(),
    }
}
