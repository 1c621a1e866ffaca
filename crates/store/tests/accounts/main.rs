//! Accounts on both engines: what a server keeps of them, and what it makes of tokens, links and codes.

#[cfg(test)]
mod desk;
#[cfg(test)]
mod devices;
#[cfg(test)]
mod factor;
#[cfg(test)]
mod links;
#[cfg(test)]
mod mail;
#[cfg(test)]
mod people;
#[cfg(test)]
mod restored;
#[cfg(test)]
mod tokens;
#[cfg(test)]
mod visits;
