//! The review, told over a real store on both engines: what concurrency, repetition and refusal may not
//! break. What one rule decides is tested beside the rule.

use domain::base::PersonId;
use domain::base::ZoneId;
use domain::base::{Code, Refusal, Span};
use domain::command::Role;
use domain::enrolments::{EnrolmentsCommand, Tier};
use domain::journeys::JourneysCommand;
use domain::notifications::{Notification, NotificationKind};
use domain::people::PeopleCommand;
use domain::reviews::{
    Claim, ClaimId, CommentKind, DraftComment, DraftOffer, Held, KeptPurpose, KeptText, Offered, Outcome,
    QueueItem, Review, ReviewDraft, ReviewsCommand, Submission, SubmissionId, SubmissionState,
};
use std::sync::Barrier;
use std::thread;
use store::each_engine;
use testkit::{ALICE, BOB, CAROL, DAN, EVE, JOURNEY, World, note, text};

/// Runs one command for each mentor at the same moment, and returns what came of each.
#[cfg(test)]
fn at_once<T: Send>(count: usize, act: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let barrier = Barrier::new(count);
    thread::scope(|scope| {
        let (barrier, act) = (&barrier, &act);
        let start = |at| {
            move || {
                barrier.wait();
                act(at)
            }
        };
        let threads: Vec<_> = (0..count).map(|at| scope.spawn(start(at))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

/// Adds mentors of the journey.
fn mentors(world: &World, count: usize) -> Vec<PersonId> {
    let add = |n: usize| {
        let person: PersonId = world.id();
        world.system(PeopleCommand::Add {
            person,
            name: format!("Mentor {n}"),
            email: format!("mentor{n}@example.org"),
            zone: ZoneId::utc(),
            roles: [Role::Mentor].into(),
            bio: String::new(),
        });
        world.system(JourneysCommand::Assign { journey: JOURNEY, mentor: person, active: true });
        person
    };
    (0..count).map(add).collect()
}

/// Adds clients who each ask for a review.
fn requests(world: &World, count: usize) -> Vec<SubmissionId> {
    let ask = |n: usize| {
        let person: PersonId = world.id();
        world.system(PeopleCommand::Add {
            person,
            name: format!("Client {n}"),
            email: format!("client{n}@example.org"),
            zone: ZoneId::utc(),
            roles: [Role::Client].into(),
            bio: String::new(),
        });
        world.done(person, EnrolmentsCommand::Enrol { journey: JOURNEY, tier: Tier::Premium });
        world.request(person)
    };
    (0..count).map(ask).collect()
}

fn refusals<T>(results: &[Result<T, Refusal>]) -> Vec<&Refusal> {
    results.iter().filter_map(|result| result.as_ref().err()).collect()
}

each_engine! {
    fn p4_1_of_100_claims_at_once_exactly_one_wins(world: World) {
        let mentors = mentors(&world, 100);
        let submission = world.request(BOB);
        let claims: Vec<_> = mentors
            .iter()
            .map(|mentor| world.envelope(*mentor, ReviewsCommand::Claim { submission, claim: world.id() }))
            .collect();

        let results = at_once(100, |at| world.send(&claims[at]));

        let refused = refusals(&results);
        assert_eq!(refused.len(), 99);
        let held: Vec<Claim> = world.all();
        assert_eq!(held.len(), 1);
        for refusal in refused {
            assert_eq!(refusal.code, Code::AlreadyClaimed);
            assert_eq!(refusal.detail["holder"], serde_json::json!(held[0].mentor_id));
            assert_eq!(refusal.detail["until"], serde_json::json!(held[0].expires_at));
        }
        let told: Vec<Notification> = world.all();
        let told = told.iter().filter(|note| note.kind == NotificationKind::ReviewClaimed).count();
        assert_eq!(told, 1, "the client is told once");
        store::testing::check_audiences(world.store());
    }

    fn p4_2_writing_under_a_lost_claim_keeps_the_text_to_the_byte(world: World) {
        let submission = world.request(BOB);
        let lost = world.claim(ALICE, submission);
        world.write(ALICE, lost, "Dear Bob, the order of calls is clear.");
        world.advance(Span(Span::hours(72).0 + 1));
        let held = world.claim(CAROL, submission);
        let body = note("Dear Bob, the order of calls is clear. One thing is left:");

        let refusal = world.run(ALICE, ReviewsCommand::SaveNote { held: lost, body: body.clone() }).unwrap_err();

        assert_eq!(refusal.code, Code::LeaseLost);
        let kept: Vec<KeptText> = world.all();
        assert_eq!(kept.len(), 1);
        assert_eq!((kept[0].author_id, kept[0].purpose), (ALICE, KeptPurpose::Note));
        assert_eq!(kept[0].body, body.as_str());
        let drafts: Vec<ReviewDraft> = world.all();
        assert_eq!(text(&drafts[0].body), "Dear Bob, the order of calls is clear.", "the draft stays as it was");

        world.done(CAROL, ReviewsCommand::Release { held });
        let again = world.claim(ALICE, submission);
        world.done(ALICE, ReviewsCommand::Reattach { kept: kept[0].id, held: again });
        let drafts: Vec<ReviewDraft> = world.all();
        assert!(text(&drafts[0].body).contains("One thing is left:"));
        let claims: Vec<Claim> = world.all();
        let mut tokens: Vec<i64> = claims.iter().map(|claim| claim.token).collect();
        tokens.sort_unstable();
        assert_eq!(tokens, [1, 2, 3]);
    }

    fn p4_2_a_lost_draft_goes_to_the_new_holder_as_a_suggestion(world: World) {
        let submission = world.request(BOB);
        let lost = world.claim(ALICE, submission);
        world.write(ALICE, lost, "Dear Bob, the order of calls is clear.");
        world.advance(Span(Span::hours(72).0 + 1));
        let held = world.claim(CAROL, submission);
        let body = note("Dear Bob, the order of calls is clear. One thing is left:");
        world.run(ALICE, ReviewsCommand::SaveNote { held: lost, body: body.clone() }).unwrap_err();
        let kept = world.all::<KeptText>().remove(0);

        world.done(ALICE, ReviewsCommand::Offer { offer: world.id(), submission, claim: held.claim, text: Offered::Kept(kept.id) });

        let offers: Vec<DraftOffer> = world.all();
        assert_eq!(offers.len(), 1);
        assert_eq!(offers[0].body, body.as_str(), "to the byte");
        let told: Vec<Notification> = world.all();
        let told: Vec<_> = told.iter().filter(|told| told.kind == NotificationKind::DraftOffered).collect();
        assert_eq!(told.iter().map(|told| (told.recipient_id, told.subject.as_str())).collect::<Vec<_>>(), [(CAROL, "Final days")]);
        let again = world.run(ALICE, ReviewsCommand::Offer { offer: world.id(), submission, claim: held.claim, text: Offered::Kept(kept.id) });
        assert_eq!(again.unwrap_err().code, Code::WrongState);
        assert_eq!(world.all::<KeptText>()[0], kept, "the author's own text stays as it was");

        world.done(CAROL, ReviewsCommand::AnswerOffer { held, offer: offers[0].id, taken: true });
        world.done(CAROL, ReviewsCommand::Release { held });
        assert_eq!(world.all::<DraftOffer>(), [], "nothing stays with who gave the review back");
        store::testing::check_audiences(world.store());
    }

    fn p4_2_a_suggestion_never_outlives_the_claim_that_it_was_made_to(world: World) {
        for _ in 0..4 {
            let submission = world.request(BOB);
            let lost = world.claim(ALICE, submission);
            world.write(ALICE, lost, "Dear Bob");
            world.done(ALICE, ReviewsCommand::Release { held: lost });
            let held = world.claim(CAROL, submission);
            let steps = [
                world.envelope(ALICE, ReviewsCommand::Offer { offer: world.id(), submission, claim: held.claim, text: Offered::Note }),
                world.envelope(CAROL, ReviewsCommand::Release { held }),
            ];
            at_once(2, |at| world.send(&steps[at]));
            assert_eq!(world.all::<DraftOffer>(), [], "whichever came first");
            world.done(BOB, ReviewsCommand::Cancel { submission });
        }
    }

    fn p4_2_a_burst_of_late_saves_keeps_one_text_the_last(world: World) {
        let submission = world.request(BOB);
        let lost = world.claim(ALICE, submission);
        world.done(BOB, ReviewsCommand::Cancel { submission });
        for words in ["One", "One two", "One two three"] {
            let refusal = world.run(ALICE, ReviewsCommand::SaveNote { held: lost, body: note(words) }).unwrap_err();
            assert_eq!(refusal.code, Code::LeaseLost);
        }
        let kept: Vec<KeptText> = world.all();
        assert_eq!(kept.iter().map(|kept| kept.body.as_str()).collect::<Vec<_>>(), [note("One two three").as_str()]);
    }

    fn p4_3_a_lease_is_claimable_one_millisecond_after_it_ends(world: World) {
        let submission = world.request(BOB);
        world.claim(ALICE, submission);
        world.advance(Span::hours(72));
        let early = world.run(CAROL, ReviewsCommand::Claim { submission, claim: world.id() }).unwrap_err();
        assert_eq!(early.code, Code::AlreadyClaimed);
        world.advance(Span(1));
        world.claim(CAROL, submission);
    }

    fn p4_3_only_the_holder_extends_or_releases(world: World) {
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        for command in [ReviewsCommand::Extend { held }, ReviewsCommand::Release { held }] {
            assert_eq!(world.run(CAROL, command).unwrap_err().code, Code::Forbidden);
        }
    }

    fn p4_4_twenty_claims_of_one_mentor_at_once_give_four(world: World) {
        let submissions = requests(&world, 20);
        let claims: Vec<_> = submissions
            .iter()
            .map(|submission| {
                world.envelope(ALICE, ReviewsCommand::Claim { submission: *submission, claim: world.id() })
            })
            .collect();

        let results = at_once(20, |at| world.send(&claims[at]));

        let refused = refusals(&results);
        assert_eq!(refused.len(), 16);
        assert!(refused.iter().all(|refusal| refusal.code == Code::ClaimLimit));
        assert_eq!(world.all::<Claim>().len(), 4);
    }

    fn p4_6_a_section_that_changed_since_must_be_acknowledged(world: World) {
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        world.write(ALICE, held, "Thank you.");
        world.answer("final_days.calls", "Ken first, then Mei.");

        let complete = world.complete_of(held, Outcome::ChangesRequested);
        let refusal = world.run(ALICE, complete).unwrap_err();
        assert_eq!(refusal.code, Code::StaleRevision);
        let fields = refusal.detail["fields"].as_array().unwrap();
        assert_eq!(fields.len(), 1);
        assert_eq!(fields[0]["label"], "Who should be called, and in what order?");
        assert!(!refusal.detail.to_string().contains("Mei"), "what was not sent is not shown");

        let content = serde_json::from_value(refusal.detail["content"].clone()).unwrap();
        let ReviewsCommand::Complete { held, review, outcome, .. } = world.complete_of(held, Outcome::ChangesRequested)
        else {
            unreachable!()
        };
        world.done(ALICE, ReviewsCommand::Complete { held, review, outcome, acknowledged: Some(content) });
        assert_eq!(world.all::<Submission>()[0].state, SubmissionState::ChangesRequested);
    }

    fn p4_7_the_same_completion_ten_times_at_once_is_one_transition(world: World) {
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        world.write(ALICE, held, "Dear Bob, nothing is missing.");
        let envelope = world.envelope(ALICE, world.complete_of(held, Outcome::Approved));

        let results = at_once(10, |_| world.send(&envelope));

        assert!(refusals(&results).is_empty());
        assert_eq!(world.all::<Review>().len(), 1);
        let told: Vec<Notification> = world.all();
        assert_eq!(told.iter().filter(|note| note.kind == NotificationKind::ReviewApproved).count(), 1);
        assert!(world.all::<QueueItem>().is_empty());
    }

    fn a_repeated_command_changes_nothing_and_answers_the_same(world: World) {
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        let claim = world.envelope(CAROL, ReviewsCommand::Claim { submission, claim: world.id() });
        let save = world.envelope(ALICE, ReviewsCommand::SaveNote { held, body: note("Dear Bob") });
        let first = (world.send(&claim).unwrap_err(), world.send(&save).unwrap());
        let before = world.rows();

        world.advance(Span::hours(80));
        assert_eq!(world.send(&claim).unwrap_err(), first.0);
        world.send(&save).unwrap();
        assert_eq!(world.rows(), before);
    }

    fn another_command_under_a_used_id_is_refused(world: World) {
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        let first = world.envelope(ALICE, ReviewsCommand::SaveNote { held, body: note("Dear Bob") });
        world.send(&first).unwrap();
        let mut second = world.envelope(ALICE, ReviewsCommand::SaveNote { held, body: note("Dear Dan") });
        second.id = first.id;
        assert_eq!(world.send(&second).unwrap_err().code, Code::Conflict);
        assert_eq!(text(&world.all::<ReviewDraft>()[0].body), "Dear Bob");
    }

    fn a_refused_command_leaves_no_trace(world: World) {
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        world.comment(ALICE, held, CommentKind::Required, None, "Please name a second person.");
        let before = world.rows();
        let not_mine = Held { submission, claim: ClaimId(world.id()) };
        let refused = [
            (ALICE, world.complete_of(held, Outcome::Approved), Code::WrongState),
            (CAROL, ReviewsCommand::Claim { submission, claim: world.id() }, Code::AlreadyClaimed),
            (EVE, ReviewsCommand::Claim { submission, claim: world.id() }, Code::NotFound),
            (BOB, ReviewsCommand::Claim { submission, claim: world.id() }, Code::Forbidden),
            (DAN, ReviewsCommand::Cancel { submission }, Code::NotFound),
            (ALICE, ReviewsCommand::Extend { held: not_mine }, Code::LeaseLost),
            (BOB, world.request_of(BOB, world.section("final_days")).1, Code::WrongState),
        ];
        for (actor, command, code) in refused {
            assert_eq!(world.run(actor, command.clone()).unwrap_err().code, code, "{command:?}");
            assert_eq!(world.rows(), before, "{command:?}");
        }
        store::testing::check_audiences(world.store());
    }

    fn two_rounds_from_request_to_approval(world: World) {
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        world.write(ALICE, held, "Dear Bob, one thing is left.");
        let calls = world.field("final_days.calls");
        world.comment(ALICE, held, CommentKind::Required, Some(calls), "Please add a number for Mei.");
        world.complete(ALICE, held, Outcome::ChangesRequested);
        assert!(world.all::<DraftComment>().is_empty() && world.all::<ReviewDraft>().is_empty());

        world.answer("final_days.calls", "Ken first, then Mei, 020 7946 0018.");
        let (second, again) = world.request_of(BOB, world.section("final_days"));
        world.done(BOB, again);
        let reserved = world.run(CAROL, ReviewsCommand::Claim { submission: second, claim: world.id() });
        assert_eq!(reserved.unwrap_err().code, Code::AlreadyClaimed, "the mentor of the first round comes first");
        let held = world.claim(ALICE, second);
        world.complete(ALICE, held, Outcome::Approved);

        let rounds: Vec<Submission> = world.all();
        let states: Vec<_> = rounds.iter().map(|round| (round.round, round.state)).collect();
        assert_eq!(states, [(1, SubmissionState::ChangesRequested), (2, SubmissionState::Approved)]);
        assert_eq!(rounds[1].previous_id, Some(submission));
        store::testing::check_audiences(world.store());
    }

    fn everything_is_there_after_a_restart(world: World) {
        let mut world = world;
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        world.write(ALICE, held, "Dear Bob");
        let before = world.rows();
        world.restart();
        assert_eq!(world.rows(), before);
    }
}
