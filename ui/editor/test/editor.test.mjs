// What the editor promises to the application, in a real browser under its content policy.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { open } from "./browser.mjs";

let at;
let page;
before(async () => {
  at = await open();
  page = at.page;
});
after(() => at?.close());
beforeEach(() => page.evaluate(() => window.start()));
// Whatever a test does, nothing runs, nothing is fetched and nothing breaks.
afterEach(async () => {
  await unblocked();
  assert.deepEqual(await page.evaluate(() => window.hostile), []);
  assert.deepEqual(at.requests, []);
  assert.deepEqual(at.errors, []);
  assert.equal(page.url(), `${at.origin}/`);
});

const content = async () => JSON.parse(await page.evaluate(() => window.editor.getJSON())).content;
const box = () => page.locator("[role=textbox]");
const fixture = (name) => readFile(new URL(`fixtures/${name}`, import.meta.url), "utf8");

/** The editor itself does nothing that the content policy forbids. */
const unblocked = async () => assert.deepEqual(await page.evaluate(() => window.seen.violations), []);

/** Writes a document as short text: `h2 a | p b`, with marks as `<bold>a</bold>`. */
function brief(nodes) {
  const inline = (node) => {
    if (node.type === "hardBreak") return "/";
    return (node.marks ?? []).reduceRight((text, { type, attrs }) => {
      return attrs ? `<${type} ${attrs.href}>${text}</${type}>` : `<${type}>${text}</${type}>`;
    }, node.text);
  };
  return nodes
    .map((node) => {
      const inner = node.content ?? [];
      if (node.type === "paragraph") return `p ${inner.map(inline).join("")}`.trim();
      if (node.type === "heading") return `h${node.attrs.level} ${inner.map(inline).join("")}`;
      const start = node.attrs?.start ? ` ${node.attrs.start}` : "";
      return `${node.type}${start}(${brief(inner)})`;
    })
    .join(" | ");
}

async function pasted(html, text) {
  await unblocked();
  await page.evaluate(() => window.start());
  await box().click();
  await page.evaluate(([html, text]) => window.paste(html, text), [html, text]);
  // Reading foreign HTML, even where nothing in it can run, is reported by the browser: some time later, but in
  // order. A script of our own that is blocked says when everything before it was reported.
  await page.evaluate(() => {
    const last = document.createElement("script");
    last.textContent = "run('last')";
    document.head.append(last);
    last.remove();
  });
  await page.waitForFunction(() => window.seen.violations.some((report) => report.startsWith("script-src-elem")));
  await page.evaluate(() => (window.seen.violations.length = 0));
  return brief(await content());
}

test("a screen reader finds a named text box with spelling", async () => {
  const attributes = await box().evaluate((element) =>
    Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
  );
  assert.equal(attributes["aria-label"], "Overall note");
  assert.equal(attributes["aria-multiline"], "true");
  assert.equal(attributes.contenteditable, "true");
  assert.equal(attributes.spellcheck, "true");
  assert.equal(attributes.tabindex, "0");
  assert.equal(await page.locator("[role=textbox] > p").getAttribute("dir"), "auto");
  assert.equal(await page.locator("[style]").count(), 0);
});

test("typing comes out as a document, with its characters", async () => {
  await box().click();
  await page.keyboard.type("Dear Ruth 🙂");
  await page.keyboard.press("Enter");
  await page.keyboard.type("thank you");
  await page.waitForFunction(() => window.seen.changes.at(-1)?.characters === 20);
  const json = await page.evaluate(() => window.seen.changes.at(-1).json);
  assert.equal(brief(JSON.parse(json).content), "p Dear Ruth 🙂 | p thank you");
});

const LETTER = JSON.stringify({
  type: "doc",
  content: ["Dear Ruth", "thank you"].map((text) => ({ type: "paragraph", content: [{ type: "text", text }] })),
});

test("writing goes on at the end of what was written", async () => {
  await page.evaluate((json) => window.start({ json }), LETTER);
  await page.evaluate(() => window.editor.focus());
  await page.keyboard.type(" so much");
  assert.equal(brief(await content()), "p Dear Ruth | p thank you so much");
});

