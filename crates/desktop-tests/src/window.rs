//! The application's window: open it, look at it, type into it, kill it, open it again.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::client::Client;
use crate::display::Display;
use crate::element::Element;
use crate::group::{self, Group};
use crate::{keys, notifications, program, tray};

/// How long the page may take until something that is waited for is there.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// How often the page is asked meanwhile.
const BETWEEN: Duration = Duration::from_millis(25);

/// Makes the page's clock run while it is read: the interface's scheduler believes that its time is over.
const SLOW: &str =
    "const now = Date.now.bind(Date); let more = 0; Date.now = () => now() + (more += 20); return true;";

/// How a window is opened.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// More of the environment, such as `("GTK_THEME", "Adwaita:dark")`.
    pub environment: Vec<(String, String)>,
    /// What the application is started with.
    pub arguments: Vec<String>,
    /// What is started, if not what cargo built.
    pub binary: Option<PathBuf>,
    /// Whether the interface is led to think that all its work takes long, so that it gives way to the browser
    /// wherever it may. What depends on the order of two things shows then, as on a slow machine. Setting `WRAPITUP_SLOW`
    /// does this to every window.
    pub slow: bool,
    /// Whether the tour of the first start is offered. Other stories begin with it put aside.
    pub first_start: bool,
    /// Whether somebody on its message bus takes notifications.
    pub notifications: bool,
    /// Whether somebody on its message bus shows its tray.
    pub tray: bool,
}

/// The message bus of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bus {
    /// One that nobody else is on.
    OfItsOwn,
    /// None.
    None,
}

/// A window of the application. Dropping it closes the application, the driver and the display.
#[derive(Debug)]
pub struct Window {
    // Dropped in this order: the application with its driver and bus first, the display last.
    _driver: Group,
    display: Display,
    client: Client,
    session: String,
    data: PathBuf,
    binary: PathBuf,
    options: Options,
}

impl Window {
    /// Opens the application on a data folder, and returns when its page is there.
    ///
    /// # Errors
    /// When a program that is needed is missing, or the application does not come up.
    pub fn open(data: &Path) -> Result<Self> {
        Self::open_with(data, Options::default())
    }

