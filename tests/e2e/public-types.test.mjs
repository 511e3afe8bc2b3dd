// The public pages' scripts are plain JavaScript; what they promise each other is checked all the same.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../web/public");
const sources = fs.readdirSync(folder, { recursive: true }).map(String);

test("tsc --checkJs --strict finds nothing", () => {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const { stdout, status } = spawnSync(process.execPath, [tsc, "-p", path.join(folder, "tsconfig.json")], { encoding: "utf8" });
  assert.equal(stdout, "");
  assert.equal(status, 0);
});

test("text becomes text only: nothing reads markup, evaluates, or styles inline", () => {
  const forbidden = /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|srcdoc|eval\(|new Function|createContextualFragment)/;
  for (const name of sources.filter((one) => one.endsWith(".js"))) assert.doesNotMatch(fs.readFileSync(path.join(folder, name), "utf8"), forbidden, name);
  for (const name of sources.filter((one) => one.endsWith(".html"))) {
    const page = fs.readFileSync(path.join(folder, name), "utf8");
    assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/, name);
  }
});

test("style sheets ask nothing that Chromium 86 has not got", () => {
  const unknown = /:has\(|:is\(|:where\(|@container|@layer|aspect-ratio|\binset:|\ddvh|&[\s:.]/;
  for (const name of sources.filter((one) => one.endsWith(".css"))) assert.doesNotMatch(fs.readFileSync(path.join(folder, name), "utf8"), unknown, name);
});

test("every text is in both languages", async () => {
  for (const name of sources.filter((one) => one.endsWith("texts.js"))) {
    const { TEXTS } = await import(path.join(folder, name));
    for (const [key, pair] of Object.entries(TEXTS)) {
      assert.match(pair[0], /[\u4e00-\u9fff]/, `${name} ${key}`);
      assert.doesNotMatch(pair[1], /[\u4e00-\u9fff]/, `${name} ${key}`);
      assert.ok(pair[1], `${name} ${key}`);
      assert.deepEqual((pair[0].match(/\{\w+\}/g) || []).sort(), (pair[1].match(/\{\w+\}/g) || []).sort(), `${name} ${key}`);
    }
  }
});