test("focus is there at once, and a key before the next frame moves the caret for good", async () => {
  await page.evaluate((json) => window.start({ json }), LETTER);
  const focused = await page.evaluate(async () => {
    window.editor.focus();
    const focused = document.activeElement?.getAttribute("role");
    // What an arrow key does.
    getSelection().collapse(document.querySelector("[role=textbox] > p").firstChild, 4);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return focused;
  });
  assert.equal(focused, "textbox");
  await page.keyboard.type("est");
  assert.equal(brief(await content()), "p Dearest Ruth | p thank you");
});

test("what is not yet out goes out when the editor is left or taken away", async () => {
  await box().click();
  await page.keyboard.type("a");
  await page.locator("#after").focus();
  assert.equal(await page.evaluate(() => window.seen.changes.at(-1).characters), 1);
  assert.deepEqual(await page.evaluate(() => window.seen.events), ["focus", "blur"]);
  await box().click();
  await page.keyboard.type("b");
  await page.evaluate(() => window.editor.destroy());
  assert.equal(await page.evaluate(() => window.seen.changes.at(-1).characters), 2);
});

test("what people type at the start of a line becomes structure, and Backspace takes it back", async () => {
  await box().click();
  for (const line of ["## Calls", "### Night", "- Ken", "Mei", "", "3. three", "four", "", "> quote"]) {
    await page.keyboard.type(line);
    await page.keyboard.press("Enter");
  }
  assert.equal(
    brief(await content()),
    "h2 Calls | h3 Night | bulletList(listItem(p Ken) | listItem(p Mei)) | " +
      "orderedList 3(listItem(p three) | listItem(p four)) | blockquote(p quote | p)",
  );
  await page.evaluate(() => window.start());
  await box().click();
  await page.keyboard.type("1. ");
  await page.keyboard.press("Backspace");
  assert.equal(brief(await content()), "p 1.");
});

test("the keyboard formats, undoes and redoes", async () => {
  await box().click();
  await page.keyboard.press("Control+b");
  await page.keyboard.type("bold");
  await page.keyboard.press("Control+b");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.press("Control+i");
  await page.keyboard.type("slanted");
  assert.equal(brief(await content()), "p <bold>bold</bold>/<italic>slanted</italic>");
  await page.keyboard.press("Control+z");
  assert.notEqual(brief(await content()), "p <bold>bold</bold>/<italic>slanted</italic>");
  await page.keyboard.press("Control+Shift+z");
  assert.equal(brief(await content()), "p <bold>bold</bold>/<italic>slanted</italic>");
});

test("Mod-Enter reaches the application and changes nothing", async () => {
  await box().click();
  await page.keyboard.type("- done");
  const before = await content();
  await page.keyboard.press("Control+Enter");
  assert.deepEqual(await content(), before);
  assert.equal(await page.evaluate(() => window.seen.modEnter), 1);
  await page.keyboard.press("Enter");
  assert.equal(brief(await content()), "bulletList(listItem(p done) | listItem(p))");
});

test("Tab leaves the editor in both directions, also from a list", async () => {
  const focused = () => page.evaluate(() => document.activeElement.id);
  await box().click();
  await page.keyboard.type("- one");
  await page.keyboard.press("Enter");
  await page.keyboard.type("two");
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "after");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await focused(), "before");
  assert.equal(brief(await content()), "bulletList(listItem(p one) | listItem(p two))");
  await box().click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Control+]");
  assert.equal(brief(await content()), "bulletList(listItem(p one | bulletList(listItem(p two))))");
  await page.keyboard.press("Control+[");
  assert.equal(brief(await content()), "bulletList(listItem(p one) | listItem(p two))");
});

