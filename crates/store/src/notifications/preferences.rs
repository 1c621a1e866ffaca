//! What a person decided about being told.

use crate::StoreError;
use crate::ask::Reader;
use domain::base::Stored;
use domain::notifications::{
    Channel, ChannelsOfKind, NotificationKind, NotificationPreference, NotificationPreferencesView,
    QuietHours, is_on_by_default,
};
use domain::people::RoleGrant;

/// Returns what the viewer is told, where and when not: as they decided, and else as is usual.
pub(crate) fn preferences(reader: &mut Reader) -> Result<NotificationPreferencesView, StoreError> {
    let me = reader.viewer;
    let roles: Vec<RoleGrant> = reader.list(RoleGrant::BY_PERSON, &[me.to_value()])?;
    let decided: Vec<NotificationPreference> =
        reader.list(NotificationPreference::BY_PERSON, &[me.to_value()])?;
    let is_on = |kind, channel| {
        let row = decided.iter().find(|row| (row.kind, row.channel) == (kind, channel));
        row.map_or(is_on_by_default(kind, channel), |row| row.enabled)
    };
    let concerns = |kind: &NotificationKind| roles.iter().any(|grant| kind.concerns(grant.role));
    let kinds = NotificationKind::ALL.into_iter().filter(concerns).map(|kind| ChannelsOfKind {
        kind,
        in_app: is_on(kind, Channel::InApp),
        desktop: is_on(kind, Channel::Desktop),
    });
    let quiet: Option<QuietHours> = reader.find(me)?;
    Ok(NotificationPreferencesView { kinds: kinds.collect(), quiet: quiet.map(Into::into) })
}
