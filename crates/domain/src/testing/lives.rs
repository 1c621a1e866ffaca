//! Random lives of reviews: steps that mostly make sense, by several people, over one world.

use super::{ALICE, BOB, CAROL, DAN, JOURNEY, SYSTEM, Touched, World, law, note};
use crate::base::{CommandId, PersonId, Refusal, Span, ZoneId};
use crate::command::{Command, Envelope};
use crate::enrolments::{Enrolment, EnrolmentId, EnrolmentsCommand, SectionContent, fingerprint};
use crate::journeys::{ChecklistItem, ChecklistItemId, FieldId, SectionId};
use crate::reviews::{
    Anchor, Claim, ClaimId, CommentId, CommentKind, DraftOffer, Held, KeptText, KeptTextId, OfferId, Offered,
    Outcome, Priority, ReviewComment, ReviewId, ReviewsCommand, Submission, SubmissionId, UnsentPlace,
};
use crate::rows::Table;
use serde_json::json;
use uuid::Uuid;

/// A world in which requests succeed, with what steps may name.
#[derive(Clone)]
pub(crate) struct Stage {
    /// The world.
    pub(crate) world: World,
    enrolments: [EnrolmentId; 2],
    sections: Vec<SectionId>,
    fields: Vec<FieldId>,
    lines: Vec<ChecklistItemId>,
    rounds: Vec<SubmissionId>,
    helds: Vec<Held>,
    comments: Vec<CommentId>,
    sent: Vec<CommentId>,
    reviews: Vec<ReviewId>,
    kept: Vec<KeptTextId>,
    offers: Vec<OfferId>,
}

/// One number, read as many choices.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        let shown = self.0 % sides;
        self.0 /= sides;
        shown
    }

    fn pick<T: Copy>(&mut self, among: &[T]) -> Option<T> {
        let at = self.roll(u64::try_from(among.len().max(1)).unwrap());
        among.get(usize::try_from(at).unwrap()).copied()
    }

    /// Picks one of the newest, so that most steps go on with what was begun.
    fn recent<T: Copy>(&mut self, among: &[T]) -> Option<T> {
        self.pick(&among[among.len().saturating_sub(4)..])
    }
}

impl Stage {
    /// Returns a stage with six requests: two with a draft and a claim that ran out, three that one mentor holds.
    pub(crate) fn new() -> Self {
        let mut world = World::new();
        world.assign(DAN, true);
        for client in [BOB, DAN] {
            for (path, value) in [
                ("wishes.name", "Somebody"),
                ("wishes.way", "cremation"),
                ("wishes.pin", "canary"),
                ("letters.letter", "Dear all"),
            ] {
                let answer = world.answer_of(client, path, None, value);
                world.done(client, answer);
            }
            let (enrolment, section) = (Enrolment::id_of(JOURNEY, client), world.section("contacts"));
            let item = world.id();
            world.done(client, EnrolmentsCommand::AddItem { enrolment, section, item });
            for (path, value) in [("contacts.who", "Mei"), ("contacts.secret", "canary")] {
                let answer = world.answer_of(client, path, Some(item), value);
                world.done(client, answer);
            }
        }
        let mut rounds = Vec::new();
        for client in [BOB, DAN] {
            rounds.extend(["wishes", "contacts", "letters"].map(|key| world.requested_by(client, key)));
        }
        let lapsed = [world.claim(ALICE, rounds[0]), world.claim(CAROL, rounds[1])];
        world.done(ALICE, World::save_note(lapsed[0], "Words of a claim that ran out"));
        world.comment(CAROL, lapsed[1], "", CommentKind::Praise);
        world.later(Span::hours(73));
        let live = [2, 3, 4].map(|at| world.claim(ALICE, rounds[at]));
        let helds = live.into_iter().chain(lapsed).collect();
        Self {
            enrolments: [BOB, DAN].map(|client| Enrolment::id_of(JOURNEY, client)),
            sections: ["wishes", "contacts", "letters"].map(|key| world.section(key)).into(),
            fields: ["wishes.name", "wishes.pin", "letters.letter"].map(|path| world.field(path)).into(),
            lines: world.all::<ChecklistItem>().iter().map(|line| line.id).collect(),
            world,
            rounds,
            helds,
            comments: Vec::new(),
            sent: Vec::new(),
            reviews: Vec::new(),
            kept: Vec::new(),
            offers: Vec::new(),
        }
    }

