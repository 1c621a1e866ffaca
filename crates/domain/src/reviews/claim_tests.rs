use super::super::lease::Holder;
use super::*;
use crate::base::Span;
use crate::command::Role;
use crate::notifications::Notification;
use crate::reviews::{CommentKind, Outcome, Priority, ReviewsCommand, SubmissionAnswer, holder};
use crate::testing::{ALICE, BOB, CAROL, DAN, World};

const LEASE: Span = Span::hours(72);
const MOMENT: Span = Span(1);
const JUST_OVER: Span = Span(LEASE.0 + MOMENT.0);

fn mentors(world: &mut World, count: usize) -> Vec<PersonId> {
    let mut mentors = Vec::new();
    for number in 0..count {
        let mentor = world.id();
        world.person(mentor, &format!("Mentor {number}"), &[Role::Mentor]);
        world.assign(mentor, true);
        mentors.push(mentor);
    }
    mentors
}

#[test]
fn p4_1_of_100_claims_one_wins() {
    let mut world = World::new();
    let submission = world.requested();
    let mentors = mentors(&mut world, 100);
    let told_before = world.all::<Notification>().len();
    let mut won = Vec::new();
    for mentor in &mentors {
        match world.try_claim(*mentor, submission) {
            Ok(_) => won.push(*mentor),
            Err(refusal) => {
                assert_eq!(refusal.code, Code::AlreadyClaimed);
                assert_eq!(refusal.message, "Mentor 0 is reviewing this.");
                assert_eq!(refusal.detail["holder"], serde_json::json!(mentors[0]));
                assert_eq!(refusal.detail["until"], serde_json::json!(world.now + LEASE));
            }
        }
    }
    assert_eq!(won, [mentors[0]]);
    assert_eq!(world.claims(submission).len(), 1);
    assert_eq!(world.all::<Notification>().len(), told_before + 1, "one notification");
    assert_eq!(world.submission(submission).holder_id, Some(mentors[0]));
}

#[test]
fn p4_2_a_stale_claim_is_refused_and_the_draft_survives() {
    let mut world = World::new();
    let submission = world.requested();
    let old = world.claim(ALICE, submission);
    world.done(ALICE, World::save_note(old, "Words of Alice"));
    let comment = world.comment(ALICE, old, "wishes.name", CommentKind::Suggestion);
    world.later(JUST_OVER);
    let new = world.claim(CAROL, submission);

    let stale = [
        World::save_note(old, "More"),
        World::save_comment(old, comment, CommentKind::Praise, "More"),
        ReviewsCommand::RemoveComment { held: old, comment },
        ReviewsCommand::Extend { held: old },
        ReviewsCommand::Release { held: old },
        world.complete_of(old, Outcome::Approved),
    ];
    for command in stale {
        world.refused_as(ALICE, Code::LeaseLost, command);
    }
    let tokens: Vec<i64> = world.claims(submission).iter().map(|claim| claim.token).collect();
    assert_eq!(tokens, [1, 2]);
    let draft: crate::reviews::ReviewDraft = world.get(crate::reviews::ReviewDraft::id_of(submission, ALICE));
    assert_eq!(draft.body, crate::testing::note("Words of Alice"));

    world.done(CAROL, ReviewsCommand::Release { held: new });
    let again = world.claim(ALICE, submission);
    world.done(ALICE, World::save_comment(again, comment, CommentKind::Praise, "The same comment goes on"));
    assert_eq!(world.claims(submission).last().map(|claim| claim.token), Some(3));
}

#[test]
fn p4_3_a_lease_is_claimable_one_millisecond_after_it_ends() {
    let mut world = World::new();
    let submission = world.requested();
    world.claim(ALICE, submission);
    world.later(LEASE);
    let refusal = world.try_claim(CAROL, submission).unwrap_err();
    assert_eq!(refusal.code, Code::AlreadyClaimed, "at the end it still holds");
    world.later(MOMENT);
    assert_eq!(holder(&world.claims(submission), world.now), None);
    world.claim(CAROL, submission);
    let claims = world.claims(submission);
    assert_eq!(claims[0].ending, Some(ClaimEnd::Expired));
    assert_eq!(claims[0].ended_at, Some(world.now));
    assert_eq!(holder(&claims, world.now), Some(Holder { mentor: CAROL, until: world.now + LEASE }));
}

#[test]
fn p4_3_extend_and_release_by_others_are_forbidden() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    for stranger in [CAROL, BOB, DAN] {
        world.refused_as(stranger, Code::Forbidden, ReviewsCommand::Extend { held });
        world.refused_as(stranger, Code::Forbidden, ReviewsCommand::Release { held });
    }
}

