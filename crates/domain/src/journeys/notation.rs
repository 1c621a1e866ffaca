//! How dates, times and addresses are written in one line of text, and whether a line is one.
//!
//! The tests are lenient where people differ; they are there to catch slips, not to prove that an
//! address exists.

/// Says whether it is a day of the calendar, as `2026-11-24`.
pub(super) fn is_date(line: &str) -> bool {
    read_date(line).is_some()
}

/// Says whether it is a time of day, as `14:30`.
pub(super) fn is_time(line: &str) -> bool {
    let Some((hours, minutes)) = line.split_once(':') else { return false };
    let below =
        |part: &str, most: u8| part.len() == 2 && part.parse::<u8>().is_ok_and(|number| number < most);
    below(hours, 24) && below(minutes, 60)
}

/// Says whether a mail could be sent there: a name, a sign, a host with a dot.
pub(super) fn looks_like_email(line: &str) -> bool {
    let Some((name, host)) = line.split_once('@') else { return false };
    let clean = |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c == '@');
    clean(name) && clean(host) && has_inner_dot(host)
}

/// Says whether someone could dial it: digits of any script, and the signs between them.
pub(super) fn looks_like_phone(line: &str) -> bool {
    let digits = line.chars().filter(|c| c.is_numeric()).count();
    (3..=20).contains(&digits) && line.chars().all(|c| c.is_numeric() || " +-()./#x".contains(c))
}

/// Says whether a browser could open it: `http` or `https`, and a host with a dot.
pub(super) fn looks_like_url(line: &str) -> bool {
    let rest = line.strip_prefix("https://").or_else(|| line.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    has_inner_dot(host) && !line.contains(|c: char| c.is_whitespace() || c == '<' || c == '"')
}

fn has_inner_dot(host: &str) -> bool {
    host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains("..")
}

fn read_date(line: &str) -> Option<(u16, u8, u8)> {
    let mut parts = line.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    (1..=days_in(year, month)).contains(&day).then_some((year, month, day))
}

fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// Returns a date as people write it, such as `24 November 2026`; anything else as it stands.
pub(super) fn plain_date(line: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let named = read_date(line.trim()).and_then(|(year, month, day)| {
        let month = MONTHS.get(usize::from(month) - 1)?;
        Some(format!("{day} {month} {year}"))
    });
    named.unwrap_or_else(|| line.trim().to_owned())
}
