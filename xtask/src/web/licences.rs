//! The licences of everything that is in the application: of the crates as cargo resolved them, of the npm packages in the
//! editor, of the fonts and the icons. Texts that are the same are kept once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::{npm, paths, process};

/// The packages whose dependencies are in the application.
const ROOTS: &[&str] = &["wrapitup", "ui"];

/// Writes `licences.json`, which the page "About" loads when it is asked for.
pub(crate) fn write(folder: &Path) -> Result<()> {
    let mut list = List::default();
    crates(&mut list)?;
    packages(&npm::ui().join("editor"), &mut list)?;
    assets(&npm::ui().join("assets"), &mut list)?;
    fs::write(folder.join("licences.json"), serde_json::to_vec(&list.into_json())?)
        .context("could not write the licences")
}

/// What is in the application, and the texts.
#[derive(Default)]
struct List {
    parts: BTreeMap<(String, String), Value>,
    texts: Vec<String>,
}

impl List {
    fn add(&mut self, name: &str, version: &str, licence: &str, texts: Vec<String>) {
        let places: Vec<usize> = texts.into_iter().map(|text| self.place(text)).collect();
        let part = json!({ "name": name, "version": version, "licence": licence, "texts": places });
        self.parts.insert((name.to_lowercase(), version.to_owned()), part);
    }

    fn place(&mut self, text: String) -> usize {
        let known = self.texts.iter().position(|one| *one == text);
        known.unwrap_or_else(|| {
            self.texts.push(text);
            self.texts.len() - 1
        })
    }

    fn into_json(self) -> Value {
        json!({ "parts": self.parts.into_values().collect::<Vec<_>>(), "texts": self.texts })
    }
}

fn crates(list: &mut List) -> Result<()> {
    let output = process::command("cargo", &paths::root())
        .args(["metadata", "--format-version", "1", "--locked"])
        .output()
        .context("cargo could not be asked for its packages")?;
    let metadata: Value =
        serde_json::from_slice(&output.stdout).context("cargo told nothing about its packages")?;
    let wanted = reached(&metadata);
    for package in entries(&metadata, "packages").filter(|package| wanted.contains(text(package, "id"))) {
        // Our own have no source, and the application's licence stands in front of all.
        if package.get("source").is_some_and(Value::is_null) {
            continue;
        }
        let folder =
            Path::new(text(package, "manifest_path")).parent().context("a package without a folder")?;
        list.add(
            text(package, "name"),
            text(package, "version"),
            text(package, "license"),
            texts_in(folder)?,
        );
    }
    Ok(())
}

/// Returns the ids of the packages that the application is made of: what it needs to run, not to be built or tested.
fn reached(metadata: &Value) -> BTreeSet<&str> {
    let nodes: BTreeMap<&str, &Value> = metadata
        .get("resolve")
        .into_iter()
        .flat_map(|resolve| entries(resolve, "nodes"))
        .map(|node| (text(node, "id"), node))
        .collect();
    let mut to_see: Vec<&str> = entries(metadata, "packages")
        .filter(|package| {
            ROOTS.contains(&text(package, "name")) && package.get("source").is_none_or(Value::is_null)
        })
        .map(|package| text(package, "id"))
        .collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = to_see.pop() {
        if seen.insert(id) {
            let needs = nodes.get(id).into_iter().flat_map(|node| entries(node, "deps"));
            to_see.extend(needs.filter(|need| is_to_run(need)).map(|need| text(need, "pkg")));
        }
    }
    seen
}

fn is_to_run(need: &Value) -> bool {
    entries(need, "dep_kinds").any(|kind| kind.get("kind").is_some_and(Value::is_null))
}

fn packages(folder: &Path, list: &mut List) -> Result<()> {
    let lock: Value = serde_json::from_slice(&fs::read(folder.join("package-lock.json"))?)?;
    let locked = lock.get("packages").and_then(Value::as_object).context("a lock file without packages")?;
    for (place, package) in locked {
        let Some((_, name)) = place.rsplit_once("node_modules/") else { continue };
        if package.get("dev").is_some() {
            continue;
        }
        let texts = texts_in(&folder.join(place))?;
        list.add(name, text(package, "version"), text(package, "license"), texts);
    }
    Ok(())
}

fn assets(folder: &Path, list: &mut List) -> Result<()> {
    for (name, licence, file) in [
        ("Inter (font)", "OFL-1.1", "fonts/inter-LICENSE.txt"),
        ("Source Serif 4 (font)", "OFL-1.1", "fonts/source-serif-4-LICENSE.txt"),
        ("Lucide (icons)", "ISC", "lucide-LICENSE.txt"),
    ] {
        let text = fs::read_to_string(folder.join(file)).with_context(|| format!("no licence of {name}"))?;
        list.add(name, "", licence, vec![text]);
    }
    Ok(())
}

/// Returns the texts of licences in a folder, by the names that people give them.
fn texts_in(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("no folder {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_lowercase();
        let named = ["license", "licence", "copying", "notice", "unlicense"]
            .iter()
            .any(|begin| name.starts_with(begin));
        if named && path.is_file() {
            found.push((name, String::from_utf8_lossy(&fs::read(&path)?).trim().replace("\r\n", "\n")));
        }
    }
    found.sort();
    Ok(found.into_iter().map(|(_, text)| text).filter(|text| !text.is_empty()).collect())
}

fn entries<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_to_run_is_listed_and_what_builds_or_tests_is_not() {
        let need = |id: &str, kind: Value| json!({ "pkg": id, "dep_kinds": [{ "kind": kind }] });
        let metadata = json!({
            "packages": [{ "id": "ui", "name": "ui", "source": null }, { "id": "b", "name": "b", "source": "r" }],
            "resolve": { "nodes": [
                { "id": "ui", "deps": [need("b", json!(null)), need("c", json!("dev")), need("d", json!("build"))] },
                { "id": "b", "deps": [need("e", json!(null))] },
                { "id": "e", "deps": [need("ui", json!(null))] },
                { "id": "c", "deps": [need("f", json!(null))] },
            ] },
        });
        assert_eq!(reached(&metadata).into_iter().collect::<Vec<_>>(), ["b", "e", "ui"]);
    }

    #[test]
    fn a_text_is_kept_once() {
        let mut list = List::default();
        list.add("b", "1", "MIT", vec!["one".to_owned(), "two".to_owned()]);
        list.add("A", "2", "ISC", vec!["two".to_owned()]);
        let json = list.into_json();
        assert_eq!(json["texts"], json!(["one", "two"]));
        assert_eq!(json["parts"][0], json!({ "name": "A", "version": "2", "licence": "ISC", "texts": [1] }));
    }

    #[test]
    fn every_crate_of_the_application_has_a_licence() {
        let mut list = List::default();
        crates(&mut list).unwrap();
        assert!(list.parts.len() > 100);
        let without: Vec<_> = list.parts.values().filter(|part| part["licence"] == "").collect();
        assert!(without.is_empty(), "{without:?}");
    }
}
