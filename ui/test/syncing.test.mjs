// How the desktop's window says where one's work is: while the first of it comes, when it can't, and what one can do then.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answers, status } from "./shell.mjs";
import { leave, stage } from "./stage.mjs";

const there = stage();

const says = (person, sync) => person.page.evaluate((sync) => window.shell.says(sync), sync);
const isNot = async (person, text) =>
  assert.ok(!(await person.page.evaluate(() => document.body.innerText)).includes(text), text);
const incomplete = (state, more) => status(state, { incomplete: true, ...more });

const ITEM = {
  id: "018f0000-0000-7000-8000-0000000000a2", title: "Overall note, Final days",
  happened: "Ivo Marsh claimed this review while you were offline.", hint: "You can claim another review.",
  at: Date.now() - 60_000, mine: "Dear Ruth, thank you.", theirs: null, address: "/reviews?list=queue", report: "",
  acts: ["claim_another", "copy", "save_as_file", "dismiss"],
};

test("whoever's work can't come is told why, and can sign in, update, try, or use another account", async () => {
  const amara = await there.window(answers(incomplete("first_sync", { rows: 0 }), null));
  await amara.sees("Welcome, Amara Okafor", "h1");
  await amara.sees("Your work is on its way to this computer");
  await amara.until(() => document.querySelector(".first-start-line"));
  await amara.picture("syncing-1-first");

  for (const [name, sync, why, button] of [
    ["sign-in", incomplete("sign_in_needed"), "wants you to sign in again", "Sign in"],
    ["update", incomplete("update_needed"), "too old to receive your work", "See the update"],
    ["disk", incomplete("stopped", { why: "storage", trouble: "storage" }), "make some room", "Try now"],
    ["closed", incomplete("stopped", { why: "account_closed" }), "can't be used now", "Use another account"],
    ["other", incomplete("stopped", { why: "other_person" }), "somebody else is signed in", "Sign in"],
    ["offline", incomplete("offline", { since: 0, trouble: "unreachable" }), "can't be reached just now", "Try now"],
  ]) {
    await says(amara, sync);
    await amara.sees(why, ".lede");
    await amara.sees(button, ".first-start button");
    await amara.until(() => !document.querySelector(".first-start-line"));
    await isNot(amara, "on its way");
    await amara.looks(`syncing-2-${name}`);
  }
  await amara.page.setViewportSize({ width: 320, height: 640 });
  await amara.looks("syncing-2-narrow");
  await amara.page.setViewportSize({ width: 1280, height: 800 });

  // The update, and signing in, are pages that can be reached and left.
  await says(amara, incomplete("update_needed"));
  await amara.tabTo("main button", "See the update");
  await amara.presses("Enter");
  await amara.sees("About", "h1");
  await amara.tabTo(".rail a", "Today");
  await amara.presses("Enter");
  await amara.sees("Welcome, Amara Okafor", "h1");
  await says(amara, incomplete("sign_in_needed"));
  await amara.tabTo("main button", "Sign in");
  await amara.presses("Enter");
  await amara.until(() => document.querySelector("[data-field=email] input")?.value.startsWith("amara"));
  await amara.open("/");
  await amara.tabTo("main button", "Use another account");
  await amara.presses("Enter");
  await amara.until(() => sessionStorage.getItem("left") === "yes");
  await leave(amara);
});

test("no page is said to be empty before everything has come", async () => {
  const amara = await there.window(answers(incomplete("offline", { since: 0, trouble: "unreachable" }), ["mentor", "client"]));
  const here = async (path, empty) => {
    await amara.open(path);
    await amara.sees("Not everything is here yet", "main");
    await amara.sees("the rest of your work comes to this computer", "main");
    for (const words of empty) await isNot(amara, words);
  };
  await here("/", ["Nobody is waiting", "You hold no review", "Begin one"]);
  await amara.sees("Offline. Not everything is here yet", ".rail");
  await amara.looks("syncing-3-today");
  await here("/reviews?list=done", ["You have sent no review yet"]);
  await amara.looks("syncing-3-reviews");
  await here("/journeys", ["You have not begun", "Others you could begin"]);
  await amara.looks("syncing-3-journeys");
  await here("/notifications", ["Nothing has happened yet", "You have read everything"]);

  // Where there is no rail the line says so too, and whoever has begun is not told when they can.
  await amara.open("/");
  await says(amara, incomplete("first_sync", { rows: 120 }));
  await amara.page.setViewportSize({ width: 360, height: 740 });
  await amara.sees("Your work is on its way here", ".bottom-bar");
  await amara.tabTo(".bottom-bar .sync-line");
  await amara.presses("Enter");
  await amara.sees("120 pieces so far. You can work with what is here already.", "dialog[open]");
  await amara.picture("syncing-3-panel-narrow");
  await amara.presses("Escape");

  await amara.page.setViewportSize({ width: 1280, height: 800 });
  await says(amara, status("synced"));
  await amara.sees("Nobody is waiting.", "h1");
  await amara.sees("You hold no review", "main");
  await leave(amara);
});

