// 建议台账: filters in the address, order, views, batches, export, and only what is in view in the document.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before } from "node:test";
import { onEachBrowser } from "./support/app.mjs";
import { target } from "./support/browsers.mjs";
import { download } from "./support/downloads.mjs";
import { button, choose, dialog, fill, gone, seen, settings, until, visit } from "./support/hands.mjs";
import { rowsOf } from "./support/workbooks.mjs";

const MANY = 5_000;
let folder;
let bundle;

before(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "huiyin-ledger-"));
  bundle = path.join(folder, "many.huiyin.json");
  const program = process.env.HUIYIN_CLI || path.join(target, "debug/huiyin");
  const made = spawnSync(program, ["demo", "--suggestions", String(MANY), "--seed", "7", "--out", bundle], { encoding: "utf8" });
  assert.equal(made.status, 0, made.stderr);
});
after(() => fs.rmSync(folder, { recursive: true, force: true }));

const grid = (page) => page.getByRole("grid", { name: "建议台账" });
const bodyRows = (page) => grid(page).getByRole("row").filter({ has: page.getByRole("checkbox", { name: /^选中 / }) });
// The number in “共 N 条”.
const total = async (page) => Number((await seen(page.getByText(/^共 [\d,]+ 条$/)).then((found) => found.innerText())).replace(/\D/g, ""));
const totalIs = (page, wanted) => until(async () => (await total(page)) === wanted, `共 ${wanted} 条`);
const column = (page, name) => grid(page).getByRole("columnheader", { name: new RegExp(`^${name}`) });
// The texts of one column of the rows in view, from top to bottom.
async function texts(page, name) {
  const headings = (await grid(page).getByRole("columnheader").allInnerTexts()).map((text) => text.replace(/[▲▼↕\s]/g, ""));
  const at = headings.indexOf(name);
  assert.notEqual(at, -1, `${name} is among ${headings}`);
  const rows = await bodyRows(page).evaluateAll((all, at) => all.map((row) => [Number(row.getAttribute("aria-rowindex")), row.querySelectorAll("[role=gridcell]")[at].innerText.trim()]), at);
  return rows.sort((one, other) => one[0] - other[0]).map(([, text]) => text);
}

onEachBrowser("filters, order and views live in the address and come back", async ({ page, open }) => {
  await open();
  await visit(page, "建议台账");
  await totalIs(page, 96);
  const words = page.getByRole("searchbox", { name: "关键词" }).or(page.getByRole("textbox", { name: "关键词" }));
  await words.fill("公交");
  await until(() => /q=%E5%85%AC%E4%BA%A4/.test(page.url()), "the words in the address");
  const few = await until(async () => { const count = await total(page); return count < 96 && count; }, "fewer rows");
  for (const title of await texts(page, "题目")) assert.match(title, /公交/);
  await words.fill("");
  await totalIs(page, 96);

  const more = page.getByRole("button", { name: "展开" });
  if (await more.count()) await more.click();
  await page.getByLabel("复文类别", { exact: true }).selectOption({ label: "B" });
  await totalIs(page, 37);
  assert.match(page.url(), /class=b/);
  await button(column(page, "答复日期"), /答复日期/).click();
  await until(async () => (await column(page, "答复日期").getAttribute("aria-sort")) === "ascending", "sorted");
  const up = await until(async () => { const days = await texts(page, "答复日期"); return days.length > 5 && days.join() === [...days].sort().join() && days; }, "in the order of days");
  await button(column(page, "答复日期"), /答复日期/).click();
  await until(async () => { const days = await texts(page, "答复日期"); return days[0] > up[0] && days.join() === [...days].sort().reverse().join(); }, "in the reverse order");
  const address = page.url();
  assert.match(address, /class=b&sort=replied&desc=1/);

  await button(page, "保存当前视图").click();
  const asked = await seen(dialog(page, "保存当前视图"));
  await fill(asked, { 视图名称: "未办成的，先看新的" });
  await button(asked, "保存").click();
  await gone(asked);
  await button(page, "重置").click();
  await totalIs(page, 96);

  await page.goto(address);
  await page.reload();
  await totalIs(page, 37);
  assert.equal(await column(page, "答复日期").getAttribute("aria-sort"), "descending");
  assert.equal(await page.getByLabel("复文类别", { exact: true }).locator("option:checked").innerText(), "B");
  await button(page, "全部").click();
  await totalIs(page, 96);
  await button(page, "未办成的，先看新的").click();
  await totalIs(page, 37);
  assert.equal(page.url(), address);
  assert.ok(few > 0);
}, { demo: true });