#[test]
fn p4_4_a_mentor_holds_at_most_four() {
    let mut world = World::new();
    let submissions: Vec<_> = (0..20).map(|_| world.requested_by_another()).collect();
    let outcomes: Vec<_> = submissions.iter().map(|id| world.try_claim(ALICE, *id)).collect();
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), CLAIM_LIMIT);
    let refused = outcomes.iter().filter_map(|outcome| outcome.as_ref().err());
    assert!(refused.clone().all(|refusal| refusal.code == Code::ClaimLimit));
    assert_eq!(refused.count(), 16);

    let first = *outcomes[0].as_ref().unwrap();
    world.done(ALICE, ReviewsCommand::Release { held: first });
    world.claim(ALICE, submissions[10]);
}

#[test]
fn a_lease_that_ran_out_does_not_count_against_the_limit_until_it_is_extended() {
    let mut world = World::new();
    let submissions: Vec<_> = (0..5).map(|_| world.requested_by_another()).collect();
    let lapsed = world.claim(ALICE, submissions[0]);
    world.later(JUST_OVER);
    let others: Vec<_> = submissions[1..].iter().map(|id| world.claim(ALICE, *id)).collect();
    world.refused_as(ALICE, Code::ClaimLimit, ReviewsCommand::Extend { held: lapsed });
    world.done(ALICE, World::save_note(lapsed, "It can still be written."));
    world.done(ALICE, ReviewsCommand::Release { held: others[0] });
    world.done(ALICE, ReviewsCommand::Extend { held: lapsed });
    world.done(ALICE, ReviewsCommand::Extend { held: lapsed });
}

#[test]
fn an_extension_starts_the_lease_anew_and_never_shortens_it() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    world.later(Span::hours(10));
    world.done(ALICE, ReviewsCommand::Extend { held });
    assert_eq!(world.claims(submission)[0].expires_at, world.now + LEASE);
    let until = world.now + LEASE;
    world.now = world.now + Span::hours(-5);
    world.done(ALICE, ReviewsCommand::Extend { held });
    assert_eq!(world.claims(submission)[0].expires_at, until, "a clock that was set back takes nothing");
}

#[test]
fn a_released_review_is_back_in_the_queue_and_its_answers_are_nobodys() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    assert!(answers(&mut world, submission).iter().all(|answer| answer.holder_id == Some(ALICE)));
    world.done(ALICE, ReviewsCommand::Release { held });
    assert!(answers(&mut world, submission).iter().all(|answer| answer.holder_id.is_none()));
    assert_eq!(world.submission(submission).holder_id, None);
    assert_eq!(world.submission(submission).requested_at, world.get::<QueueItem>(submission).requested_at);
    world.done(ALICE, ReviewsCommand::Release { held });
    world.claim(CAROL, submission);
    assert!(answers(&mut world, submission).iter().all(|answer| answer.holder_id == Some(CAROL)));
}

fn answers(world: &mut World, submission: SubmissionId) -> Vec<SubmissionAnswer> {
    let answers: Vec<SubmissionAnswer> =
        world.list(SubmissionAnswer::BY_SUBMISSION, &[submission.to_value()]);
    assert!(!answers.is_empty());
    answers
}

#[test]
fn a_released_review_is_no_longer_kept_for_anybody() {
    let mut world = World::new();
    world.answer("letters.letter", "Dear all");
    let submission = request_preferring(&mut world, CAROL);
    let held = world.claim(CAROL, submission);
    world.done(CAROL, ReviewsCommand::Release { held });
    world.claim(ALICE, submission);
}

fn request_preferring(world: &mut World, mentor: PersonId) -> SubmissionId {
    let request = world.request_of("letters");
    let ReviewsCommand::Request { submission, enrolment, section, message, .. } = request else {
        unreachable!()
    };
    let (priority, preferred) = (Priority::Normal, Some(mentor));
    world.done(BOB, ReviewsCommand::Request { submission, enrolment, section, message, priority, preferred });
    submission
}

#[test]
fn a_preferred_mentor_comes_first_for_as_long_as_a_lease_lasts() {
    let mut world = World::new();
    world.answer("letters.letter", "Dear all");
    let submission = request_preferring(&mut world, CAROL);
    let refusal = world.try_claim(ALICE, submission).unwrap_err();
    assert_eq!(
        (refusal.code, refusal.message.as_str()),
        (Code::AlreadyClaimed, "This is kept for Carol for now.")
    );
    world.later(JUST_OVER);
    world.claim(ALICE, submission);
}

#[test]
fn a_review_is_kept_only_for_someone_who_can_take_it() {
    let mut world = World::new();
    world.answer("letters.letter", "Dear all");
    let stranger = world.id();
    for nobody in [DAN, BOB, stranger] {
        let submission = request_preferring(&mut world, nobody);
        assert_eq!(world.get::<QueueItem>(submission).reserved_for, None);
        assert!(world.all::<Notification>().iter().all(|told| told.recipient_id != nobody));
        world.done(BOB, ReviewsCommand::Cancel { submission });
    }
}