test("what was put aside comes back to the list, also from another page", async () => {
  const amara = await there.window({ ...answers(status("synced", { attention: 1 }), ["mentor"]), attention: [ITEM] });
  await amara.open("/attention");
  await amara.sees("Overall note, Final days", "h2");
  await amara.tabTo("main button", "Put aside");
  await amara.presses("Enter");
  await amara.sees("Nothing needs your attention", "main");
  await amara.sees("It was put aside.", ".toast");
  await amara.sees("Everything is sent", ".rail");
  await amara.types("gt");
  await amara.sees("Nobody is waiting.", "h1");
  await amara.presses("Control+z");
  await amara.sees("1 needs attention", ".rail");
  await isNot(amara, "It has left the list already");
  await amara.types("ga");
  await amara.sees("Dear Ruth, thank you.", "main");
  await amara.looks("syncing-4-back");

  // What was lost to somebody else leads to what is free.
  await amara.tabTo("main button", "Claim another");
  await amara.presses("Enter");
  await amara.until(() => location.search.includes("list=queue") && document.querySelector("[role=tab][aria-selected=true]"));
  await amara.sees("Queue", "[role=tab][aria-selected=true]");
  await leave(amara);
});

test("the panel stays where it is when the window gets narrow, and says when trying was in vain", async () => {
  const offline = status("offline", { since: Date.now(), waiting: 4, attention: 1, trouble: "unreachable" });
  const amara = await there.window({ ...answers(offline, ["mentor"]), attention: [ITEM] });
  const seen = () => document.querySelector("dialog[open]")?.getBoundingClientRect().width > 100;
  await amara.sees("1 needs attention", ".rail");
  await amara.tabTo(".rail .sync-line");
  await amara.presses("Enter");
  await amara.sees("Where your work is", "dialog[open]");
  await amara.tabTo("dialog[open] button", "Try now");
  await amara.presses("Enter");
  await amara.sees("Trying", "dialog[open] button");
  await amara.sees("Still no answer,", "dialog[open] [role=status]");
  await amara.looks("syncing-5-panel");
  await amara.page.setViewportSize({ width: 360, height: 740 });
  await amara.until(seen);
  await amara.looks("syncing-5-panel-narrow");
  await amara.page.setViewportSize({ width: 1280, height: 800 });
  await amara.presses("Escape");
  await amara.until(() => document.activeElement.matches(".sync-line"));

  // The keys say so as well, and the palette knows the panel.
  await amara.types("gs");
  await amara.sees("Still no answer from your server.", ".toast");
  await amara.presses("Control+k");
  await amara.until(() => document.activeElement.matches(".palette input"));
  await amara.types("where your work");
  await amara.presses("Enter");
  await amara.until(seen);
  await amara.presses("Escape");

  // By touch, in a narrow window: behind "More" stand the list, the search and the panel.
  await amara.page.setViewportSize({ width: 360, height: 740 });
  const more = async (letter) => {
    await amara.tabTo(".bottom-bar button", "More");
    await amara.presses("Enter");
    await amara.until(() => document.querySelector(".bottom-bar [popover]:popover-open"));
    await amara.types(letter);
    await amara.presses("Enter");
  };
  await more("");
  await amara.sees("Needs attention", "h1");
  await more("w");
  await amara.until(seen);
  await amara.presses("Escape");
  await more("s");
  await amara.until(() => document.activeElement.matches(".palette input"));
  await leave(amara);
});

test("a full disk is not answered with signing in, nor an old server with a problem", async () => {
  const full = status("stopped", { why: "storage", waiting: 2, trouble: "storage" });
  const amara = await there.window(answers(full, ["mentor"]));
  const opens = async () => {
    await amara.tabTo(".rail .sync-line");
    await amara.presses("Enter");
    await amara.until(() => document.querySelector("dialog[open] .button"));
  };
  const buttons = () => [...document.querySelectorAll("dialog[open] .storage-buttons button")].map((one) => one.innerText.trim());
  await amara.sees("Your file can't be changed", ".rail");
  await opens();
  assert.deepEqual(await amara.page.evaluate(buttons), ["Try now", "Account", "File and backups"]);
  await amara.looks("syncing-6-disk");
  await says(amara, status("stopped", { why: "account_closed" }));
  await amara.until(() => document.querySelector("dialog[open] .primary")?.innerText.includes("File and backups"));
  assert.deepEqual(await amara.page.evaluate(buttons), ["File and backups", "Account"]);
  await amara.presses("Escape");
  await says(amara, status("server_problem", { since: 0, waiting: 1, trouble: "server_too_old" }));
  await amara.sees("Waiting for a server update", ".rail");
  await leave(amara);
});
