// Somebody at a browser of their own: what they do with the keyboard, and what they see.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { chromium } = createRequire(new URL("../editor/package.json", import.meta.url))("playwright-core");
const AXE = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

export async function openBrowser() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

export class Person {
  // With `text`, letters are as many percent as high as usual; the rest is the browser's own.
  static async at(browser, address, { text, ...options } = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    if (text) {
      await page.addInitScript((text) => {
        if (location.protocol !== "about:") localStorage.setItem("wrapitup.preferences", `{"text":"${text}"}`);
      }, text);
    }
    page.setDefaultTimeout(60_000);
    const person = new Person(page, address);
    page.on("pageerror", (error) => person.errors.push(error.message));
    page.on("console", (message) => {
      const text = message.text();
      // That a server can't be reached is told by the browser too.
      if (message.type() === "error" && !text.includes("Failed to load resource")) person.errors.push(text);
    });
    return person;
  }

  constructor(page, address) {
    Object.assign(this, { page, address, errors: [] });
  }

  async open(path = "/") {
    await this.page.goto(this.address + path);
  }

  async sees(text, where = "body") {
    const there = ([where, text]) =>
      [...document.querySelectorAll(where)].some((one) => one.innerText.includes(text));
    await this.until(there, [where, text]);
  }

  // Waits until something is so; what never comes is told with what is there instead.
  async until(script, argument) {
    try {
      await this.page.waitForFunction(script, argument);
    } catch (error) {
      await this.picture("failed");
      const shown = await this.page.evaluate(() => `${location.pathname}\n${document.body.innerText}`).catch(() => "nothing");
      throw new Error(`${error.message}\n${script} ${JSON.stringify(argument)}\nThe page shows:\n${shown}\nIts mistakes: ${this.errors.join("\n")}`);
    }
  }

  // Goes on with Tab until focus is where it should be.
  async tabTo(selector, text = "") {
    for (let steps = 0; steps < 120; steps += 1) {
      const there = await this.page.evaluate(
        ([selector, text]) =>
          document.activeElement?.matches(selector) && document.activeElement.innerText.includes(text),
        [selector, text],
      );
      if (there) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`Tab never came to ${selector} ${text}`);
  }

  async types(text) {
    await this.page.keyboard.type(text);
  }

  async presses(key) {
    await this.page.keyboard.press(key);
  }

  async fills(field, text) {
    await this.tabTo(`[data-field=${field}] input`);
    await this.types(text);
  }

  async signsIn(email, password) {
    await this.fills("email", email);
    await this.fills("password", password);
    await this.presses("Enter");
  }

  // Waits until what today brings is there, and everything is sent.
  async isReady() {
    await this.until(() => document.title.startsWith("Today"));
    // Where there is no room for words, they are the picture's title.
    await this.until(() =>
      [...document.querySelectorAll(".rail, .sync-line")].some((one) => `${one.title}${one.innerText}`.includes("Everything is sent")),
    );
  }

  // Looks at a page as it stands: it breaks no rule of accessibility.
  async looks(name) {
    // What is still coming into sight has not its colours yet.
    await this.until(() => document.getAnimations().every((one) => one.playState !== "running"));
    await this.picture(name);
    assert.deepEqual(await this.brokenRules(), [], name);
  }

  // The rules of WCAG that a machine can check, and that the page is not wider than its window.
  async brokenRules() {
    if (await this.page.evaluate(() => typeof axe === "undefined")) await this.page.evaluate(AXE);
    return this.page.evaluate(async () => {
      const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
      const found = await axe.run(document, { iframes: false, resultTypes: ["violations"], runOnly });
      const wide = [...document.querySelectorAll(":root, .page, .page-body, dialog[open], dialog[open] > *")]
        .filter((one) => one.scrollWidth > one.clientWidth)
        .map((one) => `${one.className || "the page"} is ${one.scrollWidth} wide, and has ${one.clientWidth}`);
      const where = (rule) => rule.nodes.map((node) => node.target.join(" ")).join(", ");
      return wide.concat(found.violations.map((rule) => `${rule.id}: ${rule.help}; at ${where(rule)}`));
    });
  }

  // What can be written in or pressed there, by its words.
  async writable(where) {
    const all = `${where} :is(input, textarea, select, button)`;
    return this.page.evaluate(
      (all) => [...document.querySelectorAll(all)].filter((one) => !one.matches(":disabled, [aria-disabled=true]")).map((one) => one.outerHTML),
      all,
    );
  }

  // With WRAPITUP_PICTURES set to a folder, what is seen goes there.
  async picture(name) {
    const folder = process.env.WRAPITUP_PICTURES;
    if (folder) await this.page.screenshot({ path: `${folder}/${name}.png` });
  }
}
