//! What a stranger meets first: connections are taken, watched and closed here. Whoever says nothing, pauses in the middle
//! or does not read what was asked for is sent away, and there is a limit to how many there are at a time.

mod connection;
mod patient;
mod places;

use crate::State;
use axum::Router;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_util::task::TaskTracker;

/// How long nobody is let in after the system had no room for another connection.
const BREATH: Duration = Duration::from_millis(100);

/// What somebody hears for whom there is no place.
const FULL: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

/// Whose connection a request came over: the last of the computers that nobody can lie about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// Answers whoever comes, until the server is told to end; then waits for what runs, for as long as the limits say.
///
/// # Errors
/// When nobody can come any more.
pub async fn listen(state: Arc<State>, listener: TcpListener, router: Router) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(places::places(&state)));
    let connections = TaskTracker::new();
    loop {
        let (stream, peer) = tokio::select! {
            () = state.ending() => break,
            came = listener.accept() => match came {
                Ok(came) => came,
                Err(error) if is_theirs(&error) => continue,
                Err(error) => {
                    tracing::error!(%error, "connections.no_room");
                    tokio::time::sleep(BREATH).await;
                    continue;
                }
            },
        };
        let Ok(place) = places.clone().try_acquire_owned() else {
            turn_away(&stream);
            continue;
        };
        let served = connection::serve(state.clone(), stream, peer, router.clone());
        connections.spawn(async move {
            served.await;
            drop(place);
        });
    }
    drop(listener);
    connections.close();
    if tokio::time::timeout(state.config.limits.ending(), connections.wait()).await.is_err() {
        tracing::warn!(connections = connections.len(), "connections.cut_off");
    }
    Ok(())
}

/// Whether a connection was lost by the other side, before it was taken.
fn is_theirs(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionRefused
    )
}

/// Tells somebody to come back, without waiting for them.
fn turn_away(stream: &TcpStream) {
    metrics::counter!("wrapitup_connections_turned_away_total").increment(1);
    // Whoever can't hear it sees the connection close.
    stream.try_write(FULL).ok();
}

/// Returns a listener at an address.
///
/// # Errors
/// When somebody else listens there, or the system forbids it.
pub async fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    TcpListener::bind(address).await
}
