// What people do about their own account in a browser, and what an admin does about others, with the keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PASSWORD } from "./server.mjs";
import { GUISES, leave, stage } from "./stage.mjs";

const ADMIN = "iris.van.der.meer@example.org";
const MENTOR = "amara.okafor@example.org";
const NAME = "Amara Okafor";
const REASON = "She could not find the section about her pension.";

const there = stage();

async function account(person) {
  await person.open("/settings/account");
  await person.sees("The end of your account");
}

async function press(person, text, where = "main button") {
  await person.tabTo(where, text);
  await person.presses("Enter");
}

test("an admin finds somebody, gives a role and takes it back, and looks at what they see", async () => {
  const iris = await there.signedIn(ADMIN, PASSWORD);
  await iris.presses("g");
  await iris.presses("p");
  await iris.sees("People", "h1");
  await iris.until(() => document.querySelectorAll(".people > li").length > 5);
  await iris.looks("people-1-list");
  await iris.tabTo("main input[type=search]");
  await iris.types("nobody at all");
  await iris.sees("Nobody is called that");
  await iris.presses("Control+a");
  await iris.types("AMARA");
  await iris.until(() => document.querySelectorAll(".people > li").length === 1);

  // A role is given, and the way back takes it again.
  await press(iris, "", "main .people button");
  await iris.sees("May work as", "[popover]");
  await iris.picture("people-2-menu");
  await iris.presses("Enter");
  await iris.sees(`${NAME} is a client now.`);
  await iris.sees("Client", ".person-facts");
  // Their line stays where it is, and focus with it.
  await iris.until(() => document.activeElement.matches(".people button"));
  await iris.presses("Control+z");
  await iris.sees(`Undo: ${NAME} is a client now.`);
  await iris.until(() => !document.querySelector(".person-facts").innerText.includes("Client"));

  // Looking takes a reason and the admin's own password.
  await press(iris, "", "main .people button");
  await iris.sees("Look at what they see", "[popover]");
  await iris.types("look");
  await iris.presses("Enter");
  await iris.sees(`Look at what ${NAME} sees`, "dialog h2");
  await iris.tabTo("dialog textarea");
  await iris.types("  ");
  await iris.fills("password", "not hers");
  await iris.presses("Enter");
  await iris.sees("A visit has a reason", "dialog");
  await iris.tabTo("dialog textarea");
  await iris.presses("Control+a");
  await iris.types(REASON);
  await iris.tabTo("[data-field=password] input");
  await iris.presses("Enter");
  await iris.sees("The password is wrong", "[data-field=password]");
  await iris.looks("people-3-dialog");
  await iris.presses("Control+a");
  await iris.types(PASSWORD);
  await iris.presses("Enter");

  // What Amara sees, and nothing to be changed in it.
  await iris.sees(`You see what ${NAME} sees`, ".strip");
  await iris.sees("10 minutes are left", ".strip");
  await iris.sees("Private answers and drafts are not shown", ".strip");
  await iris.sees(NAME, ".rail");
  await iris.looks("people-4-visit");
  await iris.open("/reviews?list=mine");
  await iris.until(() => document.querySelector("main .row"));
  await iris.presses("j");
  await iris.until(() => document.activeElement.matches("main .row"));
  await iris.presses("Enter");
  await iris.sees("A draft is not shown on a visit.", "#overall-note");
  assert.ok(await iris.page.evaluate(() => !document.querySelector("[contenteditable=true]")));
  assert.deepEqual(await iris.writable("#feedback"), []);
  assert.deepEqual(await iris.writable(".page-foot .end"), []);
  assert.ok(await iris.page.evaluate(() => !document.querySelector(".page-foot").innerText.includes("Saves")));
  await iris.looks("people-9-room-on-a-visit");
  const refused = await iris.page.evaluate(async () => {
    const headers = { "x-wrapitup": "1", "content-type": "application/json" };
    return (await fetch("/dispatch", { method: "POST", headers, body: "{}" })).status;
  });
  assert.equal(refused, 403);
  await press(iris, "End the visit", ".strip button");
  await iris.until(() => !document.querySelector(".strip"));
  await iris.sees("Iris", ".rail");
  await leave(iris);
});

test("on a visit to a client their section is there to read, and nothing of it can be written in", async () => {
  const iris = await there.signedIn(ADMIN, PASSWORD);
  await iris.open("/people");
  await iris.tabTo("main input[type=search]");
  await iris.types("Ruth Nakamura");
  await iris.until(() => document.querySelectorAll(".people > li").length === 1);
  await press(iris, "", "main .people button");
  await iris.types("look");
  await iris.presses("Enter");
  await iris.tabTo("dialog textarea");
  await iris.types("Her list of accounts looks empty.");
  await iris.fills("password", PASSWORD);
  await iris.presses("Enter");
  await iris.sees("You see what Ruth Nakamura sees", ".strip");
  await iris.types("gj");
  await iris.until(() => document.querySelector("main a[href*='/journeys/']"));
  await press(iris, "", "main a[href*='/journeys/']");
  await iris.until(() => document.querySelector(".contents-list a"));
  await press(iris, "", ".contents-list a");
  await iris.until(() => document.querySelector(".written [data-answer]"));
  assert.deepEqual(await iris.writable(".written"), []);
  await iris.looks("people-8-section-on-a-visit");
  await press(iris, "End the visit", ".strip button");
  await iris.until(() => !document.querySelector(".strip"));
  await leave(iris);
});

