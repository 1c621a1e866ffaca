//! Cuts text into words.
//!
//! A short approximation of Unicode's word boundaries (UAX 29) without its tables, which would
//! weigh more than the rest of the interface's text handling: exact for spaced scripts, and one
//! token for each character in scripts that write without spaces.

/// Returns the parts of `text` in order: words, runs of spaces, line ends, single punctuation
/// marks, and single characters of scripts without spaces. Joined, they are `text` again.
#[must_use]
pub fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (token, after) = rest.split_at(token_length(rest, first));
        tokens.push(token);
        rest = after;
    }
    tokens
}

/// Returns how many words `text` has. Each character of a script without spaces counts as one.
#[must_use]
pub fn count_words(text: &str) -> usize {
    let mut count = 0;
    let mut inside = false;
    for token in tokens(text) {
        let first = token.chars().next().unwrap_or(' ');
        let word = first.is_alphanumeric();
        // "well-known" and "3,5" are one word each.
        if word && (!inside || is_unspaced(first)) {
            count += 1;
        }
        inside = (word && !is_unspaced(first)) || (inside && matches!(token, "-" | "." | "," | "@" | "/"));
    }
    count
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Unspaced,
    Space,
    LineEnd,
    Flag,
    Other,
}

fn class(c: char) -> Class {
    match c {
        '\n' => Class::LineEnd,
        _ if c.is_whitespace() => Class::Space,
        '\u{1f1e6}'..='\u{1f1ff}' => Class::Flag,
        _ if is_unspaced(c) => Class::Unspaced,
        _ if c.is_alphanumeric() => Class::Word,
        _ => Class::Other,
    }
}

fn token_length(text: &str, first: char) -> usize {
    let kind = class(first);
    let mut end = 0;
    let mut last = first;
    for (at, c) in text.char_indices() {
        let joins = at == 0
            || extends(c)
            || last == '\u{200d}'
            || match kind {
                Class::Word => class(c) == Class::Word || is_apostrophe_inside(text, at, c),
                Class::Space => class(c) == Class::Space,
                Class::Flag => class(c) == Class::Flag,
                Class::Unspaced | Class::LineEnd | Class::Other => false,
            };
        if !joins {
            break;
        }
        end = at + c.len_utf8();
        last = c;
    }
    end
}

fn is_apostrophe_inside(text: &str, at: usize, c: char) -> bool {
    matches!(c, '\'' | '’')
        && text
            .get(at + c.len_utf8()..)
            .and_then(|rest| rest.chars().next())
            .is_some_and(char::is_alphanumeric)
}

/// Tells whether `c` is written without spaces between words: Han, kana, Thai, Lao, Burmese, Khmer.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

/// Tells whether `c` belongs to the character before it: accents, vowel signs, joiners, skin tones.
fn extends(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036f}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05bd}'
        | '\u{064b}'..='\u{065f}' | '\u{0900}'..='\u{0903}' | '\u{093a}'..='\u{094f}'
        | '\u{09bc}' | '\u{09cd}' | '\u{0a3c}' | '\u{0a4d}' | '\u{0abc}' | '\u{0acd}'
        | '\u{0b3c}' | '\u{0b4d}' | '\u{0bcd}' | '\u{0c4d}' | '\u{0cbc}' | '\u{0ccd}'
        | '\u{0d4d}' | '\u{0dca}' | '\u{0e31}' | '\u{0e34}'..='\u{0e3a}'
        | '\u{0e47}'..='\u{0e4e}' | '\u{0eb1}' | '\u{0eb4}'..='\u{0ebc}'
        | '\u{0ec8}'..='\u{0ecd}' | '\u{102b}'..='\u{103e}' | '\u{17b4}'..='\u{17d3}'
        | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{3099}' | '\u{309a}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_where_a_reader_would_cut_it() {
        let cases: &[(&str, &[&str])] = &[
            ("", &[]),
            ("Call Ken first.", &["Call", " ", "Ken", " ", "first", "."]),
            ("don't", &["don't"]),
            ("'quoted'", &["'", "quoted", "'"]),
            ("a  b\n\nc", &["a", "  ", "b", "\n", "\n", "c"]),
            ("你好，世界", &["你", "好", "，", "世", "界"]),
            ("カナ", &["カ", "ナ"]),
            ("กำ", &["ก", "ำ"]),
            ("นี้", &["นี้"]),
            ("हिन्दी में", &["हिन्दी", " ", "में"]),
            ("e\u{301}te\u{301} là", &["e\u{301}te\u{301}", " ", "là"]),
            ("مرحبا بكم", &["مرحبا", " ", "بكم"]),
            ("👨‍👩‍👧!", &["👨‍👩‍👧", "!"]),
            ("👍🏽👍", &["👍🏽", "👍"]),
            ("🇵🇱 x", &["🇵🇱", " ", "x"]),
        ];
        for (text, expected) in cases {
            assert_eq!(tokens(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn words_are_counted_as_people_count_them() {
        let cases = [
            ("", 0),
            ("  \n ", 0),
            ("one", 1),
            ("One, two; three.", 3),
            ("well-known 3,5 ruth@example.org", 3),
            ("- a list -", 2),
            ("don't", 1),
            ("你好世界", 4),
            ("Привет, мир", 2),
            ("हिन्दी में", 2),
        ];
        for (text, expected) in cases {
            assert_eq!(count_words(text), expected, "{text:?}");
        }
    }
}
