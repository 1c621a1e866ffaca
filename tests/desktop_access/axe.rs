//! The rules of WCAG 2.1 A and AA that a machine can check, by axe-core, and that a page and what scrolls in it is never wider than its window.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use desktop_tests::Window;
use serde_json::Value;

/// Runs the rules over the page. Each that is broken is told with what it asks for and where.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    const where = rule => rule.nodes.slice(0, 4).map(node => node.target.join(' ')).join(', ');
    const options = { iframes: false, resultTypes: ['violations'],
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
    const wide = [...document.querySelectorAll(':root, .page, .page-body, dialog[open], dialog[open] > *')].filter(one => one.scrollWidth > one.clientWidth)
        .map(one => `reflow: ${one.className || 'the page'} is ${one.scrollWidth} wide, and has ${one.clientWidth}`);
    axe.run(document, options).then(
        found => done(wide.concat(found.violations.map(rule => `${rule.id}: ${rule.help}; at ${where(rule)}`))),
        error => done([`axe: ${error}`]));";

/// Returns the rules that the page breaks as it is now.
pub(crate) fn broken(window: &Window) -> Result<Vec<String>> {
    if window.script("return typeof axe === 'undefined'", &[])? == Value::Bool(true) {
        window.script(&script()?, &[])?;
    }
    let found = window.script_async(RUN, &[])?;
    let found = found.as_array().context("a list of broken rules")?;
    Ok(found.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// Plants a button without a name, and makes sure that it is found.
pub(crate) fn bites(window: &Window) -> Result<()> {
    let plant = "document.querySelector('main').append(document.createElement('button'))";
    window.script(plant, &[])?;
    let found = broken(window)?;
    ensure!(
        found.iter().any(|rule| rule.starts_with("button-name")),
        "a nameless button was not found: {found:?}"
    );
    window.script("document.querySelector('main > button:last-child').remove()", &[]).map(drop)
}

fn script() -> Result<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&file)
        .with_context(|| format!("{} is missing; cargo xtask test installs it", file.display()))
}