    /// Returns a new id, or now and then one that something has already.
    fn id<T: From<Uuid>>(&mut self, dice: &mut Dice) -> T {
        let taken = match dice.roll(40) {
            0 => dice.recent(&self.rounds).map(|id| id.0),
            1 => dice.recent(&self.helds).map(|held| held.claim.0),
            2 => dice.recent(&self.comments).map(|id| id.0),
            3 => dice.recent(&self.reviews).map(|id| id.0),
            4 => dice.recent(&self.offers).map(|id| id.0),
            _ => None,
        };
        taken.map_or_else(|| self.world.id(), T::from)
    }

    /// Returns a claim that goes on, or now and then any other.
    fn held(&mut self, dice: &mut Dice) -> Held {
        let mut helds = self.helds.clone();
        if dice.roll(5) > 0 {
            let world = &mut self.world;
            helds.retain(|held| world.get::<Claim>(held.claim).ended_at.is_none());
        }
        let known = dice.recent(&helds).filter(|_| dice.roll(30) > 0);
        known.unwrap_or_else(|| Held {
            submission: dice.recent(&self.rounds).unwrap_or_else(|| self.world.id()),
            claim: self.world.id(),
        })
    }

    /// Returns who would do this, or now and then somebody else.
    fn actor(&self, dice: &mut Dice, likely: PersonId) -> PersonId {
        if dice.roll(12) > 0 {
            return likely;
        }
        dice.pick(&[ALICE, CAROL, DAN, BOB]).unwrap()
    }

    /// Returns a round that nobody holds, or now and then any other.
    fn round_to_claim(&mut self, dice: &mut Dice) -> SubmissionId {
        let mut rounds = self.rounds.clone();
        if dice.roll(3) > 0 {
            let world = &mut self.world;
            rounds.retain(|id| world.submission(*id).holder_id.is_none());
        }
        dice.recent(&rounds).unwrap_or_default()
    }

    fn mentor_of(&mut self, held: Held) -> PersonId {
        self.world.find::<Claim>(held.claim).map_or(ALICE, |claim| claim.mentor_id)
    }

    fn client_of(&mut self, round: SubmissionId) -> PersonId {
        self.world.find::<Submission>(round).map_or(BOB, |round| round.client_id)
    }

    /// Returns the next step, and who takes it.
    fn next(&mut self, dice: &mut Dice) -> (PersonId, Command) {
        match dice.roll(24) {
            0..=2 => self.ask(dice),
            3 => {
                let submission = dice.recent(&self.rounds).unwrap_or_default();
                let client = self.client_of(submission);
                (self.actor(dice, client), ReviewsCommand::Cancel { submission }.into())
            }
            4..=7 => {
                let submission = self.round_to_claim(dice);
                let claim: ClaimId = self.id(dice);
                let mentor = dice.pick(&[ALICE, ALICE, CAROL, DAN]).unwrap();
                (mentor, ReviewsCommand::Claim { submission, claim }.into())
            }
            8 => {
                let client = dice.pick(&[BOB, DAN]).unwrap();
                (client, self.answer(dice, client).into())
            }
            9..=17 => {
                let held = self.held(dice);
                let mentor = self.mentor_of(held);
                (self.actor(dice, mentor), self.under(dice, held).into())
            }
            18..=19 => self.follow_up(dice),
            20 => self.offer(dice),
            21..=22 => self.answer_offer(dice),
            _ => self.save_unsent(dice),
        }
    }

    fn ask(&mut self, dice: &mut Dice) -> (PersonId, Command) {
        let client = dice.roll(2);
        let submission: SubmissionId = self.id(dice);
        let request = ReviewsCommand::Request {
            submission,
            enrolment: self.enrolments[usize::try_from(client).unwrap()],
            section: dice.pick(&self.sections).unwrap(),
            message: String::new(),
            priority: Priority::Normal,
            preferred: dice.pick(&[None, None, Some(CAROL), Some(BOB)]).unwrap(),
        };
        (self.actor(dice, [BOB, DAN][usize::try_from(client).unwrap()]), request.into())
    }

    fn answer(&mut self, dice: &mut Dice, client: PersonId) -> EnrolmentsCommand {
        EnrolmentsCommand::SaveAnswer {
            enrolment: Enrolment::id_of(JOURNEY, client),
            field: dice.pick(&self.fields).unwrap(),
            item: None,
            value: json!(dice.pick(&["Somebody", "Somebody else", "canary", ""]).unwrap()),
        }
    }

