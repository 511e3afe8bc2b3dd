// The package in browsers: its example, and answers that are those of Node.js.
import assert from "node:assert/strict";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { test } from "node:test";
import { BROWSERS, launch } from "../e2e/support/browsers.mjs";
import { install, load, read, sample } from "./support.mjs";

const project = install();
const installed = path.join(project, "node_modules/huiyin");
const api = await load(project);
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

// Serves the installed package as a plain web server does.
async function serve() {
  const server = http.createServer((request, answer) => {
    const file = path.join(installed, path.normalize(new URL(request.url, "http://x").pathname));
    if (!file.startsWith(installed) || !fs.existsSync(file)) return answer.writeHead(404).end();
    answer.writeHead(200, { "content-type": TYPES[path.extname(file)] || "text/plain" });
    answer.end(fs.readFileSync(file));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

for (const name of BROWSERS) {
  test(`the example and the same answers [${name}]`, { timeout: 120_000 }, async () => {
    const site = await serve();
    const browser = await launch(name);
    try {
      const page = await (await browser.newContext()).newPage();
      const complaints = [];
      page.on("pageerror", (error) => complaints.push(String(error)));
      await page.goto(`${site.url}/examples/browser.html`);
      await page.waitForSelector("#steps li", { timeout: 30_000 });
      const due = api.deadline("national", "reply", api.day("2024-03-08"));
      assert.equal(await page.textContent("#due"), due.due);
      assert.equal((await page.$$("#steps li")).length, due.steps.length);
      await page.fill("#from", "2050-03-08");
      assert.match(await page.textContent("#due"), /暂估/);
      await page.fill("#from", "");
      assert.match(await page.textContent("#due"), /参数/);

      const board = read("tests/golden/ballot/board.json");
      const bundle = read("tests/golden/v1/bundle.json");
      const notice = sample(api);
      const found = await page.evaluate(async ({ board, bundle, notice }) => {
        const own = await import("/browser.js");
        await Promise.all([own.init(), own.init()]);
        const today = own.day("2024-03-08");
        const codes = own.ruleCodes().map((rule) => rule.code);
        const deadlines = codes.map((code) => {
          try {
            return own.deadline("national", code, today);
          } catch (error) {
            return error.code;
          }
        });
        const published = own.projectBoard(notice.settings, notice.items);
        return { deadlines, published, board: own.verifyBoard(board), bundle: own.validateBundle(bundle) };
      }, { board, bundle, notice });
      const deadlines = api.ruleCodes().map(({ code }) => {
        try {
          return api.deadline("national", code, api.day("2024-03-08"));
        } catch (error) {
          return error.code;
        }
      });
      assert.deepEqual(found.deadlines, deadlines);
      assert.deepEqual(found.published, api.projectBoard(notice.settings, notice.items));
      assert.deepEqual(found.board, api.verifyBoard(board));
      assert.deepEqual(found.bundle, api.validateBundle(bundle));
      assert.deepEqual(complaints, []);
    } finally {
      await browser.close();
      await site.stop();
    }
  });

  test(`what is not loaded says so, and can be tried again [${name}]`, { timeout: 120_000 }, async () => {
    const site = await serve();
    const browser = await launch(name);
    try {
      const page = await (await browser.newContext()).newPage();
      await page.goto(`${site.url}/LICENSE-MIT`);
      const said = await page.evaluate(async () => {
        const api = await import("/browser.js");
        const codes = [];
        const note = (error) => codes.push([error instanceof api.HuiyinError, error.code, error.name]);
        try {
          api.rulebooks();
        } catch (error) {
          note(error);
        }
        await api.init("/nothing.wasm").catch(note);
        await api.init(new Uint8Array([1, 2, 3])).catch(note);
        const bytes = await (await fetch("/huiyin.wasm")).arrayBuffer();
        await api.init(bytes);
        return { codes, count: api.rulebooks().length };
      });
      const error = (code) => [true, code, "HuiyinError"];
      assert.deepEqual(said.codes, ["not_initialised", "not_loaded", "not_loaded"].map(error));
      assert.equal(said.count, api.rulebooks().length);
    } finally {
      await browser.close();
      await site.stop();
    }
  });
}
