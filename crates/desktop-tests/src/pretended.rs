//! Pages that show what only a server and a bad day can bring about: the window is given answers of the test's own to what
//! it asks of the shell.

use anyhow::Result;
use serde_json::{Value, json};

use crate::sights::Sight;
use crate::window::Window;

/// Answers commands in place of the shell, until the page is loaded anew.
const PRETEND: &str = r#"
    const [answers] = arguments, fetched = window.fetch.bind(window);
    window.fetch = (address, options) => {
        const command = decodeURIComponent(new URL(address).pathname.slice(1));
        if (!(command in answers)) return fetched(address, options);
        const headers = { "content-type": "application/json", "Tauri-Response": "ok" };
        return Promise.resolve(new Response(JSON.stringify(answers[command]), { headers }));
    };
    dispatchEvent(new Event("focus"));
"#;

impl Window {
    /// Answers commands of the shell with values of the test's own, until the page is loaded anew.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn pretend(&self, answers: &Value) -> Result<()> {
        self.script(PRETEND, std::slice::from_ref(answers)).map(drop)
    }
}

/// Returns the pages of somebody with an account, as one person sees them.
pub(crate) fn sights(person: &str) -> Vec<Sight> {
    let offline = json!({
        "state": "offline", "since": ago(40), "waiting": 4, "oldest": ago(38), "attention": 0,
        "last_contact": ago(41), "trouble": "unreachable"
    });
    let all_sent = json!({
        "state": "offline", "since": ago(40), "waiting": 0, "oldest": null, "attention": 0,
        "last_contact": ago(41), "trouble": "unreachable"
    });
    let synced = json!({
        "state": "synced", "waiting": 0, "oldest": null, "attention": 3, "last_contact": ago(1), "trouble": null
    });
    let account = json!({
        "using": {
            "using": "account", "server": "https://reviews.hollyhouse.example", "person": person,
            "name": "Amara Okafor", "email": "amara.okafor@hollyhouse.example"
        },
        "accounts": [
            {
                "server": "https://reviews.hollyhouse.example", "person": person,
                "name": "Amara Okafor", "email": "amara.okafor@hollyhouse.example"
            },
            {
                "server": "https://wrapitup.example", "person": "018f0000-0000-7000-8000-000000000009",
                "name": "Daniel Reyes", "email": "daniel@reyes.example"
            }
        ],
        "opened_by": "keychain", "closed": null, "has_sample": true
    });
    let all = |status: &Value| json!({ "account": account, "sync_standing": status, "attention": attention(), "attention_act": null, "devices": devices() });
    let sight = |name: &str, route: &str, status: &Value| Sight {
        name: name.to_owned(),
        person: person.to_owned(),
        route: route.to_owned(),
        pretended: Some(all(status)),
        opened: None,
    };
    vec![
        sight("attention", "/attention", &synced),
        Sight {
            opened: Some(".rail .sync-line, .bottom-bar .sync-line".to_owned()),
            ..sight("sync-panel", "/", &offline)
        },
        sight("account", "/settings/account", &synced),
        Sight {
            opened: Some(".account-rows button".to_owned()),
            ..sight("account-device-away", "/settings/account", &synced)
        },
        Sight {
            opened: Some("main .storage-buttons button".to_owned()),
            ..sight("account-sign-out-offline", "/settings/account", &all_sent)
        },
        Sight {
            pretended: Some(json!({ "account": account, "storage": storage(), "check_file": CHECKED })),
            opened: Some(".storage-buttons button + button".to_owned()),
            ..sight("storage-damaged", "/settings/storage", &synced)
        },
        sight("sign-in", "/sign-in", &synced),
    ]
}

/// Returns a moment some minutes before now, as the page counts.
#[expect(clippy::disallowed_methods, reason = "what the page shows is told by its own clock")]
fn ago(minutes: u64) -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(now.as_millis()).unwrap_or_default() - minutes * 60_000
}

/// What an examination of the file finds, in the words of the store.
const CHECKED: [&str; 2] = [
    "table answers of answers: Tree 41 page 412: btreeInitPage() returns error code 11",
    "a row of feedback_comments refers to nothing",
];

fn storage() -> Value {
    let folder = "~/.local/share/wrapitup/people/018f0000-0000-7000-8000-000000000001";
    let backup = |days: u64, why: &str, bytes: u64| {
        let at = ago(days * 1_440 + 70);
        json!({ "name": format!("{at}.db"), "at": at, "why": why, "bytes": bytes })
    };
    json!({
        "file": format!("{folder}/person.db"), "bytes": 18_743_296, "standing": "ready", "folder": format!("{folder}/backups"),
        "backups": [backup(0, "daily", 18_620_416), backup(1, "daily", 18_301_000), backup(6, "update", 17_020_928)],
        "trouble": null, "mends": true
    })
}

fn devices() -> Value {
    json!({ "devices": [
        {
            "id": "018f0000-0000-7000-8000-0000000000d1", "name": "Amara’s laptop", "current": true,
            "created_at": ago(90_000), "seen_at": ago(1)
        },
        {
            "id": "018f0000-0000-7000-8000-0000000000d2", "name": "study", "current": false,
            "created_at": ago(200_000), "seen_at": ago(2_900)
        }
    ] })
}

fn attention() -> Value {
    json!([
        {
            "id": "018f0000-0000-7000-8000-0000000000a1",
            "title": "Who should be called, and in what order?",
            "happened": "You changed this answer on two computers before they met.",
            "hint": "Both texts are kept. Which one should stand?",
            "at": ago(52),
            "mine": "Ken first, then Mei (she is two hours away and will want to drive), then Daniel, who should hear it from Mei and not from a message.\n\nDr. Alvarez's night number is on the card behind the phone.",
            "theirs": {
                "by": "you, on study", "at": ago(170),
                "text": "Ken first, then the children. Dr. Alvarez's night number is on the card behind the phone; the day number is in the diary."
            },
            "address": null,
            "acts": ["compare", "keep_mine", "keep_theirs", "copy", "save_as_file", "dismiss"]
        },
        {
            "id": "018f0000-0000-7000-8000-0000000000a2",
            "title": "Overall note, Final days",
            "happened": "Ivo Marsh claimed this review while you were offline.",
            "hint": "Your note went to nobody. You can claim another review, and take your words along.",
            "at": ago(95),
            "mine": "Dear Ruth, thank you for going back to this. The order of calls is now something a frightened person could follow at three in the morning, and telling Daniel through Mei is a kindness.",
            "theirs": null,
            "address": "/reviews?list=queue",
            "acts": ["claim_another", "copy", "save_as_file", "dismiss"]
        },
        {
            "id": "018f0000-0000-7000-8000-0000000000a3",
            "title": "Comment on Comfort and treatment",
            "happened": "You had sent this review from another computer before the comment arrived.",
            "hint": "It can still be added to the review: Ruth then reads it below your note.",
            "at": ago(1_500),
            "mine": "Does Mei know where the copy of the form is?",
            "theirs": null,
            "address": null,
            "acts": ["add_as_amendment", "copy", "save_as_file", "dismiss"]
        }
    ])
}
