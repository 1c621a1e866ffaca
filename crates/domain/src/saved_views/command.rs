//! Changes to saved views.
//!
//! Rules: (1) a person changes their own views alone, and keeps up to [`LIMIT`] of them; (2) each has a name, and no
//! two have the same, whatever the case of its letters and however a letter with an accent is put together; blanks at its
//! ends and doubled ones count for nothing; (3) a view that is saved again shows what was saved last; (4) at most one opens
//! first.

use super::{SavedView, SavedViewId, Shows};
use crate::base::{Code, PersonId, Refusal, Stored};
use crate::command::{Applied, Ctx, Halt, UserText};
use crate::entity::Stamp;
use crate::rows::{RowKey, Rows, RowsError, Table};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// The most views that a person keeps.
pub const LIMIT: usize = 20;
/// The most characters of a view's name.
pub const NAME_LIMIT: usize = 60;
/// The most characters of the words by which a view filters, and of a journey's title in it.
pub const WORDS_LIMIT: usize = 200;

/// A change to saved views.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SavedViewsCommand {
    /// Saves a new view, or what a view of one's own is called and shows from now on.
    Save {
        /// Which.
        view: SavedViewId,
        /// What it is called.
        name: String,
        /// What it shows.
        shows: Shows,
    },
    /// Gives a view another name.
    Rename {
        /// Which.
        view: SavedViewId,
        /// What it is called from now on.
        name: String,
    },
    /// Deletes a view.
    Remove {
        /// Which.
        view: SavedViewId,
    },
    /// Says with which view the reviews open.
    OpenFirst {
        /// Which; none for the usual list.
        view: Option<SavedViewId>,
    },
}

impl SavedViewsCommand {
    /// Names, the number of views and which one opens first are looked at together.
    #[expect(clippy::unused_self, reason = "the signature of every feature's commands")]
    pub(crate) fn roots(&self, actor: PersonId) -> BTreeSet<RowKey> {
        [RowKey { table: Table::Person, id: actor.0 }].into()
    }

    #[expect(clippy::unused_self, reason = "the signature of every feature's commands")]
    pub(crate) fn user_text(&self) -> Option<UserText> {
        None
    }

    pub(crate) fn apply(&self, rows: &mut dyn Rows, ctx: &Ctx) -> Applied {
        match self {
            Self::Save { view, name, shows } => save(rows, ctx, *view, name, shows),
            Self::Rename { view, name } => rename(rows, ctx, *view, name),
            Self::Remove { view } => remove(rows, ctx, *view),
            Self::OpenFirst { view } => open_first(rows, ctx, *view),
        }
    }
}

fn save(rows: &mut dyn Rows, ctx: &Ctx, id: SavedViewId, name: &str, shows: &Shows) -> Applied {
    let name = tidy(name)?;
    if [&shows.journey, &shows.words].into_iter().any(|text| text.chars().count() > WORDS_LIMIT) {
        let refusal = Refusal::new(
            Code::Invalid,
            format!("A view can't filter by more than {WORDS_LIMIT} characters."),
        );
        return Err(refusal.hint("Use fewer words.").into());
    }
    let known = rows.find::<SavedView>(id)?;
    if known.as_ref().is_some_and(|row| row.person_id != ctx.actor()) {
        return Err(Halt::id_taken());
    }
    let own = own(rows, ctx)?;
    check_free(&own, id, &name)?;
    if known.is_none() && own.len() >= LIMIT {
        let refusal = Refusal::new(Code::Conflict, format!("You can keep up to {LIMIT} views."));
        return Err(refusal.hint("Delete one that you no longer use, then save this one.").into());
    }
    rows.save(SavedView {
        id,
        person_id: ctx.actor(),
        name,
        list: shows.list,
        sorted: shows.sorted,
        journey: shows.journey.clone(),
        words: shows.words.clone(),
        opens_first: known.is_some_and(|row| row.opens_first),
        stamp: Stamp::default(),
    })?;
    Ok(())
}

fn rename(rows: &mut dyn Rows, ctx: &Ctx, id: SavedViewId, name: &str) -> Applied {
    let name = tidy(name)?;
    let mut view = require(rows, ctx, id)?;
    check_free(&own(rows, ctx)?, id, &name)?;
    view.name = name;
    rows.save(view)?;
    Ok(())
}

fn remove(rows: &mut dyn Rows, ctx: &Ctx, id: SavedViewId) -> Applied {
    match rows.find::<SavedView>(id)? {
        // Whoever deletes what is gone already has what they want.
        None => Ok(()),
        Some(view) if view.person_id == ctx.actor() => Ok(rows.delete::<SavedView>(id)?),
        Some(_) => Err(Halt::not_found("view")),
    }
}

fn open_first(rows: &mut dyn Rows, ctx: &Ctx, id: Option<SavedViewId>) -> Applied {
    if let Some(id) = id {
        require(rows, ctx, id)?;
    }
    for mut view in own(rows, ctx)? {
        let first = Some(view.id) == id;
        if view.opens_first != first {
            view.opens_first = first;
            rows.save(view)?;
        }
    }
    Ok(())
}

fn own(rows: &mut dyn Rows, ctx: &Ctx) -> Result<Vec<SavedView>, RowsError> {
    rows.list(SavedView::BY_PERSON, &[ctx.actor().to_value()])
}

fn require(rows: &mut dyn Rows, ctx: &Ctx, id: SavedViewId) -> Result<SavedView, Halt> {
    let view: SavedView = rows.require(id, "view")?;
    if view.person_id == ctx.actor() { Ok(view) } else { Err(Halt::not_found("view")) }
}

/// Returns a name as it is kept, if it can be one.
fn tidy(name: &str) -> Result<String, Refusal> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        let refusal = Refusal::new(Code::Invalid, "A view needs a name.");
        return Err(refusal.hint("Type a word or two by which you will know it."));
    }
    if name.chars().count() > NAME_LIMIT {
        let refusal =
            Refusal::new(Code::Invalid, format!("The name of a view has up to {NAME_LIMIT} characters."));
        return Err(refusal.hint("Choose a shorter one."));
    }
    Ok(name)
}

fn check_free(own: &[SavedView], id: SavedViewId, name: &str) -> Result<(), Refusal> {
    let folded = folded(name);
    match own.iter().find(|view| view.id != id && self::folded(&view.name) == folded) {
        None => Ok(()),
        Some(view) => {
            let refusal = Refusal::new(Code::Conflict, format!("You have a view “{}” already.", view.name));
            Err(refusal.hint("Choose another name, or open that view and save it again."))
        }
    }
}

/// Returns a name as it is compared: what reads the same is the same.
fn folded(name: &str) -> String {
    name.to_lowercase().nfc().collect()
}

#[cfg(test)]
#[path = "command_tests.rs"]
mod tests;
