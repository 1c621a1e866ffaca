//! One thing that one can do.

use super::keys::Keys;
use super::remapped::keys_of;
use crate::kit::Icon;
use yew::{AttrValue, Callback};

/// One thing that one can do: built by the screen that offers it, shown by whoever lists it.
///
/// ```ignore
/// Action::new("review.approve", "Approve", approve).keys("Mod+Enter").group("This review").enabled(ready)
/// ```
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Action {
    /// A stable name, `feature.verb`.
    pub(crate) id: AttrValue,
    /// What it does, as one would say it.
    pub(crate) title: AttrValue,
    /// More about it, shown beside the title in the palette.
    pub(crate) detail: AttrValue,
    /// Other words that find it in the palette.
    pub(crate) words: AttrValue,
    /// The heading it stands under in the palette and the sheet.
    pub(crate) group: AttrValue,
    /// The keys that run it.
    pub(crate) keys: Option<Keys>,
    /// Its picture.
    pub(crate) icon: Option<Icon>,
    /// Whether it is possible now.
    pub(crate) enabled: bool,
    /// Whether the palette offers it; the sheet always does when it has keys.
    pub(crate) in_palette: bool,
    run: Callback<()>,
}

impl Action {
    /// Returns an action that is possible, has no keys, and is listed in the group "Actions".
    pub(crate) fn new(id: impl Into<AttrValue>, title: impl Into<AttrValue>, run: Callback<()>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            detail: AttrValue::default(),
            words: AttrValue::default(),
            group: "Actions".into(),
            keys: None,
            icon: None,
            enabled: true,
            in_palette: true,
            run,
        }
    }

    /// Sets the keys, such as `c`, `g r` or `Mod+Enter`, unless the person chose others. Every name with keys stands in
    /// the settings' list too (`settings/shortcuts/catalogue.rs`).
    pub(crate) fn keys(mut self, keys: &str) -> Self {
        self.keys = keys_of(&self.id, keys);
        self
    }

    /// Sets the keys of something that several actions do by turns, under the name by which people choose them.
    pub(crate) fn keys_as(mut self, name: &str, keys: &str) -> Self {
        self.keys = keys_of(name, keys);
        self
    }

    /// Sets the heading it stands under.
    pub(crate) fn group(mut self, group: impl Into<AttrValue>) -> Self {
        self.group = group.into();
        self
    }

    /// Sets the picture.
    pub(crate) fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Sets what stands beside the title.
    pub(crate) fn detail(mut self, detail: impl Into<AttrValue>) -> Self {
        self.detail = detail.into();
        self
    }

    /// Sets other words that find it.
    pub(crate) fn words(mut self, words: impl Into<AttrValue>) -> Self {
        self.words = words.into();
        self
    }

    /// Sets whether it is possible now.
    pub(crate) fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Leaves it out of the palette: for keys that only move (`j`, `k`).
    pub(crate) fn keys_only(mut self) -> Self {
        self.in_palette = false;
        self
    }

    /// Does it, if it is possible.
    pub(crate) fn run(&self) {
        if self.enabled {
            self.run.emit(());
        }
    }
}
