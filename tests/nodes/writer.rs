//! A client that writes as fast as the servers take it, and sends again what was not answered.

use domain::base::{CommandId, PersonId, Rev, ZoneId};
use domain::command::Envelope;
use domain::enrolments::{EnrolmentId, EnrolmentsCommand, ItemId};
use domain::journeys::{FieldId, SectionId};
use domain::sync::{ClientId, Outcome, PushEntry, PushReply, PushRequest, SCHEMA};
use std::time::Duration;
use sync::driver::Transport as _;
use sync::engine::Answer;
use testkit::{HISTORY, Reach, START};
use tokio::sync::watch;
use uuid::Uuid;

/// How much sooner than a server asks somebody comes back who can't wait.
const IMPATIENCE: u32 = 20;

/// One client: each step adds an entry to a list, and rewrites one answer with the number of the step.
#[derive(Debug, Clone)]
pub(crate) struct Writer {
    pub(crate) person: PersonId,
    pub(crate) token: String,
    pub(crate) enrolment: EnrolmentId,
    pub(crate) list: SectionId,
    pub(crate) field: FieldId,
}

impl Writer {
    /// Returns the ids of the two commands of a step.
    pub(crate) fn commands(&self, step: usize) -> [CommandId; 2] {
        ["add", "rewrite"].map(|what| CommandId(self.id(&format!("{what} {step}"))))
    }

    fn id(&self, what: &str) -> Uuid {
        Uuid::new_v5(&self.person.0, what.as_bytes())
    }

    fn request(&self, step: usize) -> PushRequest {
        let (enrolment, [add, rewrite]) = (self.enrolment, self.commands(step));
        let item = ItemId(self.id(&format!("item {step}")));
        let added = EnrolmentsCommand::AddItem { enrolment, section: self.list, item };
        let value = step.to_string().into();
        let rewritten = EnrolmentsCommand::SaveAnswer { enrolment, field: self.field, item: None, value };
        let before = step.checked_sub(1).filter(|before| *before > 0);
        let envelope = |id, command: EnrolmentsCommand| {
            Envelope::new(id, self.person, START, ZoneId::utc(), &command.into())
        };
        let rewritten = Envelope {
            // Done twice, it would no longer fit what is there, and the text would be kept beside it.
            base_rev: before.map(|before| Rev(self.commands(before)[1].0)),
            ..envelope(rewrite, rewritten)
        };
        let last = i64::try_from(2 * step).unwrap();
        PushRequest {
            client_id: ClientId(self.id("client")),
            epoch: HISTORY,
            schema: SCHEMA,
            device: "a writer".to_owned(),
            entries: vec![
                PushEntry { n: last - 1, envelope: envelope(add, added) },
                PushEntry { n: last, envelope: rewritten },
            ],
        }
    }

    /// Writes so many steps, and tells of each that was acknowledged.
    pub(crate) async fn write(
        self,
        addresses: Vec<String>,
        steps: usize,
        acknowledged: watch::Sender<usize>,
    ) {
        let reach = Reach::to(&addresses, &self.token);
        for step in 1..=steps {
            let reply = taken(&reach, &self.request(step)).await;
            let ids: Vec<CommandId> = reply.results.iter().map(|settled| settled.id).collect();
            assert_eq!(ids, self.commands(step));
            assert!(reply.results.iter().all(|settled| settled.outcome == Outcome::Applied), "{reply:?}");
            acknowledged.send_modify(|count| *count += 1);
        }
    }
}

/// Sends a push until a server has taken it.
async fn taken(reach: &Reach, request: &PushRequest) -> PushReply {
    loop {
        match reach.push(request.clone()).await {
            Answer::Given(reply) => return reply,
            again => leave_alone(&again).await,
        }
    }
}

/// Waits for as long as an answer asks for; the next request goes to another server. Only what may happen to a server that is
/// killed, or whose database is gone, is taken for an answer.
pub(crate) async fn leave_alone<T: std::fmt::Debug>(answer: &Answer<T>) {
    match answer {
        Answer::Nothing => tokio::task::yield_now().await,
        Answer::Busy { after: Some(after) } => {
            let asked = Duration::from_millis(after.0.unsigned_abs());
            tokio::time::sleep(asked / IMPATIENCE).await;
        }
        other => panic!("a server said {other:?}"),
    }
}
