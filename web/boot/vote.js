// Starts the page of the vote: its first and only script. It makes no Trusted Types policy, so that
// nothing here can ever turn a string into code or into another script.
//
// MODULE is the hashed name of the WebAssembly beside this file, BUILD the site it belongs to.
import init from "huiyin-module";
import { notice } from "./notice.js";

const beside = document.currentScript.src;
window.huiyin = { build: BUILD };

// A card's code in the address, `#/<poll>/<code>`: taken out of it before anything else happens, so
// that it stays neither in the address bar nor in the history. The page (Rust) fetches it once.
const CARD = /^(#\/[0-9a-f]{32})\/([^/?#]{1,200})$/i;
function takeCard() {
  const found = CARD.exec(location.hash);
  if (!found) return;
  window.huiyin.card = found[2];
  history.replaceState(null, "", location.pathname + found[1].toLowerCase());
}
takeCard();
window.addEventListener("hashchange", takeCard);

// After a panic the WebAssembly's memory can no longer be trusted: say so once and offer a reload.
const isPanic = (error) =>
  typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;
window.addEventListener("huiyin:panic", (event) => notice("panic", event.detail));
window.addEventListener("error", (event) => {
  if (isPanic(event.error)) notice("panic", event.message);
});
window.addEventListener("unhandledrejection", (event) => {
  if (isPanic(event.reason)) notice("panic", event.reason.message);
});

async function start() {
  if (typeof WebAssembly !== "object" || !window.indexedDB) {
    notice("old", navigator.userAgent);
    return;
  }
  let response;
  try {
    response = await fetch(new URL(MODULE, beside).href, { credentials: "same-origin" });
    if (!response.ok) throw new Error(`HTTP ${response.status} ${MODULE}`);
  } catch (error) {
    notice("fetch", error.message);
    return;
  }
  try {
    // A server that does not know .wasm sends another type: the glue then compiles from bytes.
    await init({ module_or_path: response });
    document.documentElement.dataset.started = "yes";
  } catch (error) {
    notice(isPanic(error) ? "panic" : error instanceof WebAssembly.CompileError ? "old" : "start", error.message);
  }
}

start();
