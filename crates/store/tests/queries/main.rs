//! What the store answers to each question, on both engines, to whoever asks. (The attribute lets Clippy see that
//! helpers are test code as well.)

#[cfg(test)]
mod asking;
#[cfg(test)]
mod client;
#[cfg(test)]
mod export;
#[cfg(test)]
mod kept;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod notifications;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod reads;
#[cfg(test)]
mod replica;
#[cfg(test)]
mod reports;
#[cfg(test)]
mod room;
#[cfg(test)]
mod sample_workspace;
#[cfg(test)]
mod saved_views;
#[cfg(test)]
mod today;
