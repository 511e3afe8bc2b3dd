// The widget in other people's pages: strict, old, hostile, and when things go wrong.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { accessible } from "./support/a11y.mjs";
import { seen, until } from "./support/hands.mjs";
import { SIZES, overflow, picture } from "./support/pictures.mjs";
import { boardFiles } from "./support/public-board.mjs";
import { looked, onPublic, watchShifts } from "./support/public-looks.mjs";
import { portal } from "./support/public-server.mjs";

const JQUERY = fs.readFileSync(createRequire(import.meta.url).resolve("jquery/dist/jquery.min.js"), "utf8");
const RESERVE = `body { margin: 16px; font-family: sans-serif; }
huiyin-board:not(:defined), huiyin-item:not(:defined), huiyin-rates:not(:defined), huiyin-voice:not(:defined) { display: block; }
huiyin-board:not(:defined) { min-height: 480px; } huiyin-item:not(:defined) { min-height: 420px; }
huiyin-rates:not(:defined) { min-height: 280px; } huiyin-voice:not(:defined) { min-height: 760px; }`;
const LOG = `window.heard = [];
["huiyin-ready", "huiyin-error", "huiyin-open", "huiyin-voice-sent"].forEach(function (type) {
  document.addEventListener(type, function (event) { window.heard.push({ type: type, id: event.target.id, detail: event.detail }); });
});`;
const heard = (page, type, id) => until(() => page.evaluate(([t, i]) => window.heard.find((one) => one.type === t && (!i || one.id === i)), [type, id]), async () => `${type} of ${id}; heard ${JSON.stringify(await page.evaluate(() => window.heard))}`);
const desktop = { size: SIZES.laptop };

// A page of a portal with our script; `more` are further files of the portal.
async function host(server, body, { policy, css = RESERVE, head = "", attributes = "lang=\"zh-CN\"", more = {}, before = "" } = {}) {
  const pages = {
    "/log.js": { type: "text/javascript", body: LOG },
    "/portal.css": { type: "text/css", body: css },
    ...more,
  };
  const there = await portal(pages);
  server.frames = `'self' ${there.origin}`;
  pages["/"] = {
    policy: policy && policy(server.url.slice(0, -1)),
    body: `<!doctype html><html ${attributes}><head><meta charset="utf-8"><title>门户</title><link rel="stylesheet" href="portal.css"><script src="log.js"></script>${before}<script src="${server.url}huiyin-embed.js" defer></script>${head}</head><body>${body(`${server.url}public/`)}</body></html>`,
  };
  return there;
}

onPublic("a strict policy: elements and frames, without a jump", async ({ page, server, complaints }) => {
  server.files = boardFiles(12);
  const there = await host(server, (src) => `<main><h1>某市人大</h1>
    <huiyin-board id="framed" height="480"></huiyin-board><p id="below">下文</p>
    <huiyin-board id="inline" mode="inline" height="480" unit="区教育局"></huiyin-board>
    <huiyin-item id="item" mode="inline" height="420" item="item00003"></huiyin-item>
    <huiyin-rates id="rates" mode="inline" height="280" src="${src}"></huiyin-rates>
    <huiyin-voice id="voice" height="760" code="0123456789"></huiyin-voice></main>`, {
    policy: (origin) => `default-src 'none'; script-src 'self' ${origin}; style-src 'self'; frame-src ${origin}; connect-src ${origin}; require-trusted-types-for 'script'`,
  });
  try {
    server.codes = { "0123456789": { label: "示例联络站", withdrawn: false, drive: null } };
    const shifts = await watchShifts(page);
    await page.goto(there.url);
    for (const id of ["framed", "inline", "item", "rates", "voice"]) await heard(page, "huiyin-ready", id);
    const frame = page.frameLocator("#framed >> iframe");
    await seen(frame.getByText("共 12 件"));
    await page.waitForTimeout(400);
    assert.deepEqual(await shifts(), [], "nothing jumped");
    await seen(page.locator("#inline").getByText("区教育局 承办的建议"));
    await seen(page.locator("#item").getByRole("heading", { name: "关于改善第3社区道路照明的建议" }));
    await seen(page.locator("#rates").getByText("55 ÷ 56 × 100% = 98.2%"));
    assert.deepEqual(complaints, []);
    await accessible(page);
    // axe asks the frames by messages to its own origin, which Chromium 86 reports.
    complaints.length = 0;
    assert.equal(await overflow(page), 0);
    await page.setViewportSize({ width: 1024, height: 2900 });
    await picture(page, "public-embed-strict");
    await page.setViewportSize({ width: 390, height: 3200 });
    await page.waitForTimeout(200);
    assert.equal(await overflow(page), 0);
    await picture(page, "public-embed-strict-phone");
    await page.setViewportSize(SIZES.laptop);
    // The citizen's form, within its frame.
    const form = page.frameLocator("#voice >> iframe");
    await seen(form.getByText("您正在向“示例联络站”反映问题"));
    await form.getByLabel("您要反映什么").fill("在门户里说的话");
    await form.getByRole("button", { name: "提交", exact: true }).click();
    await seen(form.getByText("已送达"));
    const sent = await heard(page, "huiyin-voice-sent", "voice");
    assert.deepEqual(sent.detail, { code: "0123456789", mode: "frame" });
    assert.equal(server.received[0].voice.text, "在门户里说的话");
  } finally {
    await there.stop();
  }
}, desktop);

