//! Which rows the page has: a row for each line, and under an unfolded one a row for each time that it happened. Pure.

use domain::base::Instant;
use domain::notifications::{NotificationId, NotificationLine};
use std::collections::BTreeSet;

/// A row of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// A line, by its place.
    Line(usize),
    /// One time of a line, by the places of both.
    Time(usize, usize),
}

impl Row {
    /// Returns the place of the line that it belongs to.
    pub(super) fn line(self) -> usize {
        match self {
            Self::Line(line) | Self::Time(line, _) => line,
        }
    }
}

/// Returns the rows. A line is known by its newest notification; only what happened several times unfolds.
pub(super) fn rows(lines: &[NotificationLine], unfolded: &BTreeSet<NotificationId>) -> Vec<Row> {
    let mut rows = Vec::with_capacity(lines.len());
    for (place, line) in lines.iter().enumerate() {
        rows.push(Row::Line(place));
        if line.each.len() > 1 && line.each.first().is_some_and(|(id, _)| unfolded.contains(id)) {
            rows.extend((0..line.each.len()).map(|time| Row::Time(place, time)));
        }
    }
    rows
}

/// Returns what a row stands for: all of a line, or one time of it.
pub(super) fn ids(lines: &[NotificationLine], row: Row) -> Vec<NotificationId> {
    let line = lines.get(row.line());
    match row {
        Row::Line(_) => line.map(NotificationLine::ids).unwrap_or_default(),
        Row::Time(_, time) => {
            line.and_then(|line| line.each.get(time)).map(|(id, _)| *id).into_iter().collect()
        }
    }
}

/// Returns what waits to be read.
pub(super) fn unread(lines: &[NotificationLine]) -> Vec<NotificationId> {
    lines.iter().filter(|line| line.is_new()).flat_map(NotificationLine::ids).collect()
}

/// Returns when a row happened.
pub(super) fn moment(lines: &[NotificationLine], row: Row) -> Option<Instant> {
    let line = lines.get(row.line())?;
    match row {
        Row::Line(_) => Some(line.at),
        Row::Time(_, time) => line.each.get(time).map(|(_, at)| *at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::notifications::NotificationKind;
    use uuid::Uuid;

    fn line(ids: &[u128], read: bool) -> NotificationLine {
        let each = |id: &u128| (NotificationId(Uuid::from_u128(*id)), Instant(i64::try_from(*id).unwrap()));
        NotificationLine {
            each: ids.iter().map(each).collect(),
            kind: NotificationKind::CommentReplied,
            submission: None,
            place: None,
            subject: "Final days".to_owned(),
            at: Instant(0),
            read,
            snoozed_until: None,
        }
    }

    #[test]
    fn an_unfolded_line_shows_all_of_it_and_each_row_stands_for_what_it_shows() {
        let lines = [line(&[9, 8], false), line(&[3], false)];
        let both: BTreeSet<NotificationId> = [9, 3].map(|id| NotificationId(Uuid::from_u128(id))).into();
        let shown = rows(&lines, &both);
        assert_eq!(shown, [Row::Line(0), Row::Time(0, 0), Row::Time(0, 1), Row::Line(1)]);
        let counts: Vec<usize> = shown.iter().map(|row| ids(&lines, *row).len()).collect();
        assert_eq!(counts, [2, 1, 1, 1]);
        assert_eq!(moment(&lines, Row::Time(0, 1)), Some(Instant(8)));
        assert_eq!(rows(&lines, &BTreeSet::new()), [Row::Line(0), Row::Line(1)]);
    }

    #[test]
    fn all_that_is_new_is_what_is_neither_read_nor_put_off() {
        let put_off = NotificationLine { snoozed_until: Some(Instant(9)), ..line(&[4], false) };
        let lines = [line(&[9, 8], false), put_off, line(&[3], true)];
        assert_eq!(unread(&lines), lines[0].ids());
    }
}
