//! The desktop: Tauri's own bridge, without its JavaScript package. The only `invoke` of the interface.

use super::json::{from_js, to_js};
use super::{Answer, Backend, Changed, Subscription, out_of_reach, read};
use domain::base::{PersonId, Refusal};
use js_sys::{Function, Promise, Reflect};
use serde_json::{Value, json};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::{Closure, JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The bridge that Tauri puts into the window before any script runs.
#[derive(Clone)]
pub(super) struct Tauri {
    internals: JsValue,
}

impl Tauri {
    /// Returns the bridge of this window. Through one that is not there nobody is reached.
    pub(super) fn of_the_window() -> Self {
        let internals = Reflect::get(&js_sys::global(), &"__TAURI_INTERNALS__".into());
        Self { internals: internals.unwrap_or(JsValue::UNDEFINED) }
    }

    /// Whether this window has one.
    pub(super) fn is_there(&self) -> bool {
        self.internals.is_object()
    }

    fn method(&self, name: &str) -> Result<Function, JsValue> {
        Reflect::get(&self.internals, &name.into())?.dyn_into()
    }

    fn invoke(&self, command: &str, args: &JsValue) -> Result<Promise, JsValue> {
        self.method("invoke")?.call2(&self.internals, &command.into(), args)?.dyn_into()
    }

    fn call(&self, command: &'static str, args: &Value) -> Answer<Value> {
        let promise = self.invoke(command, &to_js(args));
        Box::pin(async move {
            let answered = match promise {
                Ok(promise) => JsFuture::from(promise).await,
                Err(error) => Err(error),
            };
            answered.map(|value| from_js(&value)).map_err(|error| refusal(&error))
        })
    }

    async fn listen(self, name: &'static str, handler: JsValue) -> Result<JsValue, JsValue> {
        let args = to_js(&json!({ "event": name, "target": { "kind": "Any" } }));
        Reflect::set(&args, &"handler".into(), &handler)?;
        JsFuture::from(self.invoke("plugin:event|listen", &args)?).await
    }

    fn unlisten(&self, name: &str, event_id: &JsValue) {
        let args = to_js(&json!({ "event": name }));
        drop(Reflect::set(&args, &"eventId".into(), event_id));
        drop(self.invoke("plugin:event|unlisten", &args));
    }

    /// Hears an event's payloads, until what it returns is dropped. Says when it begins to hear them.
    fn hear(
        &self,
        name: &'static str,
        begun: impl FnOnce() + 'static,
        tell: impl Fn(Value) + 'static,
    ) -> Subscription {
        let heard = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
            tell(from_js(&Reflect::get(&event, &"payload".into()).unwrap_or(JsValue::NULL)));
        });
        let event = Cell::new(JsValue::NULL);
        let listening = Rc::new(Listening { tauri: self.clone(), name, event, heard });
        let transform = self.method("transformCallback");
        let handler =
            transform.and_then(|transform| transform.call1(&self.internals, listening.heard.as_ref()));
        if let Ok(handler) = handler {
            let (tauri, listening) = (self.clone(), Rc::downgrade(&listening));
            spawn_local(async move {
                let event = tauri.clone().listen(name, handler).await.unwrap_or(JsValue::NULL);
                match listening.upgrade() {
                    Some(listening) => {
                        listening.event.set(event);
                        begun();
                    }
                    None => tauri.unlisten(name, &event),
                }
            });
        }
        Subscription(Box::new(listening))
    }
}

impl Backend for Tauri {
    fn dispatch(&self, envelope: Value) -> Answer<()> {
        let called = self.call("dispatch", &json!({ "envelope": envelope }));
        Box::pin(async move { called.await.map(drop) })
    }

    fn ask(&self, viewer: PersonId, query: Value) -> Answer<Value> {
        self.call("ask", &json!({ "viewer": viewer, "query": query }))
    }

    fn device(&self, command: &'static str, arguments: Value) -> Answer<Value> {
        self.call(command, &arguments)
    }

    fn subscribe(&self, on_change: Rc<dyn Fn(Changed)>) -> Subscription {
        let tell = move |payload| {
            if let Ok(changed) = read(payload) {
                on_change(changed);
            }
        };
        self.hear("changed", || {}, tell)
    }

    fn on_news(&self, event: &'static str, told: Rc<dyn Fn(Value)>) -> Subscription {
        self.hear(event, || {}, move |news| told(news))
    }

    fn here(&self, viewer: PersonId, address: &str) -> Answer<Option<String>> {
        let called = self.call("here", &json!({ "viewer": viewer, "address": address }));
        Box::pin(async move { called.await.map(|wanted| wanted.as_str().map(str::to_owned)) })
    }

    fn on_open(&self, opened: Rc<dyn Fn()>) -> Subscription {
        let begun = opened.clone();
        self.hear("open", move || begun(), move |_| opened())
    }
}

/// A callback that Tauri holds, and the id under which it does.
struct Listening {
    tauri: Tauri,
    name: &'static str,
    event: Cell<JsValue>,
    heard: Closure<dyn Fn(JsValue)>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        let event = self.event.replace(JsValue::NULL);
        if !event.is_null() {
            self.tauri.unlisten(self.name, &event);
        }
    }
}

/// Returns what the other side refused with, or says that it could not be reached.
fn refusal(error: &JsValue) -> Refusal {
    read(from_js(error))
        .unwrap_or_else(|_| out_of_reach(&error.as_string().unwrap_or_else(|| "no reason given".to_owned())))
}