test("the toolbar's commands work and its state follows", async () => {
  const command = (name, value) => page.evaluate(([name, value]) => window.editor.command(name, value), [name, value]);
  const state = () => page.evaluate(() => window.seen.states.at(-1));
  await box().click();
  await page.keyboard.type("words");
  await page.keyboard.press("Control+a");
  for (const [name, expected] of [
    ["bold", "p <bold>words</bold>"],
    ["italic", "p <bold><italic>words</italic></bold>"],
    ["link", "p <link https://example.org/a><bold><italic>words</italic></bold></link>"],
    ["unlink", "p <bold><italic>words</italic></bold>"],
    ["h2", "h2 <bold><italic>words</italic></bold>"],
    ["h3", "h3 <bold><italic>words</italic></bold>"],
    ["h3", "p <bold><italic>words</italic></bold>"],
    ["quote", "blockquote(p <bold><italic>words</italic></bold>)"],
    ["quote", "p <bold><italic>words</italic></bold>"],
    ["bullet", "bulletList(listItem(p <bold><italic>words</italic></bold>))"],
    ["ordered", "orderedList 1(listItem(p <bold><italic>words</italic></bold>))"],
    ["undo", "bulletList(listItem(p <bold><italic>words</italic></bold>))"],
    ["redo", "orderedList 1(listItem(p <bold><italic>words</italic></bold>))"],
  ]) {
    assert.equal(await command(name, "example.org/a"), true, name);
    assert.equal(brief(await content()), expected, name);
  }
  const { bold, italic, ordered, bullet, h2, undo, redo } = await state();
  assert.deepEqual(
    { bold, italic, ordered, bullet, h2, undo, redo },
    { bold: true, italic: true, ordered: true, bullet: false, h2: false, undo: true, redo: false },
  );
  assert.equal(await page.evaluate(() => window.editor.isActive("ordered")), true);
});

test("links lead to pages and mail addresses alone", async () => {
  const target = (text) => page.evaluate((text) => window.linkTarget(text), text);
  for (const [text, expected] of [
    ["https://example.org/a b", "https://example.org/a%20b"],
    ["HTTP://EXAMPLE.ORG", "http://example.org/"],
    ["example.org", "https://example.org/"],
    ["ruth@example.org", "mailto:ruth@example.org"],
    ["mailto:ruth@example.org?subject=x", "mailto:ruth@example.org?subject=x"],
    ["https://medium.com/@ruth", "https://medium.com/@ruth"],
  ]) {
    assert.equal(await target(text), expected, text);
  }
  for (const text of [
    "", "words", "a b.c", "javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\nscript:alert(1)", "java\tscript:alert(1)",
    "\u0001javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd",
    "tauri://localhost", "blob:https://example.org/1", "//example.org", "/a", "#a", "mailto:", "mailto:?bcc=a@example.org",
    "https://bank.example@evil.example/", `https://example.org/${"a".repeat(3000)}`,
  ]) {
    assert.equal(await target(text), null, JSON.stringify(text));
  }
  await box().click();
  await page.keyboard.type("see https://example.org/a. and (www.example.net) ");
  assert.equal(
    brief(await content()),
    "p see https://example.org/a. and (www.example.net)",
    "an address with a full stop or bracket after it is not guessed at",
  );
  await page.keyboard.type("https://example.org/b then");
  assert.equal(
    brief(await content()),
    "p see https://example.org/a. and (www.example.net) <link https://example.org/b>https://example.org/b</link> then",
  );
  await page.locator("#after").focus();
  assert.equal(await page.evaluate(() => window.editor.command("link", "javascript:run(1)")), false);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.equal(await page.evaluate(() => document.activeElement.id), "after", "focus stays where the address is written");
  await box().click();
  await page.keyboard.press("Control+Shift+K");
  assert.deepEqual(await page.evaluate(() => window.seen.events), ["focus", "blur", "focus", "link"]);
});

test("a pasted address links the selected words", async () => {
  await box().click();
  await page.keyboard.type("here");
  await page.keyboard.press("Control+a");
  await page.evaluate(() => window.paste("", "https://example.org/a"));
  assert.equal(brief(await content()), "p <link https://example.org/a>here</link>");
  assert.equal(await pasted("", "https://example.org/a"), "p <link https://example.org/a>https://example.org/a</link>");
  assert.equal(await pasted("", "javascript:run(1)"), "p javascript:run(1)");
});

