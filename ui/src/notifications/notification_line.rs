//! One row of the page: what happened in a sentence, when, and whether it was read.

use super::rows::{Row, moment};
use crate::kit::{Icon, Saying, When};
use domain::notifications::{NotificationKind, NotificationLine, heading, sentence};
use yew::prelude::*;

/// Returns what a row shows.
pub(super) fn row_view(lines: &[NotificationLine], row: Row) -> Html {
    let (Some(line), Some(at)) = (lines.get(row.line()), moment(lines, row)) else { return Html::default() };
    match row {
        Row::Line(_) => line_view(line),
        Row::Time(..) => html! {
            <span class="notification-time"><When {at} /></span>
        },
    }
}

fn line_view(line: &NotificationLine) -> Html {
    let (before, after) = sentence(line.kind, line.each.len());
    let times = line.each.len();
    html! {
        <>
            <span class={classes!("notification-mark", line.is_new().then_some("new"))}>
                { picture(line.kind) }
                if line.is_new() { <span class="only-read-aloud">{ "New. " }</span> }
            </span>
            <span class="row-text">
                <span class="notification-says">{ before }<b dir="auto">{ line.subject.clone() }</b>{ after }</span>
                <small>
                    { heading(line.kind) }
                    if times > 1 { { format!(" · {times} times") } }
                    if let Some(until) = line.snoozed_until { { " · " }<When at={until} before="put off until" /> }
                </small>
            </span>
            <span class="due"><When at={line.at} say={Saying::Distance} /></span>
        </>
    }
}

fn picture(kind: NotificationKind) -> Icon {
    match kind {
        NotificationKind::ReviewRequested => Icon::Inbox,
        NotificationKind::ReviewClaimed => Icon::Eye,
        NotificationKind::ChangesRequested => Icon::Pencil,
        NotificationKind::ReviewApproved => Icon::CircleCheck,
        NotificationKind::ReviewCancelled => Icon::Undo2,
        NotificationKind::ReviewReleased => Icon::RotateCcw,
        NotificationKind::CommentReplied => Icon::MessageSquare,
        NotificationKind::ReviewAmended => Icon::Plus,
        NotificationKind::DraftOffered => Icon::FileText,
        NotificationKind::LeaseEnding => Icon::Clock,
    }
}
