// Sends the token of a link, and what was typed, to the server that this page is from.
"use strict";

const pages = {
  verify: {
    title: "Confirm your address",
    lead: "With this your account is made. Then sign in with the password that you chose.",
    go: "Confirm the address",
    to: "/api/v1/email/verify",
    done: "Your address is confirmed. You can sign in now.",
  },
  reset: {
    title: "Choose another password",
    lead: "At least eight characters. Four words make a good one.",
    go: "Choose this password",
    to: "/api/v1/password/reset",
    done: "Your password was changed. Sign in with it on your devices.",
    password: true,
  },
  "confirm-email": {
    title: "Confirm your new address",
    lead: "From then on you sign in with the new address.",
    go: "Confirm the new address",
    to: "/api/v1/email/confirm",
    done: "This is the address of your account now.",
  },
};

const at = (id) => document.getElementById(id);
const page = pages[location.pathname.split("/").pop()];
const token = location.hash.slice(1);
// Whoever looks over a shoulder, or at the history, finds no token.
history.replaceState(null, "", location.pathname);

function say(text) {
  at("said").textContent = text;
}

async function send(event) {
  event.preventDefault();
  const body = page.password ? { token, password: at("password").value } : { token };
  at("go").disabled = true;
  say("One moment…");
  try {
    const answer = await fetch(page.to, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (answer.ok) {
      at("form").hidden = true;
      say(page.done);
      at("next")?.removeAttribute("hidden");
      at("next")?.querySelector("a").focus();
      return;
    }
    const refusal = await answer.json();
    say(`${refusal.message} ${refusal.hint ?? ""}`);
  } catch {
    say("The server can't be reached. Check the network, then try again.");
  }
  at("go").disabled = false;
}

if (page && token) {
  document.title = page.title;
  at("title").textContent = page.title;
  at("lead").textContent = page.lead;
  at("go").textContent = page.go;
  at("field").hidden = !page.password;
  at("password").required = Boolean(page.password);
  at("form").hidden = false;
  at("form").addEventListener("submit", send);
} else {
  say("This link is not whole. Open it from the mail once more.");
}
