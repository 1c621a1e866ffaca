//! What a person wants to be told, where, and when not.
//!
//! One row for each kind and channel that a person decided about; what they did not decide is as
//! [`is_on_by_default`] says. Quiet hours are said in the clock of a zone, so that they mean the same in summer and in
//! winter; whoever tells outside the window knows the zones.

use super::NotificationKind;
use crate::base::{Code, PersonId, Refusal, ZoneId, derived_id};
use crate::command::{Applied, Ctx};
use crate::entity;
use crate::entity::Stamp;
use crate::rows::Rows;
use serde::{Deserialize, Serialize};

crate::ids! {
    /// What a person decided about one kind and channel.
    NotificationPreferenceId;
}

/// Where a person is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// In the application: the bell and its list.
    InApp,
    /// On the computer, outside the window.
    Desktop,
}
crate::stored_as_word!(Channel);

/// Whether a person is told of something where they decided nothing.
#[must_use]
pub const fn is_on_by_default(kind: NotificationKind, channel: Channel) -> bool {
    match (channel, kind) {
        (Channel::InApp, _) => true,
        // Nothing is to be done about it, and more follows soon.
        (Channel::Desktop, NotificationKind::ReviewClaimed) => false,
        (Channel::Desktop, _) => true,
    }
}

entity! {
    /// Whether a person wants to be told of something in one place. Seen by that person.
    NotificationPreference(NotificationPreferenceId) {
        /// Who decided.
        person_id: PersonId,
        /// What happens.
        kind: NotificationKind,
        /// Where it is told.
        channel: Channel,
        /// Whether it is.
        enabled: bool,
    }
    /// What a person decided.
    index BY_PERSON(person_id);
}

entity! {
    /// When a person wants to be told nothing outside the window. Seen by that person; its id is theirs.
    QuietHours(PersonId) {
        /// The first quiet minute of the day, from midnight.
        from_minute: i64,
        /// The first minute that is not quiet any more; before the first one when the night lies between.
        until_minute: i64,
        /// Where the clock is.
        zone: ZoneId,
    }
}

/// Minutes of a day between which nothing is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuietSpan {
    /// The first quiet minute of the day, from midnight.
    pub from_minute: i64,
    /// The first minute that is not quiet any more; before the first one when the night lies between.
    pub until_minute: i64,
    /// Where the clock is.
    pub zone: ZoneId,
}

/// Minutes in a day of the clock.
const DAY: i64 = 24 * 60;

impl QuietSpan {
    /// Whether a minute of the day, as the clock shows it, is quiet.
    #[must_use]
    pub fn holds(&self, minute: i64) -> bool {
        if self.from_minute <= self.until_minute {
            (self.from_minute..self.until_minute).contains(&minute)
        } else {
            minute >= self.from_minute || minute < self.until_minute
        }
    }

    fn check(&self) -> Result<(), Refusal> {
        let day = 0..DAY;
        let named = self.zone.is_well_formed();
        if !day.contains(&self.from_minute) || !day.contains(&self.until_minute) || !named {
            let refusal = Refusal::new(Code::Invalid, "Quiet hours are two times of a day in a time zone.");
            return Err(refusal.hint("Choose both times."));
        }
        if self.from_minute == self.until_minute {
            let refusal = Refusal::new(Code::Invalid, "Quiet hours can't end when they begin.");
            return Err(refusal.hint("Choose another end, or switch quiet hours off."));
        }
        Ok(())
    }
}

impl From<QuietHours> for QuietSpan {
    fn from(row: QuietHours) -> Self {
        Self { from_minute: row.from_minute, until_minute: row.until_minute, zone: row.zone }
    }
}

pub(super) fn set(
    rows: &mut dyn Rows,
    ctx: &Ctx,
    kind: NotificationKind,
    channel: Channel,
    on: bool,
) -> Applied {
    let id = NotificationPreferenceId(derived_id(ctx.actor().0, &format!("tell {kind:?} {channel:?}")));
    rows.save(NotificationPreference {
        id,
        person_id: ctx.actor(),
        kind,
        channel,
        enabled: on,
        stamp: Stamp::default(),
    })?;
    Ok(())
}

pub(super) fn set_quiet(rows: &mut dyn Rows, ctx: &Ctx, hours: Option<&QuietSpan>) -> Applied {
    let Some(hours) = hours else {
        rows.delete::<QuietHours>(ctx.actor())?;
        return Ok(());
    };
    hours.check()?;
    rows.save(QuietHours {
        id: ctx.actor(),
        from_minute: hours.from_minute,
        until_minute: hours.until_minute,
        zone: hours.zone.clone(),
        stamp: Stamp::default(),
    })?;
    Ok(())
}

#[cfg(test)]
#[path = "preferences_tests.rs"]
mod tests;
