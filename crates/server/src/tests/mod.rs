//! The server as strangers meet it: a real one, on a real port of this computer, over a real store on either engine. They talk to
//! it with a client of their own, byte for byte.

mod accounts;
mod bodies;
mod chores;
mod client;
mod ending;
mod events;
mod flood;
mod listening;
mod routes;
mod served;
mod spoken;
mod sync;
mod web;
