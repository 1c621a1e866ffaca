//! The rows of the page, and what can be done with one: open it, read it, put it off, see each time of it.

use super::deeds::{Chosen, Deeds, PutOff, use_deeds};
use super::notification_line::row_view;
use super::notifications_page::OneAnswer;
use super::rows::{Row, ids, rows, unread};
use crate::actions::{Action, use_actions};
use crate::hooks::focus_page_if_lost;
use crate::kit::{Button, Icon, List, Menu, MenuItem, MenuLine};
use domain::notifications::{NotificationId, NotificationLine};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`NotificationsTable`].
#[derive(Properties, PartialEq)]
pub(super) struct NotificationsTableProps {
    /// The answer that holds the lines.
    pub(super) view: OneAnswer,
}

/// The rows of the page.
#[component]
pub(super) fn NotificationsTable(props: &NotificationsTableProps) -> Html {
    let unfolded = use_state(BTreeSet::<NotificationId>::new);
    let at = use_state(|| 0_usize);
    let shown =
        use_memo((props.view.clone(), (*unfolded).clone()), |(view, unfolded)| rows(&view.0.lines, unfolded));
    let shown = Shown { view: props.view.clone(), rows: shown, deeds: use_deeds(), unfolded };
    let reached = (*at).min(shown.rows.len().saturating_sub(1));
    use_actions(shown.actions(reached));
    let new = unread(shown.lines());
    // The button that marks all of them goes with the last one.
    use_effect_with(new.is_empty(), |_| focus_page_if_lost());
    html! {
        <>
            <div class="notifications-bar">
                if !new.is_empty() {
                    <Button icon={Icon::Check} onclick={shown.on_all_read().reform(|_: MouseEvent| ())}>{ "Mark all as read" }</Button>
                }
            </div>
            <div class="notifications-rows">{ list(&shown, &at) }</div>
        </>
    }
}

fn list(shown: &Shown, at: &UseStateHandle<usize>) -> Html {
    let row = with(shown, |shown, place| {
        shown.rows.get(place).map_or_else(Html::default, |row| row_view(shown.lines(), *row))
    });
    let key = with(shown, |shown, place| {
        let ids = shown.ids(place);
        let name = ids.first().map(NotificationId::to_string).unwrap_or_default();
        let time = matches!(shown.rows.get(place), Some(Row::Time(..)));
        AttrValue::from(if time { format!("{name} time") } else { name })
    });
    let href = with(shown, |shown, place| {
        shown.line(place).map(NotificationLine::address).unwrap_or_default().into()
    });
    let on_open = with(shown, Shown::open);
    let beside = with(shown, |shown, place| {
        html! {
            <Menu label="What to do with it" class="button only-icon quiet" lines={shown.menu(place)}>{ Icon::Ellipsis }</Menu>
        }
    });
    let on_move = {
        let at = at.setter();
        Callback::from(move |place| at.set(place))
    };
    html! {
        <List label="Notifications" len={shown.rows.len()} {row} row_key={key} {href} {on_open} {on_move} {beside} main=true row_rem={4.0} />
    }
}

fn with<T: 'static>(shown: &Shown, look: impl Fn(&Shown, usize) -> T + 'static) -> Callback<usize, T> {
    let shown = shown.clone();
    Callback::from(move |place| look(&shown, place))
}

/// The rows that are shown, and what acts on them.
#[derive(Clone)]
struct Shown {
    view: OneAnswer,
    rows: Rc<Vec<Row>>,
    deeds: Deeds,
    unfolded: UseStateHandle<BTreeSet<NotificationId>>,
}

impl Shown {
    fn lines(&self) -> &[NotificationLine] {
        &self.view.0.lines
    }

    fn line(&self, place: usize) -> Option<&NotificationLine> {
        self.lines().get(self.rows.get(place)?.line())
    }

    fn ids(&self, place: usize) -> Vec<NotificationId> {
        self.rows.get(place).map(|row| ids(self.lines(), *row)).unwrap_or_default()
    }

    fn chosen(&self, place: usize) -> Chosen {
        let put_off_until = self.line(place).and_then(|line| line.snoozed_until);
        Chosen { ids: self.ids(place), put_off_until }
    }

    fn open(&self, place: usize) {
        if let Some(line) = self.line(place) {
            self.deeds.open(line, &self.ids(place));
        }
    }

    fn on_all_read(&self) -> Callback<()> {
        let this = self.clone();
        Callback::from(move |()| this.deeds.read(Chosen { ids: unread(this.lines()), put_off_until: None }))
    }

    fn on_read(&self, place: usize) -> Callback<()> {
        let this = self.clone();
        Callback::from(move |()| this.deeds.read(this.chosen(place)))
    }

    fn on_put_off(&self, place: usize, how: PutOff) -> Callback<()> {
        let this = self.clone();
        Callback::from(move |()| this.deeds.put_off(this.chosen(place), how))
    }

    fn on_unfold(&self, place: usize) -> Callback<()> {
        let this = self.clone();
        Callback::from(move |()| {
            let Some((id, _)) = this.line(place).and_then(|line| line.each.first()) else { return };
            let mut unfolded = (*this.unfolded).clone();
            if !unfolded.remove(id) {
                unfolded.insert(*id);
            }
            this.unfolded.set(unfolded);
        })
    }

    /// Returns what can be done with a row; the same in its menu, the palette and by keys.
    fn actions(&self, place: usize) -> Vec<Action> {
        let line = self.line(place);
        let detail = line.map(|line| line.subject.clone()).unwrap_or_default();
        let open = line.is_some_and(|line| !line.read);
        let several = line.is_some_and(|line| line.each.len() > 1);
        let action = |id: &'static str, title: &'static str, run, keys: &str, icon| {
            Action::new(id, title, run).keys(keys).icon(icon).detail(detail.clone()).group("Notifications")
        };
        vec![
            action("notifications.read", "Mark as read", self.on_read(place), "m", Icon::Check).enabled(open),
            action(
                "notifications.hour",
                "Put off for an hour",
                self.on_put_off(place, PutOff::Hour),
                "h",
                Icon::Clock,
            )
            .words("snooze later")
            .enabled(open),
            action(
                "notifications.tomorrow",
                "Put off until tomorrow, 9:00",
                self.on_put_off(place, PutOff::Tomorrow),
                "H",
                Icon::Sun,
            )
            .words("snooze later")
            .enabled(open),
            action("notifications.unfold", "Show or hide each time", self.on_unfold(place), "x", Icon::List)
                .enabled(several),
            action("notifications.all_read", "Mark all as read", self.on_all_read(), "M", Icon::ListChecks)
                .detail("")
                .enabled(!unread(self.lines()).is_empty()),
        ]
    }

    fn menu(&self, place: usize) -> Vec<MenuLine> {
        let this = self.clone();
        let open = MenuItem::new("Open", Callback::from(move |()| this.open(place))).icon(Icon::ArrowRight);
        let actions = self.actions(place);
        let possible =
            actions.iter().filter(|action| action.enabled && action.id != "notifications.all_read");
        std::iter::once(open.into()).chain(possible.map(MenuLine::from)).collect()
    }
}
