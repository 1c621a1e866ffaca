//! Commands: every change, typed. The same code decides on a device and on the authority.
//!
//! A command checks, then puts rows, through [`Rows`] alone. Its envelope says who, when and under
//! which id; the context adds what the one who applies it knows.

use crate::base::{Code, CommandId, Instant, PersonId, Refusal, Rev, ZoneId, derived_id};
use crate::rows::{RowKey, Rows, RowsError};
use crate::text::check_texts;
use crate::{enrolments, journeys, notifications, people, reviews, saved_views};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A command on its way: what is queued, sent and stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Envelope {
    /// The command's id: idempotency key, and revision of every row it writes.
    pub id: CommandId,
    /// Who acts.
    pub actor: PersonId,
    /// The sender's clock, for display only.
    pub at: Instant,
    /// The sender's time zone, for display only.
    pub zone: ZoneId,
    /// The revision of the row that the sender had on screen, where that matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_rev: Option<Rev>,
    /// The kind, such as `reviews.claim`.
    pub kind: String,
    /// The version of the kind's arguments.
    pub v: u16,
    /// The arguments.
    pub args: serde_json::Value,
}

/// What a person may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Works through journeys.
    Client,
    /// Reviews what clients write.
    Mentor,
    /// Writes journeys.
    Creator,
    /// Runs the platform.
    Admin,
}
crate::stored_as_word!(Role);

/// The roles of the one who acts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roles {
    granted: BTreeSet<Role>,
    system: bool,
}

impl Roles {
    /// Returns the roles of a person.
    pub fn of(granted: impl IntoIterator<Item = Role>) -> Self {
        Self { granted: granted.into_iter().collect(), system: false }
    }

    /// Returns the roles of the program itself (jobs, imports, consequences).
    #[must_use]
    pub fn system() -> Self {
        Self { granted: BTreeSet::new(), system: true }
    }

    /// Whether the role was given; the program itself has them all.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.system || self.granted.contains(&role)
    }

    /// Whether the program itself acts.
    #[must_use]
    pub fn is_system(&self) -> bool {
        self.system
    }
}

/// What the one who applies a command knows besides its arguments.
#[derive(Debug, Clone, Copy)]
pub struct Ctx<'a> {
    /// The command on its way.
    pub envelope: &'a Envelope,
    /// The roles of its actor.
    pub roles: &'a Roles,
    /// The authority's time (a device's estimate of it): decides leases, deadlines, windows.
    pub now: Instant,
    /// Whether the store is the authority, which alone writes consequences.
    pub authority: bool,
}

impl Ctx<'_> {
    /// Returns who acts.
    #[must_use]
    pub fn actor(&self) -> PersonId {
        self.envelope.actor
    }

    /// Returns the id of something that follows from this command; a replay gives the same.
    #[must_use]
    pub fn derived(&self, name: &str) -> Uuid {
        derived_id(self.envelope.id.0, name)
    }

    /// Refuses unless the actor has the role.
    ///
    /// # Errors
    /// [`Code::Forbidden`].
    pub fn require_role(&self, role: Role, to_do: &str) -> Result<(), Halt> {
        if self.roles.has(role) {
            return Ok(());
        }
        let who = match role {
            Role::Client => "clients",
            Role::Mentor => "mentors",
            Role::Creator => "creators",
            Role::Admin => "admins",
        };
        let refusal = Refusal::new(Code::Forbidden, format!("Only {who} can {to_do}."));
        Err(refusal.hint("An admin can give you that role.").into())
    }
}

/// Why a command stopped.
#[derive(Debug)]
pub enum Halt {
    /// A rule said no; nothing is changed.
    Refused(Refusal),
    /// Storage failed; nothing is changed, and trying again may help.
    Failed(RowsError),
}

impl Halt {
    /// Returns the refusal for something that does not exist, or that the person may not know of.
    #[must_use]
    pub fn not_found(what: &str) -> Self {
        Self::Refused(
            Refusal::new(Code::NotFound, format!("This {what} can't be found."))
                .hint("It may have been removed, or you may not have access to it."),
        )
    }
}

impl Halt {
    /// Returns the refusal for a new thing whose id something else has already.
    #[must_use]
    pub fn id_taken() -> Self {
        Self::Refused(
            Refusal::new(Code::Conflict, "This was not saved, because something else has its name.")
                .hint("Try once more."),
        )
    }
}

impl From<Refusal> for Halt {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<RowsError> for Halt {
    fn from(error: RowsError) -> Self {
        Self::Failed(error)
    }
}

/// What a command did: nothing to say, or why it stopped.
pub type Applied = Result<(), Halt>;

/// Text that a person wrote and that must outlive a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserText {
    /// What it was meant for.
    pub purpose: reviews::KeptPurpose,
    /// The one thing it belongs to (a comment, a field, a review): a later text for the same replaces it.
    pub subject: Uuid,
    /// The submission it was written about.
    pub submission: Option<reviews::SubmissionId>,
    /// The text, exactly as it was sent: rich text as JSON, or plain.
    pub text: String,
}

