// A server of CouchDB's protocol, on this computer alone: express-pouchdb over LevelDB, filled with documents.
// node server.js FOLDER DOCUMENTS BYTES; prints its port when it listens.
import fs from 'node:fs';
import express from 'express';
import expressPouchDB from 'express-pouchdb';
import PouchDB from 'pouchdb';

const [, , folder, documents, bytes] = process.argv;
fs.mkdirSync(folder, { recursive: true });
const Kept = PouchDB.defaults({ prefix: `${folder}/` });

const words =
  'lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna aliqua'.split(
    ' ',
  );
let seed = 42;
const random = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
const text = (length) => {
  let made = '';
  while (made.length < length) made += `${words[Math.trunc(random() * words.length)]} `;
  return made.slice(0, length);
};

const reviews = new Kept('reviews');
for (let first = 0; first < +documents; first += 1000) {
  const count = Math.min(1000, +documents - first);
  await reviews.bulkDocs(
    Array.from({ length: count }, (_, at) => ({
      _id: `comment:${String(first + at).padStart(8, '0')}`,
      type: 'comment',
      mentor: `u${Math.trunc(random() * 500)}`,
      updated_at: 1700000000000 + first + at,
      body: text(+bytes),
    })),
  );
}

const server = express();
server.use(
  expressPouchDB(Kept, {
    mode: 'minimumForPouchDB',
    inMemoryConfig: true,
    logPath: `${folder}/log.txt`,
    configPath: `${folder}/config.json`,
  }),
);
const listening = server.listen(0, '127.0.0.1', () => console.log(listening.address().port));