test("what Word puts on the clipboard becomes headings, lists and emphasis", async () => {
  await pasted(await fixture("word.html"));
  assert.equal(await page.evaluate(() => window.editor.getJSON()), (await fixture("word.json")).trim());
});

test("what web pages and other editors put on the clipboard keeps its structure", async () => {
  for (const [html, expected] of [
    ["<h1>A</h1><h5>B</h5><p class=x style='color:red'>C</p>", "h2 A | h3 B | p C"],
    [
      "<meta charset='utf-8'><b style='font-weight:normal;' id='docs-internal-guid-1'><p dir='ltr'><span style='font-weight:700'>Bold</span><span style='font-style:italic'> slanted</span></p><ul><li style='list-style-type:disc'><p>one</p></li></ul></b>",
      "p <bold>Bold</bold><italic> slanted</italic> | bulletList(listItem(p one))",
    ],
    ["<div>one<div>two</div></div>three<br>four", "p one | p two | p three/four"],
    ["<table><tr><th>Name</th><th>Number</th></tr><tr><td>Ken</td><td><p>12</p></td></tr></table>", "p Name | Number | p Ken | 12"],
    ["<ol start=7><li>seven</li></ol><ol start='-3'><li>x</li></ol><ol start='99999999999999'><li>y</li></ol>",
      "orderedList 7(listItem(p seven)) | orderedList 1(listItem(p x)) | orderedList 1(listItem(p y))"],
    ["<pre><code>a  b</code></pre><u>under</u><s>struck</s><mark>m</mark>", "p a  b | p understruckm"],
    ["<p>a <img src='/img.png' alt='x'> b</p><hr><p>c</p>", "p a b | p c"],
    ["<p>a <a href='https://example.org/'>b</a> <a href='/relative'>c</a> <a name=x>d</a></p>",
      "p a <link https://example.org/>b</link> c d"],
    [`${"<blockquote>".repeat(60)}deep${"</blockquote>".repeat(60)}`, `${"blockquote(".repeat(6)}p deep${")".repeat(6)}`],
    [`${"<ul><li>".repeat(40)}deep`, "bulletList(listItem(p deep))"],
  ]) {
    assert.equal(await pasted(html), expected, html);
  }
});

test("copying inside the editor keeps a list a list", async () => {
  await box().click();
  await page.keyboard.type("- one");
  await page.keyboard.press("Enter");
  await page.keyboard.type("two");
  await page.keyboard.press("Control+a");
  const html = await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    const copy = new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true });
    document.querySelector("[role=textbox]").dispatchEvent(copy);
    return clipboardData.getData("text/html");
  });
  assert.match(html, /data-pm-slice/);
  assert.equal(await pasted(html), "bulletList(listItem(p one) | listItem(p two))");
  const forged = '<p data-pm-slice=\'1 1 ["orderedList",{"start":"x"},"listItem",null]\'>text</p>';
  assert.equal(await pasted(forged), "p text");
});

test("a document that does not fit is refused and the text stays", async () => {
  await box().click();
  await page.keyboard.type("mine");
  for (const json of ["{", '{"type":"doc","content":[{"type":"iframe"}]}', '{"type":"doc","content":[]}', '{"type":"paragraph"}']) {
    for (const method of ["setContent", "insertContent"]) {
      const refused = await page.evaluate(
        ([method, json]) => {
          try {
            window.editor[method](json);
            return false;
          } catch {
            return true;
          }
        },
        [method, json],
      );
      assert.equal(refused, true, `${method} ${json}`);
    }
  }
  assert.equal(brief(await content()), "p mine");
});

test("another document comes in with a history of its own", async () => {
  await box().click();
  await page.keyboard.type("mine");
  const json = '{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"other"}]}]}';
  await page.evaluate((json) => window.editor.setContent(json), json);
  assert.equal(await page.evaluate(() => window.editor.getJSON()), json);
  assert.equal(await page.evaluate(() => window.editor.command("undo")), false);
  assert.equal(await page.evaluate(() => window.seen.changes.at(-1).characters), 4, "the old text went out first");
});