/// Lists the features that have commands.
macro_rules! commands {
    ($($name:ident: $path:path => $text:literal,)+) => {
        /// Every change there is, by feature.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Command {
            $(#[doc = concat!("A command of `", $text, "`.")] $name($path),)+
        }

        $(
            impl From<$path> for Command {
                fn from(command: $path) -> Self {
                    Self::$name(command)
                }
            }
        )+

        impl Command {
            fn decode_v1(feature: &str, tagged: serde_json::Value) -> Option<Result<Self, serde_json::Error>> {
                match feature {
                    $($text => Some(serde_json::from_value::<$path>(tagged).map(Self::$name)),)+
                    _ => None,
                }
            }

            fn tagged(&self) -> (&'static str, Result<serde_json::Value, serde_json::Error>) {
                match self { $(Self::$name(command) => ($text, serde_json::to_value(command)),)+ }
            }

            /// Returns what the authority locks before it applies the command, from the arguments and
            /// the actor alone.
            #[must_use]
            pub fn roots(&self, actor: PersonId) -> BTreeSet<RowKey> {
                match self { $(Self::$name(command) => command.roots(actor),)+ }
            }

            /// Decides and writes.
            ///
            /// # Errors
            /// A refusal when a rule says no, or a failure of storage; then nothing may be kept.
            pub fn apply(&self, rows: &mut dyn Rows, ctx: &Ctx) -> Applied {
                match self { $(Self::$name(command) => command.apply(rows, ctx),)+ }
            }

            /// Returns the text that must be kept if the command is refused.
            #[must_use]
            pub fn user_text(&self) -> Option<UserText> {
                match self { $(Self::$name(command) => command.user_text(),)+ }
            }
        }
    };
}

commands! {
    People: people::PeopleCommand => "people",
    Journeys: journeys::JourneysCommand => "journeys",
    Enrolments: enrolments::EnrolmentsCommand => "enrolments",
    Reviews: reviews::ReviewsCommand => "reviews",
    Notifications: notifications::NotificationsCommand => "notifications",
    SavedViews: saved_views::SavedViewsCommand => "saved_views",
}

impl Command {
    /// Returns the row whose text the command saves as a whole. A later save of the same row says all that this one
    /// says, so that of two that wait to be sent only the later one has to be.
    #[must_use]
    pub fn save_of(&self, actor: PersonId) -> Option<RowKey> {
        match self {
            Self::Enrolments(command) => command.save_of(),
            Self::Reviews(command) => command.save_of(actor),
            Self::People(_) | Self::Journeys(_) | Self::Notifications(_) | Self::SavedViews(_) => None,
        }
    }

    /// Reads a command from its kind, version and arguments.
    ///
    /// # Errors
    /// [`Code::UnknownKind`] for a kind or version that is not known here, [`Code::Invalid`] for
    /// arguments that do not fit, [`Code::TooLarge`] for a text that is more than can be kept.
    pub fn decode(kind: &str, v: u16, args: &serde_json::Value) -> Result<Self, Refusal> {
        let (feature, name) = kind.split_once('.').ok_or_else(|| unknown(kind, v))?;
        if v != 1 || !Self::knows(feature, name) {
            return Err(unknown(kind, v));
        }
        // Texts that are too large go no further, so that nobody copies them or quotes them in a message.
        check_texts(args).map_err(|refusal| reviews::refused_text(kind, args).unwrap_or(refusal))?;
        let decoded = Self::decode_v1(feature, serde_json::json!({ name: args }));
        decoded.ok_or_else(|| unknown(kind, v))?.map_err(|error| {
            let error: String = error.to_string().chars().take(200).collect();
            reviews::refused_text(kind, args).unwrap_or_else(|| {
                Refusal::new(Code::Invalid, "A part of this step is missing or cannot be read.")
                    .hint("Nothing was changed. Update the application, then try again.")
                    .detail(serde_json::json!({ "error": error }))
            })
        })
    }

    /// Whether a feature has a command of this name: told by how it refuses to be nothing at all.
    fn knows(feature: &str, name: &str) -> bool {
        let nothing = serde_json::json!({ name: null });
        let outcome = Self::decode_v1(feature, nothing);
        outcome.is_some_and(|outcome| {
            outcome.err().is_none_or(|error| !error.to_string().starts_with("unknown variant"))
        })
    }

    /// Returns the kind, version and arguments under which the command travels.
    #[must_use]
    pub fn encode(&self) -> (String, u16, serde_json::Value) {
        let (feature, tagged) = self.tagged();
        let mut entries = match tagged {
            Ok(serde_json::Value::Object(entries)) => entries.into_iter(),
            _ => serde_json::Map::new().into_iter(),
        };
        let (name, args) = entries.next().unwrap_or_default();
        (format!("{feature}.{name}"), 1, args)
    }
}

fn unknown(kind: &str, v: u16) -> Refusal {
    let kind: String = kind.chars().filter(|c| !c.is_control()).take(60).collect();
    Refusal::new(Code::UnknownKind, format!("This version does not know “{kind}” ({v})."))
        .hint("Update the application, then try again.")
}

impl Envelope {
    /// Puts a command into an envelope.
    #[must_use]
    pub fn new(id: CommandId, actor: PersonId, at: Instant, zone: ZoneId, command: &Command) -> Self {
        let (kind, v, args) = command.encode();
        Self { id, actor, at, zone, base_rev: None, kind, v, args }
    }

    /// Reads the command in it.
    ///
    /// # Errors
    /// As [`Command::decode`].
    pub fn command(&self) -> Result<Command, Refusal> {
        Command::decode(&self.kind, self.v, &self.args)
    }
}

#[cfg(test)]
#[path = "command_tests.rs"]
mod tests;
