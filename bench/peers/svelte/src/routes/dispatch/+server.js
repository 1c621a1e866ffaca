// Saves a comment.
import { json } from '@sveltejs/kit';
import { saveComment } from '$lib/database.server.js';

export const POST = async ({ request, locals }) => {
  const { id, actor, args } = await request.json();
  if (actor !== locals.person) return json({ code: 'forbidden' }, { status: 403 });
  const saved = saveComment(actor, id, args);
  return json(saved ? null : { code: 'lease_lost' }, { status: saved ? 200 : 409 });
};
