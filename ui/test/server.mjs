// A server that really runs, on data of its own, with the interface for browsers; and somebody who takes its mail.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROGRAM = process.env.WRAPITUP_SERVER_BIN;
const WEB = process.env.WRAPITUP_WEB;

// The password of everybody who is invented.
export const PASSWORD = "seven horses in the rain";

// Takes mail, and hands each out once: to whoever waits for one to an address.
async function mailbox() {
  const mails = [];
  const waiting = [];
  const deliver = () => {
    for (const wait of [...waiting]) {
      const found = mails.findIndex((mail) => mail.to === wait.to);
      if (found < 0) continue;
      waiting.splice(waiting.indexOf(wait), 1);
      wait.done(mails.splice(found, 1)[0]);
    }
  };
  const server = createServer((socket) => {
    let [heard, to, data] = ["", "", null];
    const say = (line) => socket.write(`${line}\r\n`);
    say("220 mail.example.org");
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      heard += bytes.toString("utf8");
      for (let end; (end = heard.indexOf("\r\n")) >= 0; ) {
        const line = heard.slice(0, end);
        heard = heard.slice(end + 2);
        if (data !== null && line !== ".") {
          data += `${line}\n`;
        } else if (data !== null) {
          mails.push({ to, text: data.replaceAll("=\n", "").replaceAll("=3D", "=") });
          data = null;
          say("250 taken");
          deliver();
        } else if (line === "DATA") {
          data = "";
          say("354 go on");
        } else if (line === "QUIT") {
          say("221 bye");
          socket.end();
        } else {
          to = /^RCPT TO:<(.*)>/.exec(line)?.[1] ?? to;
          say("250 ok");
        }
      }
    });
  });
  await new Promise((up) => server.listen(0, "127.0.0.1", up));
  return {
    port: server.address().port,
    // Waits for the next mail to an address, and returns the link in it.
    async link(to) {
      const mail = await new Promise((done) => {
        waiting.push({ to, done });
        deliver();
      });
      const link = /https?:\/\/\S+\/account\/\S+#[0-9a-f]{64}/.exec(mail.text);
      if (!link) throw new Error(`no link in a mail to ${to}:\n${mail.text}`);
      return link[0];
    },
    close: () => server.close(),
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((up) => server.listen(0, "127.0.0.1", up));
  const { port } = server.address();
  await new Promise((down) => server.close(down));
  return port;
}

async function answers(port) {
  for (;;) {
    const up = await new Promise((done) => {
      const socket = connect(port, "127.0.0.1", () => socket.end(() => done(true)));
      socket.on("error", () => done(false));
    });
    if (up) return;
    await new Promise((again) => setTimeout(again, 20));
  }
}

// Fills a new server with the invented people, and starts it.
export async function startServer() {
  const data = mkdtempSync(join(tmpdir(), "wrapitup-online-"));
  const password = join(data, "password");
  writeFileSync(password, PASSWORD);
  const mail = await mailbox();
  const port = await freePort();
  const env = {
    ...process.env,
    WRAPITUP_DATA: data,
    WRAPITUP_WEB: WEB,
    WRAPITUP_ADDRESS: `127.0.0.1:${port}`,
    WRAPITUP_MAIL_HOST: "127.0.0.1",
    WRAPITUP_MAIL_PORT: String(mail.port),
    WRAPITUP_MAIL_ENCRYPTION: "none",
    WRAPITUP_MAIL_FROM: "reviews@example.org",
  };
  execFileSync(PROGRAM, ["sample", "--password-file", password], { env, stdio: "ignore" });
  const log = process.env.WRAPITUP_TEST_LOG ? "inherit" : "ignore";
  let running;
  const server = {
    address: `http://127.0.0.1:${port}`,
    mail,
    async start() {
      running = spawn(PROGRAM, ["serve"], { env, stdio: ["ignore", "ignore", log] });
      await answers(port);
    },
    // Ends it at once, as a power cut would.
    async kill() {
      const ended = new Promise((done) => running.once("exit", done));
      running.kill("SIGKILL");
      await ended;
    },
    async close() {
      await server.kill();
      mail.close();
      rmSync(data, { recursive: true });
    },
  };
  await server.start();
  return server;
}
