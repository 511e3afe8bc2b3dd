// The site as built and served: it starts in both browsers, under its own policy, without a complaint.
import assert from "node:assert/strict";
import { onEachBrowser } from "./support/app.mjs";
import { accessible } from "./support/a11y.mjs";
import { OLD } from "./support/browsers.mjs";
import { button, dialog, gone, seen } from "./support/hands.mjs";

onEachBrowser("starts without a complaint", async ({ name, browser, page, open }) => {
  await open();
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
  assert.match(await page.innerText("body"), /回音/);
  const version = Number(browser.version().split(".")[0]);
  if (name === OLD) assert.equal(version, 86);
  else assert.ok(version > 120, `today's browser is ${version}`);
});

onEachBrowser("starts on a plain-http intranet", async ({ page, open }) => {
  await open();
  assert.equal(await page.evaluate(() => window.isSecureContext), false);
}, { intranet: true });

onEachBrowser("what is clicked while the workspace still opens is answered", async ({ context, page, open }) => {
  // The context's, because the worker asks for it.
  await context.route("**/engine*.js", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await route.continue();
  });
  await open();
  await page.getByRole("button", { name: /办理身份/ }).click();
  assert.equal(await page.getByText("正在打开工作区").count(), 1, "the workspace is not open yet");
  const asked = await seen(dialog(page, "以何身份办理"));
  await button(asked, "取消").click();
  await gone(asked);
});

onEachBrowser("the engine's worker becomes ready", async ({ page, open }) => {
  await open();
  const first = await page.evaluate(() => new Promise((resolve) => {
    const worker = new Worker(window.huiyin.engine);
    worker.onmessage = (event) => { if (event.data.t === "ready" || event.data.t === "dead") resolve(event.data); };
    worker.onerror = (event) => resolve({ t: "error", message: event.message });
  }));
  assert.deepEqual(first, { t: "ready" });
});

onEachBrowser("the policy forbids strange workers, inline scripts and evaluation", async ({ page, open, complaints }) => {
  await open();
  // From a timer, because what the debugger itself evaluates may evaluate more.
  const refused = await page.evaluate(() => new Promise((resolve) => setTimeout(() => {
    const outcome = {};
    const attempt = (name, work) => {
      try { work(); outcome[name] = "allowed"; } catch (error) { outcome[name] = error.name; }
    };
    attempt("worker", () => new Worker("assets/other.js"));
    attempt("evaluation", () => (0, eval)("window.strangeRan = true"));
    attempt("inline", () => {
      const script = document.createElement("script");
      script.textContent = "window.strangeRan = true";
      document.head.appendChild(script);
    });
    attempt("markup", () => { document.createElement("div").innerHTML = "<img src=x onerror=alert(1)>"; });
    setTimeout(() => resolve({ ...outcome, ran: Boolean(window.strangeRan) }), 100);
  })));
  assert.equal(refused.ran, false);
  for (const way of ["worker", "evaluation", "inline", "markup"]) assert.match(refused[way], /Error$/, way);
  assert.ok(complaints.length > 0, "the watcher saw the violations");
  complaints.length = 0;
});

onEachBrowser("a panic is told in plain words", async ({ page, open }) => {
  await open();
  await page.evaluate(() => window.dispatchEvent(new CustomEvent("huiyin:panic", { detail: "at the disco" })));
  const notice = page.locator(".boot-notice[role=alert]");
  assert.match(await notice.innerText(), /程序出现意外错误[\s\S]*at the disco/);
  await accessible(page, ".boot-notice");
  await page.click(".boot-reload");
  await page.waitForSelector("html[data-started]", { state: "attached" });
  assert.equal(await notice.count(), 0);
});

onEachBrowser("starts when the server does not know .wasm", async ({ page, open, complaints }) => {
  const answered = [];
  await page.route("**/*.wasm", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-type": "application/octet-stream" } });
    answered.push(route.request().url());
  });
  await open();
  // What is brought along for later as well: an answer still on its way would outlive the page.
  const later = () => ["engine", "pages"].every((name) => answered.some((url) => url.includes(name)));
  for (let waited = 0; !later() && waited < 20_000; waited += 50) await page.waitForTimeout(50);
  assert.ok(later(), `answered: ${answered}`);
  await page.waitForLoadState("networkidle");
  assert.deepEqual(complaints, []);
});

onEachBrowser("says so when a file is missing", async ({ page, site, complaints }) => {
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "gone" }));
  await page.goto(site.url);
  assert.match(await page.innerText(".boot-notice"), /没有下载完整[\s\S]*HTTP 404/);
  assert.ok(complaints.some((text) => text.includes("404")));
  complaints.length = 0;
});
