// A page with the editor in a headless browser, served with the application's own content policy, or
// with none, to see that nothing depends on it. Every request that the page makes is recorded, so that a test can see what pasted text tried.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";

const FILES = {
  "/": ["test/page.html", "text/html; charset=utf-8"],
  "/page.js": ["test/page.js", "text/javascript"],
  "/editor.js": ["dist/editor.js", "text/javascript"],
  "/richtext.css": ["../style/richtext.css", "text/css"],
};
const POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'";

export async function open({ policy = POLICY } = {}) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const [file, type] = FILES[request.url] ?? [];
    if (!file) {
      if (request.url !== "/favicon.ico") requests.push(request.url);
      response.writeHead(404).end();
      return;
    }
    const body = await readFile(new URL(`../${file}`, import.meta.url));
    const headers = policy ? { "content-security-policy": policy } : {};
    response.writeHead(200, { "content-type": type, ...headers }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("dialog", (dialog) => {
    errors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(origin)) requests.push(request.url());
  });
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => window.ready);

  return {
    page,
    origin,
    requests,
    errors,
    async close() {
      await browser.close();
      server.close();
    },
  };
}
