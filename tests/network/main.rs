//! Real devices' drivers and a real server, with networks between them as they are: connections that are cut in either
//! direction, answers that are lost, other networks' pages, proxies that give up, and everybody coming back at once.
#![cfg(unix)]

#[cfg(test)]
mod all_at_once;
#[cfg(test)]
mod between;
#[cfg(test)]
mod ear;
#[cfg(test)]
mod few_files;
#[cfg(test)]
mod scene;
#[cfg(test)]
mod subscribers;

#[test]
#[ignore = "takes many minutes; `cargo xtask soak network`"]
fn soak_network() {
    all_at_once::soak();
}

#[test]
#[ignore = "10,000 who listen, for some minutes; `cargo xtask soak subscribers`"]
fn soak_subscribers() {
    subscribers::soak();
}
