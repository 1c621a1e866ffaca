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

await init({ module_or_path: "/app.wasm" });
