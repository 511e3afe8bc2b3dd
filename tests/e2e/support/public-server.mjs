// What citizens and portals meet, standing in for the server: the public pages as they are built,
// the policies that belong to them, the intake, and static files of a board. (The server's own part
// has tests of its own; this one can be told to misbehave.)
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { target } from "./browsers.mjs";
import { officeKey, openVoice, solved } from "./public-box.mjs";

const TYPES = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", wasm: "application/wasm", json: "application/json", xml: "application/rss+xml" };

// The site to test: the whole one, or the public pages alone.
export function siteFolder() {
  const places = [process.env.HUIYIN_PUBLIC, path.join(target, "dist"), path.join(target, "dist-public")];
  const found = places.find((place) => place && fs.existsSync(path.join(place, "voice.html")));
  if (!found) throw new Error("no public pages; run `cargo xtask public` first");
  return found;
}

// As the server sends it. `wasm: false` is a proxy in front that forbids WebAssembly.
function policy({ wasm, script = true, frames = "'self'" }, agent) {
  const version = Number(/Chrome\/(\d+)/.exec(agent || "")?.[1] || 200);
  const word = !wasm ? "" : version < 97 ? " 'unsafe-eval'" : " 'wasm-unsafe-eval'";
  return `default-src 'none'; script-src ${script ? `'self'${word}` : "'none'"}; connect-src 'self'; style-src 'self'; img-src 'self' data: blob:; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors ${frames}; trusted-types default; require-trusted-types-for 'script'`;
}

const body = (request) => new Promise((resolve) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => resolve(Buffer.concat(chunks)));
});

// Starts it. Returns the state a test may read and change, `url`, `intranet(host)` and `stop()`.
export async function publicServer(given = {}) {
  const site = siteFolder();
  const office = officeKey();
  const state = {
    office, site,
    wasm: true, script: true, frames: "'self'", open: true, bits: 12, down: false, slow: 0, lateCodes: 0, refuse: null, delayScripts: 0,
    codes: {}, track: {}, ratings: [], files: {},
    received: [], forms: [], follows: [], requests: [], challenges: new Set(), count: 0,
    ...given,
  };
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url, "http://x");
    state.requests.push(`${request.method} ${url.pathname}`);
    const send = (status, type, content, headers = {}) => {
      response.writeHead(status, { "content-type": type, "x-content-type-options": "nosniff", "content-security-policy": policy(state, request.headers["user-agent"]), ...headers });
      response.end(content);
    };
    const json = (status, value, headers) => send(status, "application/json", JSON.stringify(value), headers);
    try {
      if (state.slow) await new Promise((resolve) => setTimeout(resolve, state.slow));
      const api = /^\/v1\/(.*)$/.exec(url.pathname);
      if (api && state.down) return request.socket.destroy();
      if (api) return await answer(state, api[1], request, json, send);
      // An answer of the server that has no icon of its own: browsers ask for one.
      if (url.pathname === "/favicon.ico") return send(204, "image/x-icon", "");
      const file = url.pathname === "/" ? "/board.html" : url.pathname;
      if (file.startsWith("/public/")) {
        const content = state.files[file.slice(8)];
        const cors = { "access-control-allow-origin": "*" };
        return content === undefined ? json(404, { code: "not-found", zh: "没有", en: "none" }, cors) : send(200, TYPES[file.split(".").pop()], content, cors);
      }
      const place = path.join(site, path.normalize(file));
      if (!place.startsWith(site) || !fs.existsSync(place) || fs.statSync(place).isDirectory()) return send(404, "text/plain", "no such file");
      if (state.delayScripts && file.endsWith(".js")) await new Promise((resolve) => setTimeout(resolve, state.delayScripts));
      const shared = file === "/huiyin-embed.js" || file.startsWith("/sample/");
      return send(200, TYPES[file.split(".").pop()] || "application/octet-stream", fs.readFileSync(place), shared ? { "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" } : {});
    } catch (error) {
      return json(500, { code: "fault", zh: String(error), en: String(error) });
    }
  });
  await new Promise((resolve) => server.listen(given.port || 0, "127.0.0.1", resolve));
  const port = server.address().port;
  const stop = () => new Promise((resolve) => {
    server.closeAllConnections();
    server.close(resolve);
  });
  return Object.assign(state, { port, url: `http://127.0.0.1:${port}/`, host: (name) => `http://${name}:${port}/`, stop });
}

