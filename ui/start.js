// Loads the interface. `ui-glue` is the script that wasm-bindgen writes; the build says where it is.
import init from "ui-glue";

// The editor is a file of its own, fetched when the first text is written.
window.loadEditor = () => import("/editor.js");

// The look of the pages that are loaded later comes with the first of them.
let styles;
window.loadStyles = () => {
  styles ??= new Promise((loaded, failed) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = "/pages.css";
    link.onload = loaded;
    link.onerror = () => {
      link.remove();
      styles = undefined;
      failed(new Error("pages.css"));
    };
    document.head.append(link);
  });
  return styles;
};

// When the interface itself fails, nothing of it can say so any more: this does. What was written is saved by then, or
// kept where the next page finds it.
let told = false;
const stop = () => {
  if (told) return;
  told = true;
  window.__TAURI_INTERNALS__?.invoke("tell_failure", { what: "crashed" }).catch(() => {});
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "stopped");
  dialog.innerHTML =
    '<header><h2 id="stopped">This window stopped working</h2></header><div class="dialog-body"><p>' +
    "Wrap It Up made a mistake of its own. Every word you wrote is kept, but for the last second at most. " +
    "Load the window again to go on where you were." +
    '</p></div><footer><button type="button" class="button primary" autofocus><span>Load it again</span></button></footer>';
  dialog.querySelector("button").onclick = () => location.reload();
  dialog.oncancel = (event) => event.preventDefault();
  document.body.append(dialog);
  dialog.showModal();
};
const hear = (error) => error instanceof WebAssembly.RuntimeError && stop();
addEventListener("error", (event) => hear(event.error));
addEventListener("unhandledrejection", (event) => hear(event.reason));

try {
  await init({ module_or_path: "/app.wasm" });
} catch (error) {
  stop();
  throw error;
}