    /// Returns a step of a mentor who holds a review, or thinks so.
    fn under(&mut self, dice: &mut Dice, held: Held) -> ReviewsCommand {
        match dice.roll(12) {
            0..=1 => ReviewsCommand::SaveNote { held, body: note(dice.pick(&["", "One", "Two"]).unwrap()) },
            2..=3 => {
                let known = dice.recent(&self.comments).filter(|_| dice.roll(3) == 0);
                let comment = known.unwrap_or_else(|| self.id(dice));
                let field = dice.pick(&[None, self.fields.first().copied()]).unwrap();
                let kinds = [CommentKind::Praise, CommentKind::Suggestion, CommentKind::Required];
                let kind = dice.pick(&kinds).unwrap();
                let body = dice.pick(&["Words", "Other words", " "]).unwrap().to_owned();
                ReviewsCommand::SaveComment {
                    held,
                    comment,
                    anchor: Anchor { field, item: None },
                    kind,
                    body,
                }
            }
            4 => ReviewsCommand::RemoveComment {
                held,
                comment: dice.recent(&self.comments).unwrap_or_default(),
            },
            5 => ReviewsCommand::Mark {
                held,
                item: dice.pick(&self.lines).unwrap(),
                checked: dice.roll(3) > 0,
            },
            6 => ReviewsCommand::Extend { held },
            7 => ReviewsCommand::Release { held },
            8 => ReviewsCommand::Reattach { kept: dice.recent(&self.kept).unwrap_or_default(), held },
            _ => {
                let review: ReviewId = self.id(dice);
                let outcome = dice.pick(&[Outcome::Approved, Outcome::ChangesRequested]).unwrap();
                let acknowledged = self.content_now(held).filter(|_| dice.roll(2) == 0);
                ReviewsCommand::Complete { held, review, outcome, acknowledged }
            }
        }
    }

    fn content_now(&mut self, held: Held) -> Option<Uuid> {
        let round: Submission = self.world.find(held.submission)?;
        let rows = &mut self.world.rows;
        SectionContent::read(rows, round.enrolment_id, round.section_id).ok().map(|now| fingerprint(&now))
    }

    fn follow_up(&mut self, dice: &mut Dice) -> (PersonId, Command) {
        let comments = if self.sent.is_empty() { &self.comments } else { &self.sent };
        let comment = dice.recent(comments).unwrap_or_default();
        let sent = self.world.find::<ReviewComment>(comment);
        let either = sent.map_or([BOB, ALICE], |sent| [sent.client_id, sent.mentor_id]);
        let likely = dice.pick(&either).unwrap();
        let actor = self.actor(dice, likely);
        let command = match dice.roll(5) {
            0 => ReviewsCommand::Resolve { comment, resolved: dice.roll(2) == 0 },
            1 => ReviewsCommand::Reply { comment, reply: self.id(dice), body: "Reply".to_owned() },
            2 => ReviewsCommand::Amend {
                review: dice.recent(&self.reviews).unwrap_or_default(),
                amendment: self.id(dice),
                body: note("More"),
            },
            3 => ReviewsCommand::Dismiss { kept: dice.recent(&self.kept).unwrap_or_default() },
            _ => ReviewsCommand::TakeUp { kept: dice.recent(&self.kept).unwrap_or_default() },
        };
        (actor, command.into())
    }

    /// Returns the step of a mentor who lost a review, or thinks so: their words go to whoever has it now.
    fn offer(&mut self, dice: &mut Dice) -> (PersonId, Command) {
        let world = &mut self.world;
        let mut lost = self.helds.clone();
        lost.retain(|held| {
            let goes_on = |claim: &Claim| claim.ended_at.is_none();
            let with_another = world.claims(held.submission).last().is_some_and(goes_on);
            with_another && world.find::<Claim>(held.claim).is_some_and(|claim| !goes_on(&claim))
        });
        let lost = dice.pick(&lost).or_else(|| dice.recent(&self.helds)).filter(|_| dice.roll(20) > 0);
        let Held { submission, claim } = lost.unwrap_or_default();
        let claims = self.world.claims(submission);
        let now = claims.last().map_or(claim, |claim| claim.id);
        let text = match dice.roll(4) {
            0 => Offered::Comment(dice.recent(&self.comments).unwrap_or_default()),
            1 => Offered::Kept(dice.recent(&self.kept).unwrap_or_default()),
            _ => Offered::Note,
        };
        let to = if dice.roll(8) == 0 { claim } else { now };
        let author = claims.iter().find(|known| known.id == claim).map_or(ALICE, |known| known.mentor_id);
        let offer = self.id(dice);
        (self.actor(dice, author), ReviewsCommand::Offer { offer, submission, claim: to, text }.into())
    }

