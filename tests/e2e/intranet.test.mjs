// A plain-http intranet under a host name that browsers do not trust: everything works, nothing
// that only trusted pages have is asked for.
import assert from "node:assert/strict";
import { onEachBrowser, openApp } from "./support/app.mjs";
import { act, button, counted, heading, importLedger, rates, seen, settings, AS_RECEIVED, visit } from "./support/hands.mjs";
import { download } from "./support/downloads.mjs";

// What a page that is not trusted has not got; touching any of it where it does exist is a fault too.
const TRUSTED_ONLY = ["crypto.subtle", "crypto.randomUUID", "navigator.locks", "navigator.serviceWorker", "navigator.storage", "navigator.clipboard", "window.caches"];

onEachBrowser("an intranet without encryption imports, acts, counts and exports", async ({ page, context, open, address }) => {
  await open();
  assert.equal(await page.evaluate(() => window.isSecureContext), false);
  const there = await page.evaluate((names) => names.filter((name) => {
    const [object, field] = name.split(".");
    return window[object][field] !== undefined;
  }), TRUSTED_ONLY);
  assert.deepEqual(there, [], "the host is not trusted");
  await page.evaluate(() => {
    window.touched = [];
    for (const field of ["locks", "serviceWorker", "storage", "clipboard"]) {
      Object.defineProperty(navigator, field, { configurable: true, get: () => { window.touched.push(field); return undefined; } });
    }
  });

  assert.equal(await importLedger(page, AS_RECEIVED), 95);
  assert.equal((await rates(page))["办结率"].percent, "61.05");
  await visit(page, "建议台账");
  await page.getByRole("grid", { name: "建议台账" }).getByRole("link").first().click();
  await seen(page.getByRole("region", { name: "可以办理" }));
  await act(page, "办结归档");
  await seen(page.getByRole("region", { name: "办理过程" }).getByText("办结归档").first());
  await settings(page, "数据");
  const bundle = await download(page, button(page, "导出数据包"));
  assert.ok(bundle.bytes.length > 10_000);
  assert.deepEqual(await page.evaluate(() => window.touched), []);

  await page.reload();
  await page.waitForSelector("html[data-started]", { state: "attached" });
  await visit(page, "统计");
  assert.match(await counted(page), /共 95 件，其中重点督办 4 件/);

  // Tabs find each other without locks.
  const other = await context.newPage();
  await openApp(other, `${address}#/new`);
  await seen(heading(other, "登记建议"));
  await visit(other, "统计");
  assert.match(await counted(other), /共 95 件/);
}, { intranet: true });
