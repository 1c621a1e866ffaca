//! A server's data, filled before the server starts: the sample, and mentors who are signed in, each with reviews that they
//! hold and comments that they write.

use domain::accounts::DeviceId;
use domain::base::{CommandId, Instant, PersonId, ZoneId};
use domain::command::{Command, Envelope, Role};
use domain::reviews::{Anchor, CommentId, CommentKind, Held, ReviewsCommand};
use domain::sync::Epoch;
use sha2::{Digest, Sha256};
use store::accounts::{Changed, Deed, NewPerson, NewSession, PersonIds, TokenHash};
use store::engine::Place;
use store::testing::{HeldReview, hold_many, notify_many};
use store::{Step, Store};
use uuid::Uuid;

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Mentor {
    pub(crate) id: PersonId,
    pub(crate) token: String,
    /// A review that they hold, and a comment in it.
    pub(crate) held: Held,
    pub(crate) comment: CommentId,
}

/// How much there is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) mentors: usize,
    /// How many reviews each of them holds.
    pub(crate) reviews: usize,
    /// How many comments each review has.
    pub(crate) comments: usize,
    /// How long a comment is, in bytes.
    pub(crate) bytes: usize,
    /// How many notifications each mentor has.
    pub(crate) notifications: u32,
}

/// What a scene was filled with.
pub(crate) struct Scene {
    pub(crate) mentors: Vec<Mentor>,
    pub(crate) reviews: Vec<HeldReview>,
}

impl Scene {
    /// Fills a place.
    pub(crate) fn fill(place: &Place, size: Size) -> Self {
        let store = Store::open_server(place, Epoch::of(1)).expect("a new place");
        let now = now();
        let steps: Vec<Step> = sample::workspace(1, now)
            .into_iter()
            .map(|step| Step { envelope: step.envelope, now: step.now })
            .collect();
        for some in steps.chunks(50) {
            store.import(some).expect("the sample is sound");
        }
        let people: Vec<(PersonId, String)> =
            (0..size.mentors).map(|number| sign_in(&store, number, now)).collect();
        let ids: Vec<PersonId> = people.iter().map(|(id, _)| *id).collect();
        let texts: Vec<String> = (0..size.comments).map(|number| text(number, size.bytes)).collect();
        let holders: Vec<PersonId> = ids.iter().copied().cycle().take(size.mentors * size.reviews).collect();
        let reviews = hold_many(&store, &holders, &texts, now);
        notify_many(&store, &ids, size.notifications);
        let mentors = people.into_iter().zip(&reviews).map(|((id, token), review)| Mentor {
            id,
            token,
            held: review.held,
            comment: *review.comments.first().expect("a comment"),
        });
        Self { mentors: mentors.collect(), reviews }
    }
}

/// Makes a mentor with an account, who is signed in. Returns their token.
fn sign_in(store: &Store, number: usize, now: Instant) -> (PersonId, String) {
    let person = PersonId(id(0xBE, number));
    let deed = Deed { id: id(0xDE, number), at: now, actor: None, device: None, address: None };
    let password = "nobody signs in with it".to_owned();
    let new = NewPerson {
        name: format!("Mentor {number}"),
        email: format!("mentor{number}@example.org"),
        zone: ZoneId::utc(),
        roles: [Role::Mentor].into(),
        password: password.clone(),
    };
    let ids = PersonIds { person, command: CommandId(id(0xC0, number)) };
    store.accounts().add(&new, ids, &deed).expect("a new address");
    let token = format!("token of mentor {number}");
    let session = NewSession {
        person,
        checked: password,
        device: DeviceId(id(0xD0, number)),
        device_name: "a bench's device".to_owned(),
        known: hash(&format!("known {number}")),
        token: hash(&token),
        family: id(0xFA, number),
        expires_at: Instant(i64::MAX / 2),
    };
    let deed = Deed { id: id(0xDF, number), ..deed };
    let signed_in = store.accounts().sign_in(&session, &deed).expect("an account");
    assert!(signed_in == Changed::Yes, "the password is theirs");
    (person, token)
}

fn hash(secret: &str) -> TokenHash {
    TokenHash(Sha256::digest(secret.as_bytes()).into())
}

/// Returns an id that is always the same.
pub(crate) fn id(kind: u128, number: usize) -> Uuid {
    Uuid::from_u128((kind << 96) + u128::try_from(number).unwrap_or(u128::MAX))
}

/// Returns the time.
pub(crate) fn now() -> Instant {
    server::clock::system()()
}

/// Returns a new id.
pub(crate) fn new_id() -> Uuid {
    let mut bytes = [0; 16];
    server::random::system()(&mut bytes);
    Uuid::from_bytes(bytes)
}

/// Returns what saves a comment.
pub(crate) fn save(mentor: PersonId, held: Held, comment: CommentId, body: String) -> Envelope {
    let anchor = Anchor { field: None, item: None };
    let command = ReviewsCommand::SaveComment { held, comment, anchor, kind: CommentKind::Suggestion, body };
    Envelope::new(CommandId(new_id()), mentor, now(), ZoneId::utc(), &Command::from(command))
}

const WORDS: [&str; 19] = [
    "lorem",
    "ipsum",
    "dolor",
    "sit",
    "amet",
    "consectetur",
    "adipiscing",
    "elit",
    "sed",
    "do",
    "eiusmod",
    "tempor",
    "incididunt",
    "ut",
    "labore",
    "et",
    "dolore",
    "magna",
    "aliqua",
];

/// Returns a text of so many bytes, of the words that the peer's documents have, in another order for each number.
pub(crate) fn text(number: usize, bytes: usize) -> String {
    let mut dice = number.wrapping_mul(2_654_435_761).wrapping_add(42);
    let mut text = String::with_capacity(bytes + 12);
    while text.len() < bytes {
        dice = dice.wrapping_mul(1_103_515_245).wrapping_add(12_345) & 0x7fff_ffff;
        text.push_str(WORDS.get((dice >> 8) % WORDS.len()).copied().unwrap_or_default());
        text.push(' ');
    }
    text.truncate(bytes);
    text
}

/// Returns a comment of 2 KB once it was edited: another one for each word.
pub(crate) fn edited(word: &str, comment: CommentId) -> String {
    let number = usize::try_from(comment.0.as_u128() & 0xffff_ffff).unwrap_or_default();
    format!("{word} {}", text(number, 2_000 - word.len() - 1))
}
