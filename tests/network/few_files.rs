//! A server that may have hardly any file open: it turns people away in words, never spins, and answers again when there is room.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use testkit::{GIVE_UP, Node};

/// What a server gets along with that keeps its data in a file.
const FILES: usize = 32;

/// How many come, who say nothing and stay.
const MANY: usize = 100;

fn connect(node: &Node) -> TcpStream {
    let stream = TcpStream::connect(node.address()).unwrap();
    stream.set_read_timeout(Some(GIVE_UP)).unwrap();
    stream
}

/// Asks whether the server is ready, and returns what it says.
fn ask(node: &Node) -> String {
    let mut stream = connect(node);
    // Whoever is turned away may not be listened to.
    drop(stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"));
    said(&mut stream)
}

fn said(stream: &mut TcpStream) -> String {
    let mut said = Vec::new();
    match stream.read_to_end(&mut said) {
        Ok(_) => {}
        // Closed without listening to the rest.
        Err(error) if error.kind() == ErrorKind::ConnectionReset => {}
        Err(error) => panic!("nobody said anything: {error}"),
    }
    String::from_utf8_lossy(&said).into_owned()
}

#[test]
fn a_server_that_may_open_few_files_turns_people_away_and_recovers() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::with_files(folder.path(), FILES);
    assert!(ask(&node).starts_with("HTTP/1.1 200"));
    let silent: Vec<TcpStream> = (0..MANY).map(|_| connect(&node)).collect();
    let turned_away = ask(&node);
    assert!(turned_away.starts_with("HTTP/1.1 503") && turned_away.contains("Retry-After"), "{turned_away}");
    drop(silent);
    // It notices that they left when it next looks.
    while ask(&node).starts_with("HTTP/1.1 503") {
        std::thread::yield_now();
    }
    assert!(ask(&node).starts_with("HTTP/1.1 200"));
    assert_eq!(node.logged("connections.no_room"), [""; 0], "it tried to take what there was no room for");
    assert_eq!(node.logged("store.failed"), [""; 0]);
    assert_eq!(node.logged("\"status\":500"), [""; 0]);
}
