// Starts the module with every page; boot.js loads this file when another page than the desk is wanted.
// MODULE is the hashed name of the WebAssembly beside this file.
import init from "huiyin-module";

const beside = document.currentScript.src;

function failed(kind, message) {
  window.dispatchEvent(new CustomEvent("huiyin:failed", { detail: { kind, message } }));
}

async function start() {
  let response;
  try {
    response = await fetch(new URL(MODULE, beside).href, { credentials: "same-origin" });
    if (!response.ok) throw new Error(`HTTP ${response.status} ${MODULE}`);
  } catch (error) {
    failed("fetch", error.message);
    return;
  }
  try {
    await init({ module_or_path: response });
    document.documentElement.dataset.pages = "yes";
  } catch (error) {
    // A panic has told the page itself.
    if (!(error instanceof WebAssembly.RuntimeError)) failed("start", error.message);
  }
}

start();
