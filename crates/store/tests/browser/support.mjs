// A page with a store in a worker, in the browsers of the end-to-end tests.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { INTRANET, target } from "../../../../tests/e2e/support/browsers.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
// Where the bound module lies: store_conformance.js and store_conformance_bg.wasm.
const built = process.env.HUIYIN_STORE_SUITE || path.join(target, "wasm", "store_conformance");

const TYPES = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

// Serves the suite. Returns its address under a host name browsers do not
// trust, which is what an office's intranet is, and stop().
export async function serveSuite() {
  if (!fs.existsSync(path.join(built, "store_conformance_bg.wasm"))) {
    throw new Error(`no store_conformance_bg.wasm in ${built}; set HUIYIN_STORE_SUITE`);
  }
  const server = http.createServer((request, response) => {
    const name = path.basename(new URL(request.url, "http://x").pathname);
    if (name === "" || name === "favicon.ico") {
      response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>store</title>");
      return;
    }
    const file = path.join(name === "worker.mjs" ? here : built, name);
    if (!fs.existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[path.extname(name)] || "text/plain" }).end(fs.readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { url: `http://${INTRANET}:${server.address().port}/`, stop };
}

// Opens the page and its worker. The result calls into the worker by name;
// a refusal rejects with the store's code as its message.
export async function openTab(page, url) {
  await page.goto(url);
  await page.evaluate(() => {
    const waiting = new Map();
    const worker = new Worker("worker.mjs", { type: "module" });
    window.confirmed = 0;
    worker.onmessage = ({ data }) => {
      if (data.confirmed) window.confirmed = data.confirmed;
      else waiting.get(data.id)(data);
    };
    worker.onerror = (event) => waiting.forEach((resolve) => resolve({ error: event.message || "the worker failed" }));
    window.call = (call, ...args) =>
      new Promise((resolve) => {
        const id = waiting.size;
        waiting.set(id, resolve);
        worker.postMessage({ id, call, args });
      });
  });
  return async (...call) => {
    const { value, error } = await page.evaluate((call) => window.call(...call), call);
    if (error !== undefined) throw new Error(error);
    return value;
  };
}
