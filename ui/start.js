// Loads the interface. `ui-glue` is the script that wasm-bindgen writes; the build says where it is.
import init from "ui-glue";

// The editor is a file of its own, fetched when the first text is written.
window.loadEditor = () => import("/editor.js");

await init({ module_or_path: "/app.wasm" });
