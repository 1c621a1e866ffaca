//! The page in the window: what it is asked, where it goes, when it is at rest, how it looks.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::Window;
use super::wait::until;

impl Window {
    /// Waits until an expression in the page is true.
    ///
    /// # Errors
    /// When it is not in time; the message carries what the page shows instead.
    pub fn wait_until(&self, condition: &str) -> Result<()> {
        let body = format!("return Boolean({condition});");
        let waited = until(condition, || Ok(self.script(&body, &[]).is_ok_and(|value| value == json!(true))));
        waited.map_err(|error| error.context(format!("the page shows:\n{}", self.page_text())))
    }

    /// Waits until the page shows a text.
    ///
    /// # Errors
    /// As [`Window::wait_until`].
    pub fn wait_for_text(&self, text: &str) -> Result<()> {
        self.wait_until(&format!("document.body.innerText.includes({})", json!(text)))
    }

    /// Runs the body of a function in the page and returns what it returns.
    ///
    /// # Errors
    /// When it throws.
    pub fn script(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        self.post("execute/sync", &json!({ "script": body, "args": arguments }))
    }

    /// Runs the body of a function in the page whose last argument is called with the result.
    ///
    /// # Errors
    /// When it throws, or never calls.
    pub fn script_async(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        self.post("execute/async", &json!({ "script": body, "args": arguments }))
    }

    /// Goes to an address of the application, such as `/reviews`, as a link would.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn go(&self, route: &str) -> Result<()> {
        let body = "history.pushState(null, '', arguments[0]); dispatchEvent(new PopStateEvent('popstate'));";
        self.script(body, &[json!(route)]).map(drop)
    }

    /// Loads the page anew, as the first time.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn reload(&self) -> Result<()> {
        self.post("refresh", &json!({})).map(drop)
    }

    /// Waits until the page is drawn with its fonts.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn draw(&self) -> Result<()> {
        let body = "const done = arguments[arguments.length - 1];
            document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));";
        self.script_async(body, &[]).map(drop)
    }

    /// Waits until nothing on the page is on its way any more: it is drawn, nothing moves, no skeleton stands in.
    ///
    /// # Errors
    /// When it does not come to rest in time.
    pub fn settle(&self) -> Result<()> {
        self.draw()?;
        self.wait_until(
            "document.getAnimations().every(animation => animation.playState !== 'running') \
             && !document.querySelector('[aria-busy=true]')",
        )
    }

    /// Gives the page a size, and returns when it has it.
    ///
    /// # Errors
    /// When the window is gone, or may not be as small.
    pub fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.post("window/rect", &json!({ "width": width, "height": height }))?;
        self.wait_until(&format!("innerWidth === {width} && innerHeight === {height}"))
    }

    /// Writes what the window shows to a PNG file.
    ///
    /// # Errors
    /// When the window is gone, or the file cannot be written.
    pub fn screenshot(&self, file: &Path) -> Result<()> {
        let picture = self.get("screenshot")?;
        let picture = STANDARD.decode(picture.as_str().context("not a picture")?)?;
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(file, picture).with_context(|| format!("could not write {}", file.display()))
    }

    pub(crate) fn page_text(&self) -> String {
        let text = self.script("return document.body ? document.body.innerText : ''", &[]);
        text.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }
}