#[test]
fn only_assigned_mentors_claim_and_never_their_own() {
    let mut world = World::new();
    let submission = world.requested();
    assert_eq!(world.try_claim(DAN, submission).unwrap_err().code, Code::NotFound);
    assert_eq!(world.try_claim(BOB, submission).unwrap_err().code, Code::Forbidden);
    world.assign(ALICE, false);
    assert_eq!(world.try_claim(ALICE, submission).unwrap_err().code, Code::NotFound);

    world.assign(DAN, true);
    let answer = world.answer_of(DAN, "letters.letter", None, "Mine");
    world.done(DAN, answer);
    let own = world.requested_by(DAN, "letters");
    let refusal = world.try_claim(DAN, own).unwrap_err();
    assert_eq!(refusal.message, "You can't review what you wrote yourself.");
}

#[test]
fn a_claims_id_belongs_to_one_mentor_and_one_review() {
    let mut world = World::new();
    let submission = world.requested();
    let other = world.requested_by_another();
    let held = world.claim(ALICE, submission);
    let stolen = |submission| ReviewsCommand::Claim { submission, claim: held.claim };
    world.refused_as(CAROL, Code::Conflict, stolen(submission));
    world.refused_as(CAROL, Code::Conflict, stolen(other));
    world.refused_as(ALICE, Code::Conflict, stolen(other));
    assert_eq!(world.get::<Claim>(held.claim).submission_id, submission);
    assert_eq!(world.get::<Claim>(held.claim).mentor_id, ALICE);
}

#[test]
fn the_mentor_learns_the_clients_name_by_claiming() {
    let mut world = World::new();
    let submission = world.requested();
    assert!(world.all::<ClientCard>().is_empty());
    world.claim(ALICE, submission);
    let card: ClientCard = world.get(ClientCard::id_of(BOB, ALICE));
    assert_eq!((card.name.as_str(), card.mentor_id), ("Bob", ALICE));
}

#[test]
fn a_mentor_who_lost_a_review_unanswered_knows_the_client_no_longer() {
    type End = fn(&mut World, Held);
    let ends: [(&str, End); 3] = [
        ("given back", |world, held| world.done(ALICE, ReviewsCommand::Release { held })),
        ("taken back", |world, held| world.done(BOB, ReviewsCommand::Cancel { submission: held.submission })),
        ("run out", |world, held| {
            world.later(Span::hours(73));
            world.claim(CAROL, held.submission);
        }),
    ];
    let card = ClientCard::id_of(BOB, ALICE);
    for (how, end) in ends {
        let mut world = World::new();
        world.answer("letters.letter", "Dear all");
        let other = world.request("letters");
        let submission = world.requested();
        let (held, second) = (world.claim(ALICE, submission), world.claim(ALICE, other));
        end(&mut world, held);
        assert!(world.find::<ClientCard>(card).is_some(), "{how}: another of Bob's is in her hands");
        world.done(ALICE, ReviewsCommand::Release { held: second });
        assert_eq!(world.find::<ClientCard>(card), None, "{how}");
    }
}

#[test]
fn a_mentor_who_answered_goes_on_knowing_whom() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    world.ask_for_changes(ALICE, held);
    let again = world.request("wishes");
    let held = world.claim(ALICE, again);
    world.done(ALICE, ReviewsCommand::Release { held });
    assert!(world.find::<ClientCard>(ClientCard::id_of(BOB, ALICE)).is_some());
}

#[test]
fn claims_that_ended_are_not_read_again() {
    let mut world = World::new();
    let submission = world.requested();
    for _ in 0..3 {
        let held = world.claim(ALICE, submission);
        world.done(ALICE, ReviewsCommand::Release { held });
    }
    let held = world.claim(ALICE, submission);
    let open: Vec<Claim> = world.list(Claim::OPEN_BY_MENTOR, &[ALICE.to_value()]);
    assert_eq!(open.iter().map(|claim| claim.id).collect::<Vec<_>>(), [held.claim]);
}

#[test]
fn a_claim_that_nobody_made_is_not_the_current_one() {
    let mut world = World::new();
    let submission = world.requested();
    let held = Held { submission, claim: world.id() };
    let refusal = world.refused_as(ALICE, Code::LeaseLost, World::save_note(held, "Words"));
    assert_eq!(refusal.message, "You don't hold this review now.");
    let other = world.requested_by_another();
    let held = Held { submission: other, ..world.claim(ALICE, submission) };
    world.refused_as(ALICE, Code::LeaseLost, World::save_note(held, "Words"));
}
