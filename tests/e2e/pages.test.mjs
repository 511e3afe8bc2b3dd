// Every page and dialog: nothing for axe to find, in one language, usable by keyboard, fitting every window.
import assert from "node:assert/strict";
import fs from "node:fs";
import { onEachBrowser } from "./support/app.mjs";
import { findings } from "./support/a11y.mjs";
import { CURRENT } from "./support/browsers.mjs";
import { button, dialog, seen, until } from "./support/hands.mjs";
import { SIZES, overflow, picture, pictures, spills } from "./support/pictures.mjs";
import { walk } from "./support/places.mjs";

// Faults are collected over the whole walk: one run tells all of them.
async function collect(page, lang, ask) {
  const faults = [];
  await walk(page, lang, async (place) => {
    for (const fault of await ask(place)) faults.push(`${place}: ${fault}`);
  });
  assert.deepEqual(faults, []);
}

const english = async (page) => {
  await page.getByRole("button", { name: "English", exact: true }).click();
  await seen(page.getByRole("navigation", { name: "Main navigation" }));
};

onEachBrowser("axe finds nothing on any page or dialog", async ({ page, open }) => {
  await open();
  await collect(page, "zh", () => findings(page));
}, { minutes: 4 });

// Colours and sizes are the style sheet's; one browser is enough.
onEachBrowser("axe finds nothing with large text, high contrast and English", async ({ page, open }) => {
  await open();
  await button(page, "大字").click();
  await button(page, "高对比度").click();
  await english(page);
  await collect(page, "en", async (place) => {
    await picture(page, `large-contrast-${place}`);
    return findings(page);
  });
}, { minutes: 4, only: CURRENT });

onEachBrowser("no page scrolls sideways, at any size, nor with twice the text", async ({ name, page, open }) => {
  await open();
  await collect(page, "zh", async (place) => {
    const wide = [];
    const measure = async (label) => {
      const by = await overflow(page);
      if (by > 0) wide.push(`${by} px too wide at ${label}`);
      for (const spill of await spills(page)) wide.push(`${label}: ${spill}`);
    };
    const before = page.viewportSize();
    for (const [label, size] of Object.entries(SIZES)) {
      await page.setViewportSize(size);
      await measure(label);
    }
    await page.setViewportSize(SIZES.desktop);
    await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
    await measure("text200");
    await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
    await page.setViewportSize(before);
    if (name === CURRENT) await pictures(page, place);
    return wide;
  });
}, { minutes: 5 });

// What a person reads or hears on the page, a line each; what is written in another language on purpose is left out.
const read = (page) => page.evaluate(() => {
  const lines = new Set();
  const foreign = (element) => {
    const marked = element.closest("[lang]");
    return marked && marked !== document.documentElement && marked.lang !== document.documentElement.lang;
  };
  // What lies behind a dialog has been read at its own place.
  const top = document.querySelector("[role=dialog]") || document.body;
  const tree = document.createTreeWalker(top, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = tree.nextNode(); node; node = tree.nextNode()) {
    const element = node.nodeType === 1 ? node : node.parentElement;
    if (foreign(element) || element.closest("script, style, noscript, code, kbd, cite")) continue;
    const texts = node.nodeType === 1 ? ["aria-label", "title", "placeholder", "alt"].map((name) => node.getAttribute(name) || "") : [node.data];
    for (const text of texts) if (text.trim()) lines.add(text.trim());
  }
  lines.add(document.title);
  return [...lines];
});

// Left as they are in either language: proper names, formats, keys, codes, citations of addresses.
const NAMES = /Excel|WPS|WebDAV|Ctrl|Enter|Esc|Huiyin|MIT|Apache|SVG|KB|MB|UTC|Unicode|English|中文|cn-[\w-]+|\.?(xlsx|xlsm|xls|csv|et|huiyin\.json)\b|\b[A-Z]\d*\b|[\w.-]+\.(cn|net|com|org)\S*|fymate \S+|[0-9a-f]{8,}|\b[0-9A-Z]{5}-[0-9A-Z]{5}\b|\bv?\d[\w.-]*/g;

// What sources are cited by, word for word as the rulebooks do: the names of Chinese documents stay Chinese.
const presets = new URL("../../crates/rules/presets/", import.meta.url);
const CITED = [...new Set(fs.readdirSync(presets).flatMap((name) => citesIn(JSON.parse(fs.readFileSync(new URL(name, presets), "utf8")))))].sort((one, other) => other.length - one.length);

function citesIn(json) {
  if (typeof json !== "object" || json === null) return [];
  return Object.entries(json).flatMap(([key, value]) => (key === "cite" && typeof value === "string" ? [value] : citesIn(value)));
}

