//! Mail: what it says ([`letters`]), how it is handed to a mail server ([`sender`]), and what carries it from the database to
//! there ([`carrier`]).

pub mod carrier;
pub mod letters;
pub mod sender;
mod trusted;
mod verdict;
