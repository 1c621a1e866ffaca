//! What devices and browsers of earlier versions said to a server, said again to this one: the same file, the same requests at
//! the same times. Every answer has to hold what the answer held that the earlier version got. `tests/upgrade` says how a
//! version is frozen.

mod earlier;
mod fits;
mod frozen;
mod recording;
mod script;
