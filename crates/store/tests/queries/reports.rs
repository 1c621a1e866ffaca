//! The report of past reviews: whose rows it has, what its filters leave, and the order they come in.

use crate::asking::{FUNERAL, OBITUARY, ask_for};
use crate::replica::Replica;
use crate::sample_workspace::{NOW, all, fill};
use domain::base::{PersonId, Span, Stored, Value};
use domain::people::Person;
use domain::reviews::{CommentKind, Outcome, Priority, Review};
use domain::rows::AnyRow;
use proptest::prelude::*;
use proptest::strategy::Union;
use store::engine::{Dialect, Record};
use store::reports::Report;
use store::testing::{OnEngine, TestStore};
use store::{Store, each_engine};
use testkit::{ADMIN, ALICE, BOB, CAROL, DAN, World};

/// What a report asks for besides the person.
#[derive(Debug, Clone)]
struct Wish {
    column: String,
    down: bool,
    from: i64,
    before: i64,
    words: [String; 4],
    round: i64,
    comments: i64,
    rows: i64,
    after: i64,
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            column: "finished".to_owned(),
            down: true,
            from: 0,
            before: i64::MAX,
            words: Default::default(),
            round: 0,
            comments: 0,
            rows: i64::MAX,
            after: 0,
        }
    }
}

impl Wish {
    fn filters(&self) -> Vec<Value> {
        let words = self.words.iter().cloned().map(Value::Text);
        let figures = [Value::Int(self.round), Value::Int(self.comments)];
        [Value::Int(self.from), Value::Int(self.before)].into_iter().chain(words).chain(figures).collect()
    }

    fn page(&self) -> Vec<Value> {
        let way = if self.down { "down" } else { "up" };
        let rest = [Value::Text(way.to_owned()), Value::Int(self.rows), Value::Int(self.after)];
        [Value::Text(self.column.clone())].into_iter().chain(self.filters()).chain(rest).collect()
    }
}

/// A row of the report, by the names of its columns.
fn column(row: &Record, name: &str) -> Value {
    let place = Report::ReviewsPage.columns().iter().position(|known| *known == name).unwrap();
    row.values()[place].clone()
}

fn page(store: &Store, viewer: PersonId, wish: &Wish) -> Vec<Record> {
    store.report(viewer, Report::ReviewsPage, &wish.page(), NOW).unwrap()
}

fn totals(store: &Store, viewer: PersonId, wish: &Wish) -> Vec<i64> {
    let row = store.report(viewer, Report::ReviewsTotals, &wish.filters(), NOW).unwrap();
    (0..Report::ReviewsTotals.columns().len()).map(|at| row[0].int(at).unwrap()).collect()
}

fn every_report(store: &Store, viewer: PersonId) -> Vec<Vec<Vec<Value>>> {
    let wish = Wish::default();
    let values = store.report(viewer, Report::ReviewsValues, &[], NOW).unwrap();
    let reports = [page(store, viewer, &wish), values];
    reports.map(|rows| rows.into_iter().map(Record::into_values).collect()).into()
}

fn mentors(rows: &[AnyRow]) -> Vec<PersonId> {
    let mut mentors: Vec<_> = all::<Review>(rows).into_iter().map(|review| review.mentor_id).collect();
    mentors.sort_unstable();
    mentors.dedup();
    mentors
}

each_engine! {
    fn a_row_tells_who_asked_when_it_was_answered_and_how(world: World) {
        let submission = ask_for(&world, BOB, OBITUARY, Priority::Normal, None);
        let asked = world.now();
        world.advance(Span::hours(1));
        let held = world.claim(ALICE, submission);
        let claimed = world.now();
        world.comment(ALICE, held, CommentKind::Suggestion, None, "A number would help.");
        world.advance(Span::hours(5));
        world.complete(ALICE, held, Outcome::Approved);
        let rows = page(world.store(), ALICE, &Wish::default());
        let text = |text: &str| Value::Text(text.to_owned());
        let expected = [
            submission.to_value(),
            text("Bob Ferreira"),
            text("Care"),
            column(&rows[0], "section"),
            Value::Int(1),
            asked.to_value(),
            claimed.to_value(),
            world.now().to_value(),
            Value::Int(Span::hours(6).0),
            text("approved"),
            Value::Int(1),
        ];
        assert_eq!(rows[0].values(), expected);
        assert_eq!(totals(world.store(), ALICE, &Wish::default()), [1, 1, 1, 1, Span::hours(6).0]);
    }

    fn nobody_finds_the_reviews_of_another_mentor(world: World) {
        for (client, form, mentor) in [(BOB, OBITUARY, ALICE), (DAN, FUNERAL, CAROL)] {
            let held = world.claim(mentor, ask_for(&world, client, form, Priority::Normal, None));
            world.comment(mentor, held, CommentKind::Required, None, "Say who.");
            world.complete(mentor, held, Outcome::ChangesRequested);
        }
        for (viewer, clients) in [(ALICE, vec!["Bob Ferreira"]), (CAROL, vec!["Dan Okonjo"]), (BOB, vec![]), (ADMIN, vec![])] {
            let rows = page(world.store(), viewer, &Wish::default());
            let named: Vec<_> = rows.iter().map(|row| row.text(1).unwrap()).collect();
            assert_eq!(named, clients);
            assert_eq!(totals(world.store(), viewer, &Wish::default())[0], clients.len() as i64);
        }
    }

    fn everybody_is_reported_to_as_if_only_their_rows_were_there(store: TestStore) {
        let rows = fill(&store);
        let mut seen = 0;
        for person in all::<Person>(&rows) {
            let replica = Replica::of(&store, &rows, person.id);
            let here = every_report(&store, person.id);
            assert_eq!(here, every_report(replica.store(), person.id), "of {}", person.name);
            seen += here[0].len();
        }
        assert_eq!(seen, all::<Review>(&rows).len(), "each review is in the report of its mentor");
    }
}