onPublic("a page with jQuery 1.12 puts it in, moves it and takes it out", async ({ page, server }) => {
  server.files = boardFiles(8);
  const there = await host(server, (src) => `<div id="slot"></div><div id="other"></div><script src="portal.js"></script>`, {
    before: "<script src=\"jquery.js\"></script>",
    more: {
      "/jquery.js": { type: "text/javascript", body: JQUERY },
      "/portal.js": { type: "text/javascript", body: `$(function () {
        $("#slot").html('<huiyin-board id="b" mode="inline"></huiyin-board>').on("huiyin-ready", function () { $(this).attr("data-ready", "yes"); });
        $(document).on("huiyin-open", function (event) { event.preventDefault(); window.opened = event.originalEvent.detail; });
      });` },
    },
  });
  try {
    await page.goto(there.url);
    await page.waitForSelector("#slot[data-ready]");
    await page.evaluate(() => { window.$("#b").appendTo("#other").hide().show().css("opacity", 1); });
    await seen(page.locator("#other").getByText("共 8 件"));
    await page.getByRole("link", { name: "关于改善第2社区道路照明的建议" }).click();
    assert.deepEqual(await page.evaluate(() => window.opened), { item: "item00002", url: `${server.url}board.html#/item/item00002` });
    await seen(page.getByText("共 8 件"));
    await page.evaluate(() => { window.$("#b").remove(); });
    assert.equal(await page.locator("iframe").count(), 0);
  } finally {
    await there.stop();
  }
}, desktop);

onPublic("an aggressive reset and a page from right to left leave it as it is", async ({ page, server }) => {
  server.files = boardFiles(5);
  const css = `html { font-size: 62.5%; } * { margin: 0 !important; padding: 0 !important; font-size: 8px !important; line-height: 1 !important; color: #f0f !important;
    display: inline !important; height: 0 !important; min-height: 0 !important; overflow: hidden !important; float: left !important; text-transform: uppercase !important; letter-spacing: 9px !important; }
    html, body { display: block !important; height: auto !important; overflow: visible !important; float: none !important; } iframe { display: none !important; } a { text-decoration: underline !important; }`;
  const there = await host(server, () => "<huiyin-board id=\"a\" mode=\"inline\"></huiyin-board><huiyin-board id=\"b\" mode=\"frame\"></huiyin-board>", { css, attributes: "lang=\"ar\" dir=\"rtl\"" });
  try {
    await page.goto(there.url);
    await heard(page, "huiyin-ready", "a");
    await heard(page, "huiyin-ready", "b");
    const facts = await page.evaluate(() => ["a", "b"].map((id) => {
      const element = document.getElementById(id);
      const root = element.shadowRoot.querySelector(".root");
      const { fontSize, color, direction, textTransform, letterSpacing } = getComputedStyle(root);
      return { tall: element.getBoundingClientRect().height >= 560, fontSize, color, direction, textTransform, letterSpacing };
    }));
    const same = { tall: true, fontSize: "16px", color: "rgb(31, 35, 41)", direction: "ltr", textTransform: "none", letterSpacing: "normal" };
    assert.deepEqual(facts, [same, same]);
    await seen(page.frameLocator("#b >> iframe").getByText("共 5 件"));
    await picture(page, "public-embed-reset");
  } finally {
    await there.stop();
  }
}, desktop);

