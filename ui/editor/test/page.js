// The page that the tests drive: one editor, and a record of everything it said.
import { create, linkTarget } from "/editor.js";

const seen = { changes: [], states: [], events: [], modEnter: 0, violations: [] };
document.addEventListener("securitypolicyviolation", (event) => {
  seen.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
window.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.ctrlKey && !event.defaultPrevented) seen.modEnter += 1;
});
const hostile = [];
window.alert = window.confirm = window.prompt = (text) => hostile.push(String(text));
window.run = (text) => hostile.push(String(text));

let editor;
window.start = (options = {}) => {
  editor?.destroy();
  Object.assign(seen, { changes: [], states: [], events: [], modEnter: 0 });
  editor = create(document.querySelector("#editor"), {
    json: "",
    label: "Overall note",
    placeholder: "What should Ruth know?",
    onChange: (json, characters) => seen.changes.push({ json, characters }),
    onState: (state) => seen.states.push(JSON.parse(state)),
    onFocus: () => seen.events.push("focus"),
    onBlur: () => seen.events.push("blur"),
    onLink: () => seen.events.push("link"),
    ...options,
  });
  window.editor = editor;
};
window.paste = (html, text = "") => {
  const clipboardData = new DataTransfer();
  if (html) clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", text);
  document
    .querySelector("[role=textbox]")
    .dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
};
Object.assign(window, { seen, hostile, linkTarget });
window.start();
window.ready = true;
