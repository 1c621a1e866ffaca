//! What the rest of the store relies on in its engines, shown on toys. (The attribute lets Clippy see that helpers
//! are test code as well.)

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod failures;
#[cfg(test)]
mod postgres;
#[cfg(test)]
mod sqlite;
#[cfg(test)]
mod statements;
#[cfg(test)]
mod together;
#[cfg(test)]
mod toy;
#[cfg(test)]
mod transactions;