    /// Opens the application in an environment of the caller's choice.
    ///
    /// # Errors
    /// As [`Window::open`].
    pub fn open_with(data: &Path, options: Options) -> Result<Self> {
        let binary = options.binary.clone().map_or_else(program::binary, Ok)?.canonicalize()?;
        if !options.first_start {
            put_the_tour_aside(data)?;
        }
        let display = Display::start()?;
        let port = free_port()?;
        let mut driver = start_driver(port, &display, data, &options)?;
        let client = Client::new(port);
        until("the driver", || {
            if let Some(status) = driver.child.try_wait()? {
                bail!("WebKitWebDriver ended with {status}; cargo xtask test installs what it needs");
            }
            Ok(client.get("/status").is_ok())
        })?;
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "webkitgtk:browserOptions": { "binary": binary, "args": options.arguments }
        } } });
        let session = client.post("/session", &wanted).context("the application did not come up")?;
        let session = session.get("sessionId").and_then(Value::as_str).context("no session")?.to_owned();
        let window =
            Self { _driver: driver, display, client, session, data: data.to_owned(), binary, options };
        window.wait_until("document.readyState === 'complete'")?;
        if window.options.slow || env::var_os("WRAPITUP_SLOW").is_some() {
            window.script(SLOW, &[])?;
        }
        Ok(window)
    }

    /// Ends the application at once, as a power cut would, and returns its data folder.
    ///
    /// # Errors
    /// When it is not running.
    pub fn kill9(self) -> Result<PathBuf> {
        let process = self.process()?;
        group::kill_now(&process.to_string());
        self.wait_for_end()?;
        Ok(self.data.clone())
    }

    /// Waits until the application has ended by itself.
    ///
    /// # Errors
    /// When it goes on.
    pub fn wait_for_end(&self) -> Result<()> {
        until("the end of the application", || Ok(self.process().is_err()))
    }

    /// Ends the application at once and opens it again on the same data folder.
    ///
    /// # Errors
    /// As [`Window::kill9`] and [`Window::open`].
    pub fn kill9_and_reopen(self) -> Result<Self> {
        let options = self.options.clone();
        let data = self.kill9()?;
        Self::open_with(&data, options)
    }

    /// Closes the application and opens it again on the same data folder.
    ///
    /// # Errors
    /// As [`Window::open`].
    pub fn reopen(self) -> Result<Self> {
        let (data, options) = (self.data.clone(), self.options.clone());
        self.close()?;
        Self::open_with(&data, options)
    }

    /// Closes the application.
    ///
    /// # Errors
    /// When it is not running.
    pub fn close(self) -> Result<()> {
        self.client.delete(&format!("/session/{}", self.session)).map(drop)
    }

    /// Finds the first element for a CSS selector, and waits until there is one.
    ///
    /// # Errors
    /// When there is none in time; the message carries what the page shows instead.
    pub fn find(&self, css: &str) -> Result<Element<'_>> {
        let mut found = None;
        let by = json!({ "using": "css selector", "value": css });
        let waited = until(css, || {
            found = self.post("element", &by).ok();
            Ok(found.is_some())
        });
        if let Err(error) = waited {
            bail!("{error}; the page shows:\n{}", self.page_text());
        }
        Element::read(self, &found.unwrap_or_default())
    }

    /// Finds all elements for a CSS selector as the page is now.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn find_all(&self, css: &str) -> Result<Vec<Element<'_>>> {
        let found = self.post("elements", &json!({ "using": "css selector", "value": css }))?;
        found.as_array().into_iter().flatten().map(|value| Element::read(self, value)).collect()
    }

    /// Clicks the first element for a CSS selector, once there is one.
    ///
    /// # Errors
    /// As [`Window::find`] and [`Element::click`].
    pub fn click(&self, css: &str) -> Result<()> {
        self.find(css)?.click()
    }

    /// Returns the text of the first element for a CSS selector, once there is one.
    ///
    /// # Errors
    /// As [`Window::find`].
    pub fn text(&self, css: &str) -> Result<String> {
        self.find(css)?.text()
    }

    /// Types a text where the focus is, key by key.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn type_keys(&self, text: &str) -> Result<()> {
        let strokes = text.chars().flat_map(|key| stroke(&key.to_string())).collect();
        self.act(strokes)
    }

    /// Presses a key or a chord where the focus is: `Tab`, `Control+Enter`, `Shift+ArrowDown`, `c`.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn press(&self, chord: &str) -> Result<()> {
        let keys: Vec<String> = chord.split('+').map(keys::code).collect();
        let down = keys.iter().map(|key| json!({ "type": "keyDown", "value": key }));
        let up = keys.iter().rev().map(|key| json!({ "type": "keyUp", "value": key }));
        self.act(down.chain(up).collect())
    }

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

    /// Says whether the display gives this window what is typed, whatever the page believes.
    ///
    /// # Errors
    /// When xdotool is missing.
    pub fn has_keyboard(&self) -> Result<bool> {
        Ok(self.xdotool(&["getwindowfocus", "getwindowname"])?.contains("Wrap It Up"))
    }

    /// Presses a key on the keyboard of the display, whichever window has it.
    ///
    /// # Errors
    /// When xdotool is missing.
    pub fn press_anywhere(&self, chord: &str) -> Result<()> {
        self.xdotool(&["key", "--clearmodifiers", chord]).map(drop)
    }

    /// Asks or tells the display something, and returns what it said.
    pub(crate) fn xdotool(&self, arguments: &[&str]) -> Result<String> {
        let mut asked = Command::new("xdotool");
        asked.args(arguments).env("DISPLAY", &self.display.name);
        let said = asked.output().context("xdotool is missing; cargo xtask test installs it")?.stdout;
        Ok(String::from_utf8_lossy(&said).into_owned())
    }

    /// Waits until the display gives this window what is typed.
    ///
    /// # Errors
    /// When it does not in time.
    pub fn wait_for_keyboard(&self) -> Result<()> {
        until("the keyboard", || self.has_keyboard())
    }

    /// Returns the address of the application's message bus.
    ///
    /// # Errors
    /// When it is not running, or has none.
    pub fn bus(&self) -> Result<String> {
        let environment = fs::read(format!("/proc/{}/environ", self.process()?))?;
        let mut entries = environment.split(|byte| *byte == 0).map(String::from_utf8_lossy);
        let found =
            entries.find_map(|entry| entry.strip_prefix("DBUS_SESSION_BUS_ADDRESS=").map(str::to_owned));
        found.context("the application has no message bus")
    }

    /// Starts the application once more on the same folder, with or without a message bus, and returns how that ended.
    /// It has to end: it is not the first. It is given no display, as it has nothing to show.
    ///
    /// # Errors
    /// When it could not be started, or stays.
    pub fn start_again(&self, arguments: &[&str], bus: Bus) -> Result<ExitStatus> {
        let mut again = match bus {
            Bus::OfItsOwn => {
                let mut again = group::command("dbus-run-session");
                again.arg("--").arg(&self.binary);
                again
            }
            Bus::None => group::command(&self.binary.to_string_lossy()),
        };
        again
            .args(arguments)
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env("WRAPITUP_DATA", &self.data);
        let mut again = Group::start(&mut again)?;
        let mut ended = None;
        until("the end of the second start", || {
            ended = again.child.try_wait()?;
            Ok(ended.is_some())
        })?;
        ended.context("it has ended")
    }

    /// Waits until a file of the data folder says what is wanted.
    ///
    /// # Errors
    /// When it does not in time; the message carries what it says instead.
    pub fn wait_for_file(&self, name: &str, wanted: impl Fn(&str) -> bool) -> Result<()> {
        let mut text = String::new();
        let waited = until(name, || {
            text = fs::read_to_string(self.data.join(name)).unwrap_or_default();
            Ok(wanted(&text))
        });
        waited.with_context(|| format!("{name} says {text:?}"))
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

    /// Returns the process of the application, for measurements.
    ///
    /// # Errors
    /// When it is not running.
    pub fn process(&self) -> Result<u32> {
        program::process(&self.binary, &self.data)
    }

    /// Returns the data folder.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Waits until something holds of this window or what is around it.
    pub(crate) fn until(what: &str, done: impl FnMut() -> Result<bool>) -> Result<()> {
        until(what, done)
    }

    pub(crate) fn get(&self, path: &str) -> Result<Value> {
        self.client.get(&format!("/session/{}/{path}", self.session))
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Result<Value> {
        self.client.post(&format!("/session/{}/{path}", self.session), body)
    }

    fn act(&self, strokes: Vec<Value>) -> Result<()> {
        let actions = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] });
        self.post("actions", &actions).map(drop)
    }

    pub(crate) fn page_text(&self) -> String {
        let text = self.script("return document.body ? document.body.innerText : ''", &[]);
        text.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }
}

