//! The printed copy: who it belongs to, their journeys with what they wrote, their reviews, and what was not sent yet.

use crate::{Clock, journeys, reviews};
use domain::base::{Instant, PersonId, Value};
use domain::journeys::FieldKind;
use domain::people::Person;
use domain::rows::AnyRow;
use paper::{Block, Document, Rank};
use store::export::{Own, Written};

/// What stands under the title, so that nobody hands it on without having read it.
const PREFACE: &str = "This is your own copy. It holds what you wrote, your private answers too, which nobody else can \
                       see in Wrap It Up. Keep it somewhere safe, and read it through before you hand it on.";

/// Returns the document.
pub(crate) fn of(own: &Own, person: PersonId, now: Instant, clock: Clock) -> Document {
    let account = own.rows.iter().find_map(|row| match row {
        AnyRow::Person(row) if row.id == person => Some(row),
        _ => None,
    });
    let name = account.map_or("Somebody", |account| account.name.as_str());
    let title = format!("The papers of {name}");
    let mut blocks = vec![Block::heading(Rank::Title, title.clone())];
    blocks.push(Block::aside(format!("As of {}.", moment(clock, now))));
    blocks.push(Block::aside(PREFACE));
    blocks.extend(account.into_iter().flat_map(of_account));
    blocks.extend(of_profile(&own.rows));
    blocks.extend(journeys::blocks(own, clock));
    blocks.extend(reviews::blocks(own, person, clock));
    blocks.extend(unsent(&own.written, clock));
    Document { title, author: name.to_owned(), language: "en".to_owned(), blocks }
}

/// Returns a moment as a person says it: `24 November 2026, 14:00`.
pub(crate) fn moment(clock: Clock, at: Instant) -> String {
    let shown = clock(at);
    let (day, time) = shown.split_once(' ').unwrap_or((&shown, ""));
    let day = FieldKind::Date.to_plain_text(&day.into(), &[]);
    if time.is_empty() { day } else { format!("{day}, {time}") }
}

fn of_account(account: &Person) -> [Block; 2] {
    [Block::label("Your e-mail address"), Block::written(account.email.clone())]
}

fn of_profile(rows: &[AnyRow]) -> Vec<Block> {
    let bios = rows.iter().filter_map(|row| match row {
        AnyRow::MentorProfile(row) if !row.bio.trim().is_empty() => Some(&row.bio),
        _ => None,
    });
    bios.flat_map(|bio| [Block::label("What clients read about you"), Block::written(bio.clone())]).collect()
}

fn unsent(written: &[Written], clock: Clock) -> Vec<Block> {
    let mut blocks = Vec::new();
    for written in written.iter().filter(|written| !written.sent) {
        let Value::Text(text) = &written.text else { continue };
        if text.trim().is_empty() {
            continue;
        }
        if blocks.is_empty() {
            blocks.push(Block::heading(Rank::Part, "Not sent yet, or kept for you"));
        }
        let about = [&written.journey, &written.section, &written.question].map(String::as_str);
        let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
        let when = moment(clock, written.at);
        blocks.push(Block::label(format!("{}: {} ({when})", written.what, about.join(" · "))));
        blocks.push(Block::written(text.clone()));
    }
    blocks
}