onPublic("a name that is taken, twice the same, and two versions", async ({ page, server }) => {
  server.files = boardFiles(3);
  const ours = fs.readFileSync(path.join(server.site, "huiyin-embed.js"), "utf8");
  const build = /build:"?([0-9a-f]{10})/.exec(ours) || /"([0-9a-f]{10})"/.exec(ours);
  const there = await host(server, () => `<huiyin-board id="theirs">别人的</huiyin-board><div id="slot"></div>
    <script src="${server.url}huiyin-embed.js" defer></script><script src="older.js" defer></script>`, {
    before: "<script src=\"taken.js\"></script>",
    more: {
      "/taken.js": { type: "text/javascript", body: "customElements.define(\"huiyin-board\", class extends HTMLElement {});" },
      "/older.js": { type: "text/javascript", body: ours.replaceAll(build[1], "0000000000") },
    },
  });
  try {
    const said = [];
    page.on("console", (message) => said.push(message.text()));
    await page.goto(there.url);
    await until(() => page.evaluate(() => window.HuiyinEmbed && window.HuiyinEmbed.loaded.length === 2), "two versions");
    const facts = await page.evaluate(() => ({ version: window.HuiyinEmbed.version, names: window.HuiyinEmbed.names, second: window.HuiyinEmbed.loaded[1].names }));
    assert.match(facts.version, /^\d+\.\d+\.\d+/);
    assert.deepEqual(facts.names, { board: "huiyin-board-2", item: "huiyin-item", voice: "huiyin-voice", rates: "huiyin-rates" });
    assert.deepEqual(facts.second, { board: "huiyin-board-3", item: "huiyin-item-2", voice: "huiyin-voice-2", rates: "huiyin-rates-2" });
    assert.ok(said.some((text) => text.includes("<huiyin-board> is taken") && text.includes("“huiyin-board-2”")), said.join("\n"));
    assert.equal(await page.locator("#theirs").innerText(), "别人的");
    await page.evaluate(() => {
      const made = document.createElement(window.HuiyinEmbed.names.board);
      made.setAttribute("mode", "inline");
      document.getElementById("slot").appendChild(made);
    });
    await seen(page.locator("#slot").getByText("共 3 件"));
  } finally {
    await there.stop();
  }
}, desktop);

onPublic("what is blocked says so and links out; nothing else in the page suffers", async ({ page, server, complaints }) => {
  server.files = boardFiles(3);
  const there = await host(server, (src) => `<huiyin-board id="csp"></huiyin-board><huiyin-board id="broken" src="http://["></huiyin-board>
    <huiyin-item id="unnamed" mode="inline"></huiyin-item><huiyin-board id="missing" mode="inline" src="${src}none/"></huiyin-board><huiyin-board id="good" mode="inline"></huiyin-board>`, {
    policy: (origin) => `default-src 'none'; script-src 'self' ${origin}; style-src 'self'; connect-src ${origin}`,
  });
  try {
    await page.goto(there.url);
    await heard(page, "huiyin-ready", "good");
    assert.equal((await heard(page, "huiyin-error", "csp")).detail.code, "csp");
    assert.equal((await heard(page, "huiyin-error", "broken")).detail.code, "element");
    assert.equal((await heard(page, "huiyin-error", "unnamed")).detail.message, "没有指定建议编号（item 属性）。");
    assert.equal((await heard(page, "huiyin-error", "missing")).detail.code, "files");
    assert.equal(await page.locator("#csp").getByRole("link", { name: "在新窗口打开" }).getAttribute("href"), `${server.url}board.html`);
    await seen(page.locator("#good").getByText("共 3 件"));
    await picture(page, "public-embed-blocked");
    // An attribute put right later.
    await page.evaluate((src) => document.getElementById("broken").setAttribute("src", src), `${server.url}public/`);
    await page.evaluate(() => document.getElementById("broken").setAttribute("mode", "inline"));
    await seen(page.locator("#broken").getByText("共 3 件"));
  } finally {
    await there.stop();
    complaints.length = 0;
  }
}, desktop);

