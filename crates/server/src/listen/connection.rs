//! One connection: requests one after another, each with the limits that a stranger gets.

use super::Peer;
use super::patient::Patient;
use crate::State;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use tokio::net::TcpStream;
use tower::ServiceExt;

/// How much is held of what a connection says or hears at a time, in bytes.
const BUFFER: usize = 65_536;

/// How many headers a request may have.
const HEADERS: usize = 64;

/// Answers over one connection until it ends.
pub(super) async fn serve(state: Arc<State>, stream: TcpStream, peer: SocketAddr, router: Router) {
    // Short answers leave at once.
    stream.set_nodelay(true).ok();
    let limits = &state.config.limits;
    let io = TokioIo::new(Patient::new(stream, limits.write_pause()));
    let behind_proxy = state.config.behind_proxy;
    let service = service_fn(move |request| {
        let mut request: Request = Request::map(request, |body: Incoming| Body::new(body));
        let peer = Peer(asker(&request, peer.ip(), behind_proxy));
        request.extensions_mut().insert(peer);
        router.clone().oneshot(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header())
        .max_buf_size(BUFFER)
        .max_headers(HEADERS)
        .serve_connection(io, service);
    tokio::pin!(connection);
    tokio::select! {
        // How a connection ends says nothing about the server: its requests were written down.
        _ended = connection.as_mut() => return,
        () = state.ending() => connection.as_mut().graceful_shutdown(),
    }
    connection.await.ok();
}

/// Returns who asks: the other end, or whom the proxy there names last.
fn asker(request: &Request, peer: IpAddr, behind_proxy: bool) -> IpAddr {
    if !behind_proxy {
        return peer;
    }
    let named = request.headers().get_all("x-forwarded-for").iter().next_back();
    let named = named.and_then(|list| list.to_str().ok()).and_then(|list| list.rsplit(',').next());
    named.and_then(|last| last.trim().parse().ok()).unwrap_or(peer)
}
