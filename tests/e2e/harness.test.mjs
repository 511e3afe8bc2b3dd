// The harness itself: it notices faults, and can open a killed browser again on the same data.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { onEachBrowser, openApp } from "./support/app.mjs";
import { BROWSERS, openProfile } from "./support/browsers.mjs";
import { serve } from "./support/site.mjs";

for (const name of BROWSERS) {
  test(`a profile outlives a killed browser [${name}]`, { timeout: 120_000 }, async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "huiyin-profile-"));
    const site = await serve();
    const running = [];
    const start = async () => {
      running.push(await openProfile(name, folder));
      return running[running.length - 1];
    };
    try {
      const first = await start();
      await openApp(first.page, site.url);
      await first.page.evaluate(() => new Promise((resolve, reject) => {
        const asked = indexedDB.open("harness", 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore("notes");
        asked.onerror = () => reject(asked.error);
        asked.onsuccess = () => {
          const writing = asked.result.transaction("notes", "readwrite", { durability: "strict" });
          writing.objectStore("notes").put("kept", 1);
          writing.oncomplete = () => resolve();
          writing.onerror = () => reject(writing.error);
        };
      }));
      await first.kill();
      const second = await start();
      await openApp(second.page, site.url);
      const kept = await second.page.evaluate(() => new Promise((resolve, reject) => {
        const asked = indexedDB.open("harness", 1);
        asked.onerror = () => reject(asked.error);
        asked.onsuccess = () => {
          const reading = asked.result.transaction("notes").objectStore("notes").get(1);
          reading.onsuccess = () => resolve(reading.result);
        };
      }));
      assert.equal(kept, "kept");
      await second.close();
    } finally {
      for (const browser of running) await browser.kill();
      await site.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
}

onEachBrowser("faults in the page and in a worker are noticed", async ({ page, open, complaints }) => {
  await open();
  await page.evaluate(() => {
    setTimeout(() => { throw new Error("page fails"); });
    return new Promise((resolve) => {
      const worker = new Worker(window.huiyin.engine);
      worker.onerror = resolve;
      // Not a request: the worker cannot take it apart once it is ready.
      worker.onmessage = () => worker.postMessage(null);
    });
  });
  await page.waitForTimeout(200);
  for (const words of ["TypeError", "page fails"]) {
    assert.ok(complaints.some((text) => text.includes(words)), `${words} is among ${JSON.stringify(complaints)}`);
  }
  complaints.length = 0;
});
