// Who asks: by the hash of the token that they show, as with us.
import { createHash } from 'node:crypto';
import { session } from '$lib/database.server.js';

export const handle = ({ event, resolve }) => {
  const token = event.request.headers.get('authorization')?.replace('Bearer ', '') ?? '';
  const hash = createHash('sha256').update(token).digest('hex');
  const found = session.get(hash, Date.now());
  if (!found) return new Response('Sign in.', { status: 401 });
  event.locals.person = found.person;
  return resolve(event);
};
