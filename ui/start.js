// Loads the interface. `ui-glue` is the script that wasm-bindgen writes; the build says where it is.
import init from "ui-glue";

await init({ module_or_path: "/app.wasm" });
