//! Whatever a person can send as text, in every command there is: it is kept exactly as it was given, or refused in words that
//! say what to do, and then nothing else has changed.
//!
//! Which texts there are is read off the samples of every command that was ever sent (`places.rs`): every string in one is
//! replaced in turn (`nasty.rs`). What the rules let through has to be one of the commands that `acceptable.rs` knows how to
//! send for real, so a new command cannot be forgotten here.

#[cfg(test)]
mod acceptable;
#[cfg(test)]
mod nasty;
#[cfg(test)]
mod places;

#[cfg(test)]
mod tests {
    use crate::acceptable::{Acceptable, acceptable, world_with_reviews};
    use crate::nasty::{NASTY, long};
    use crate::places::{Place, places, questions, samples};
    use domain::base::{PersonId, Refusal, Value, ZoneId};
    use domain::command::{Command, Envelope, Role};
    use domain::enrolments::{EnrolmentsCommand, Tier};
    use domain::people::PeopleCommand;
    use domain::query::Query;
    use domain::reviews::Outcome;
    use domain::rows::{AnyRow, RowKey};
    use std::collections::{BTreeMap, BTreeSet};
    use store::reports::Report;
    use store::{DispatchError, SYSTEM, each_engine};
    use testkit::{ALICE, BOB, JOURNEY, World};

    /// The most that the reason for a refusal may be: it is kept with the command's id.
    const LONGEST_REFUSAL: usize = 20_000;

    #[track_caller]
    fn check_words(refusal: &Refusal, what: &str) {
        let Refusal { message, hint, .. } = refusal;
        assert!(message.ends_with('.') && !message.contains(" panicked "), "{what}: {message}");
        assert!(!hint.is_empty() && hint.ends_with('.'), "{what}: {message} | {hint}");
        assert!(
            message.len() < 400 && hint.len() < 400,
            "{what}: the words are too many: {message} | {hint}"
        );
        let all = serde_json::to_string(refusal).unwrap();
        assert!(all.len() < LONGEST_REFUSAL, "{what}: the refusal takes {} bytes", all.len());
    }

    #[test]
    fn every_text_of_every_command_is_closed_to_free_words_or_tried_on_a_store() {
        let mut open = BTreeSet::new();
        for sample in samples() {
            for place in places(&sample.args) {
                for text in NASTY.iter().map(|text| (*text).to_owned()).chain([long()]) {
                    let args = place.put(&sample.args, &text);
                    match Command::decode(&sample.kind, sample.v, &args) {
                        Ok(_) => drop(open.insert((sample.kind.clone(), place.name()))),
                        Err(refusal) => check_words(&refusal, &format!("{} {}", sample.kind, place.name())),
                    }
                }
            }
        }
        let world = world_with_reviews();
        for (kind, name) in open {
            let tried = acceptable(&world, &kind).iter().any(|one| one.has(&name));
            assert!(tried, "{name} of {kind} takes free words; say in `acceptable` how it is sent");
        }
    }

    each_engine! {
        fn every_text_is_kept_as_given_or_refused_in_plain_words(world: World) {
            let world = crate::acceptable::with_reviews(world);
            for sample in samples() {
                for at in 0..acceptable(&world, &sample.kind).len() {
                    for text in NASTY {
                        try_everywhere(&world, &sample.kind, at, text);
                    }
                }
            }
        }

        fn a_text_too_long_to_keep_is_refused_before_it_reaches_the_disk(world: World) {
            let world = crate::acceptable::with_reviews(world);
            let before = world.rows();
            let text = long();
            for sample in samples() {
                for one in acceptable(&world, &sample.kind) {
                    for place in places(&one.args) {
                        let refusal = send(&world, &one.with(&place, &text)).unwrap_err();
                        let what = format!("{} {}", sample.kind, place.name());
                        check_words(&refusal, &what);
                        assert!(refusal.message.contains("512 KB"), "{what}: {}", refusal.message);
                    }
                }
            }
            assert!(world.rows() == before, "something was written");
        }
    }

    type Rows = BTreeMap<RowKey, AnyRow>;

    fn rows_by_key(world: &World) -> Rows {
        world.rows().into_iter().map(|row| (row.key(), row)).collect()
    }

    /// Puts a text into every place of one command, one after another.
    fn try_everywhere(world: &World, kind: &str, at: usize, text: &str) {
        let mut next = 0;
        let mut before = None;
        loop {
            // Made anew each time: a command that was taken has used its ids up.
            let one = acceptable(world, kind).swap_remove(at);
            let Some(place) = places(&one.args).into_iter().nth(next) else { return };
            let rows = before.take().filter(|_| !one.prepared).unwrap_or_else(|| rows_by_key(world));
            before = Some(try_at(world, &one, &place, text, &rows));
            next += 1;
        }
    }