onEachBrowser("the export holds the rows and the order that are shown", async ({ page, open }) => {
  await open("#/ledger?class=b&sort=replied&desc=1");
  await totalIs(page, 37);
  const shown = await texts(page, "编号");
  const given = await download(page, button(page, "导出 Excel"));
  assert.match(given.name, /^台账_\d{4}-\d\d-\d\d.*\.xlsx$/);
  const [[title], headings, ...rows] = rowsOf(given.bytes).filter((row) => row.some((cell) => cell !== ""));
  assert.match(title, /建议办理台账/);
  assert.equal(rows.length, 37);
  const at = headings.indexOf("编号");
  assert.notEqual(at, -1, `${headings}`);
  const numbers = rows.map((row) => row[at]);
  assert.deepEqual(numbers.slice(0, shown.length), shown);
  assert.equal(new Set(numbers).size, 37);
  // It can be read again as a ledger.
  await visit(page, "导入");
  await choose(page, button(page, "选择文件"), { name: given.name, mimeType: "application/octet-stream", buffer: given.bytes });
  await until(async () => (await page.getByRole("option", { name: /（39 行 × / }).count()) > 0 || (await page.locator("option").filter({ hasText: /（39 行 × / }).count()) > 0, "the sheet is read");
}, { demo: true });

onEachBrowser("five thousand suggestions: only those in view are in the document, and many are handled at once", async ({ page, open }) => {
  await open();
  await settings(page, "数据");
  await choose(page, button(page, "选择数据包"), bundle);
  await page.getByText(/文件中有 [\d,]+ 条记录/).waitFor({ timeout: 90_000 });
  await visit(page, "建议台账");
  // Those merged into others or void are not among them.
  const all = await until(async () => { const count = await total(page); return count > MANY * 0.9 && count; }, "the whole ledger");
  await until(async () => (await bodyRows(page).count()) > 5, "rows");
  assert.equal(await grid(page).getAttribute("aria-rowcount"), String(all + 1));
  assert.ok((await bodyRows(page).count()) < 80, `${await bodyRows(page).count()} rows in the document`);
  await grid(page).press("End");
  await until(async () => (await bodyRows(page).evaluateAll((all) => Math.max(...all.map((row) => Number(row.getAttribute("aria-rowindex")))))) === all + 1, "the last row");
  assert.ok((await bodyRows(page).count()) < 80);

  // Assign two of those that wait for it.
  await page.goto(page.url().replace(/#.*/, "#/ledger?stage=registered"));
  const waiting = await until(async () => { const count = await total(page); return count < all && count; }, "those that wait");
  assert.ok(waiting >= 3, `${waiting} wait`);
  const boxes = grid(page).getByRole("checkbox", { name: /^选中 / });
  for (const at of [0, 1]) await boxes.nth(at).check();
  await seen(page.getByText("已选 2 项"));
  await button(page, "批量交办").click();
  const assign = await seen(dialog(page, "交办"));
  await fill(assign, { 办理方式: { choose: "主办和协办" }, 主办单位: "区水务局" });
  await assign.getByLabel("主办单位").press("Tab");
  await button(assign, "下一步：核对").click();
  await seen(assign.getByText("可以办理 2 件，不能办理 0 件"));
  await button(assign, "确认办理 2 件").click();
  await seen(assign.getByText("已办理 2 件，未办理 0 件"));
  assert.equal(await assign.getByRole("row").count(), 3);
  await button(assign, "关闭").last().click();
  await gone(assign);
  await totalIs(page, waiting - 2);
  await button(page.getByRole("region", { name: "通知" }), "撤销").first().click();
  await seen(page.getByText("已撤销 2 件"));
  await totalIs(page, waiting);

  // What cannot be done is listed with its reason, and the rest is done.
  await page.goto(page.url().replace(/#.*/, "#/ledger?stage=closed"));
  await until(async () => (await total(page)) > waiting, "those that are closed");
  for (const at of [0, 1]) await boxes.nth(at).check();
  await button(page, "批量催办").click();
  const remind = await seen(dialog(page, "催办"));
  await fill(remind, { 催办方式: { choose: "电话" } });
  await button(remind, "下一步：核对").click();
  // One of them still owes what it promised; of the other nobody owes anything.
  await seen(remind.getByText("可以办理 1 件，不能办理 1 件"));
  await seen(remind.getByText(/不能办理：没有单位尚欠答复/));
  await button(remind, "确认办理 1 件").click();
  await seen(remind.getByText("已办理 1 件，未办理 1 件"));
  await seen(remind.getByText(/不能办理：没有单位尚欠答复/));
}, { minutes: 4 });
