//! Files as they are written. (The attribute lets Clippy see that helpers are test code as well.)

#[cfg(test)]
mod files;