onPublic("elements put in, changed and taken out leave nothing behind", async ({ page, server, complaints }) => {
  server.files = boardFiles(30);
  const there = await host(server, () => "<div id=\"slot\"></div>", { before: "<script src=\"count.js\"></script>", more: { "/count.js": { type: "text/javascript", body: `window.listening = 0; window.waiting = new Set();
    var add = window.addEventListener, remove = window.removeEventListener, later = window.setTimeout, never = window.clearTimeout;
    window.addEventListener = function (type) { if (type === "message") window.listening += 1; return add.apply(this, arguments); };
    window.removeEventListener = function (type) { if (type === "message") window.listening -= 1; return remove.apply(this, arguments); };
    window.setTimeout = function (work, ms) { var id = later(function () { window.waiting.delete(id); work(); }, ms); window.waiting.add(id); return id; };
    window.clearTimeout = function (id) { window.waiting.delete(id); never(id); };` } } });
  try {
    await page.goto(there.url);
    await page.evaluate(() => { for (let i = 0; i < 12; i += 1) document.getElementById("slot").appendChild(document.createElement("huiyin-board")).id = `f${i}`; });
    for (let i = 0; i < 12; i += 1) await heard(page, "huiyin-ready", `f${i}`);
    assert.equal(await page.evaluate(() => window.listening), 12);
    await page.evaluate(() => { document.getElementById("slot").textContent = ""; });
    assert.deepEqual(await page.evaluate(() => Promise.resolve().then(() => [window.listening, window.waiting.size])), [0, 0]);
    // One element through what may be done to it.
    const change = (work, words) => page.evaluate(work).then(() => seen(page.locator("#slot").getByText(words).first()));
    await change(() => { const made = document.createElement("huiyin-board"); made.setAttribute("mode", "inline"); window.one = document.getElementById("slot").appendChild(made); }, "共 30 件");
    await change(() => { window.one.setAttribute("src", "http://["); }, "src 属性不是网址。");
    await change(() => { window.one.removeAttribute("src"); }, "共 30 件");
    await change(() => { window.one.setAttribute("unit", "区教育局"); }, "共 6 件");
    await change(() => { window.one.remove(); document.getElementById("slot").appendChild(window.one).setAttribute("lang", "en"); }, "6 in all");
    server.files = boardFiles(10);
    await change(() => { window.one.refresh(); }, "2 in all");
    for (const [height, tall] of [["300", 300], ["59", 560], ["banana", 560]]) {
      await page.evaluate((value) => { window.one.setAttribute("height", value); }, height);
      await until(() => page.evaluate((least) => { const { height: now } = window.one.getBoundingClientRect(); return least === 300 ? now === 300 : now >= least; }, tall), `height ${height}`);
    }
    assert.deepEqual(complaints, []);
  } finally {
    await there.stop();
  }
}, desktop);

onPublic("whatever stands in the files, the page around goes on", async ({ page, server, complaints }) => {
  server.files = boardFiles(10);
  const there = await host(server, () => "<huiyin-board id=\"a\" mode=\"inline\"></huiyin-board><huiyin-rates id=\"b\" mode=\"inline\"></huiyin-rates>");
  const board = JSON.parse(server.files["board.json"]);
  const list = (more) => JSON.stringify({ form: "huiyin-board-list-1", title: "公示", ...more });
  const again = async (body, words) => {
    server.files = { "board.json": body };
    await page.evaluate(() => { for (const id of ["a", "b"]) document.getElementById(id).refresh(); });
    await seen(page.locator("#a").getByText(words).first());
  };
  try {
    await page.goto(there.url);
    await heard(page, "huiyin-ready", "b");
    for (const body of ["null", "[]", "5", "{\"form\":\"other\"}"]) await again(body, "公示文件的内容不完整");
    assert.equal((await heard(page, "huiyin-error", "a")).detail.code, "files");
    await again("<html>", "公示内容暂时打不开");
    await again(list({ items: { length: 3 }, rates: 7, units: "x", title: {}, fields: null }), "还没有公示的建议");
    await again(list({ items: [null, 5, [], { id: "../x", title: "越界" }, { id: "constructor", title: "怪异编号", stage: { code: "__proto__", zh: "阶段" }, units: "u", deputies: [{}] }], rates: [null, { numerator: "5", denominator: -1, percent: {} }], units: [null] }), "共 1 件");
    // Far too much of everything neither freezes the page nor is drawn.
    await page.evaluate(() => { window.longest = 0; let last = performance.now(); setInterval(() => { window.longest = Math.max(window.longest, performance.now() - last); last = performance.now(); }, 20); });
    await again(list({ items: Array.from({ length: 20_000 }, (_, at) => ({ ...board.items[at % 10], id: `i${at}`, units: [`单位${at}`] })), rates: Array.from({ length: 50_000 }, () => ({ ...board.rates[0], zh: "长".repeat(50) })) }), "共 20000 件");
    await seen(page.locator("#b .hy-rate").first());
    const facts = await page.evaluate(() => ({ rates: document.getElementById("b").shadowRoot.querySelectorAll(".hy-rate").length, options: document.getElementById("a").shadowRoot.querySelectorAll("option").length, longest: window.longest }));
    assert.equal(facts.rates, 1000);
    assert.ok(facts.options < 1100, `${facts.options} choices`);
    assert.ok(facts.longest < 5000, `${facts.longest} ms`);
  } finally {
    await there.stop();
    complaints.length = 0;
  }
}, desktop);

