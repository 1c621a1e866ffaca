//! Finding an action by a few letters of it.

use super::action::Action;
use crate::text::lower;

/// Returns the places of the actions that a few letters find, best first; all of them, in order, for none.
pub(crate) fn search(actions: &[Action], letters: &str) -> Vec<usize> {
    let letters = lower(letters.trim());
    let mut found: Vec<(i32, usize)> = actions
        .iter()
        .enumerate()
        .filter_map(|(place, action)| Some((-score(action, &letters)?, place)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, place)| place).collect()
}

fn score(action: &Action, letters: &str) -> Option<i32> {
    if letters.is_empty() {
        return Some(0);
    }
    let title = points(&lower(&action.title), letters).map(|points| points * 2);
    let rest = points(&lower(&format!("{} {} {}", action.detail, action.words, action.group)), letters);
    title.max(rest)
}

/// Returns how well letters, in order, are found in a text: runs of letters and beginnings of words count more.
fn points(text: &str, letters: &str) -> Option<i32> {
    if text.starts_with(letters) {
        return Some(1000);
    }
    if text.contains(&format!(" {letters}")) {
        return Some(800);
    }
    if text.contains(letters) {
        return Some(500);
    }
    let mut wanted = letters.chars().filter(|letter| !letter.is_whitespace()).peekable();
    let (mut points, mut run, mut before) = (0, 0, ' ');
    for letter in text.chars() {
        if wanted.peek() == Some(&letter) {
            wanted.next();
            run += 1;
            points += run + if before.is_alphanumeric() { 0 } else { 8 };
        } else {
            run = 0;
        }
        before = letter;
    }
    // Letters strewn over a long text are no find.
    let enough = i32::try_from(letters.chars().count()).unwrap_or(i32::MAX).saturating_mul(2);
    (wanted.peek().is_none() && points >= enough).then_some(points)
}

#[cfg(test)]
mod tests {
    use super::*;
    use yew::Callback;

    fn titles(letters: &str) -> Vec<String> {
        let actions: Vec<Action> =
            ["Approve", "Ask for changes", "Go to Reviews", "Release the claim", "Switch person"]
                .map(|title| Action::new(title, title, Callback::noop()))
                .into_iter()
                .collect();
        search(&actions, letters).into_iter().map(|place| actions[place].title.to_string()).collect()
    }

    #[test]
    fn nothing_typed_finds_everything_in_order() {
        assert_eq!(titles("").len(), 5);
        assert_eq!(titles("")[0], "Approve");
    }

    #[test]
    fn the_beginning_of_the_title_comes_first() {
        assert_eq!(titles("rel")[0], "Release the claim");
        assert_eq!(titles("rev")[0], "Go to Reviews");
    }

    #[test]
    fn letters_of_words_find_them() {
        assert_eq!(titles("afc"), ["Ask for changes"]);
        assert_eq!(titles("gtr")[0], "Go to Reviews");
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        assert!(titles("xyz").is_empty());
    }
}
