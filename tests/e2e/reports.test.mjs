// Reports over many suggestions: quotas and candidates, looking back, promises, the mid-year gate,
// the calendar, units side by side. Each as an office meets it after importing its own ledger.
import assert from "node:assert/strict";
import fs from "node:fs";
import { onEachBrowser } from "./support/app.mjs";
import { LEDGER, act, actAs, button, dialog, gone, heading, importLedger, seen, settings, until, visit } from "./support/hands.mjs";
import { download } from "./support/downloads.mjs";
import { rowsOf, workbook } from "./support/workbooks.mjs";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// The ledger of 95 suggestions with as many of them under key supervision as wanted.
function ledgerWithKeys(count) {
  const [headings, ...rows] = rowsOf(fs.readFileSync(LEDGER));
  const at = headings.indexOf("是否重点督办");
  assert.notEqual(at, -1);
  // Days are numbers in the file; written as days they mean the same to the import.
  const isDay = (column) => headings[column].endsWith("日期");
  const day = (number) => new Date(Date.UTC(1899, 11, 30 + Number(number))).toISOString().slice(0, 10);
  const read = (text, column) => (isDay(column) && /^\d{5}$/.test(text) ? day(text) : text);
  const marked = rows.map((row, index) => row.map((text, column) => (column === at ? (index < count ? "是" : "否") : read(text, column))));
  return { name: `台账-${count}件重点.xlsx`, mimeType: XLSX, buffer: workbook([headings, ...marked]) };
}

// The same matter in the two years before, not solved in either.
const OLD_MATTER = "关于完善马鸣乡公共停车设施的建议";
function earlierLedger() {
  const headings = ["建议编号", "标题", "领衔代表", "主办单位", "交办日期", "答复日期", "答复类别", "代表评价"];
  const rows = [2022, 2023].map((year) => [`${year}-009`, OLD_MATTER, "苏兰", "区财政局", `${year}-03-08`, `${year}-05-20`, "C", "基本满意"]);
  return { name: "往年台账.xlsx", mimeType: XLSX, buffer: workbook([headings, ...rows]) };
}

// Chooses the rules of a place for the workspace.
async function adopt(page, place) {
  await settings(page, "工作区");
  await page.getByLabel("工作区名称").fill("试点工作区");
  await page.getByRole("group", { name: /采用的规则/ }).getByRole("radio", { name: new RegExp(place) }).check();
  await button(page, "保存").click();
  const asked = await seen(dialog(page, "更换规则"));
  await button(asked, "更换").click();
  await gone(asked);
}

const region = (page, name) => page.getByRole("region", { name, exact: true });

async function supervision(page, tab) {
  await visit(page, "督办");
  await page.getByRole("tab", { name: tab, exact: true }).click();
  await until(async () => (await page.locator("[aria-busy=true], .loading").count()) === 0, `${tab} has come`);
}

onEachBrowser("Quanshan's quota names how many are missing, and why the candidates", async ({ page, open }) => {
  await open();
  await adopt(page, "泉山");
  assert.equal(await importLedger(page, earlierLedger()), 2);
  await visit(page, "工作台");
  assert.equal(await importLedger(page, ledgerWithKeys(8)), 95);
  await supervision(page, "重点督办");
  const quota = await seen(region(page, "重点督办件数"));
  await seen(quota.getByText("95 件"));
  const said = await quota.innerText();
  assert.match(said, /缺\s*2 件/, "the card");
  assert.match(said, /未达要求：.*缺\s*2\s*件/, "the alarm");
  assert.match(said, /9\.5/, "the arithmetic");
  assert.match(said, /依据：/, "the source");

  const chosen = region(page, "已列为重点督办").first();
  assert.equal(await chosen.getByRole("table").getByRole("row").count(), 1 + 8);

  // Candidates say why, and lead to what they resemble; nothing is marked by itself.
  const candidates = await seen(region(page, "可供选择的建议"));
  const first = candidates.getByRole("listitem").filter({ has: page.getByRole("button", { name: /^列为重点督办/ }) }).filter({ has: page.getByRole("heading", { name: new RegExp(OLD_MATTER) }) }).first();
  const reasons = await first.getByRole("list", { name: "理由" }).getByRole("listitem").allInnerTexts();
  assert.match(reasons.join(""), /2022/, "raised for years");
  assert.match(await first.innerText(), /多年提出而未解决/);
  assert.ok(reasons.length > 0 && reasons.every((reason) => reason.trim().length > 5), JSON.stringify(reasons));
  await first.getByText(/^同类建议/).click();
  assert.ok((await first.locator("details").getByRole("link").count()) >= 2, "both earlier ones are linked");

  // Put under key supervision with the reasons found as a beginning, and the figures follow.
  await first.getByRole("button", { name: /^列为重点督办/ }).click();
  const asked = await seen(dialog(page, "列为重点督办"));
  await asked.getByRole("combobox", { name: /领衔|督办领导/ }).first().fill("副主任甲");
  await page.keyboard.press("Tab");
  const committee = asked.getByRole("combobox", { name: /委员会/ });
  await committee.fill("城建环保委");
  await committee.press("Tab");
  const why = await asked.getByRole("textbox", { name: /理由/ }).inputValue();
  assert.ok(why.includes(reasons[0].trim()), `${why} begins with what was found`);
  assert.ok((await asked.getByRole("checkbox", { checked: true }).count()) > 0, "the criteria found are ticked");
  await button(asked, "列为重点督办").click();
  await gone(asked);
  await until(async () => /缺\s*1 件/.test(await region(page, "重点督办件数").innerText()), "one is missing still");
}, { minutes: 4 });

