//! What a document may hold, what is refused and how, and what is made of it.

mod documents;
mod hostile;
mod rendering;
