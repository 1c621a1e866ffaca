//! What changed between two versions of a text, word by word, for a person to read.
//!
//! Paragraphs are matched first, then words inside the paragraphs that changed, both with Myers'
//! O(ND) algorithm ("An O(ND) difference algorithm and its variations", 1986) as the `similar`
//! crate has it. The result is made calm afterwards: changes that only a space or a comma parts
//! become one, and a passage that was written anew is shown as such, not as confetti.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::tokens;

/// What happened to a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It is in both versions.
    Same,
    /// It is in the old version alone.
    Removed,
    /// It is in the new version alone.
    Added,
}

/// A piece of text and what happened to it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Piece {
    /// What happened.
    pub change: Change,
    /// The text, never empty.
    pub text: String,
}

/// The most work spent on one comparison, as the sum of old tokens times new tokens; what lies
/// beyond is shown as replaced.
const WORK: usize = 32_000_000;

/// Below one part in this many kept, a passage counts as written anew.
const REWRITTEN: usize = 5;

/// Returns the pieces that lead from `old` to `new`, in reading order, what was removed before what
/// took its place. Same and added pieces joined are `new`; same and removed ones are `old`.
#[must_use]
pub fn diff_words(old: &str, new: &str) -> Vec<Piece> {
    let (old_lines, new_lines) = (lines(old), lines(new));
    let mut diff = Diff { pieces: Vec::new(), work: WORK };
    for op in diff.compare(&old_lines, &new_lines) {
        let (kind, old_range, new_range) = op.as_tag_tuple();
        let old_part = joined(&old_lines, old_range);
        let new_part = joined(&new_lines, new_range);
        if kind == similar::DiffTag::Equal {
            diff.push(Change::Same, &new_part);
        } else {
            diff.passage(&old_part, &new_part);
        }
    }
    diff.pieces
}

struct Diff {
    pieces: Vec<Piece>,
    work: usize,
}

impl Diff {
    /// Returns how to get from `old` to `new`: wholesale when the work would be too much.
    fn compare(&mut self, old: &[&str], new: &[&str]) -> Vec<DiffOp> {
        let work = old.len().saturating_mul(new.len());
        let Some(left) = self.work.checked_sub(work) else {
            return vec![DiffOp::Replace {
                old_index: 0,
                old_len: old.len(),
                new_index: 0,
                new_len: new.len(),
            }];
        };
        self.work = left;
        capture_diff_slices(Algorithm::Myers, old, new)
    }

    /// Compares a passage that is not the same, word by word.
    fn passage(&mut self, old: &str, new: &str) {
        let (old, new) = (tokens(old), tokens(new));
        let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let (head, old) = old.split_at(start);
        let (_, new) = new.split_at(start);
        let end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
        let (old, tail) = old.split_at(old.len() - end);
        let (new, _) = new.split_at(new.len() - end);

        self.push(Change::Same, &head.concat());
        let hunks = calm(self.hunks(old, new));
        let kept: usize = hunks.iter().map(|hunk| letters(&hunk.same)).sum();
        let around = letters(&head.concat()) + letters(&tail.concat());
        let whole = letters(&old.concat()).max(letters(&new.concat())) + around;
        if (kept + around) * REWRITTEN < whole {
            self.push(Change::Removed, &old.concat());
            self.push(Change::Added, &new.concat());
        } else {
            for hunk in hunks {
                self.push(Change::Removed, &hunk.removed);
                self.push(Change::Added, &hunk.added);
                self.push(Change::Same, &hunk.same);
            }
        }
        self.push(Change::Same, &tail.concat());
    }

    fn hunks(&mut self, old: &[&str], new: &[&str]) -> Vec<Hunk> {
        let mut hunks = vec![Hunk::default()];
        for op in self.compare(old, new) {
            let (kind, old_range, new_range) = op.as_tag_tuple();
            let closed = hunks.last().is_some_and(|hunk| !hunk.same.is_empty());
            if closed && kind != similar::DiffTag::Equal {
                hunks.push(Hunk::default());
            }
            let Some(hunk) = hunks.last_mut() else { continue };
            if kind == similar::DiffTag::Equal {
                hunk.same.push_str(&joined(new, new_range));
            } else {
                hunk.removed.push_str(&joined(old, old_range));
                hunk.added.push_str(&joined(new, new_range));
            }
        }
        hunks
    }

    fn push(&mut self, change: Change, text: &str) {
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.change == change => last.text.push_str(text),
            _ => self.pieces.push(Piece { change, text: text.to_owned() }),
        }
    }
}

