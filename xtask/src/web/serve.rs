//! A tiny file server for looking at the interface in a browser. It is for development: one folder, loopback only.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};

/// The policy that the desktop window sets too, so that a page that breaks it breaks here as well.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data: blob:; connect-src 'self'";

/// Serves the folder until the program is stopped. Unknown paths get the page, as in the desktop window.
pub(crate) fn forever(folder: &Path, port: u16) -> Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", port)).with_context(|| format!("port {port} is taken"))?;
    println!("http://127.0.0.1:{port}/");
    for stream in listener.incoming() {
        let folder = folder.to_owned();
        std::thread::spawn(move || {
            // A browser that hangs up early is no concern of anyone.
            stream.map_err(anyhow::Error::from).and_then(|stream| answer(&stream, &folder)).ok();
        });
    }
    Ok(())
}

fn answer(mut stream: &TcpStream, folder: &Path) -> Result<()> {
    let mut line = String::new();
    let mut reader = BufReader::new(stream);
    reader.read_line(&mut line)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let asked = line.split(' ').nth(1).unwrap_or("/");
    let file = find(folder, asked.split(['?', '#']).next().unwrap_or("/"));
    let body = fs::read(&file)?;
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         Content-Security-Policy: {POLICY}\r\nConnection: close\r\n\r\n",
        media_type(&file),
        body.len()
    )?;
    stream.write_all(&body)?;
    Ok(())
}

fn find(folder: &Path, asked: &str) -> PathBuf {
    let relative = Path::new(asked.trim_start_matches('/'));
    let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
    let file = folder.join(relative);
    if inside && file.is_file() { file } else { folder.join("index.html") }
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
