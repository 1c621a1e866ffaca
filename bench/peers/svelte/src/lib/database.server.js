// The file of a server of ours, opened as an application of this kind would: one connection, prepared statements, every
// commit forced onto the disk.
import { building } from '$app/environment';
import Database from 'better-sqlite3';

const database = new Database(process.env.DATABASE);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.pragma('cache_size = -65536');
database.pragma('foreign_keys = ON');

// While the application is built there is no file.
const prepare = (statement) => (building ? undefined : database.prepare(statement));

export const session = prepare(
  `SELECT t.person_id AS person
   FROM device_tokens t
   JOIN accounts a ON a.person_id = t.person_id
   WHERE t.token = ? AND t.expires_at > ? AND t.retired_at IS NULL AND a.disabled_at IS NULL`,
);

export const notifications = prepare(
  `SELECT id, kind, submission_id, subject, created_at, read_at, snoozed_until
   FROM notifications
   WHERE recipient_id = ?
   ORDER BY created_at DESC, id DESC`,
);

const claim = prepare(
  `SELECT 1
   FROM claims c
   JOIN section_reviews s ON s.id = c.submission_id
   WHERE c.id = ? AND c.submission_id = ? AND c.mentor_id = ? AND c.ended_at IS NULL AND s.state = 'open'`,
);

const comment = prepare(
  `INSERT INTO draft_comments
       (id, submission_id, mentor_id, field_id, item_id, kind, body, created_at, rev, updated_at)
   VALUES (@comment, @submission, @mentor, NULL, NULL, @kind, @body, @now, @id, @now)
   ON CONFLICT (id) DO UPDATE SET body = excluded.body, rev = excluded.rev, updated_at = excluded.updated_at
   WHERE mentor_id = excluded.mentor_id`,
);

/** Saves a comment of a review that the mentor holds. Says whether they do. */
export const saveComment = database.transaction((mentor, id, { held, comment: row, kind, body }) => {
  if (!claim.get(held.claim, held.submission, mentor)) return false;
  comment.run({ id, comment: row, submission: held.submission, mentor, kind, body, now: Date.now() });
  return true;
});
