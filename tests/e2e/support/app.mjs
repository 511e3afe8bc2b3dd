// How a test meets the app: one browser, one server, one context, and no complaints at the end.
//
//   onEachBrowser("imports a ledger", async ({ page, open, site }) => { await open("#/import"); … });
import assert from "node:assert/strict";
import { test } from "node:test";
import { BROWSERS, OLD, launch } from "./browsers.mjs";
import { picture } from "./pictures.mjs";
import { serve } from "./site.mjs";
import { watch } from "./watch.mjs";

const MINUTES = 60_000;

// Declares one test per browser. Options:
//   demo      serve the demo workspace (default false: the app starts empty)
//   intranet  open the site under an untrusted http host name (default false)
//   size      viewport, default 1440×900
//   minutes   time limit, default 3
//   only      one browser, where what is tested does not depend on it
//   flags     gives more flags to start the browser with
// The test gets { name, browser, context, page, site, open, complaints }. `open(hash)` loads the
// app and waits until it runs. A test that provokes complaints empties the list after checking it.
export function onEachBrowser(title, work, options = {}) {
  for (const name of BROWSERS.filter((name) => name === (options.only || name))) {
    const longest = (options.minutes || 3) * MINUTES;
    // The runner's own limit abandons a test without ending its browser; ours comes before it.
    test(`${title} [${name}]`, { timeout: longest + MINUTES }, async () => {
      const site = await serve({ demo: options.demo });
      let browser;
      let timer;
      try {
        browser = await launch(name, options.flags?.());
        const context = await browser.newContext({ viewport: options.size || { width: 1440, height: 900 }, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
        const complaints = await watch(context, { old: name === OLD });
        const page = await context.newPage();
        const address = options.intranet ? site.intranet : site.url;
        const open = (hash = "", where = page) => openApp(where, address + hash);
        try {
          const late = new Promise((_, reject) => {
            timer = setTimeout(() => reject(new Error(`not done after ${longest / 1000} s`)), longest);
          });
          await Promise.race([work({ name, browser, context, page, site, address, open, complaints }), late]);
        } catch (error) {
          // What a person would have seen, beside what the test missed; complaints are often the cause.
          await picture(page, `failed ${title} ${name}`.replace(/[^\p{L}\d]+/gu, "-")).catch(() => {});
          if (complaints.length > 0) error.message += `\nthe page complained: ${JSON.stringify(complaints, null, 1)}`;
          throw error;
        }
        assert.deepEqual(complaints, [], "the page complained");
      } finally {
        clearTimeout(timer);
        if (browser) await browser.close();
        await site.stop();
      }
    });
  }
}

// Loads an address and waits until the app's shell runs, or fails with the notice it shows instead.
export async function openApp(page, address) {
  await page.goto(address);
  await page.waitForSelector("html[data-started], .boot-notice", { state: "attached", timeout: 30_000 });
  const notice = await page.$(".boot-notice");
  if (notice) assert.fail(`the app did not start: ${await notice.innerText()}`);
}
