//! A device and a server in processes of their own, killed again and again at chosen moments and at any: what the device's
//! file acknowledged reaches the server, each change once, and the device ends with what its person may see.
#![cfg(unix)]

#[cfg(test)]
mod device;
#[cfg(test)]
mod scene;
#[cfg(test)]
mod server;

#[test]
#[ignore = "takes many minutes; `cargo xtask soak killed`"]
fn soak_killed() {
    device::soak();
    server::soak();
}
