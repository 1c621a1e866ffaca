//! Changes to notifications.
//!
//! Rules: (1) only the recipient marks a notification as read; (2) read stays read, at its first time.

use super::{Notification, NotificationId};
use crate::base::PersonId;
use crate::command::{Applied, Ctx, Halt, UserText};
use crate::rows::{RowKey, Rows, Table};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A change to notifications.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum NotificationsCommand {
    /// Marks one as read.
    MarkRead {
        /// Which.
        notification: NotificationId,
    },
}

impl NotificationsCommand {
    pub(crate) fn roots(&self, _actor: PersonId) -> BTreeSet<RowKey> {
        let Self::MarkRead { notification } = self;
        [RowKey { table: Table::Notification, id: notification.0 }].into()
    }

    pub(crate) fn user_text(&self) -> Option<UserText> {
        None
    }

    pub(crate) fn apply(&self, rows: &mut dyn Rows, ctx: &Ctx) -> Applied {
        let Self::MarkRead { notification } = self;
        let mut row: Notification = rows.require(*notification, "notification")?;
        if row.recipient_id != ctx.actor() {
            return Err(Halt::not_found("notification"));
        }
        if row.read_at.is_none() {
            row.read_at = Some(ctx.now);
            rows.save(row)?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "command_tests.rs"]
mod tests;
