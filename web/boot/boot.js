// Starts the app: the first and only script of the page.
//
// Names of the hashed files come in through ASSETS when xtask bundles this file:
// { shell, pages, pagesStyle, engine, reports, polls, public, sync, office, build }.
import init from "huiyin-module";
import { notice } from "./notice.js";

const beside = document.currentScript.src;
const address = (name) => new URL(name, beside).href;

// What the shell (Rust) reads: addresses of the workers, and the build they belong to.
window.huiyin = {
  engine: address(ASSETS.engine),
  reports: address(ASSETS.reports),
  polls: address(ASSETS.polls),
  public: address(ASSETS.public),
  sync: address(ASSETS.sync),
  office: address(ASSETS.office),
  build: ASSETS.build,
  pages: loadPages,
};

// The module with every page, on demand: the first view needs only the desk.
const onDesk = /^#?\/?(desk)?$/.test(location.hash);
let pagesWanted = false;
function loadPages() {
  if (pagesWanted) return;
  pagesWanted = true;
  // Their styles first: a page is never seen without them.
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = address(ASSETS.pagesStyle);
  style.onerror = () => notice("fetch", style.href);
  style.onload = () => {
    const script = document.createElement("script");
    script.src = address(ASSETS.pages);
    script.onerror = () => notice("fetch", script.src);
    document.body.appendChild(script);
  };
  document.head.appendChild(style);
}
window.addEventListener("huiyin:failed", (event) => notice(event.detail.kind, event.detail.message));

// The policy "require-trusted-types-for 'script'" forbids starting a worker from a plain string.
// This default policy lets exactly our workers pass.
if (window.trustedTypes && window.trustedTypes.createPolicy) {
  const workers = [
    window.huiyin.engine,
    window.huiyin.reports,
    window.huiyin.polls,
    window.huiyin.public,
    window.huiyin.sync,
    window.huiyin.office,
    address(ASSETS.pages),
  ];
  window.trustedTypes.createPolicy("default", {
    createScriptURL: (url) => (workers.includes(url) ? url : null),
  });
}

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

// Brings the other pages into the browser's cache while the person reads the first one.
function prefetch() {
  // Not `<link rel=prefetch>`: Chromium 86 holds that against the content policy.
  for (const file of [ASSETS.pagesStyle, ASSETS.pages, ASSETS.pagesWasm]) {
    // Failing here costs nothing; loading them in earnest says why.
    fetch(address(file), { credentials: "same-origin" }).then((response) => response.blob()).catch(() => {});
  }
}

async function start() {
  if (typeof WebAssembly !== "object" || typeof Worker !== "function" || !window.indexedDB) {
    notice("old", navigator.userAgent);
    return;
  }
  if (!onDesk) prefetch();
  let response;
  try {
    response = await fetch(address(ASSETS.shell), { credentials: "same-origin" });
    if (!response.ok) throw new Error(`HTTP ${response.status} ${address(ASSETS.shell)}`);
  } catch (error) {
    notice("fetch", error.message);
    return;
  }
  try {
    // A server that does not know .wasm sends another type: the glue then compiles from bytes.
    await init({ module_or_path: response });
    document.documentElement.dataset.started = "yes";
    if (onDesk) prefetch();
  } catch (error) {
    notice(isPanic(error) ? "panic" : error instanceof WebAssembly.CompileError ? "old" : "start", error.message);
  }
}

start();