onPublic("a frame that our server does not allow is found out", async ({ page, server, complaints }) => {
  server.files = boardFiles(3);
  const there = await host(server, () => "<huiyin-board id=\"a\"></huiyin-board>");
  server.frames = "'self'";
  try {
    await page.goto(there.url);
    assert.equal((await heard(page, "huiyin-error", "a")).detail.code, "frame");
    await seen(page.locator("#a").getByRole("link", { name: "在新窗口打开" }));
  } finally {
    await there.stop();
    complaints.length = 0;
  }
}, desktop);

onPublic("the frame grows, wears the portal's colours, and believes nobody else", async ({ page, server }) => {
  server.files = boardFiles(30);
  const css = `${RESERVE} huiyin-board { --brand: #0a5c36; --huiyin-accent: var(--brand); --huiyin-size: 18px; --huiyin-link: url(http://evil.example/); }`;
  const there = await host(server, () => "<huiyin-board id=\"a\" lang=\"en\"></huiyin-board>", { css, more: { "/evil.html": { body: "<!doctype html><title>x</title><script>parent.frames[0].postMessage({huiyin:1,id:parent.ID,type:\"theme\",theme:{accent:\"#ff00ff\"}},\"*\");parent.postMessage({huiyin:1,id:parent.ID,type:\"height\",height:9999},\"*\");</script>" } } });
  try {
    await page.goto(there.url);
    await heard(page, "huiyin-ready", "a");
    const height = () => page.evaluate(() => Math.round(document.getElementById("a").getBoundingClientRect().height));
    await until(async () => (await height()) > 1000, "it grows with twenty items");
    const frame = page.frameLocator("#a >> iframe");
    await seen(frame.getByText("30 in all"));
    const tab = frame.getByRole("link", { name: "List" });
    const worn = () => tab.evaluate((node) => [getComputedStyle(node).color, getComputedStyle(document.documentElement).fontSize, document.documentElement.style.getPropertyValue("--huiyin-link")].join(" · "));
    await until(async () => (await worn()) === "rgb(10, 92, 54) · 18px · ", worn);
    // Somebody else's frame, the page itself, and a sender of another origin.
    const before = await height();
    await page.evaluate((evil) => new Promise((resolve) => {
      const inner = document.getElementById("a").shadowRoot.querySelector("iframe");
      window.ID = new URLSearchParams(new URL(inner.src).hash.slice(1)).get("id");
      window.postMessage({ huiyin: 1, id: window.ID, type: "height", height: 9999 }, "*");
      const other = document.createElement("iframe");
      other.src = evil;
      other.onload = () => setTimeout(resolve, 200);
      document.body.appendChild(other);
    }), `${there.url}evil.html`);
    assert.equal(await height(), before);
    assert.equal(await worn(), "rgb(10, 92, 54) · 18px · ");
    await frame.getByRole("link", { name: "关于改善第4社区道路照明的建议" }).click();
    const opened = await heard(page, "huiyin-open", "a");
    assert.deepEqual(opened.detail, { item: "item00004", url: `${server.url}board.html#/item/item00004`, mode: "frame" });
    await until(async () => (await height()) < before, "and becomes shorter again");
  } finally {
    await there.stop();
  }
}, desktop);

onPublic("the integrators' page shows everything alive, in both languages", async ({ page, server, open }) => {
  server.codes = {};
  await open("gallery.html");
  await seen(page.locator("huiyin-rates").first().getByText("14 ÷ 14 × 100% = 100.0%"));
  await seen(page.frameLocator("huiyin-board[mode=frame] >> iframe").getByText("共 6 件"));
  await seen(page.locator("huiyin-item").getByRole("heading", { name: "关于加快老旧小区加装电梯的建议" }));
  await seen(page.frameLocator("huiyin-voice >> iframe").getByLabel("您要反映什么"));
  await until(() => page.evaluate(() => document.querySelectorAll("#log li").length >= 6), "events are logged");
  await looked(page, "gallery");
  await page.getByLabel("主色").evaluate((field) => { field.value = "#0a5c36"; field.dispatchEvent(new Event("input")); });
  await seen(page.getByText("--huiyin-accent: #0a5c36;"));
  await page.getByRole("button", { name: "English" }).click();
  await seen(page.getByRole("heading", { name: "10. Content security policy" }));
  assert.equal(await page.getByRole("button", { name: "Copy", exact: true }).count(), 13);
  await page.setViewportSize({ width: 1440, height: 4200 });
  await page.waitForTimeout(300);
  await picture(page, "public-gallery-english");
}, { size: SIZES.desktop });
