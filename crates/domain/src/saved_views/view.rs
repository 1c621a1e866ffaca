//! What the screens show of saved views.

use super::{SavedView, SavedViewId, Shows};
use serde::{Deserialize, Serialize};

/// The views of the one who asks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SavedViewsView {
    /// The views, by name.
    pub views: Vec<SavedViewLine>,
}

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedViewLine {
    /// Which.
    pub id: SavedViewId,
    /// What it is called.
    pub name: String,
    /// What it shows.
    pub shows: Shows,
    /// Whether the reviews open with it.
    pub opens_first: bool,
}

impl SavedViewsView {
    /// Returns a person's views in the order of their names, whichever order the rows come in.
    #[must_use]
    pub fn of(rows: Vec<SavedView>) -> Self {
        let line = |row: SavedView| SavedViewLine {
            id: row.id,
            shows: row.shows(),
            name: row.name,
            opens_first: row.opens_first,
        };
        let mut views: Vec<SavedViewLine> = rows.into_iter().map(line).collect();
        views.sort_by_cached_key(|view| (view.name.to_lowercase(), view.id));
        Self { views }
    }
}
