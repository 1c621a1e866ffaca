//! The target of a link: a web page or a mail address, and never anything that runs.

use super::RichTextError;
use super::limits::MAX_LINK_BYTES;
use crate::text::quotable;

/// The target of a link. Begins with `https://`, `http://` or `mailto:` in any case.
///
/// Browsers drop tabs, line ends and leading control characters before they look for the scheme
/// (WHATWG URL, basic URL parser), so a target with any of them is refused instead of mended.
/// Backslashes, which browsers read as slashes, and sign-in names before the host, which disguise
/// where a link leads, are refused too.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Link(String);

impl Link {
    /// Returns the target, or why it cannot be one.
    ///
    /// # Errors
    /// [`RichTextError::UnsafeLink`] or [`RichTextError::LongLink`].
    pub fn parse(href: &str) -> Result<Self, RichTextError> {
        if href.len() > MAX_LINK_BYTES {
            return Err(RichTextError::LongLink);
        }
        if href.chars().any(is_disguise) || !leads_somewhere(href) {
            return Err(RichTextError::UnsafeLink(quotable(href)));
        }
        Ok(Self(href.to_owned()))
    }

    /// Returns the target as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Tells whether `c` can make a link look like another one, or be read in two ways.
fn is_disguise(c: char) -> bool {
    const BIDI: [char; 12] = [
        '\u{61c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}',
        '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
    ];
    c.is_control() || c.is_whitespace() || c == '\\' || c == '\u{feff}' || BIDI.contains(&c)
}

fn leads_somewhere(href: &str) -> bool {
    if let Some(rest) = after_scheme(href, "mailto:") {
        return !rest.is_empty() && !rest.starts_with('?');
    }
    let Some(rest) = after_scheme(href, "https://").or_else(|| after_scheme(href, "http://")) else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    !host.is_empty() && !host.contains('@')
}

fn after_scheme<'a>(href: &'a str, scheme: &str) -> Option<&'a str> {
    let (start, rest) = href.split_at_checked(scheme.len())?;
    start.eq_ignore_ascii_case(scheme).then_some(rest)
}
