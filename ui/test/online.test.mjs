// A client and a mentor who have no desktop application: each in a browser, against a server that really runs.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { PASSWORD } from "./server.mjs";
import { GUISES, leave, stage } from "./stage.mjs";

const MENTOR = "amara.okafor@example.org";
const CLIENT = "nora.field@example.org";
const WORDS = "four words for Nora";
const SECTION = "Names afterwards";

const there = stage();

// From the contents of a journey into the section.
async function opensSection(nora) {
  await nora.until(() => document.querySelector(".contents-list a"));
  await nora.page.evaluate((section) => {
    [...document.querySelectorAll(".contents-list a")].find((one) => one.innerText.includes(section)).focus();
  }, SECTION);
  await nora.presses("Enter");
  await nora.sees(SECTION, "h1");
}

test("a client signs up and writes online, the mentor sees it come and answers, and a server that goes away takes no word", async () => {
  // Nora makes an account, with the keyboard alone.
  const nora = await there.person();
  await nora.sees("Sign in to Wrap It Up", "h1");
  await nora.tabTo("button", "Make an account");
  await nora.presses("Enter");
  await nora.sees("Make an account", "h1");
  await nora.fills("name", "Nora Field");
  await nora.fills("email", CLIENT);
  await nora.fills("password", WORDS);
  const mail = there.server.mail.link(CLIENT);
  await nora.presses("Enter");
  await nora.sees(`A mail is on its way to ${CLIENT}`);
  await nora.picture("1-mailed");

  // The link in the mail opens a page that says what it is about, and does nothing by being opened.
  await nora.page.goto(await mail);
  await nora.sees("Confirm your address", "h1");
  await nora.tabTo("button", "Confirm the address");
  await nora.presses("Enter");
  await nora.sees("You can sign in now");
  await nora.tabTo("a", "Sign in in this browser");
  await nora.presses("Enter");
  await nora.sees("Sign in to Wrap It Up", "h1");

  // A wrong password is told beside its field, and what was typed stays.
  await nora.signsIn(CLIENT, "not this one");
  await nora.sees("The address or the password is wrong", "[data-field=password]");
  await nora.until(() => document.activeElement.matches("[data-field=password] input"));
  await nora.presses("Control+a");
  await nora.types(WORDS);
  await nora.presses("Enter");
  await nora.isReady();
  await nora.picture("2-today");

  // She begins a journey and opens a section.
  await nora.types("gj");
  await nora.sees("You have not begun a journey");
  await nora.tabTo("main .other-journeys button", "Wedding");
  await nora.presses("Enter");
  await nora.until(() => document.querySelector("dialog[open]"));
  await nora.tabTo("dialog[open] button.primary", "Begin");
  await nora.presses("Enter");
  await opensSection(nora);
  await nora.tabTo("[data-answer] input[type=radio]");
  await nora.presses("Space");
  await nora.tabTo("[data-answer] textarea");
  await nora.types("We both keep our own.");
  await nora.sees("Everything is sent", ".rail");

  // The server goes away while she types. Her words stay, and the line says how it is.
  await there.server.kill();
  await nora.types(" The children decide");
  await nora.sees("No connection", ".rail");
  await nora.types(" for themselves.");
  await nora.sees("not sent yet", ".rail");
  await nora.picture("3-no-connection");
  assert.match(await nora.page.evaluate(() => document.activeElement.value), /decide for themselves\.$/);

  // Whoever wants to leave is asked first.
  const asked = new Promise((done) => nora.page.once("dialog", (dialog) => done(dialog)));
  const leaving = nora.page.evaluate(() => location.reload());
  const dialog = await asked;
  assert.equal(dialog.type(), "beforeunload");
  await dialog.dismiss();
  await leaving.catch(() => {});

  // It comes back, and so do her words, once.
  await there.server.start();
  await nora.sees("Everything is sent", ".rail");
  await nora.page.reload();
  await nora.sees(SECTION, "h1");
  await nora.until(
    () => document.querySelector("[data-answer] textarea")?.value === "We both keep our own. The children decide for themselves.",
  );

  // A mentor looks at the queue in a browser of her own, and sees the request come by itself.
  const amara = await there.person({ colorScheme: "dark" });
  await amara.sees("Sign in to Wrap It Up", "h1");
  await amara.signsIn(MENTOR, PASSWORD);
  await amara.isReady();
  await amara.open("/reviews?list=queue&order=newest");
  await amara.until(() => document.querySelector("main .row"));
  const newest = await amara.page.evaluate(() => document.querySelector("main .row").innerText);
  assert.ok(!newest.includes("just now"), newest);

  await nora.presses("Control+Enter");
  await nora.until(() => document.querySelector("dialog[open]"));
  await nora.tabTo("dialog[open] button.primary", "Send");
  await nora.presses("Enter");
  await nora.sees("Sent", "[data-standing]");
  await amara.until(
    ([newest, section]) => {
      const row = document.querySelector("main .row")?.innerText;
      return row && row !== newest && row.includes(section);
    },
    [newest, SECTION],
  );
  await amara.presses("j");
  await amara.until(() => document.activeElement.matches("main .row"));
  await amara.presses("Enter");
  await amara.until(() => document.querySelector(".preview-claim button") && document.activeElement.matches("main h1"));
  await amara.presses("c");
  await amara.sees("We both keep our own. The children decide for themselves.", ".room article");
  await amara.until(() => document.querySelector("#overall-note [contenteditable=true]"));
  await amara.presses("e");
  await amara.until(() => document.activeElement.isContentEditable);
  await amara.types("Thank you, Nora. This is clear.");
  await amara.sees("Everything is sent", ".rail");
  await amara.picture("4-room-dark");
  await amara.presses("Control+Enter");
  await amara.until(() => document.querySelector(".sending button"));
  await amara.presses("Control+Enter");
  await amara.sees("Approved", ".top-line .facts");

  // The answer comes to Nora's page by itself.
  await nora.sees("Amara approved this section");
  await nora.sees("Thank you, Nora. This is clear.");
  await nora.picture("5-answered");

  // She signs out, and nothing of her is left in the browser to go on with.
  await nora.open("/settings/account");
  await nora.sees("Your devices");
  await nora.sees("Chrome on Linux");
  await nora.picture("6-account");
  await nora.tabTo("main button", "Sign out");
  await nora.presses("Enter");
  await nora.sees("Sign in to Wrap It Up", "h1");
  assert.equal(await nora.page.evaluate(() => localStorage.getItem("wrapitup.account")), null);
  assert.deepEqual((await nora.page.context().cookies()).map((cookie) => cookie.name), ["wrapitup-known"]);
  await leave(nora, amara);
});