/// Returns whether every row stands where its order wants it, by the column that it was asked for.
fn is_in_order(rows: &[Record], wish: &Wish) -> bool {
    let name = match wish.column.as_str() {
        name @ ("asked" | "claimed" | "finished") => format!("{name}_at"),
        name => name.to_owned(),
    };
    let figure = |row: &Record| match column(row, &name) {
        Value::Int(figure) => (figure, String::new()),
        Value::Text(word) => (0, word.to_ascii_lowercase()),
        other => panic!("{name} is {other:?}"),
    };
    rows.windows(2).all(|pair| {
        let (one, two) = (figure(&pair[0]), figure(&pair[1]));
        let ids = pair[0].text(0).unwrap() < pair[1].text(0).unwrap();
        match one.cmp(&two) {
            std::cmp::Ordering::Equal => ids,
            order => order.is_gt() == wish.down,
        }
    })
}

#[test]
fn the_order_is_that_of_the_column_and_ties_go_by_id() {
    let store = TestStore::on(Dialect::Sqlite);
    let mentor = *mentors(&fill(&store)).first().unwrap();
    let columns = Report::ReviewsPage.columns().iter().filter(|name| **name != "id");
    for name in columns {
        for down in [true, false] {
            let column = name.strip_suffix("_at").unwrap_or(name).to_owned();
            let wish = Wish { column, down, ..Wish::default() };
            let rows = page(&store, mentor, &wish);
            assert!(rows.len() > 1 && is_in_order(&rows, &wish), "{wish:?}");
        }
    }
}

#[test]
fn a_column_that_is_not_on_the_list_orders_nothing_and_does_nothing() {
    let store = TestStore::on(Dialect::Sqlite);
    let mentor = *mentors(&fill(&store)).first().unwrap();
    let by = |column: &str| {
        let wish = Wish { column: column.to_owned(), ..Wish::default() };
        page(&store, mentor, &wish).iter().map(|row| row.text(0).unwrap().to_owned()).collect::<Vec<_>>()
    };
    let mut ids = by("finished");
    ids.sort_unstable();
    for column in
        ["", "id", "note", "viewer", "client; DROP TABLE reviews", "1", "(SELECT 1)", "Ünder", "e\u{301}"]
    {
        assert_eq!(by(column), ids, "{column}");
    }
}

#[test]
fn whatever_is_filtered_the_rows_fit_and_the_totals_count_them() {
    let store = TestStore::on(Dialect::Sqlite);
    let rows = fill(&store);
    let mentors = mentors(&rows);
    let wish = |mentor: PersonId| {
        let known = page(&store, mentor, &Wish::default());
        let known = |name: &'static str| -> Vec<String> {
            let texts = known.iter().map(|row| match column(row, name) {
                Value::Text(text) => text,
                other => panic!("{other:?}"),
            });
            texts.chain(["", "'", "%", "Zoë", "Zoe\u{308}"].map(str::to_owned)).collect()
        };
        let word = |name| prop_oneof![3 => Just(String::new()), 2 => prop::sample::select(known(name))];
        let words = (word("client"), word("journey"), word("section"), word("outcome"));
        let finished = known_instants(&store, mentor);
        let bound = prop::sample::select(finished);
        let columns =
            prop::sample::select(vec!["client", "round", "asked", "turnaround", "comments", "nothing"]);
        (words, 0..4_i64, 0..4_i64, bound.clone(), bound, columns, any::<bool>(), 1..9_i64, 0..9_i64)
            .prop_map(
                |(
                    (client, journey, section, outcome),
                    round,
                    comments,
                    from,
                    before,
                    column,
                    down,
                    rows,
                    after,
                )| Wish {
                    column: column.to_owned(),
                    down,
                    from: from.min(before),
                    before: from.max(before),
                    words: [client, journey, section, outcome],
                    round,
                    comments,
                    rows,
                    after,
                },
            )
    };
    let each = mentors.into_iter().map(|mentor| (Just(mentor), wish(mentor)).boxed());
    let runs = Union::new(each.collect::<Vec<_>>());
    proptest!(ProptestConfig::with_cases(200), |((mentor, wish) in runs)| {
        let every = page(&store, mentor, &Wish { rows: i64::MAX, after: 0, ..wish.clone() });
        for row in &every {
            for (name, wanted) in ["client", "journey", "section", "outcome"].iter().zip(&wish.words) {
                prop_assert!(wanted.is_empty() || column(row, name) == Value::Text(wanted.clone()));
            }
            prop_assert!(wish.round == 0 || column(row, "round") == Value::Int(wish.round));
            let Value::Int(finished) = column(row, "finished_at") else { panic!("no time") };
            prop_assert!((wish.from..wish.before).contains(&finished));
        }
        prop_assert_eq!(totals(&store, mentor, &wish)[0], every.len() as i64);
        let some: Vec<_> = page(&store, mentor, &wish).into_iter().map(Record::into_values).collect();
        let expected = every.into_iter().skip(wish.after as usize).take(wish.rows as usize);
        prop_assert_eq!(some, expected.map(Record::into_values).collect::<Vec<_>>());
    });
}

fn known_instants(store: &Store, mentor: PersonId) -> Vec<i64> {
    let rows = page(store, mentor, &Wish::default());
    let finished = rows.iter().map(|row| row.int(7).unwrap());
    finished.chain([0, i64::MAX]).collect()
}