/// A change and what follows it unchanged.
#[derive(Default)]
struct Hunk {
    removed: String,
    added: String,
    same: String,
}

impl Hunk {
    fn replaces(&self) -> bool {
        !self.removed.is_empty() && !self.added.is_empty()
    }
}

/// Joins two replacements when nothing but spaces or punctuation of one line lies between them.
fn calm(hunks: Vec<Hunk>) -> Vec<Hunk> {
    let mut calm: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        match calm.last_mut() {
            Some(last) if last.replaces() && hunk.replaces() && is_gap(&last.same) => {
                let gap = std::mem::take(&mut last.same);
                last.removed.push_str(&gap);
                last.removed.push_str(&hunk.removed);
                last.added.push_str(&gap);
                last.added.push_str(&hunk.added);
                last.same = hunk.same;
            }
            _ => calm.push(hunk),
        }
    }
    calm
}

fn is_gap(text: &str) -> bool {
    !text.contains(|c: char| c.is_alphanumeric() || c == '\n')
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn joined(parts: &[&str], range: std::ops::Range<usize>) -> String {
    parts.get(range).unwrap_or_default().concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Writes pieces as `same [-removed-] {+added+}`.
    fn shown(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|piece| match piece.change {
                Change::Same => piece.text.clone(),
                Change::Removed => format!("[-{}-]", piece.text),
                Change::Added => format!("{{+{}+}}", piece.text),
            })
            .collect()
    }

    #[test]
    fn changes_read_as_a_person_would_mark_them() {
        let cases = [
            ("", "", ""),
            ("", "new", "{+new+}"),
            ("old", "", "[-old-]"),
            ("At home.", "At home.", "At home."),
            ("Ken first", "Ken first, then Mei", "Ken first{+, then Mei+}"),
            (
                "Ken first, then the children please.",
                "Ken first, then Mei please.",
                "Ken first, then [-the children-]{+Mei+} please.",
            ),
            (
                "He wants quiet music, soft light and an open window.",
                "He wants loud songs, soft light and an open window.",
                "He wants [-quiet music-]{+loud songs+}, soft light and an open window.",
            ),
            ("one\ntwo\nthree\n", "one\nthree\n", "one\n[-two\n-]three\n"),
            ("one\nthree\n", "one\ntwo\nthree\n", "one\n{+two\n+}three\n"),
            (
                "First the garden door.\nThen the blue key.\n",
                "First the garden gate.\nThen the red key.\n",
                "First the garden [-door-]{+gate+}.\nThen the [-blue-]{+red+} key.\n",
            ),
            ("我想在家里。", "我想在医院里。", "我想在[-家-]{+医院+}里。"),
            ("مرحبا بكم جميعا", "مرحبا بك جميعا", "مرحبا [-بكم-]{+بك+} جميعا"),
            (
                "Alpha beta gamma.",
                "Completely other words.",
                "[-Alpha beta gamma-]{+Completely other words+}.",
            ),
            ("the 👍🏽 end", "the 👍 end", "the [-👍🏽-]{+👍+} end"),
        ];
        for (old, new, expected) in cases {
            assert_eq!(shown(&diff_words(old, new)), expected, "{old:?} -> {new:?}");
        }
    }

    #[test]
    fn a_very_long_text_written_anew_is_shown_as_replaced() {
        let old: String = (0..20_000).map(|n| format!("a{n} ")).collect();
        let new: String = (0..20_000).map(|n| format!("b{n} ")).collect();
        let changes: Vec<_> = diff_words(&old, &new).iter().map(|piece| piece.change).collect();
        assert_eq!(changes, [Change::Removed, Change::Added, Change::Same]);
    }

    proptest! {
        #[test]
        fn both_versions_can_be_read_back(
            old in "([ab]|word|你|好|é| |, |\n|👍🏽|कि){0,60}",
            new in "([ab]|word|你|好|é| |, |\n|👍🏽|कि){0,60}",
        ) {
            let pieces = diff_words(&old, &new);
            let side = |other: Change| -> String {
                pieces.iter().filter(|piece| piece.change != other).map(|piece| piece.text.as_str()).collect()
            };
            prop_assert_eq!(side(Change::Added), old);
            prop_assert_eq!(side(Change::Removed), new);
            prop_assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
            prop_assert!(pieces.windows(2).all(|pair| pair[0].change != pair[1].change));
        }

        #[test]
        fn any_text_is_cut_without_losing_a_character(text in "\\PC{0,80}") {
            prop_assert_eq!(tokens(&text).concat(), text);
        }
    }
}
