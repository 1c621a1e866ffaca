//! A connection to a server that stays open, and what is asked on it.

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Request, header};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use tokio::net::TcpStream;

/// A connection of somebody who is signed in.
pub(crate) struct Web {
    sender: SendRequest<Full<Bytes>>,
    token: String,
}

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Bytes,
}

impl Web {
    /// Opens a connection. It ends when this is dropped.
    pub(crate) async fn open(address: SocketAddr, token: &str) -> Self {
        let stream = TcpStream::connect(address).await.expect("the server listens");
        stream.set_nodelay(true).expect("a connection");
        let (sender, connection) = handshake(TokioIo::new(stream)).await.expect("it speaks HTTP");
        tokio::spawn(connection);
        Self { sender, token: format!("Bearer {token}") }
    }

    /// Posts a body and waits for the whole answer.
    pub(crate) async fn post(&mut self, path: &str, body: String) -> Option<Reply> {
        let request = Request::post(path)
            .header(header::HOST, "localhost")
            .header(header::AUTHORIZATION, self.token.as_str())
            .header(header::CONTENT_TYPE, "application/json")
            .body(Full::from(body))
            .expect("a request");
        self.sender.ready().await.ok()?;
        let reply = self.sender.send_request(request).await.ok()?;
        let status = reply.status().as_u16();
        let body = reply.into_body().collect().await.ok()?.to_bytes();
        Some(Reply { status, body })
    }
}