test("whoever is signed out while they write signs in again and finds every word, sent once", async () => {
  const amara = await there.signedIn(MENTOR, PASSWORD);
  await amara.open("/reviews?list=mine");
  await amara.until(() => document.querySelector("main .row"));
  await amara.presses("j");
  await amara.until(() => document.activeElement.matches("main .row"));
  await amara.presses("Enter");
  await amara.until(() => document.querySelector("#overall-note [contenteditable=true]"));
  await amara.presses("e");
  await amara.until(() => document.activeElement.isContentEditable);
  await amara.presses("Control+End");
  // Another page of the same browser signs out.
  await amara.page.evaluate(() => fetch("/api/v1/sessions", { method: "DELETE", headers: { "x-wrapitup": "1" } }));
  await amara.types(" Written without a cookie.");
  await amara.sees("Sign in to Wrap It Up", "h1");
  await amara.until((address) => document.querySelector("[data-field=email] input")?.value === address, MENTOR);
  await amara.fills("password", PASSWORD);
  await amara.presses("Enter");
  await amara.sees("Written without a cookie.", "#overall-note");
  await amara.sees("Everything is sent", ".rail");
  await amara.page.reload();
  await amara.sees("Written without a cookie.", "#overall-note");
  const note = await amara.page.evaluate(() => document.querySelector("#overall-note").innerText);
  assert.equal(note.split("Written without a cookie.").length, 2, note);
  await leave(amara);
});