fn start_driver(port: u16, display: &Display, data: &Path, options: &Options) -> Result<Group> {
    let mut driver = group::command("dbus-run-session");
    driver.arg("--");
    if options.notifications {
        driver.args(notifications::before(data));
    }
    if options.tray {
        driver.args(tray::before(data));
    }
    driver
        .args(["WebKitWebDriver", &format!("--port={port}")])
        .env("DISPLAY", &display.name)
        .env_remove("WAYLAND_DISPLAY")
        .env("GDK_BACKEND", "x11")
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("WRAPITUP_DATA", data)
        .envs(options.environment.iter().map(|(name, value)| (name, value)))
        .stdout(Stdio::null());
    if std::env::var_os("WRAPITUP_TEST_LOG").is_none() {
        driver.stderr(Stdio::null());
    }
    Group::start(&mut driver)
}

fn stroke(key: &str) -> [Value; 2] {
    [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })]
}

/// Writes the preferences of somebody who put the tour aside, unless there are some.
fn put_the_tour_aside(data: &Path) -> Result<()> {
    let file = data.join("preferences.json");
    if !file.exists() {
        fs::create_dir_all(data)?;
        fs::write(file, r#"{ "tour": "done" }"#)?;
    }
    Ok(())
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

#[expect(clippy::disallowed_methods, reason = "another process can only be asked again and again")]
fn until(what: &str, mut done: impl FnMut() -> Result<bool>) -> Result<()> {
    let deadline = Instant::now() + PATIENCE;
    while !done()? {
        if Instant::now() > deadline {
            bail!("waited {} s in vain for {what}", PATIENCE.as_secs());
        }
        std::thread::sleep(BETWEEN);
    }
    Ok(())
}
