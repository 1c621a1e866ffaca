//! Changes to notifications.
//!
//! Rules: (1) only the recipient marks a notification as read, or puts it off; (2) read stays read, at its first time,
//! and is not put off any more, unless its recipient makes it new again; (3) several are marked together, all or none, so
//! that a line stands for exactly what it showed; (4) it is put off to a moment that comes, within 30 days; (5) the program itself reminds of a lease, once
//! for each end that the lease has; (6) a person decides for themselves what they are told, where and when.

use super::preferences::{self, Channel, QuietSpan};
use super::{Notification, NotificationId, NotificationKind};
use crate::base::{Code, Instant, PersonId, Refusal, Span};
use crate::command::{Applied, Ctx, Halt, UserText};
use crate::entity::Stamp;
use crate::journeys::Section;
use crate::reviews::{Claim, ClaimId, LEASE_WARNING};
use crate::rows::{RowKey, Rows, Table};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most notifications that one command changes.
pub const TOGETHER: usize = 1_000;

/// The furthest that a notification is put off.
const FURTHEST: Span = Span::days(30);

/// A change to notifications.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum NotificationsCommand {
    /// Marks one as read.
    MarkRead {
        /// Which.
        notification: NotificationId,
    },
    /// Marks several as read: those that a line showed.
    MarkAllRead {
        /// Which.
        notifications: Vec<NotificationId>,
    },
    /// Says nothing more of some until a moment that comes.
    Snooze {
        /// Which.
        notifications: Vec<NotificationId>,
        /// Until when.
        until: Instant,
    },
    /// Makes some new again, neither read nor put off: the way back from both.
    Renew {
        /// Which.
        notifications: Vec<NotificationId>,
    },
    /// Tells a mentor that their time with a review is about to end.
    RemindOfLease {
        /// The claim.
        claim: ClaimId,
    },
    /// Says where one wants to be told of something, or not.
    SetChannel {
        /// What happens.
        kind: NotificationKind,
        /// Where it is told.
        channel: Channel,
        /// Whether it is.
        on: bool,
    },
    /// Says when one wants to be told nothing outside the window.
    SetQuietHours {
        /// From when until when; none for never.
        hours: Option<QuietSpan>,
    },
}

impl NotificationsCommand {
    pub(crate) fn roots(&self, actor: PersonId) -> BTreeSet<RowKey> {
        let notification = |id: &NotificationId| RowKey { table: Table::Notification, id: id.0 };
        match self {
            Self::MarkRead { notification: id } => [notification(id)].into(),
            Self::MarkAllRead { notifications }
            | Self::Snooze { notifications, .. }
            | Self::Renew { notifications } => notifications.iter().map(notification).collect(),
            Self::RemindOfLease { claim } => [RowKey { table: Table::Claim, id: claim.0 }].into(),
            Self::SetChannel { .. } | Self::SetQuietHours { .. } => {
                [RowKey { table: Table::Person, id: actor.0 }].into()
            }
        }
    }

    pub(crate) fn user_text(&self) -> Option<UserText> {
        None
    }

    pub(crate) fn apply(&self, rows: &mut dyn Rows, ctx: &Ctx) -> Applied {
        match self {
            Self::MarkRead { notification } => mark(rows, ctx, &[*notification], read),
            Self::MarkAllRead { notifications } => mark(rows, ctx, notifications, read),
            Self::Snooze { notifications, until } => {
                check_moment(ctx, *until)?;
                mark(rows, ctx, notifications, |row, _| {
                    let changes = row.read_at.is_none() && row.snoozed_until != Some(*until);
                    if changes {
                        row.snoozed_until = Some(*until);
                    }
                    changes
                })
            }
            Self::Renew { notifications } => mark(rows, ctx, notifications, renew),
            Self::RemindOfLease { claim } => remind(rows, ctx, *claim),
            Self::SetChannel { kind, channel, on } => preferences::set(rows, ctx, *kind, *channel, *on),
            Self::SetQuietHours { hours } => preferences::set_quiet(rows, ctx, hours.as_ref()),
        }
    }
}

fn read(row: &mut Notification, now: Instant) -> bool {
    let changes = row.read_at.is_none();
    if changes {
        row.read_at = Some(now);
        row.snoozed_until = None;
    }
    changes
}

fn renew(row: &mut Notification, _: Instant) -> bool {
    let changes = row.read_at.is_some() || row.snoozed_until.is_some();
    (row.read_at, row.snoozed_until) = (None, None);
    changes
}

/// Changes some of one's own notifications: all of them, or none when one is not there.
fn mark(
    rows: &mut dyn Rows,
    ctx: &Ctx,
    ids: &[NotificationId],
    change: impl Fn(&mut Notification, Instant) -> bool,
) -> Applied {
    if ids.is_empty() || ids.len() > TOGETHER {
        let refusal = Refusal::new(
            Code::Invalid,
            format!("Up to {TOGETHER} notifications change at a time, and at least one."),
        );
        return Err(refusal.hint("Choose fewer of them.").into());
    }
    let mut found: Vec<Notification> = Vec::new();
    for id in ids {
        let row: Notification = rows.require(*id, "notification")?;
        if row.recipient_id != ctx.actor() {
            return Err(Halt::not_found("notification"));
        }
        found.push(row);
    }
    for mut row in found {
        if change(&mut row, ctx.now) {
            rows.save(row)?;
        }
    }
    Ok(())
}

fn check_moment(ctx: &Ctx, until: Instant) -> Applied {
    if until > ctx.now && until <= ctx.now + FURTHEST {
        return Ok(());
    }
    let refusal = Refusal::new(Code::Invalid, "A notification is put off for up to 30 days from now.");
    Err(refusal.hint("Choose a time that is still to come.").into())
}

/// Tells the mentor. A claim that ended meanwhile, or that was extended, needs no word.
fn remind(rows: &mut dyn Rows, ctx: &Ctx, id: ClaimId) -> Applied {
    if !ctx.roles.is_system() {
        let refusal = Refusal::new(Code::Forbidden, "Only the program itself reminds of a lease.");
        return Err(refusal.hint("It does so by itself, before the time is over.").into());
    }
    let Some(claim) = rows.find::<Claim>(id)? else { return Ok(()) };
    if !ctx.authority || !claim.is_live(ctx.now) || claim.expires_at > ctx.now + LEASE_WARNING {
        return Ok(());
    }
    let id = NotificationId::of_lease_end(claim.id, claim.expires_at);
    if rows.find::<Notification>(id)?.is_some() {
        return Ok(());
    }
    let section: Section = rows.require(claim.section_id, "section")?;
    rows.save(Notification {
        id,
        recipient_id: claim.mentor_id,
        kind: NotificationKind::LeaseEnding,
        submission_id: Some(claim.submission_id),
        subject: section.title,
        created_at: ctx.now,
        read_at: None,
        snoozed_until: None,
        stamp: Stamp::default(),
    })?;
    Ok(())
}

#[cfg(test)]
#[path = "command_tests.rs"]
mod tests;
