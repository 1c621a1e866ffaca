//! Real devices' drivers and a real server, with networks between them as they are: connections that are cut in either
//! direction, answers that are lost, other networks' pages, proxies that give up, and everybody coming back at once.
#![cfg(unix)]

#[cfg(test)]
mod all_at_once;
#[cfg(test)]
mod between;
#[cfg(test)]
mod few_files;
#[cfg(test)]
mod scene;

#[test]
#[ignore = "takes many minutes; `cargo xtask soak network`"]
fn soak_network() {
    all_at_once::soak();
}