async function answer(state, what, request, json, send) {
  const raw = await body(request);
  if (what === "intake") {
    const challenge = `c${(state.count += 1)}.${Math.random()}`;
    state.challenges.add(challenge);
    return json(200, { open: state.open, key: state.office.hex, challenge, bits: state.bits, max_pictures: 3, max_bytes: 700000, title: "示例区人大" });
  }
  const code = /^intake\/(\w+)$/.exec(what);
  if (code && state.lateCodes) await new Promise((resolve) => setTimeout(resolve, state.lateCodes));
  if (code) return state.codes[code[1]] ? json(200, state.codes[code[1]]) : json(404, { code: "code-unknown", zh: "没有这个码", en: "no such code" });
  if (what === "voices" && request.method === "POST") {
    if (!/json/.test(request.headers["content-type"])) {
      state.forms.push({ type: request.headers["content-type"], raw });
      return send(201, "text/html; charset=utf-8", "<!doctype html><html lang=zh-CN><title>已收到</title><h1>已收到</h1><p>查询码 ABCD-EFGH-JKMN</p>");
    }
    if (state.refuse) return json(state.refuse.status, state.refuse.body || { code: "refused", zh: "没有接收。", en: "not taken" });
    const { challenge, nonce, sealed } = JSON.parse(raw);
    if (!state.challenges.delete(challenge)) return json(409, { code: "challenge-spent", zh: "请求已过期，请重试。", en: "the challenge is spent" });
    if (!Number.isSafeInteger(nonce) || !solved(challenge, nonce, state.bits)) return json(422, { code: "work-missing", zh: "没有算对", en: "not solved" });
    if (raw.length > 1_000_000) return json(413, { code: "too-large", zh: "太大", en: "too large" });
    if (!state.received.some((one) => one.sealed === sealed)) state.received.push({ sealed, voice: openVoice(state.office, Buffer.from(sealed, "base64")) });
    return json(201, { received: true });
  }
  const track = /^track\/([0-9a-f]{64})(\/rating)?$/.exec(what);
  if (track && track[2]) {
    const rating = JSON.parse(raw);
    if (!state.challenges.delete(rating.challenge) || !solved(rating.challenge, rating.nonce, state.bits)) return json(409, { code: "challenge-spent", zh: "请重试", en: "again" });
    state.ratings.push({ hash: track[1], rating: rating.rating, note: rating.note });
    return json(201, { received: true });
  }
  if (track) return state.track[track[1]] ? json(200, state.track[track[1]]) : json(404, { code: "track-unknown", zh: "没有", en: "none" });
  if (what === "follow") {
    state.follows.push(raw.toString());
    return send(200, "text/html; charset=utf-8", "<!doctype html><html lang=zh-CN><title>办理情况</title><h1>办理情况</h1>");
  }
  return json(404, { code: "not-found", zh: "没有", en: "none" });
}

// Another origin: pages by path, each { html, policy, files }.
export async function portal(pages) {
  const server = http.createServer((request, response) => {
    const found = pages[new URL(request.url, "http://x").pathname];
    if (!found) {
      response.writeHead(request.url === "/favicon.ico" ? 204 : 404);
      return response.end();
    }
    const headers = { "content-type": found.type || "text/html; charset=utf-8" };
    if (found.policy) headers["content-security-policy"] = found.policy;
    response.writeHead(200, headers);
    return response.end(found.body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}/`;
  return { url, origin: url.slice(0, -1), stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }) };
}
