//! Which saved view the list shows, and what a new one might be called. Pure.

use super::super::state::title;
use crate::kit::OneOfFew;
use crate::text::lower;
use domain::reviews::ReviewOrder;
use domain::saved_views::{NAME_LIMIT, SavedViewId, SavedViewLine, Shows};

/// How the list stands to a view.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Standing {
    /// The view that is shown, or that was opened last and changed since.
    pub(super) view: SavedViewLine,
    /// Whether the list shows something else by now.
    pub(super) changed: bool,
}

/// Returns the view that the list shows: the one that was opened, or another that shows the same; or the opened one as
/// changed, as long as its list is shown.
pub(super) fn standing(
    views: &[SavedViewLine],
    opened: Option<SavedViewId>,
    now: Option<&Shows>,
) -> Option<Standing> {
    let now = now?;
    let opened = views.iter().find(|view| Some(view.id) == opened);
    let shown = opened.into_iter().chain(views).find(|view| same(&view.shows, now));
    if let Some(view) = shown {
        return Some(Standing { view: view.clone(), changed: false });
    }
    let view = opened.filter(|view| view.shows.list == now.list)?;
    Some(Standing { view: view.clone(), changed: true })
}

/// Returns the view that has a name, as the rules compare names.
pub(super) fn named<'a>(views: &'a [SavedViewLine], name: &str) -> Option<&'a SavedViewLine> {
    let folded = |name: &str| lower(&name.split_whitespace().collect::<Vec<_>>().join(" "));
    let name = folded(name);
    views.iter().find(|view| folded(&view.name) == name)
}

/// Returns a name that says what is shown.
pub(super) fn suggested(shows: &Shows) -> String {
    let mut parts = vec![title(shows.list).to_owned()];
    parts.extend((!shows.journey.is_empty()).then(|| shows.journey.clone()));
    parts.extend((!shows.words.trim().is_empty()).then(|| format!("“{}”", shows.words.trim())));
    parts.extend((shows.sorted != ReviewOrder::default()).then(|| lower(shows.sorted.words())));
    parts.join(", ").chars().take(NAME_LIMIT).collect()
}

fn same(one: &Shows, other: &Shows) -> bool {
    (one.list, one.sorted, one.journey.as_str(), one.words.trim())
        == (other.list, other.sorted, other.journey.as_str(), other.words.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::reviews::ReviewList;

    fn shows(words: &str) -> Shows {
        let (list, sorted) = (ReviewList::Queue, ReviewOrder::Longest);
        Shows { list, sorted, journey: String::new(), words: words.to_owned() }
    }

    fn view(number: u128, words: &str) -> SavedViewLine {
        let id = SavedViewId(uuid::Uuid::from_u128(number));
        SavedViewLine { id, name: format!("View {number}"), shows: shows(words), opens_first: false }
    }

    /// The number of the view that is shown, and whether it was changed.
    fn shown(opened: Option<u128>, now: &Shows) -> Option<(u128, bool)> {
        let views = [view(1, "care"), view(2, "care"), view(3, "guests")];
        let opened = opened.map(|number| SavedViewId(uuid::Uuid::from_u128(number)));
        standing(&views, opened, Some(now)).map(|found| (found.view.id.0.as_u128(), found.changed))
    }

    #[test]
    fn the_view_that_was_opened_comes_before_another_that_shows_the_same() {
        assert_eq!(shown(Some(2), &shows(" care ")), Some((2, false)));
        assert_eq!(shown(None, &shows("care")), Some((1, false)));
        assert_eq!(shown(Some(1), &shows("guests")), Some((3, false)));
    }

    #[test]
    fn a_view_that_was_opened_is_changed_until_another_list_is_shown() {
        assert_eq!(shown(Some(3), &shows("guest")), Some((3, true)));
        assert_eq!(shown(Some(3), &Shows { list: ReviewList::Mine, ..shows("guests") }), None);
        assert_eq!(shown(None, &shows("guest")), None);
        assert_eq!(shown(Some(9), &shows("guest")), None, "a view that is gone is not shown");
        assert_eq!(standing(&[view(1, "")], None, None), None);
    }

    #[test]
    fn a_name_is_found_as_the_rules_compare_names() {
        let views = [view(1, "")];
        assert_eq!(named(&views, "  vIEW   1 "), views.first());
        assert_eq!(named(&views, "View"), None);
    }

    #[test]
    fn a_new_view_is_called_by_what_it_shows() {
        assert_eq!(suggested(&shows("care ")), "Queue, “care”, longest first");
        let plain = Shows { list: ReviewList::Mine, sorted: ReviewOrder::Due, ..shows("") };
        assert_eq!(suggested(&plain), "Mine");
        assert_eq!(suggested(&shows(&"ü".repeat(99))).chars().count(), NAME_LIMIT);
    }
}
