//! Rust behind HTTP on the same origin: `POST /dispatch`, `POST /ask`, `GET /events`. For development in a browser,
//! and a start for the hosted backend.

use super::json::{from_js, to_js};
use super::{Answer, Backend, Changed, Subscription, out_of_reach, read};
use domain::base::{PersonId, Refusal};
use gloo_events::EventListener;
use js_sys::JSON;
use serde_json::{Value, json};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{EventSource, MessageEvent, RequestInit, Response};

/// The same origin.
pub(super) struct Http;

impl Backend for Http {
    fn dispatch(&self, envelope: Value) -> Answer<()> {
        Box::pin(async move { post("/dispatch", &envelope).await.map(drop) })
    }

    fn ask(&self, viewer: PersonId, query: Value) -> Answer<Value> {
        Box::pin(async move { post("/ask", &json!({ "viewer": viewer, "query": query })).await })
    }

    fn device(&self, _command: &'static str, _arguments: Value) -> Answer<Value> {
        Box::pin(async { Ok(Value::Null) })
    }

    fn subscribe(&self, on_change: Rc<dyn Fn(Changed)>) -> Subscription {
        let Ok(source) = EventSource::new("/events") else { return Subscription(Box::new(())) };
        let listener = EventListener::new(&source, "message", move |event| {
            let data = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
            let data = data.and_then(|data| JSON::parse(&data).ok()).map(|data| from_js(&data));
            if let Some(changed) = data.and_then(|data| read(data).ok()) {
                on_change(changed);
            }
        });
        Subscription(Box::new((listener, Open(source))))
    }

    fn on_news(&self, _event: &'static str, _told: Rc<dyn Fn(Value)>) -> Subscription {
        Subscription(Box::new(()))
    }

    fn here(&self, _viewer: PersonId, _address: &str) -> Answer<Option<String>> {
        // A browser opens links by itself.
        Box::pin(async { Ok(None) })
    }

    fn on_open(&self, _opened: Rc<dyn Fn()>) -> Subscription {
        Subscription(Box::new(()))
    }
}

struct Open(EventSource);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.close();
    }
}

async fn post(path: &str, body: &Value) -> Result<Value, Refusal> {
    let (ok, value) = fetch(path, body).await.map_err(|_| out_of_reach("no connection"))?;
    if ok {
        return Ok(value);
    }
    Err(read(value).unwrap_or_else(|_| out_of_reach("an unexpected answer")))
}

async fn fetch(path: &str, body: &Value) -> Result<(bool, Value), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&JSON::stringify(&to_js(body))?.into());
    let response: Response = JsFuture::from(window.fetch_with_str_and_init(path, &init)).await?.dyn_into()?;
    let value = JsFuture::from(response.json()?).await?;
    Ok((response.ok(), from_js(&value)))
}
