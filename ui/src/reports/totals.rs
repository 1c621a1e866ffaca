//! What the reviews come to, in one line of plain words. Pure.

use super::source::Totals;
use crate::kit::say_length;
use crate::reviews::count;
use domain::base::Span;

/// Returns the facts of the line.
pub(super) fn facts(totals: &Totals) -> Vec<String> {
    if totals.reviews == 0 {
        return Vec::new();
    }
    vec![
        format!(
            "{} of {}",
            count(totals.reviews, "review", "reviews"),
            count(totals.clients, "client", "clients")
        ),
        format!("{} approved", totals.approved),
        format!("{} with changes asked for", totals.reviews - totals.approved),
        count(totals.comments, "comment", "comments"),
        format!("{} from asked to finished, on average", say_length(Span(totals.turnaround))),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_many_of_whom_and_how_long_it_took() {
        let totals =
            Totals { reviews: 182, clients: 1, approved: 120, comments: 431, turnaround: Span::hours(30).0 };
        let expected = [
            "182 reviews of 1 client",
            "120 approved",
            "62 with changes asked for",
            "431 comments",
            "1 day 6 hours from asked to finished, on average",
        ];
        assert_eq!(facts(&totals), expected);
        assert!(facts(&Totals::default()).is_empty());
    }
}