    /// Puts a text into one place, and returns the rows that there are then.
    fn try_at(world: &World, one: &Acceptable, place: &Place, text: &str, before: &Rows) -> Rows {
        let what = format!("{text:?} as {} of {}", place.name(), one.kind);
        let sent = send(world, &one.with(place, text));
        let after = rows_by_key(world);
        if let Err(refusal) = sent {
            check_words(&refusal, &what);
            assert!(after == *before, "{what}: refused, and yet something was written");
            return after;
        }
        let expected = one.kept(place, text);
        if expected.is_empty() {
            return after;
        }
        let changed: Vec<&AnyRow> =
            after.iter().filter(|(key, row)| before.get(key) != Some(row)).map(|(_, row)| row).collect();
        let found = changed.iter().flat_map(|row| row.values()).any(|value| holds(&value, &expected));
        assert!(found, "{what}: {expected:?} is in none of {changed:#?}");
        if let Some(query) = one.shown {
            let shown = world.ask::<serde_json::Value>(one.actor, query).unwrap();
            assert!(within(&shown, &expected), "{what}: it is not shown");
        }
        after
    }

    fn send(world: &World, envelope: &Envelope) -> Result<(), Refusal> {
        let now = world.now();
        let sent = if envelope.actor == SYSTEM {
            world.store().dispatch_system(envelope, now)
        } else {
            world.store().dispatch(envelope, now)
        };
        match sent {
            Ok(_) => Ok(()),
            Err(DispatchError::Refused { refusal, .. }) => Err(*refusal),
            Err(DispatchError::Failed(error)) => panic!("the store failed: {error:?}"),
        }
    }

    /// Whether a column holds exactly a text: alone, as a paragraph among others, or in JSON.
    fn holds(value: &Value, text: &str) -> bool {
        let Value::Text(kept) = value else { return false };
        let whole = kept == text || kept.split("\n\n").any(|paragraph| paragraph == text);
        whole || serde_json::from_str(kept).is_ok_and(|kept| within(&kept, text))
    }

    /// Whether a text stands in one of the strings of a JSON value, or of the JSON in such a string.
    fn within(value: &serde_json::Value, text: &str) -> bool {
        match value {
            serde_json::Value::String(kept) => {
                kept.contains(text)
                    || serde_json::from_str(kept)
                        .is_ok_and(|kept: serde_json::Value| !kept.is_string() && within(&kept, text))
            }
            serde_json::Value::Array(items) => items.iter().any(|item| within(item, text)),
            serde_json::Value::Object(entries) => entries.values().any(|entry| within(entry, text)),
            _ => false,
        }
    }

    #[test]
    fn no_question_takes_free_words_nor_a_list_or_an_order_that_is_not_named() {
        for question in questions() {
            for place in places(&question) {
                for text in NASTY {
                    let put = place.put(&question, text);
                    let read = serde_json::from_value::<Query>(put);
                    assert!(read.is_err(), "{text:?} as {} of {question}: {read:?}", place.name());
                }
            }
        }
    }

    each_engine! {
        fn a_report_is_filtered_by_exactly_the_words_given_and_ordered_by_named_columns_alone(world: World) {
            let world = crate::acceptable::with_reviews(world);
            let reports = |column: &str, client: &str, down: &str| {
                let text = |text: &str| Value::Text(text.to_owned());
                let [any, none] = [text(""), Value::Int(0)];
                let (from, before) = (none.clone(), Value::Int(i64::MAX));
                let (all, first) = (Value::Int(100), none.clone());
                let client = text(client);
                let params = [
                    text(column), from, before, client, any.clone(), any.clone(), any, none.clone(), none,
                    text(down), all, first,
                ];
                let rows = world.store().report(ALICE, Report::ReviewsPage, &params, world.now()).unwrap();
                rows.iter().map(|row| row.text(1).unwrap().to_owned()).collect::<Vec<_>>()
            };
            // What can't be stored can't be a filter either.
            for text in NASTY.iter().filter(|text| !text.contains('\0')) {
                let all = reports("finished", "", "up").len();
                assert_eq!(reports(text, "", text).len(), all, "{text:?} is no column");
                let name = text.trim();
                if name.is_empty() {
                    continue;
                }
                assert!(reports("client", name, "up").is_empty(), "{name:?} was found before there was one");
                review_of_somebody_called(&world, name);
                assert_eq!(reports("client", name, "up"), [name]);
                let other = reports("client", &format!("{name}%"), "up");
                assert!(other.is_empty(), "{other:?}");
            }
        }
    }

    /// Lets Alice approve what somebody of this name wrote.
    fn review_of_somebody_called(world: &World, name: &str) {
        let person: PersonId = world.id();
        world.system(PeopleCommand::Add {
            person,
            name: name.to_owned(),
            email: "somebody@example.org".to_owned(),
            zone: ZoneId::utc(),
            roles: [Role::Client].into(),
            bio: String::new(),
        });
        world.done(person, EnrolmentsCommand::Enrol { journey: JOURNEY, tier: Tier::Guided });
        let held = world.claim(ALICE, world.request(person));
        world.write(ALICE, held, "Thank you.");
        world.complete(ALICE, held, Outcome::Approved);
    }

    #[test]
    fn the_answers_to_every_question_survive_names_and_titles_full_of_signs() {
        let world = world_with_reviews();
        for one in acceptable(&world, "people.add") {
            for text in NASTY {
                for place in places(&one.args) {
                    send(&world, &one.with(&place, text)).ok();
                }
            }
        }
        for viewer in [ALICE, BOB] {
            for query in [Query::People, Query::Me, Query::Today, Query::Journeys, Query::Notifications] {
                world.ask::<serde_json::Value>(viewer, query).unwrap();
            }
        }
    }
}
