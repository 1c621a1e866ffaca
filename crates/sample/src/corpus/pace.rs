//! Fitting a set to the number of rounds that a story has: later changes are made at once, or one change is
//! made in two steps, with the mentor asking once more in between.

use super::answers::{Answers, Change, Comment, Feedback, Set};
use domain::reviews::CommentKind;

impl Set {
    /// Returns how often the client can be asked to change something.
    pub(crate) fn most_changes(&self) -> usize {
        let last = self.rounds.last().map_or(0, Change::parts);
        (self.rounds.len() + last).saturating_sub(1)
    }

    /// Says whether the mentor asks for a change in a round, from 0.
    pub(crate) fn asks_in(&self, round: usize) -> bool {
        let needed = |comment: &Comment| comment.kind == CommentKind::Required;
        self.feedback.get(round).is_some_and(|feedback| feedback.comments.iter().any(needed))
    }

    /// Returns the set with at least so many changes, as far as there is something to change.
    pub(crate) fn stretched(mut self, changes: usize) -> Self {
        while self.rounds.len() < changes {
            let Some(last) = self.rounds.pop() else { break };
            let place = self.rounds.len();
            let Some((first, second)) = last.clone().halves() else {
                self.rounds.push(last);
                break;
            };
            let asked = self.feedback.get(place).map(|feedback| feedback.open_after(&second));
            self.feedback.insert((place + 1).min(self.feedback.len()), asked.unwrap_or_default());
            self.rounds.extend([first, second]);
        }
        self
    }

    /// Returns the set with only so many changes still to come: what the later ones change is there already.
    pub(crate) fn settled(mut self, changes: usize) -> Self {
        for change in self.rounds.split_off(changes.min(self.rounds.len())) {
            match self.rounds.last_mut() {
                Some(last) => last.absorb(change),
                None => self.absorb(change),
            }
        }
        self
    }

    fn absorb(&mut self, change: Change) {
        self.answers.extend(change.answers);
        for item in change.items {
            if let Some(answers) = self.items.get_mut(item.item) {
                answers.extend(item.answers);
            }
        }
        self.items.extend(change.add);
    }
}

impl Feedback {
    /// Returns what is still open when a change is not made yet.
    fn open_after(&self, change: &Change) -> Self {
        let open = |comment: &&Comment| comment.kind != CommentKind::Praise && change.is_about(comment);
        let comments = self.comments.iter().filter(open);
        let again = comments.map(|comment| Comment { reply: None, ..comment.clone() });
        Self { note: Vec::new(), comments: again.collect() }
    }
}

impl Change {
    /// Says whether the change answers a comment: it is about one of the fields.
    pub(crate) fn is_about(&self, comment: &Comment) -> bool {
        let Some(field) = &comment.field else { return false };
        let of_item = |item: usize| comment.item.is_none_or(|number| number == item);
        let mut items = self.items.iter().filter(|change| of_item(change.item));
        self.answers.contains_key(field) || items.any(|change| change.answers.contains_key(field))
    }

    fn parts(&self) -> usize {
        self.answers.len() + self.items.len() + self.add.len()
    }

    /// Returns the change in two steps, if it has two parts.
    fn halves(mut self) -> Option<(Self, Self)> {
        if self.parts() < 2 {
            return None;
        }
        let add = self.add.split_off(self.add.len() / 2);
        let items = self.items.split_off(self.items.len().div_ceil(2));
        let keys = self.answers.len().div_ceil(2);
        let (first, second): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.answers).into_iter().enumerate().partition(|(place, _)| *place < keys);
        let answers = |part: Vec<(usize, _)>| part.into_iter().map(|(_, answer)| answer).collect::<Answers>();
        let second = Self { message: String::new(), answers: answers(second), items, add };
        Some((Self { answers: answers(first), ..self }, second))
    }

    fn absorb(&mut self, later: Self) {
        self.answers.extend(later.answers);
        self.items.extend(later.items);
        self.add.extend(later.add);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn answers(keys: &[&str]) -> Answers {
        keys.iter().map(|key| ((*key).to_owned(), json!(key))).collect()
    }

    fn set(changes: &[&[&str]]) -> Set {
        let rounds = changes.iter().map(|keys| Change { answers: answers(keys), ..Change::default() });
        let mut set: Set = serde_json::from_value(json!({ "key": "a", "language": "en" })).unwrap();
        set.rounds = rounds.collect();
        set
    }

    #[test]
    fn a_change_of_two_answers_is_made_in_two_steps() {
        let stretched = set(&[&["a", "b"]]).stretched(2);
        assert_eq!(stretched.rounds.iter().map(|round| round.answers.len()).collect::<Vec<_>>(), [1, 1]);
    }

    #[test]
    fn a_change_of_one_answer_stays_whole() {
        assert_eq!(set(&[&["a"]]).stretched(3).rounds.len(), 1);
        assert_eq!(set(&[&["a"]]).most_changes(), 1);
    }

    #[test]
    fn changes_that_no_round_asks_for_are_made_from_the_start() {
        let settled = set(&[&["a"], &["b"]]).settled(0);
        assert_eq!((settled.rounds.len(), settled.answers), (0, answers(&["a", "b"])));
    }
}