    fn answer_offer(&mut self, dice: &mut Dice) -> (PersonId, Command) {
        let (mut offers, world) = (self.offers.clone(), &mut self.world);
        offers.retain(|offer| world.find::<DraftOffer>(*offer).is_some());
        if offers.is_empty() && dice.roll(8) > 0 {
            return self.offer(dice);
        }
        let offer = dice.recent(&offers).or_else(|| dice.recent(&self.offers)).unwrap_or_default();
        let known: Option<DraftOffer> = self.world.find(offer);
        let held =
            known.as_ref().map(|offer| Held { submission: offer.submission_id, claim: offer.claim_id });
        let held = held.unwrap_or_else(|| self.held(dice));
        let holder = known.map_or(ALICE, |offer| offer.holder_id);
        let taken = dice.roll(2) == 0;
        (self.actor(dice, holder), ReviewsCommand::AnswerOffer { held, offer, taken }.into())
    }

    fn save_unsent(&mut self, dice: &mut Dice) -> (PersonId, Command) {
        let client = dice.roll(2);
        let enrolment = self.enrolments[usize::try_from(client).unwrap()];
        let message = UnsentPlace::Message { enrolment, section: dice.pick(&self.sections).unwrap() };
        let reply = dice.recent(&self.sent).map(|comment| UnsentPlace::Reply { comment });
        let addition = dice.recent(&self.reviews).map(|review| UnsentPlace::Addition { review });
        let place = dice.pick(&[Some(message), reply, addition]).unwrap().unwrap_or(message);
        let likely = if place == message { [BOB, DAN][usize::try_from(client).unwrap()] } else { ALICE };
        let body = dice.pick(&["Half a wo", "Half a word", ""]).unwrap().to_owned();
        (self.actor(dice, likely), ReviewsCommand::SaveUnsent { place, body }.into())
    }

    /// Remembers what later steps may name.
    fn remember(&mut self, command: &ReviewsCommand, touched: &Touched) {
        for key in touched.keys() {
            match key.table {
                Table::Submission if !self.rounds.contains(&key.id.into()) => self.rounds.push(key.id.into()),
                Table::DraftComment => self.comments.push(key.id.into()),
                Table::ReviewComment => self.sent.push(key.id.into()),
                Table::Review => self.reviews.push(key.id.into()),
                Table::DraftOffer if !self.offers.contains(&key.id.into()) => self.offers.push(key.id.into()),
                _ => {}
            }
        }
        if let ReviewsCommand::Claim { submission, claim } = command {
            self.helds.push(Held { submission: *submission, claim: *claim });
        }
    }

    fn keep(&mut self, author: PersonId, command: &Command) {
        if let Some(text) = command.user_text() {
            let (kept, reason) = (KeptText::id_of(author, &text), "It was refused.".to_owned());
            let keep = ReviewsCommand::Keep { kept, author, text, reason }.into();
            let envelope = bare(self.world.id(), SYSTEM, &self.world);
            self.world.apply(&envelope, &keep).unwrap();
            self.kept.push(kept);
        }
    }

    /// Lets some time pass, and returns the step that a number stands for.
    pub(crate) fn choose(&mut self, number: u64) -> (Envelope, Command) {
        let mut dice = Dice(number);
        let hours = dice.pick(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 12, 12, 73]).unwrap();
        self.world.later(Span(Span::hours(hours).0 + 1));
        let (actor, command) = self.next(&mut dice);
        (bare(self.world.id(), actor, &self.world), command)
    }

    /// Takes a step, and keeps what would be lost as the store does.
    ///
    /// # Errors
    /// The law that the step broke.
    pub(crate) fn take(
        &mut self,
        envelope: &Envelope,
        command: &Command,
    ) -> Result<Result<Touched, Refusal>, String> {
        let outcome = self.world.apply(envelope, command);
        match (&outcome, command) {
            (Ok(before), Command::Reviews(review)) => {
                law::of_a_change(before, &mut self.world.rows, envelope.actor, review)?;
                self.remember(review, before);
            }
            (Ok(_), _) => {}
            (Err(_), _) => {
                // Nothing was written, which the world made sure of.
                self.keep(envelope.actor, command);
                return Ok(outcome);
            }
        }
        let laws = law::of_the_rows(self.world.rows.all(), self.world.now);
        laws.map(|()| outcome).map_err(|law| format!("{law}, after {command:?}"))
    }
}

/// Returns an envelope without the arguments, which a rule does not look at.
fn bare(id: CommandId, actor: PersonId, world: &World) -> Envelope {
    let (at, zone) = (world.now, ZoneId::utc());
    Envelope { id, actor, at, zone, base_rev: None, kind: String::new(), v: 1, args: json!(null) }
}
