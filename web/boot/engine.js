// The engine's worker: loads the module and passes bytes.
//
// In:  { id, b: Uint8Array }            a request, answered by the module itself with { id, b }
// Out: { t: "ready" }                   after start()
//      { t: "push", b }                 sent by the module itself
//      { t: "dead", message }           loading failed or the module panicked; nothing follows
//
// A panic hook in the module may leave its message in `self.huiyinPanic` before it aborts.
import init, { handle, start } from "huiyin-module";

const waiting = [];
let state = "loading";

function dead(error) {
  if (state === "dead") return;
  state = "dead";
  waiting.length = 0;
  const message = self.huiyinPanic || (error && (error.stack || error.message)) || error;
  self.postMessage({ t: "dead", message: String(message) });
}

function deliver({ id, b }) {
  if (state === "dead") return;
  try {
    handle(id, b);
  } catch (error) {
    dead(error);
  }
}

self.onmessage = (event) => {
  if (state === "loading") waiting.push(event.data);
  else deliver(event.data);
};

// Panics inside futures surface here rather than in deliver().
self.addEventListener("error", (event) => dead(event.error || event.message));
self.addEventListener("unhandledrejection", (event) => dead(event.reason));

async function load() {
  const response = await fetch(new URL(MODULE, self.location.href), { credentials: "same-origin" });
  if (!response.ok) throw new Error(`HTTP ${response.status} ${MODULE}`);
  await init({ module_or_path: response });
  await start();
  state = "ready";
  self.postMessage({ t: "ready" });
  waiting.splice(0).forEach(deliver);
}

load().catch(dead);
