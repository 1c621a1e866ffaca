//! What needs attention: a list that nothing leaves by itself, with each text kept and what can be done about it.

mod compare;
mod deeds;
mod item;
mod page;
mod put_aside;
mod thing;
mod use_attention;

pub(crate) use page::AttentionPage;