onEachBrowser("Shijingshan's second evaluation falls due before the year ends", async ({ page, open }) => {
  await open();
  await adopt(page, "石景山");
  assert.equal(await importLedger(page), 95);
  await supervision(page, "回头看");
  const rules = await seen(region(page, "依据的规则"));
  assert.match(await rules.innerText(), /初次评价期限：3个月[\s\S]*回头看（二次评价）期限：当年12月31日前/);
  const list = region(page, "回头看清单").first();
  const rows = list.getByRole("table").getByRole("row");
  assert.ok((await rows.count()) > 1);
  const text = await rows.nth(1).innerText();
  assert.match(text, /2024-12-31/, "every suggestion assigned in 2024");
  assert.match(text, /逾期|正常|临期/);
  // And on the suggestion itself.
  const link = rows.nth(1).getByRole("link");
  const title = await link.innerText();
  await link.click();
  await seen(heading(page, title));
  await seen(page.getByText("2024-12-31"));
}, { minutes: 4 });

onEachBrowser("promises stay across years, units and the gate are reported, and every list is a file", async ({ page, open }) => {
  await open();
  await adopt(page, "马龙");
  assert.equal(await importLedger(page), 95);

  // The units of 2024 side by side, and one of them in full.
  await visit(page, "承办单位");
  const table = (await seen(region(page, "各单位办理情况"))).getByRole("table");
  const units = (await table.getByRole("row").count()) - 1;
  assert.ok(units > 5);
  assert.match(await region(page, "各单位办理情况").innerText(), /没有规定评分办法，不排名/, "without a card nobody is ranked, and the page says why");
  const all = await download(page, button(page, "导出 Excel"));
  assert.ok(rowsOf(all.bytes).length > units, "every unit is in the file");
  const unit = table.getByRole("link").first();
  const name = await unit.innerText();
  await unit.click();
  await seen(heading(page, name));
  await seen(page.getByRole("heading", { name: "办理的建议", level: 2 }));
  const own = await download(page, button(page, "导出 Excel"));
  assert.match(rowsOf(own.bytes).flat().join(" "), /2024-\d{3}/, "its suggestions are in the file");

  // The gate: nothing to warn where everything is answered.
  await supervision(page, "年中督查");
  await seen(region(page, "时间过半任务过半"));
  await download(page, button(page, "导出 Excel"));

  // Thirty-seven answers of class B wait for what they promise.
  await supervision(page, "承诺台账");
  const promises = await seen(region(page, "承诺事项").first());
  assert.match(await promises.innerText(), /37/);
  await download(page, button(page, "导出 Excel"));

  // An address leads to the same tab.
  await open("#/supervision?tab=commitments&kept=1");
  await seen(page.getByRole("tab", { name: "承诺台账", selected: true }));
  assert.equal(await page.getByRole("checkbox", { name: "同时列出已兑现的" }).isChecked(), true);
}, { minutes: 5 });

onEachBrowser("the calendar goes by keys, and shows what falls due", async ({ page, open }) => {
  await open();
  const assigned = await assignedToday(page);
  await visit(page, "日历");
  const grid = await seen(page.getByRole("grid", { name: "日历" }));
  const today = grid.locator("[aria-current=date]");
  assert.equal(await today.getAttribute("tabindex"), "0");
  await today.focus();
  const at = () => page.evaluate(() => document.activeElement.id.replace("cal-", ""));
  const from = await at();
  await page.keyboard.press("PageDown");
  await page.keyboard.press("PageDown");
  const month = (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  await until(async () => month((await at()) || "0000-00-") === month(from) + 2, "two months on");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await button(page, "今天").click();
  await until(async () => (await at()) === from, "today again");
  // Three months to reply: two or three months from today the reply falls due, somewhere in the grid.
  let found = null;
  for (let months = 0; months < 5 && !found; months += 1) {
    const link = grid.getByRole("link", { name: new RegExp(assigned) });
    await until(async () => (await page.locator("[aria-busy=true]").count()) === 0, "the month has come");
    if (await link.count()) found = await link.first().innerText();
    else await button(page, "下月").click();
  }
  assert.ok(found, "the reply's last day is in the calendar");
  assert.match(found, /●|▲/);
  assert.match(found, /正常|临期/);
  // The list shows the same.
  await button(page, "列表").click();
  await seen(grid.getByRole("link", { name: new RegExp(assigned) }));
  await download(page, button(page, "导出 Excel"));
}, { minutes: 4 });

// A suggestion entered, screened, numbered and assigned on the day of the test.
async function assignedToday(page) {
  const title = "关于增设社区食堂的建议";
  await visit(page, "建议台账");
  await actAs(page, "代表", "周明远");
  await visit(page, "登记建议");
  const form = page.getByRole("main");
  await form.getByRole("group", { name: /类别/ }).getByRole("radio", { name: "建议", exact: true }).check();
  await form.getByRole("group", { name: /提出时间/ }).getByRole("radio", { name: "闭会期间", exact: true }).check();
  await form.getByLabel("题目（案由）").fill(title);
  await form.getByLabel("正文").fill("老人吃饭不便。");
  await form.getByRole("checkbox", { name: /保存后立即提交审查/ }).check();
  await button(form, "保存").click();
  await seen(heading(page, title));
  await actAs(page, "人大机关");
  await act(page, "审查", { 审查结论: { choose: "作为建议处理" } });
  await act(page, "编号登记");
  await act(page, "交办", { 办理方式: { choose: "主办和协办" }, 主办单位: "区民政局" });
  return title;
}
