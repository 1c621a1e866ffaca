//! Figures of the server and of what synchronises with it: real processes, over HTTP, on this computer alone, in turns with
//! the peers of `bench/peers`. `cargo xtask bench sync`, `server` and `load` run this; each figure is one line of JSON.
#![expect(clippy::print_stdout, reason = "a figure is printed for whoever reads it")]
#![expect(clippy::expect_used, reason = "a measurement that can't be made has no other use")]

mod device;
mod figure;
mod handset;
mod load;
mod peers;
mod saturate;
mod scene;
mod served;
mod sync;
mod web;

use std::env;

fn main() {
    // Cargo says `--bench` as well.
    let words: Vec<String> = env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["sync"] => sync::measure(),
        ["server"] => saturate::measure(),
        ["load"] => load::measure(),
        // A device of its own, whose memory can be looked at from outside.
        ["device", file, address, person, token] => device::obey(file, address, person, token),
        // So that a run of all bench targets has nothing to complain about.
        other => println!("there are sync, server and load, not {other:?}"),
    }
}