test("two devices write the same answer: what is written on one is never replaced unseen by the other", async () => {
  const [phone, laptop] = [await there.person(), await there.person()];
  for (const nora of [phone, laptop]) {
    await nora.signsIn(CLIENT, WORDS);
    await nora.isReady();
    await nora.types("gj");
    await nora.until(() => document.querySelector("main a[href*='/journeys/']"));
    await nora.tabTo("main a[href*='/journeys/']");
    await nora.presses("Enter");
    await opensSection(nora);
    await nora.tabTo("[data-answer] textarea");
    await nora.presses("Control+End");
  }
  const holds = (text) => document.querySelector("[data-answer] textarea").value.endsWith(text);

  // The laptop hears nothing of what the phone does for a while.
  const held = [];
  await laptop.page.route("**/api/v1/ask", (route) => held.push(route));
  await phone.types(" Says the phone.");
  await phone.sees("Everything is sent", ".rail");
  await laptop.types(" Says the laptop.");
  await laptop.sees("Everything is sent", ".rail");
  await laptop.page.unroute("**/api/v1/ask");
  for (const route of held) await route.continue();

  // The phone's text is the answer. The laptop goes on with its own, and says that there are two.
  await laptop.sees("Another device changed this answer", "[data-answer]");
  assert.ok(await laptop.page.evaluate(holds, "for themselves. Says the laptop."));
  await laptop.types(" It goes on.");
  await laptop.picture("12-two-answers");
  await phone.sees("Another device changed this answer", "[data-answer]");
  assert.ok(await phone.page.evaluate(holds, "for themselves. Says the phone."));
  for (const nora of [laptop, phone]) await nora.sees("1 needs attention", ".rail");
  await laptop.tabTo("[data-answer] a", "See both");
  await laptop.presses("Enter");
  await laptop.sees("Says the laptop. It goes on.", "main");
  await laptop.sees("Says the phone.", "main");
  assert.ok(!(await laptop.page.evaluate(() => document.querySelector("main").innerText.includes("Only the desktop"))));
  await laptop.picture("13-two-answers");
  await laptop.tabTo("main button", "Save as file");
  const file = laptop.page.waitForEvent("download");
  await laptop.presses("Enter");
  assert.equal((await file).suggestedFilename(), `How you came to it, ${SECTION}.txt`);
  assert.ok(readFileSync(await (await file).path(), "utf8").endsWith("Says the laptop. It goes on."));
  await laptop.tabTo("[aria-label='Kept beside it'] button", "Keep this one");
  await laptop.presses("Enter");
  await laptop.sees("That text stands now.");
  await laptop.sees("Nothing needs your attention", "main");

  await phone.until(() => !document.querySelector(".rail").innerText.includes("Needs attention"));

  // Whoever has written nothing new sees what the other device wrote, and goes on with that.
  await phone.until(holds, " It goes on.");
  await phone.until(() => !document.querySelector("[data-answer]").innerText.includes("Another device"));
  await phone.tabTo("[data-answer] textarea");
  await phone.presses("Control+End");
  await phone.types(" So do I.");
  await phone.sees("Everything is sent", ".rail");
  await phone.page.reload();
  await phone.until(() => document.querySelector("[data-answer] textarea")?.value.endsWith(" It goes on. So do I."));
  await leave(phone, laptop);
});

test("a second step is set up, asked for, and taken away", async () => {
  const name = "bridget.osullivan@example.org";
  const bridget = await there.signedIn(name, PASSWORD);
  await bridget.open("/settings/account");
  await bridget.tabTo("main button", "Set it up");
  await bridget.presses("Enter");
  await bridget.until(() => document.activeElement.matches("#second-step [data-field=password] input"));
  await bridget.types(PASSWORD);
  await bridget.presses("Enter");
  await bridget.until(() => document.querySelector(".second-factor-picture path") && document.querySelector(".second-factor-key"));
  await bridget.until(() => document.activeElement.matches("[data-field=code] input"));
  await bridget.looks("7-key");
  const key = await bridget.page.evaluate(() => document.querySelector(".second-factor-key").innerText.replaceAll(" ", ""));
  await bridget.fills("code", "000000");
  await bridget.presses("Enter");
  await bridget.sees("This code is wrong", "[data-field=code]");
  await bridget.presses("Control+a");
  await bridget.types(codeOf(key, 0));
  await bridget.presses("Enter");
  await bridget.sees("Keep these codes somewhere safe");
  await bridget.looks("7-codes");
  const codes = () => bridget.page.evaluate(() => [...document.querySelectorAll(".second-factor-codes code")].map((code) => code.innerText));
  const [spent] = await codes();
  const file = bridget.page.waitForEvent("download");
  await bridget.tabTo("main button", "Save as file");
  await bridget.presses("Enter");
  assert.equal(readFileSync(await (await file).path(), "utf8"), (await codes()).join("\n"));
  await bridget.tabTo("main button", "I have kept them");
  await bridget.presses("Enter");
  await bridget.sees("10 recovery codes are left");
  await bridget.until(() => document.activeElement.matches("#second-step h2"));

  // One code was used up for the new ones, and none of the old ones counts any more.
  await bridget.tabTo("main button", "New recovery codes");
  await bridget.presses("Enter");
  await bridget.until(() => document.activeElement.matches("#second-step [data-field=password] input"));
  await bridget.types(PASSWORD);
  await bridget.fills("code", spent);
  await bridget.presses("Enter");
  await bridget.until((spent) => document.querySelector(".second-factor-codes") && !document.body.innerText.includes(spent), spent);
  const [first] = await codes();
  await bridget.tabTo("main button", "I have kept them");
  await bridget.presses("Enter");
  await bridget.sees("10 recovery codes are left");
  await bridget.tabTo("main button", "Sign out");
  await bridget.presses("Enter");
  await bridget.sees("Sign in to Wrap It Up", "h1");
  await bridget.signsIn(name, PASSWORD);
  await bridget.until(() => document.activeElement.matches("[data-field=code] input"));
  await bridget.picture("8-code");
  await bridget.types(first);
  await bridget.presses("Enter");
  await bridget.isReady();
  await leave(bridget);
});

