//! A person's own data as it is written. (The attribute lets Clippy see that helpers are test code as well.)

#[cfg(test)]
mod papers;
