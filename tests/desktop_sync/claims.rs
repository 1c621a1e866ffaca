//! Two people want the same review, and one person gives it back where the other computer does not hear of it: whoever loses
//! it reads what happened, and every word is kept.

use anyhow::Result;
use desktop_tests::Server;
use tempfile::TempDir;

use crate::signed_in::{AMARA, BRIDGET, EDITOR, review, sends_now, signs_in, unlocks, writes};

#[test]
fn of_two_who_claim_the_same_review_one_has_it_and_the_other_reads_who() -> Result<()> {
    let folder = TempDir::new()?;
    let at = |name: &str| folder.path().join(name);
    let mut server = Server::start(&at("server"))?;
    let amara = signs_in(&server, &at("amara"), AMARA)?;
    let bridget = signs_in(&server, &at("bridget"), BRIDGET)?;
    let review = review(&bridget, "queue", "!row.reserved")?;
    for window in [&amara, &bridget] {
        window.go(&format!("/reviews/{review}"))?;
        window.find_with(".preview-claim button", "Claim")?;
    }
    server.kill();
    bridget.press("c")?;
    bridget.find_with(".preview-claim", "You asked for this review")?;
    bridget.find_with(".rail .sync-line", "Offline. 1 change is saved here")?;
    let bridget = bridget.kill9_and_reopen()?;

    server.start_again()?;
    amara.press("c")?;
    sends_now(&amara, "Everything is sent")?;
    amara.find(EDITOR)?;

    unlocks(&bridget)?;
    bridget.find_with(".rail .sync-line", "1 needs attention")?;
    bridget.go("/attention")?;
    bridget.find_with(".attention-item", "Amara Okafor")?;
    bridget.find_with(".attention-item button", "Claim another")?;
    Ok(())
}

#[test]
fn what_is_written_of_a_review_that_was_given_back_elsewhere_is_kept_word_for_word() -> Result<()> {
    let folder = TempDir::new()?;
    let at = |name: &str| folder.path().join(name);
    let mut server = Server::start(&at("server"))?;
    let laptop = signs_in(&server, &at("laptop"), AMARA)?;
    let study = signs_in(&server, &at("study"), AMARA)?;
    let review = review(&laptop, "mine", "true")?;
    laptop.go(&format!("/reviews/{review}"))?;
    laptop.find(EDITOR)?;
    server.kill();
    writes(&laptop, " Written on the train, of a review that is gone.")?;
    laptop.find_with(".rail .sync-line", "Offline.")?;
    let laptop = laptop.kill9_and_reopen()?;

    server.start_again()?;
    study.go(&format!("/reviews/{review}"))?;
    study.find(EDITOR)?;
    let release = r#"
        const done = arguments[arguments.length - 1];
        const person = localStorage.getItem("wrapitup.person");
        const invoke = window.__TAURI_INTERNALS__.invoke;
        invoke("ask", { viewer: person, query: { ask: "room", submission: arguments[0] } })
            .then(room => invoke("dispatch", { envelope: {
                id: crypto.randomUUID(), actor: person, at: Date.now(), zone: "UTC", base_rev: null,
                kind: "reviews.release", v: 1, args: { held: room.claim.held },
            } })).then(() => done("given back"), error => done(JSON.stringify(error)));
    "#;
    let given_back = study.script_async(release, &[serde_json::json!(review)])?;
    anyhow::ensure!(given_back == "given back", "{given_back}");
    sends_now(&study, "Everything is sent")?;

    unlocks(&laptop)?;
    laptop.find_with(".rail .sync-line", "1 needs attention")?;
    laptop.go("/attention")?;
    laptop.find_with(".attention-item .attention-text", "Written on the train, of a review that is gone.")?;
    for act in ["Claim another", "Copy", "Save as file"] {
        laptop.find_with(".attention-item button", act)?;
    }
    Ok(())
}
