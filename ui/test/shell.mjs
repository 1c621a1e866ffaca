// The desktop's window in a browser: what it asks of the shell is answered by the test.

export const PERSON = "018f0000-0000-7000-8000-000000000001";

const ACCOUNT = {
  using: "account", server: "https://reviews.hollyhouse.example", person: PERSON,
  name: "Amara Okafor", email: "amara.okafor@hollyhouse.example",
};

// How it stands, said in full.
export function status(state, more = {}) {
  const calm = { waiting: 0, oldest: null, attention: 0, last_contact: null, trouble: null, incomplete: false };
  return { state, ...calm, ...more };
}

// What the shell of somebody with an account answers, who may do this; before anything has come, nobody is there.
export function answers(sync, roles) {
  const person = { id: PERSON, name: ACCOUNT.name, zone: "UTC", roles };
  const { using, ...known } = ACCOUNT;
  return {
    person: PERSON,
    account: { using: ACCOUNT, accounts: [known], opened_by: "keychain", closed: null, has_sample: true, visit_until: null },
    sync_standing: sync,
    attention: [],
    storage: {
      file: "person.db", bytes: 18_743_296, standing: "ready", folder: "backups", backups: [], trouble: null, mends: true,
    },
    ask: {
      people: roles ? [person] : [],
      me: { ...person, reviews: 0, to_change: 0, unread: 0 },
      today: { court: [], queue: 0, completed_30_days: 0, median_work_ms: null, sections: [], journeys: [], events: [] },
      journeys: { mine: [], others: [{ journey: PERSON, title: "Wedding", summary: "Two of you.", sections: 9 }] },
      reviews: { rows: [], queue: 0, mine: 0, done: 0, kept: [] },
      notifications: { lines: [] },
      saved_views: { views: [] },
      besides: [],
    },
  };
}

// Puts the shell into a page before it loads. `window.shell.says` tells the window how synchronisation stands from now on.
export function pretend(answers) {
  if (location.protocol === "about:") return;
  localStorage.setItem("wrapitup.account", answers.person);
  localStorage.setItem("wrapitup.person", answers.person);
  const [callbacks, listeners] = [[], new Map()];
  const tell = (event, payload) =>
    [...listeners.values()].filter((one) => one.event === event).forEach((one) => one.call({ payload }));
  const says = (sync) => {
    answers.sync_standing = sync;
    tell("sync", sync);
  };
  const attends = (act) => {
    answers.kept ??= answers.attention;
    answers.attention = act === "put_back" ? answers.kept : [];
    says({ ...answers.sync_standing, attention: answers.attention.length });
  };
  window.shell = { says };
  window.__TAURI_INTERNALS__ = {
    transformCallback: (callback) => callbacks.push(callback) - 1,
    invoke: async (command, args) => {
      if (command === "plugin:event|listen") {
        listeners.set(args.handler, { event: args.event, call: callbacks[args.handler] });
        return args.handler;
      }
      if (command === "plugin:event|unlisten") return listeners.delete(args.eventId);
      // The page is loaded anew then, and forgets what it asked.
      if (command === "use_nobody") sessionStorage.setItem("left", "yes");
      if (command === "ask") return answers.ask[args.query.ask] ?? null;
      if (command === "attention_act") return attends(args.act);
      return answers[command] ?? null;
    },
  };
}
