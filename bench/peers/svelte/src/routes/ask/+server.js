// What happened that the person should know.
import { json } from '@sveltejs/kit';
import { notifications } from '$lib/database.server.js';

export const POST = async ({ request, locals }) => {
  const { viewer } = await request.json();
  if (viewer !== locals.person) return json({ code: 'forbidden' }, { status: 403 });
  return json({ lines: notifications.all(viewer) });
};