test("who forgot their password chooses another one by a mail", async () => {
  const nora = await there.person();
  await nora.tabTo("button", "Forgot your password?");
  await nora.presses("Enter");
  await nora.sees("Choose another password", "h1");
  await nora.fills("email", CLIENT);
  const mail = there.server.mail.link(CLIENT);
  await nora.presses("Enter");
  await nora.sees("A mail is on its way");
  await nora.page.goto(await mail);
  await nora.tabTo("#password");
  await nora.types("quite other words");
  await nora.presses("Enter");
  await nora.sees("Your password was changed");
  await nora.open();
  await nora.signsIn(CLIENT, "quite other words");
  await nora.isReady();
  await leave(nora);
});

test("what only the desktop has is not in the lists, and says so where one comes by its address", async () => {
  const amara = await there.signedIn(MENTOR, PASSWORD);
  const rail = await amara.page.evaluate(() => document.querySelector(".rail").innerText);
  assert.ok(!rail.includes("Insights"), rail);
  await amara.open("/settings/appearance");
  await amara.until(() => document.querySelector(".settings-pages"));
  const pages = await amara.page.evaluate(() => document.querySelector(".settings-pages").innerText);
  for (const only of ["Storage", "In the background", "About"]) assert.ok(!pages.includes(only), pages);
  for (const path of ["/settings/storage", "/reports/reviews"]) {
    await amara.open(path);
    await amara.sees("Only the desktop application", "main");
  }
  await leave(amara);
});

test("what is chosen about the look stays in this browser", async () => {
  const amara = await there.signedIn(MENTOR, PASSWORD);
  await amara.open("/settings/appearance");
  await amara.until(() => document.querySelector("main input[type=radio][value=dark]"));
  await amara.page.focus("main input[type=radio][value=dark]");
  await amara.presses("Space");
  await amara.until(() => document.documentElement.dataset.theme === "dark");
  const other = await amara.page.context().newPage();
  await other.goto(there.server.address);
  await other.waitForFunction(() => document.documentElement.dataset.theme === "dark");
  await leave(amara);
});

test("the list of what can be asked is shown from the server's own files", async () => {
  const person = await there.person();
  const elsewhere = [];
  person.page.on("request", (request) => request.url().startsWith(there.server.address) || elsewhere.push(request.url()));
  await person.open("/api/docs");
  await person.sees("/api/v1/sessions", ".opblock");
  await person.page.locator(".opblock-summary-path", { hasText: "password/forgot" }).click();
  await person.sees("It was tried too often", ".opblock-body");
  assert.deepEqual(elsewhere.filter((url) => !url.startsWith("data:")), []);
  await leave(person);
});

// The pages on which one signs in, in every guise.
for (const [guise, options] of GUISES) {
  test(`the pages on which one signs in break no rule of accessibility: ${guise}`, async () => {
    const person = await there.person(options);
    await person.sees("Sign in to Wrap It Up", "h1");
    const look = (name) => person.looks(`sign-${guise}-${name}`);
    await look("in");
    await person.signsIn("nobody", "");
    await person.sees("This is not an e-mail address");
    await look("wrong");
    await person.tabTo("button", "Make an account");
    await person.presses("Enter");
    await person.sees("Make an account", "h1");
    await look("up");
    await person.tabTo("button", "Sign in");
    await person.presses("Enter");
    await person.sees("Sign in to Wrap It Up", "h1");
    await person.tabTo("button", "Forgot your password?");
    await person.presses("Enter");
    await person.sees("Choose another password", "h1");
    await look("forgot");
    for (const page of ["verify", "reset", "confirm-email"]) {
      // The same page with another “#” is not loaded anew.
      await person.page.goto("about:blank");
      await person.open(`/account/${page}#${"0".repeat(64)}`);
      await person.until(() => !document.getElementById("form").hidden);
      await look(page);
    }
    await leave(person);
  });
}

// Returns the code that an authenticator application shows (RFC 6238), so many steps from now.
function codeOf(key, steps) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...key].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const hash = createHmac("sha1", bytes).update(counter).digest();
  const at = hash[19] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
