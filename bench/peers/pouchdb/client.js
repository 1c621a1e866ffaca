// A device that replicates: everything for the first time, nothing, and edits that were made without a network.
// node client.js ADDRESS FOLDER EDITS NOTHINGS; prints one line of JSON, then waits for a line, so that its memory can be looked at.
import fs from 'node:fs';
import PouchDB from 'pouchdb';

const [, , address, folder, edits, nothings] = process.argv;
fs.mkdirSync(folder, { recursive: true });
const options = { batch_size: 100, batches_limit: 10 };
const remote = new PouchDB(`${address}/reviews`);
const local = new PouchDB(`${folder}/local`);
const timed = async (work) => {
  const began = performance.now();
  const done = await work();
  return { done, ms: performance.now() - began };
};

const first = await timed(() => local.replicate.from(remote, options));
const noop = [];
for (let count = 0; count < +nothings; count += 1) {
  noop.push((await timed(() => local.replicate.from(remote, options))).ms);
}
const ids = (await local.allDocs({ limit: +edits, skip: 100 })).rows.map((row) => row.id);
const saves = [];
for (const id of ids) {
  const edit = async () => {
    const found = await local.get(id);
    await local.put({ ...found, body: `EDITED ${found.body}` });
  };
  saves.push((await timed(edit)).ms);
}
const push = await timed(() => local.replicate.to(remote, options));
const arrived = await remote.get(ids[0]);

console.log(
  JSON.stringify({
    rows: first.done.docs_written,
    first_ms: first.ms,
    noop_ms: noop,
    save_ms: saves,
    pushed: push.done.docs_written,
    push_ms: push.ms,
    arrived: arrived.body.startsWith('EDITED '),
  }),
);
process.stdin.once('data', () => process.exit(0));
