// A server and a browser for the stories of a file, and how its people come and go.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { Person, openBrowser } from "./person.mjs";
import { startServer } from "./server.mjs";
import { pretend } from "./shell.mjs";

// The guises in which pages are looked at, with what a person of each is made with.
export const GUISES = Object.entries({
  light: {},
  dark: { colorScheme: "dark" },
  narrow: { viewport: { width: 320, height: 640 } },
  large: { text: "200" },
});

// Starts both before the stories of this file, and ends them after the last one.
export function stage() {
  let browser;
  const there = {
    // Somebody with a browser of their own, who has opened the page.
    async person(options) {
      const person = await Person.at(browser, there.server.address, options);
      await person.open();
      return person;
    },
    // The desktop's window, as somebody sees it whose shell answers this.
    async window(answers) {
      const person = await Person.at(browser, there.server.address);
      await person.page.addInitScript(pretend, answers);
      await person.open();
      return person;
    },
    // Somebody who has signed in and sees what today brings.
    async signedIn(email, password, options) {
      const person = await there.person(options);
      await person.signsIn(email, password);
      await person.isReady();
      return person;
    },
  };
  before(async () => {
    there.server = await startServer();
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await there.server?.close();
  });
  return there;
}

// Closes the pages of those whose story ends. None of them has made a mistake of its own.
export async function leave(...people) {
  for (const person of people) {
    assert.deepEqual(person.errors, []);
    await person.page.context().close();
  }
}
