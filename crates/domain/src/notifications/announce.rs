//! What is said outside the window, and what is taken back.
//!
//! A line is told once for each time that it asks for attention. It is not told while its page is in front of the
//! person, and waits while hours are quiet, unless it is urgent. No more than [`TOAST_LIMIT`] are told in a minute: of
//! more than that the last one is a summary. What was read, or is gone, is taken back.

use super::{Channel, NotificationId, NotificationLine, NotificationPreferencesView, heading, told};
use crate::base::{Instant, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The most that is told in a minute.
pub const TOAST_LIMIT: usize = 5;

/// How long something that was told counts as one of those.
const BURST: Span = Span::seconds(60);

/// The page of all notifications.
const ALL: &str = "/notifications";

/// How things are when somebody looks what there is to tell.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'a> {
    /// The person's notifications.
    pub lines: &'a [NotificationLine],
    /// What the person decided.
    pub preferences: &'a NotificationPreferencesView,
    /// Whether hours are quiet now.
    pub quiet: bool,
    /// The address of the page in front of the person, if the window is.
    pub on_screen: Option<&'a str>,
    /// The time.
    pub now: Instant,
}

/// Something to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// Its number, by which it is taken back.
    pub id: i32,
    /// A few words.
    pub title: String,
    /// One sentence.
    pub body: String,
    /// The address of the page that it leads to.
    pub address: String,
    /// The notifications that it tells of.
    pub about: Vec<NotificationId>,
    /// When it was told.
    pub at: Instant,
    /// Whether it stands for what no longer fitted.
    pub summary: bool,
}

impl Toast {
    fn of(line: &NotificationLine, at: Instant) -> Self {
        Self {
            id: 0,
            title: heading(line.kind).to_owned(),
            body: told(line),
            address: line.address(),
            about: line.ids(),
            at,
            summary: false,
        }
    }

    /// Returns what stands for some lines, and for what was told in such a way before.
    fn summary_of(lines: &[&NotificationLine], before: Vec<NotificationId>, at: Instant) -> Self {
        let count = lines.len() + before.len();
        let about = lines.iter().flat_map(|line| line.ids()).chain(before).collect();
        let body = match count {
            1 => "There is one more thing to read.".to_owned(),
            _ => format!("There are {count} more things to read."),
        };
        let title = "Notifications".to_owned();
        Self { id: 0, title, body, address: ALL.to_owned(), about, at, summary: true }
    }
}

/// What to tell now, and which numbers to take back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Announcement {
    /// What to tell, newest first.
    pub tell: Vec<Toast>,
    /// What to take back.
    pub withdraw: Vec<i32>,
    /// Whether something waits until hours are no longer quiet.
    pub held_back: bool,
}

/// Remembers what was told.
#[derive(Debug, Clone)]
pub struct Announcer {
    since: Instant,
    heard: BTreeSet<(NotificationId, Instant)>,
    told: BTreeMap<i32, Toast>,
    last: i32,
}

impl Announcer {
    /// Returns one that has told everything up to a moment.
    #[must_use]
    pub const fn since(since: Instant) -> Self {
        Self { since, heard: BTreeSet::new(), told: BTreeMap::new(), last: 0 }
    }

    /// Returns something that was told and not taken back.
    #[must_use]
    pub fn toast(&self, id: i32) -> Option<&Toast> {
        self.told.get(&id)
    }

    /// Decides what to tell and what to take back.
    pub fn go_over(&mut self, occasion: &Occasion) -> Announcement {
        let mut announcement = Announcement::default();
        self.withdraw_what_was_read(occasion, &mut announcement);
        let mut fresh = Vec::new();
        for line in occasion.lines {
            if !self.is_fresh(line, occasion) {
                continue;
            }
            let seen = occasion.on_screen.is_some_and(|page| page == ALL || page == line.address());
            if occasion.quiet && !line.kind.is_urgent() && !seen {
                announcement.held_back = true;
                continue;
            }
            self.heard.extend(line.each.iter().copied());
            if !seen {
                fresh.push(line);
            }
        }
        self.tell(&fresh, occasion.now, &mut announcement);
        announcement
    }

    fn is_fresh(&self, line: &NotificationLine, occasion: &Occasion) -> bool {
        let news = |one: &(NotificationId, Instant)| one.1 > self.since && !self.heard.contains(one);
        line.is_new() && occasion.preferences.wants(line.kind, Channel::Desktop) && line.each.iter().any(news)
    }

    fn withdraw_what_was_read(&mut self, occasion: &Occasion, announcement: &mut Announcement) {
        let unread: BTreeSet<NotificationId> =
            occasion.lines.iter().filter(|line| line.is_new()).flat_map(NotificationLine::ids).collect();
        let over: Vec<i32> = self
            .told
            .values()
            .filter(|toast| !toast.about.iter().any(|id| unread.contains(id)))
            .map(|toast| toast.id)
            .collect();
        self.withdraw(over, announcement);
    }

    fn tell(&mut self, fresh: &[&NotificationLine], now: Instant, announcement: &mut Announcement) {
        // A line that is told again stands in for what was told of it before.
        let again = |toast: &&Toast| {
            !toast.summary && fresh.iter().any(|line| line.ids().iter().any(|id| toast.about.contains(id)))
        };
        let again: Vec<i32> = self.told.values().filter(again).map(|toast| toast.id).collect();
        self.withdraw(again, announcement);
        let lately = |toast: &&Toast| now - toast.at < BURST;
        let (mut summaries, mut alone): (Vec<Toast>, Vec<Toast>) =
            self.told.values().filter(lately).cloned().partition(|toast| toast.summary);
        if fresh.is_empty() {
            return;
        }
        if alone.len() >= TOAST_LIMIT {
            // The oldest makes room for a summary, which stands for it too.
            summaries.push(alone.remove(0));
        }
        let free = TOAST_LIMIT.saturating_sub(alone.len());
        let summarised = fresh.len() > free || (!summaries.is_empty() && fresh.len() == free);
        let shown = if summarised { free.saturating_sub(1) } else { fresh.len() };
        let (one_by_one, rest) = fresh.split_at(shown.min(fresh.len()));
        for line in one_by_one {
            self.add(announcement, Toast::of(line, now));
        }
        if !rest.is_empty() {
            let before: Vec<NotificationId> =
                summaries.iter().flat_map(|toast| toast.about.clone()).collect();
            self.withdraw(summaries.iter().map(|toast| toast.id).collect(), announcement);
            self.add(announcement, Toast::summary_of(rest, before, now));
        }
    }

    fn add(&mut self, announcement: &mut Announcement, mut toast: Toast) {
        self.last = self.last.wrapping_add(1);
        toast.id = self.last;
        self.told.insert(toast.id, toast.clone());
        announcement.tell.push(toast);
    }

    fn withdraw(&mut self, ids: Vec<i32>, announcement: &mut Announcement) {
        for id in ids {
            self.told.remove(&id);
            announcement.withdraw.push(id);
        }
    }
}

#[cfg(test)]
#[path = "announce_tests.rs"]
mod tests;
