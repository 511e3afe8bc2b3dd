// How a test meets a public page: one browser, the server's stand-in, and no complaints at the end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./a11y.mjs";
import { BROWSERS, OLD, launch } from "./browsers.mjs";
import { SIZES, overflow, picture } from "./pictures.mjs";
import { watch } from "./watch.mjs";
import { publicServer } from "./public-server.mjs";

const MINUTES = 60_000;

// Declares one test per browser. The test gets { name, page, context, server, complaints, open(path) }.
// Options: size, context (of Playwright), server (of publicServer), minutes.
export function onPublic(title, work, options = {}) {
  for (const name of BROWSERS) {
    test(`${title} [${name}]`, { timeout: (options.minutes || 3) * MINUTES }, async () => {
      const server = await publicServer(options.server);
      let browser;
      try {
        browser = await launch(name);
        const context = await browser.newContext({ viewport: options.size || SIZES.phone, locale: "zh-CN", timezoneId: "Asia/Shanghai", ...options.context });
        const complaints = await watch(context, { old: name === OLD });
        const page = await context.newPage();
        const open = (where) => page.goto(server.url + where);
        try {
          await work({ name, browser, context, page, server, complaints, open, old: name === OLD });
        } catch (error) {
          await picture(page, `failed ${title} ${name}`.replace(/[^\p{L}\d]+/gu, "-")).catch(() => {});
          if (complaints.length) error.message += `\nthe page complained: ${JSON.stringify(complaints, null, 1)}`;
          throw error;
        }
        assert.deepEqual(complaints, [], "the page complained");
      } finally {
        if (browser) await browser.close();
        await server.stop();
      }
    });
  }
}

// Looks at a page: axe, no sideways scrolling at any size or text size, one picture each.
export async function looked(page, name, { sizes = SIZES, axe = true } = {}) {
  if (axe) await accessible(page);
  const before = page.viewportSize();
  for (const [label, size] of Object.entries(sizes)) {
    await page.setViewportSize(size);
    await page.waitForTimeout(60);
    assert.equal(await overflow(page), 0, `${name} at ${label}`);
    await picture(page, `public-${name}-${label}`);
  }
  await page.setViewportSize(SIZES.desktop);
  await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
  await page.waitForTimeout(60);
  assert.equal(await overflow(page), 0, `${name} with twice the text`);
  await picture(page, `public-${name}-text200`);
  await page.setViewportSize(SIZES.phone);
  await page.waitForTimeout(60);
  assert.equal(await overflow(page), 0, `${name} with twice the text on a phone`);
  await picture(page, `public-${name}-phone-text200`);
  await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
  await page.setViewportSize(before);
}

// Sums what moved without anybody doing anything, from before the first script on.
export async function watchShifts(page) {
  await page.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push({ value: entry.value, nodes: (entry.sources || []).map((one) => one.node && one.node.nodeName) });
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () => page.evaluate(() => window.shifts);
}

// A phone of some years ago at the edge of a network.
export async function weak(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 300, downloadThroughput: 50_000, uploadThroughput: 30_000 });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
}

// What moved by itself, all together, must not be seen: Google's measure calls 0.1 good, ours is 0.02.
export async function still(shifts, what) {
  const all = await shifts();
  const sum = all.reduce((whole, one) => whole + one.value, 0);
  console.log(`    ${what}: layout shift ${sum.toFixed(4)}`);
  assert.ok(sum < 0.02, `${what} moved by ${sum}: ${JSON.stringify(all)}`);
}