const uncited = (line) => CITED.reduce((left, cite) => left.split(cite).join(" "), line);

// Places that show what the office wrote in its own sheet, or regulations word for word.
const QUOTING = /^(import-[2345]|settings-2|item$|stats)/;

for (const [lang, title, stray] of [
  ["zh", "a Chinese page holds no English", /[A-Za-z]{2,}/],
  ["en", "an English page holds no Chinese but data", /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/],
]) {
  onEachBrowser(title, async ({ page, open }) => {
    await open();
    if (lang === "en") await english(page);
    // Each line once, with the first place where it stands.
    const faults = new Map();
    await walk(page, lang, async (place) => {
      if (lang === "en" && QUOTING.test(place)) return;
      for (const line of await read(page)) {
        if (stray.test(uncited(line).replace(NAMES, "")) && !faults.has(line)) faults.set(line, place);
      }
    });
    assert.deepEqual([...faults], []);
  }, { only: CURRENT });
}

const focused = (page) => page.evaluate(() => {
  const element = document.activeElement;
  return { tag: element.tagName, id: element.id, text: (element.getAttribute("aria-label") || element.innerText || "").trim(), dialog: Boolean(element.closest("[role=dialog]")) };
});

onEachBrowser("everything is reached by the keyboard alone", async ({ page, open }) => {
  await open("#/desk");
  await seen(page.getByRole("heading", { level: 1, name: "工作台" }));
  const keys = page.keyboard;
  await keys.press("Tab");
  assert.equal((await focused(page)).text, "跳到正文");
  await keys.press("Enter");
  await until(() => page.evaluate(() => Boolean(document.activeElement.closest("main"))), "the focus is in the page's content");
  assert.match(page.url(), /#\/desk$/);

  // By the navigation to the ledger; the focus goes to the heading of the page that comes.
  const link = page.getByRole("link", { name: "建议台账", exact: true });
  await link.focus();
  await keys.press("Enter");
  await seen(page.getByRole("heading", { level: 1, name: "建议台账" }));
  await until(async () => (await focused(page)).tag === "H1", "the heading has the focus");
  await seen(page.getByText("共 96 条"));

  // The keys of the ledger.
  await keys.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("type") === "search" || document.activeElement.id === "ledger-search"), true);
  await keys.type("2024-01");
  await until(() => /q=2024-01/.test(page.url()), "what was typed is searched for");
  const grid = page.getByRole("grid", { name: "建议台账" });
  await grid.focus();
  const active = () => grid.getAttribute("aria-activedescendant");
  const rowOf = async () => Number((await page.locator(`#${await until(active, "a row is active")}`).getAttribute("aria-rowindex")));
  await keys.press("j");
  assert.equal(await rowOf(), 2);
  await keys.press("j");
  await until(async () => (await rowOf()) === 3, "the next row");
  await keys.press("k");
  await until(async () => (await rowOf()) === 2, "the row before");
  await keys.press("x");
  await seen(page.getByText("已选 1 项"));
  await keys.press("x");
  await seen(page.getByText(/^共 \d+ 条$/));

  // Help: a dialog keeps the focus and gives it back.
  await keys.press("?");
  const help = await seen(dialog(page, "键盘快捷键"));
  for (let press = 0; press < 4; press += 1) {
    await keys.press("Tab");
    assert.ok((await focused(page)).dialog, "Tab stays in the dialog");
  }
  await keys.press("Shift+Tab");
  assert.ok((await focused(page)).dialog, "Shift+Tab stays in the dialog");
  await keys.press("Escape");
  await help.waitFor({ state: "detached" });
  assert.equal((await focused(page)).id, "ledger-table");

  // Into a suggestion, and its first action's form.
  await keys.press("Enter");
  await until(() => /#\/item\//.test(page.url()), "the suggestion opens");
  await seen(page.getByRole("region", { name: "可以办理" }));
  await until(async () => (await focused(page)).tag === "H1", `its heading has the focus, not ${JSON.stringify(await focused(page))}`);
  const act = page.getByRole("region", { name: "可以办理" }).getByRole("button").first();
  const label = await (await seen(act)).innerText();
  await act.focus();
  await keys.press("Enter");
  const form = await seen(dialog(page, label));
  assert.ok((await focused(page)).dialog);
  const first = await focused(page);
  assert.ok(["INPUT", "SELECT", "TEXTAREA", "BUTTON"].includes(first.tag), first.tag);
  await keys.press("Shift+Tab");
  await keys.press("Shift+Tab");
  assert.ok((await focused(page)).dialog, "backwards from the first comes the last");
  await keys.press("Escape");
  await form.waitFor({ state: "detached" });
  assert.equal((await focused(page)).text, label);
}, { demo: true });
