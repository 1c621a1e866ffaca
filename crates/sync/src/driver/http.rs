//! A server over HTTP. Redirections are not followed: a server of ours does not send anybody elsewhere, and whoever else
//! does must not get what a person wrote.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use domain::sync::{PullPage, PullRequest, PushReply, PushRequest};
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderName, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, Response, Url};
use thiserror::Error;

use super::{Heard, Transport};
use crate::engine::Answer;
use crate::wire::{self, Coding, PageReader, PokeReader, Reply};

/// How long somebody may take to answer at all.
const CONNECT: Duration = Duration::from_secs(20);

/// How long nothing may move on a connection. The server's events are never silent for more than a third of it.
const SILENCE: Duration = Duration::from_secs(60);

/// The most bytes of an answer that is no page.
const MOST_BYTES: usize = 4_000_000;

/// An address that is no server's.
#[derive(Debug, Error)]
#[error("{address} is not the address of a server; it begins with https://")]
pub struct UnfitAddress {
    /// The address.
    pub address: String,
}

/// Returns what its person is known by, if anybody is signed in.
type Token = Box<dyn Fn() -> Option<String> + Send + Sync>;

/// A server over HTTP.
pub struct Http {
    address: Url,
    token: Token,
    client: Mutex<Option<Client>>,
}

impl Http {
    /// Returns the way to the server at an address, whose paths begin with it. The token is asked for before each request.
    ///
    /// # Errors
    /// When others could read along: it is neither `https` nor on this computer.
    pub fn to(address: &str, token: Token) -> Result<Self, UnfitAddress> {
        let unfit = || UnfitAddress { address: address.to_owned() };
        let mut url = Url::parse(address).map_err(|_| unfit())?;
        let is_here = matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
        if url.scheme() != "https" && !(url.scheme() == "http" && is_here) {
            return Err(unfit());
        }
        if !url.path().ends_with('/') {
            url.set_path(&format!("{}/", url.path()));
        }
        Ok(Self { address: url, token, client: Mutex::new(None) })
    }

    fn client(&self) -> Option<Client> {
        let mut client = self.client.lock().unwrap_or_else(PoisonError::into_inner);
        if client.is_none() {
            *client = Client::builder()
                .user_agent("wrapitup")
                .connect_timeout(CONNECT)
                .read_timeout(SILENCE)
                .redirect(Policy::none())
                .build()
                .ok();
        }
        client.clone()
    }

    /// Begins a request; what stops it before it is sent is an answer already.
    fn request<T>(&self, method: Method, path: &str) -> Result<RequestBuilder, Answer<T>> {
        let token = (self.token)().ok_or(Answer::SignIn)?;
        let address = self.address.join(path).map_err(|_| Answer::Nothing)?;
        let client = self.client().ok_or(Answer::Nothing)?;
        Ok(client.request(method, address).bearer_auth(token))
    }

    async fn try_push(&self, request: PushRequest) -> Result<Answer<PushReply>, Answer<PushReply>> {
        let body = wire::pack(&request).map_err(|_| Answer::TooLarge)?;
        let sending = self
            .request(Method::POST, wire::PUSH_PATH)?
            .header(CONTENT_TYPE, wire::JSON)
            .header(CONTENT_ENCODING, wire::PACKED)
            .body(body);
        let mut response = sending.send().await.map_err(|_| Answer::Nothing)?;
        let body = body_of(&mut response).await?;
        Ok(wire::push_answer(reply(&response, &body)))
    }

    async fn try_pull(&self, request: PullRequest) -> Result<Answer<Box<PullPage>>, Answer<Box<PullPage>>> {
        let body = serde_json::to_vec(&request).map_err(|_| Answer::Strange)?;
        let asking = self
            .request(Method::POST, wire::PULL_PATH)?
            .header(CONTENT_TYPE, wire::JSON)
            .header(ACCEPT, wire::LINES)
            .header(ACCEPT_ENCODING, wire::PACKED)
            .body(body);
        let mut response = asking.send().await.map_err(|_| Answer::Nothing)?;
        if response.status().as_u16() != 200 {
            let body = body_of(&mut response).await?;
            return Ok(wire::refused_pull(reply(&response, &body)));
        }
        let coding = Coding::of(header(&response, &CONTENT_ENCODING)).ok_or(Answer::Strange)?;
        let mut reader = PageReader::new(coding);
        while let Some(bytes) = response.chunk().await.map_err(|_| Answer::Nothing)? {
            if !reader.take(&bytes) {
                return Err(Answer::Strange);
            }
        }
        reader.finish().map(|page| Answer::Given(Box::new(page))).ok_or(Answer::Strange)
    }

    async fn try_listen(&self, heard: impl Fn(Heard) + Send + Sync) -> Result<(), Answer<()>> {
        let listening = self.request(Method::GET, wire::EVENTS_PATH)?.header(ACCEPT, EVENT_STREAM);
        let mut response = listening.send().await.map_err(|_| Answer::Nothing)?;
        let is_stream = header(&response, &CONTENT_TYPE).is_some_and(|kind| kind.starts_with(EVENT_STREAM));
        if response.status().as_u16() != 200 || !is_stream {
            let answer = wire::refused_pull(reply(&response, b""));
            if let Answer::Busy { after: Some(after) } = answer {
                heard(Heard::TurnedAway(after));
            }
            return Err(answer);
        }
        heard(Heard::Opened);
        let mut reader = PokeReader::new();
        while let Ok(Some(bytes)) = response.chunk().await {
            if reader.take(&bytes) > 0 {
                heard(Heard::Poke);
            }
        }
        // Everybody who listened may have been cut off at this moment.
        reader.stay_away().into_iter().for_each(|after| heard(Heard::TurnedAway(after)));
        Ok(())
    }
}

/// The media type of a server's events.
const EVENT_STREAM: &str = "text/event-stream";

impl Transport for Http {
    async fn push(&self, request: PushRequest) -> Answer<PushReply> {
        self.try_push(request).await.unwrap_or_else(|answer| answer)
    }

    async fn pull(&self, request: PullRequest) -> Answer<Box<PullPage>> {
        self.try_pull(request).await.unwrap_or_else(|answer| answer)
    }

    async fn listen(&self, heard: impl Fn(Heard) + Send + Sync) {
        // Why there is no more to hear does not matter: a pull finds out.
        self.try_listen(heard).await.ok();
    }

    fn begin_anew(&self) {
        *self.client.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

async fn body_of<T>(response: &mut Response) -> Result<Vec<u8>, Answer<T>> {
    let mut body = Vec::new();
    while let Some(bytes) = response.chunk().await.map_err(|_| Answer::Nothing)? {
        if body.len() + bytes.len() > MOST_BYTES {
            return Err(Answer::Strange);
        }
        body.extend_from_slice(&bytes);
    }
    Ok(body)
}

fn reply<'a>(response: &'a Response, body: &'a [u8]) -> Reply<'a> {
    Reply { status: response.status().as_u16(), retry_after: header(response, &RETRY_AFTER), body }
}

fn header<'a>(response: &'a Response, name: &HeaderName) -> Option<&'a str> {
    response.headers().get(name)?.to_str().ok()
}