test("whoever was visited reads who was there, and looks after their own account", async () => {
  const amara = await there.signedIn(MENTOR, PASSWORD);
  await account(amara);
  await amara.sees(REASON);
  await amara.looks("people-5-account");

  // A lost telephone is signed out from afar.
  const phone = await there.signedIn(MENTOR, PASSWORD);
  await account(amara);
  await press(amara, "Sign out", ".account-rows button");
  await amara.sees("It gets nothing more from the server", "dialog");
  await amara.picture("people-6-away");
  await press(amara, "Sign it out", "dialog button");
  await amara.sees("is signed out.");
  await amara.until(() => document.activeElement.matches("#devices h2"));
  await phone.open();
  await phone.sees("Sign in to Wrap It Up", "h1");

  // Another password: first with the wrong one up to now, then a weak one.
  await press(amara, "Change the password");
  await amara.until(() => document.activeElement.matches("#password [data-field=password] input"));
  await amara.types("wrong");
  await amara.fills("new-password", "password123");
  await amara.presses("Enter");
  await amara.sees("The password is wrong", "[data-field=password]");
  await amara.until(() => document.activeElement.matches("[data-field=password] input"));
  await amara.presses("Control+a");
  await amara.types(PASSWORD);
  await amara.presses("Enter");
  await amara.sees("one of those that are tried first", "[data-field=new-password]");
  await amara.until(() => document.activeElement.matches("[data-field=new-password] input"));
  await amara.presses("Control+a");
  await amara.types("nine boats before noon");
  await amara.presses("Enter");
  await amara.sees("Your password is another one now.");
  await amara.until(() => document.activeElement.matches("#password h2"));

  // Another address counts once the link in the mail is followed.
  await press(amara, "Change the address");
  await amara.fills("email", "amara@example.net");
  await amara.fills("password", "nine boats before noon");
  const mail = there.server.mail.link("amara@example.net");
  await amara.presses("Enter");
  await amara.sees("A mail is on its way to amara@example.net");
  await amara.until(() => document.activeElement.matches("#address h2"));
  await amara.page.goto(await mail);
  await press(amara, "Confirm the new address", "button");
  await amara.sees("This is the address of your account now");

  // The end, with a question before it.
  await account(amara);
  await press(amara, "Delete the account…");
  await amara.sees("This can’t be taken back", "dialog");
  await amara.looks("people-7-end");
  await amara.fills("password", "nine boats before noon");
  await amara.presses("Enter");
  await amara.sees("Sign in to Wrap It Up", "h1");
  await amara.sees("Your account is deleted.");
  await amara.picture("people-7-deleted");
  await amara.signsIn("amara@example.net", "nine boats before noon");
  await amara.sees("The address or the password is wrong");
  await leave(amara, phone);
});

// The page about people and the account's, in every other guise.
for (const [guise, options] of GUISES.filter(([guise]) => guise !== "light")) {
  test(`the pages about people and accounts break no rule of accessibility: ${guise}`, async () => {
    const person = await there.signedIn(ADMIN, PASSWORD, options);
    await person.open("/people");
    await person.until(() => document.querySelectorAll(".people > li").length > 5);
    await person.looks(`people-${guise}-list`);
    await account(person);
    await person.looks(`people-${guise}-account`);
    await leave(person);
  });
}

test("an admin can't shut themselves out, and is told that another role signs them out", async () => {
  const iris = await there.signedIn(ADMIN, PASSWORD);
  await iris.open("/people");
  await iris.tabTo("main input[type=search]");
  await iris.types("iris");
  await iris.until(() => document.querySelectorAll(".people > li").length === 1);
  await press(iris, "", "main .people button");
  await iris.sees("May work as", "[popover]");
  assert.ok(!(await iris.page.evaluate(() => document.querySelector("[popover]:popover-open").innerText)).includes("sign in"));
  await iris.presses("Enter");
  await iris.sees("You are signed out by this", "dialog h2");
  await iris.sees("You will be a client.", "dialog");
  await iris.looks("people-10-own-role");
  await press(iris, "Leave it as it is", "dialog button");
  await iris.until(() => !document.querySelector("dialog[open]"));
  await press(iris, "", "main .people button");
  await iris.presses("Enter");
  await press(iris, "Change it, and sign out", "dialog button");
  await iris.sees("Sign in to Wrap It Up", "h1");
  await leave(iris);
});
