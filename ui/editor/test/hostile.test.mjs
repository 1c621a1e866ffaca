// Hostile HTML from the clipboard, in a real browser: nothing in it runs or is fetched, and what is
// left of it is plain structure.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { open } from "./browser.mjs";

for (const policy of [undefined, null]) {
  test(`hostile HTML runs nothing and leaves nothing but text, ${policy === null ? "without" : "with"} a content policy`, async () => {
    const at = await open({ policy });
    await feed(at);
    await at.close();
  });
}

async function feed({ page, requests, errors, origin }) {
  const box = page.locator("[role=textbox]");
  const lines = (await readFile(new URL("fixtures/hostile.txt", import.meta.url), "utf8")).split("\n").filter((line) => line && !line.startsWith("# "));
  assert.ok(lines.length > 60);
  const allowed = new Set(["doc", "paragraph", "heading", "bulletList", "orderedList", "listItem", "blockquote", "text", "hardBreak", "bold", "italic", "link"]);
  for (const html of lines) {
    await page.evaluate((html) => {
      window.start();
      window.editor.focus();
      window.paste(`before ${html} after`);
      window.editor.insertText(".");
    }, html);
    const json = await page.evaluate(() => window.editor.getJSON());
    JSON.parse(json, (key, value) => {
      if (key === "type") assert.ok(allowed.has(value), `${value} from ${html}`);
      if (key === "href") assert.match(value, /^(https?:\/\/|mailto:)/, html);
      return value;
    });
    const elements = await box.evaluate((element) => [...element.querySelectorAll("*")].map((e) => e.tagName));
    for (const name of elements) assert.match(name, /^(P|H2|H3|UL|OL|LI|BLOCKQUOTE|BR|STRONG|EM|A)$/, html);
    assert.equal(await page.locator("[role=textbox] [style], [role=textbox] [onerror], [role=textbox] [src]").count(), 0);
    // A click on what is left stays here as well.
    for (const link of await page.locator("[role=textbox] a").all()) await link.click({ modifiers: ["Control"], force: true });
  }
  // Time for whatever was set going: two frames and one round trip.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.deepEqual(await page.evaluate(() => window.hostile), []);
  assert.deepEqual(requests, []);
  assert.deepEqual(errors, []);
  assert.equal(page.url(), `${origin}/`);
  assert.equal(page.context().pages().length, 1);
}

