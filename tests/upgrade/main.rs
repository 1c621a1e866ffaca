//! What a released version kept is opened by this one: its file, the commands that made it, what it sent and what it exported.
//! `cargo xtask freeze` makes a folder of each version, which nobody changes any more; see `README.md`.

#[cfg(test)]
mod frozen;

#[cfg(test)]
mod opened {
    use crate::frozen::{at, people, versions};
    use domain::base::Code;
    use domain::command::Envelope;
    use domain::query::Query;
    use domain::reviews::ReviewList;
    use serde_json::{Value, json};
    use std::collections::BTreeMap;
    use store::testing::{check_audiences, check_integrity, rows};
    use store::{DispatchError, Step};
    use testkit::START;

    #[test]
    fn the_file_of_every_version_is_brought_up_to_date_and_answers_everybody() {
        for version in versions() {
            let store = version.store();
            check_integrity(&store);
            check_audiences(&store);
            let lists = [ReviewList::Queue, ReviewList::Mine, ReviewList::Done];
            for person in people(&store) {
                let questions = lists.map(|list| Query::Reviews { list }).into_iter().chain([
                    Query::Me,
                    Query::Today,
                    Query::Journeys,
                    Query::Notifications,
                    Query::NotificationPreferences,
                    Query::SavedViews,
                ]);
                for question in questions {
                    let answer = store.ask(person, question, START);
                    assert!(answer.is_ok(), "{}: {question:?} of {person}: {answer:?}", version.name);
                }
            }
        }
    }

    #[test]
    fn the_commands_of_every_version_make_again_what_its_file_holds() {
        for version in versions() {
            let steps: Vec<sample::Step> =
                serde_json::from_slice(&version.unpacked("steps.json.br")).unwrap();
            let steps: Vec<Step> =
                steps.into_iter().map(|step| Step { envelope: step.envelope, now: step.now }).collect();
            let again = at(&version.copy.path().join("again.db"));
            again.import(&steps).unwrap();
            let (again, held) = (rows(&again), rows(&version.store()));
            assert!(!held.is_empty());
            let other: Vec<_> =
                again.iter().zip(&held).filter(|(again, held)| again != held).take(3).collect();
            assert!(other.is_empty() && again.len() == held.len(), "{}: {other:?}", version.name);
        }
    }

    #[test]
    fn every_kind_of_command_that_a_version_sent_is_understood() {
        for version in versions() {
            let store = version.store();
            let (mut id, envelope) = (0, version.sent("rest").remove("envelope.json").unwrap());
            for (name, sample) in version.sent("commands") {
                id += 1;
                let mut sent = envelope.clone();
                for (key, value) in sample.as_object().unwrap() {
                    sent[key] = value.clone();
                }
                sent["id"] = json!(format!("00000000-0000-4000-8000-{id:012}"));
                let envelope: Envelope = serde_json::from_value(sent)
                    .unwrap_or_else(|error| panic!("{} {name}: {error}", version.name));
                // Most of them are about what is not in this file, and are refused for that.
                match store.dispatch(&envelope, START) {
                    Ok(_) => {}
                    Err(DispatchError::Refused { refusal, .. }) => {
                        assert!(refusal.code != Code::UnknownKind, "{} {name}: {refusal:?}", version.name);
                    }
                    Err(other) => panic!("{} {name}: {other:?}", version.name),
                }
            }
            for (name, sample) in version.sent("questions") {
                let question = serde_json::from_value::<Query>(sample);
                assert!(question.is_ok(), "{} {name}: {question:?}", version.name);
            }
        }
    }

    #[test]
    fn what_a_person_exported_is_in_what_they_export_now() {
        for version in versions() {
            let store = version.store();
            let exports: BTreeMap<String, Value> =
                serde_json::from_slice(&version.unpacked("exports.json.br")).unwrap();
            assert!(!exports.is_empty());
            for (person, then) in exports {
                let now = store.export(person.parse().unwrap(), START).unwrap();
                for (table, held) in then["tables"].as_object().unwrap() {
                    for row in held.as_array().unwrap() {
                        let same = |other: &&Value| other["id"] == row["id"];
                        let found = now["tables"][table].as_array().and_then(|rows| rows.iter().find(same));
                        let found =
                            found.unwrap_or_else(|| panic!("{} {person}: {table} lost {row}", version.name));
                        for (column, value) in row.as_object().unwrap() {
                            assert_eq!(&found[column], value, "{} {person}: {table}.{column}", version.name);
                        }
                    }
                }
            }
        }
    }
}