test("templates go in where the caret is", async () => {
  await box().click();
  await page.keyboard.type("Dear Ruth, !");
  await page.keyboard.press("ArrowLeft");
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.evaluate(() => window.editor.insertText("hello"));
  assert.equal(brief(await content()), "p Dear Ruth, hello!");
  const json = JSON.stringify({ type: "doc", content: [
    { type: "paragraph", content: [{ type: "text", text: " one" }] },
    { type: "paragraph", content: [{ type: "text", text: "two" }] },
  ] });
  await page.evaluate((json) => window.editor.insertContent(json), json);
  assert.equal(brief(await content()), "p Dear Ruth, hello one | p two!");
});

test("a read-only editor cannot be typed into", async () => {
  await page.evaluate(() => window.editor.setEditable(false));
  assert.equal(await box().getAttribute("contenteditable"), "false");
  await page.evaluate(() => window.editor.setEditable(true));
  assert.equal(await box().getAttribute("contenteditable"), "true");
});

test("what lies over the end of a long text never lies over the line that is written", async () => {
  await page.evaluate(() => {
    const [text, tools, box] = [...document.querySelectorAll("#editor, #after"), document.createElement("div")];
    Object.assign(box.style, { height: "200px", overflowY: "auto" });
    Object.assign(tools.style, { position: "sticky", bottom: "0", height: "60px" });
    text.replaceWith(box);
    box.append(text, tools, Object.assign(document.createElement("p"), { textContent: "Below." }));
    window.editor.insertText("word ".repeat(600));
  });
  // The browser tells of a caret that a key moved some time after the key: what counts is where all comes to rest.
  const above = () => {
    const caret = getSelection().getRangeAt(0).getBoundingClientRect();
    return document.querySelector("#after").getBoundingClientRect().top >= caret.bottom;
  };
  const frames = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await box().click({ position: { x: 20, y: 10 } });
  for (const keys of ["Control+End", "x", "ArrowUp", "Control+Home", ...Array(12).fill("ArrowDown"), "y"]) {
    await page.keyboard.press(keys);
    await frames();
    await page.waitForFunction(above).catch(() => assert.fail(`the line lies below after ${keys}`));
  }
  // A caret that left and came back before the browser told of it: to the editor nothing has changed.
  await page.keyboard.press("Control+End");
  await frames();
  await page.waitForFunction(above);
  await page.evaluate(() => {
    const [caret, box] = [getSelection(), document.querySelector("#editor").parentElement];
    const { focusNode, focusOffset } = caret;
    caret.collapse(focusNode, 0);
    caret.collapse(focusNode, focusOffset);
    const tools = document.querySelector("#after").getBoundingClientRect();
    box.scrollBy(0, caret.getRangeAt(0).getBoundingClientRect().bottom - tools.top - 30);
  });
  await frames();
  await page.waitForFunction(above).catch(() => assert.fail("the line lies below after a caret that came back"));
  await page.evaluate(() => {
    const box = document.querySelector("#editor").parentElement;
    box.replaceWith(...box.children);
    document.querySelector("#after").removeAttribute("style");
    document.querySelector("#after + p").remove();
  });
});

test("the placeholder shows while nothing is written", async () => {
  const hints = page.locator("[data-placeholder]");
  assert.equal(await hints.getAttribute("data-placeholder"), "What should Ruth know?");
  await box().click();
  await page.keyboard.type("a");
  assert.equal(await hints.count(), 0);
});

test("bullets stand where the text of their entry begins", async () => {
  await box().click();
  await page.keyboard.type("- (1) مرحبا");
  await page.keyboard.press("Enter");
  await page.keyboard.type("hello");
  const directions = await page.locator("[role=textbox] li").evaluateAll((items) => items.map((item) => item.dir));
  assert.deepEqual(directions, ["rtl", ""]);
});

test("half a character is never sent out", async () => {
  await box().click();
  await page.evaluate(() => window.editor.insertText("a\ud83d"));
  assert.match(await page.evaluate(() => window.editor.getJSON()), /"text":"a\ufffd"/);
});
