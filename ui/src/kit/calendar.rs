//! Days and times in words. The browser's `Intl` knows zones and calendars; the wording is here and pure.

use domain::base::{Instant, Span};
use js_sys::{Array, Date, Intl, Object, Reflect};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A moment, taken apart in one zone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Parts {
    /// "Tue".
    pub(crate) weekday: String,
    /// "24".
    pub(crate) day: u32,
    /// 1 to 12.
    pub(crate) month: u32,
    /// "2026".
    pub(crate) year: i32,
    /// 0 to 23.
    pub(crate) hour: u32,
    /// 0 to 59.
    pub(crate) minute: u32,
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Parts {
    /// Returns "14:00".
    pub(crate) fn time(&self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }

    fn date(&self) -> String {
        let month =
            usize::try_from(self.month).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?)).copied();
        format!("{} {} {}", self.weekday, self.day, month.unwrap_or_default())
    }

    /// Returns the number of the day, counted from some day (Howard Hinnant's `days_from_civil`).
    fn number(&self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * (i64::from(self.month) + if self.month > 2 { -3 } else { 9 }) + 2) / 5
            + i64::from(self.day)
            - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year
    }
}

/// Returns "today", "tomorrow", "Thu 26 Nov", or with the year when it is another one.
pub(crate) fn say_day(then: &Parts, today: &Parts) -> String {
    match then.number() - today.number() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        _ if then.year == today.year => then.date(),
        _ => format!("{} {}", then.date(), then.year),
    }
}

/// Returns "today, 14:00" or "Tue 24 Nov, 14:00".
pub(crate) fn say_moment(then: &Parts, today: &Parts) -> String {
    format!("{}, {}", say_day(then, today), then.time())
}

/// Returns all there is to say: "Tue 24 Nov 2026, 14:00, Europe/Warsaw".
pub(crate) fn say_exactly(then: &Parts, zone: &str) -> String {
    format!("{} {}, {}, {}", then.date(), then.year, then.time(), zone)
}

/// Returns how long from now: "in 2 hours", "5 minutes ago", "now".
pub(crate) fn say_span(from_now: Span) -> String {
    if from_now.0.abs() < 60_000 {
        return "now".to_owned();
    }
    let words = first_words(&say_length(from_now));
    if from_now.0 > 0 { format!("in {words}") } else { format!("{words} ago") }
}

/// Returns a length of time in at most two units: "2 days 5 hours", "40 minutes", "less than a minute".
pub(crate) fn say_length(length: Span) -> String {
    let minutes = length.0.abs() / 60_000;
    let (days, hours, minutes) = (minutes / 1_440, minutes % 1_440 / 60, minutes % 60);
    let units = [(days, "day"), (hours, "hour"), (minutes, "minute")];
    let words: Vec<String> = units
        .iter()
        .skip_while(|(count, _)| *count == 0)
        .take(2)
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count} {unit}{}", if *count == 1 { "" } else { "s" }))
        .collect();
    if words.is_empty() { "less than a minute".to_owned() } else { words.join(" ") }
}

fn first_words(length: &str) -> String {
    length.split(' ').take(2).collect::<Vec<_>>().join(" ")
}

/// Returns the name of this computer's zone.
pub(crate) fn zone_here() -> String {
    thread_local! {
        static ZONE: String = resolved_zone().unwrap_or_else(|| "UTC".to_owned());
    }
    ZONE.with(String::clone)
}

fn resolved_zone() -> Option<String> {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    Reflect::get(&options, &"timeZone".into()).ok().and_then(|zone| zone.as_string())
}

/// Takes a moment apart in a zone, or in this computer's. A zone that is not known counts as this computer's.
#[expect(clippy::cast_precision_loss, reason = "instants are below 2^53 milliseconds")]
pub(crate) fn parts_of(at: Instant, zone: Option<&str>) -> Parts {
    thread_local! {
        static FORMATS: RefCell<BTreeMap<String, Intl::DateTimeFormat>> = const { RefCell::new(BTreeMap::new()) };
    }
    let date = Date::new(&(at.0 as f64).into());
    let zone = zone.filter(|zone| is_known(zone)).unwrap_or_default();
    FORMATS.with_borrow_mut(|formats| {
        let format = formats.entry(zone.to_owned()).or_insert_with(|| format_in(zone));
        read(&format.format_to_parts(&date))
    })
}

fn is_known(zone: &str) -> bool {
    // The constructor throws for a name that it does not know; asking the list first does not.
    zone == "UTC" || zone.contains('/')
}

fn format_in(zone: &str) -> Intl::DateTimeFormat {
    let options = Object::new();
    let set = |name: &str, value: &str| drop(Reflect::set(&options, &name.into(), &value.into()));
    set("weekday", "short");
    set("day", "numeric");
    set("month", "numeric");
    set("year", "numeric");
    set("hour", "2-digit");
    set("minute", "2-digit");
    set("hourCycle", "h23");
    if !zone.is_empty() {
        set("timeZone", zone);
    }
    Intl::DateTimeFormat::new(&Array::of1(&"en-GB".into()), &options)
}

fn read(parts: &Array) -> Parts {
    let mut read = Parts::default();
    for part in parts.iter() {
        let text = |name: &str| {
            Reflect::get(&part, &name.into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
        };
        let value = text("value");
        match text("type").as_str() {
            "weekday" => read.weekday = value,
            "day" => read.day = value.parse().unwrap_or_default(),
            "month" => read.month = value.parse().unwrap_or_default(),
            "year" => read.year = value.parse().unwrap_or_default(),
            "hour" => read.hour = value.parse().unwrap_or_default(),
            "minute" => read.minute = value.parse().unwrap_or_default(),
            _ => {}
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(weekday: &str, year: i32, month: u32, day: u32) -> Parts {
        Parts { weekday: weekday.to_owned(), day, month, year, hour: 14, minute: 5 }
    }

    #[test]
    fn near_days_have_names() {
        let today = parts("Mon", 2026, 11, 30);
        assert_eq!(say_moment(&today, &today), "today, 14:05");
        assert_eq!(say_day(&parts("Tue", 2026, 12, 1), &today), "tomorrow");
        assert_eq!(say_day(&parts("Sun", 2026, 11, 29), &today), "yesterday");
        assert_eq!(say_day(&parts("Thu", 2026, 11, 26), &today), "Thu 26 Nov");
    }

    #[test]
    fn another_year_is_said() {
        let today = parts("Thu", 2026, 12, 31);
        assert_eq!(say_day(&parts("Fri", 2027, 1, 1), &today), "tomorrow");
        assert_eq!(say_day(&parts("Sat", 2027, 1, 2), &today), "Sat 2 Jan 2027");
    }

    #[test]
    fn lengths_have_two_units_at_most() {
        assert_eq!(say_length(Span::hours(53)), "2 days 5 hours");
        assert_eq!(say_length(Span::seconds(2_400)), "40 minutes");
        assert_eq!(say_length(Span::seconds(86_400 + 300)), "1 day");
        assert_eq!(say_length(Span::seconds(20)), "less than a minute");
    }

    #[test]
    fn spans_look_both_ways() {
        assert_eq!(say_span(Span::hours(2)), "in 2 hours");
        assert_eq!(say_span(Span::hours(-53)), "2 days ago");
        assert_eq!(say_span(Span::seconds(30)), "now");
    }
}
