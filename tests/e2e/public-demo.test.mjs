// The workspace that the app opens with: its public side, and that the office finds its way in it.
import assert from "node:assert/strict";
import { onEachBrowser } from "./support/app.mjs";
import { accessible } from "./support/a11y.mjs";
import { download } from "./support/downloads.mjs";
import { actAs, button, dialog, gone, heading, seen, until, visit } from "./support/hands.mjs";
import { overflow, picture } from "./support/pictures.mjs";
import { rowsOf } from "./support/workbooks.mjs";

const tab = (page, name) => page.getByRole("tab", { name });
const boxes = (page) => page.getByRole("checkbox", { name: /^选中：/ });
const rows = (page, count) => until(async () => (await boxes(page).count()) === count, `${count} rows`);
const numberOf = async (locator) => Number((await (await seen(locator)).innerText()).match(/(\d+)$/)[1]);

onEachBrowser("the demo has voices that became something, a drive and a board", async ({ page, open }) => {
  await open();
  await visit(page, "民意");
  // Something waits, something was merged, something became a suggestion.
  assert.ok((await numberOf(tab(page, /^待分办/))) > 0);
  await tab(page, "已合并 1").click();
  await page.getByRole("link", { name: /^西街南段/ }).click();
  await seen(page.getByRole("note").getByRole("link"));
  await page.getByRole("link", { name: "返回民意" }).click();
  await tab(page, "已转为建议 1").click();
  await page.getByRole("link", { name: /^沿江步道的护栏/ }).click();
  await page.getByRole("note").getByRole("link", { name: "关于修复沿江步道护栏的建议" }).click();
  await seen(heading(page, "关于修复沿江步道护栏的建议"));
  assert.match(await page.getByRole("main").innerText(), /民意 \d{4}-\d\d-\d\d：沿江步道的护栏锈蚀/);
  await visit(page, "公示");
  await seen(tab(page, "已公示 12"));
  await visit(page, "联络站");
  await seen(page.getByRole("grid", { name: "站点" }).getByText("东门社区第一网格"));
  await visit(page, "意见征集");
  await page.getByRole("link", { name: /停车管理办法/ }).click();
  await seen(page.getByText("48 人作答"));
  await accessible(page);
  await picture(page, "public-demo-drive");
  // What the page hides is not in the sheet either.
  const given = await download(page, button(page, "导出 Excel"));
  assert.match(given.name, /^意见征集汇总_.*\.xlsx$/);
  const sheet = rowsOf(given.bytes).filter((row) => row.some((cell) => cell !== ""));
  const one = sheet.filter((row) => row[0] === "您是否赞成夜间开放机关停车场？");
  assert.deepEqual(one.map((row) => row[1]), ["赞成", "不赞成"]);
  const shown = await page.locator(".pub-bars").first().locator("td.num").allInnerTexts();
  assert.deepEqual(one.map((row) => String(row[2])), shown);
  assert.equal(shown.map(Number).reduce((sum, count) => sum + count), 48);
}, { demo: true, minutes: 4 });

onEachBrowser("filters stay on their tab, ticks go with their list, and one comes back to where one was", async ({ page, open }) => {
  await open();
  await visit(page, "民意");
  const waiting = await numberOf(tab(page, /^待分办/));
  await rows(page, waiting);
  // A word narrows the tab that is open, and each tab says how many it lists.
  await page.getByLabel("内容、地点").fill("城");
  const narrowed = await until(async () => { const count = await boxes(page).count(); return count > 0 && count < waiting && count; }, "fewer rows");
  assert.equal(await tab(page, /^待分办/).getAttribute("aria-selected"), "true");
  assert.equal(await numberOf(tab(page, /^待分办/)), narrowed);
  await page.reload();
  await rows(page, narrowed);
  await page.getByLabel(/^只看逾期未分办/).check();
  const late = await until(async () => { const count = await boxes(page).count(); return (await numberOf(tab(page, /^全部/))) === count && count; }, "the tabs count late ones");
  assert.ok(late > 0 && late <= narrowed);
  // Into one voice and back: tab, words and tick box are as they were.
  const address = page.url();
  await page.getByRole("main").getByRole("row").nth(1).getByRole("link").click();
  await page.getByRole("link", { name: "返回民意" }).click();
  await rows(page, late);
  assert.equal(page.url(), address);
  // What is ticked is forgotten when the list becomes another one.
  await boxes(page).first().check();
  await seen(page.getByRole("region", { name: "已选 1 项" }));
  await tab(page, /^全部/).click();
  await gone(page.getByRole("region", { name: "已选 1 项" }));
  // A page behind the end is the last one.
  await page.evaluate(() => { location.hash = "#/voices?stage=new&page=9"; });
  await rows(page, waiting);
  assert.doesNotMatch(page.url(), /page=/);
  await page.evaluate(() => { location.hash = "#/board?page=9"; });
  await until(() => /page=2$/.test(page.url()), "the board's last page");
  await seen(boxes(page));

  // Whoever is to be merged into is told apart by day and place, and many are named.
  await page.evaluate(() => { location.hash = "#/voices?stage=new"; });
  await rows(page, waiting);
  for (const at of [0, 1]) await boxes(page).nth(at).check();
  await button(page, "合并").click();
  const merge = await seen(dialog(page, "合并"));
  assert.match(await merge.getByRole("radio").first().evaluate((box) => box.closest("label").innerText), /（\d{4}-\d\d-\d\d .+）/);
  await page.keyboard.press("Escape");
  await gone(merge);
  await button(page, "不予受理").click();
  const refuse = await seen(dialog(page, "不予受理"));
  await refuse.getByText("查看是哪些").click();
  assert.equal(await refuse.getByRole("listitem").count(), 2);
  await accessible(page);
  await picture(page, "public-demo-refuse");
  await page.keyboard.press("Escape");
  await gone(refuse);
  await seen(page.getByRole("region", { name: "已选 2 项" }));
}, { demo: true, minutes: 4 });

onEachBrowser("every count leads to a list as long, and who may not know is shown no noughts", async ({ page, open }) => {
  await open("#/voice-counts");
  await seen(heading(page, "民意统计"));
  const table = (name) => page.locator(".panel").filter({ has: page.getByRole("heading", { name }) }).getByRole("row");
  for (const name of ["按办理情况", "按联络站"]) {
    const row = await seen(table(name).filter({ has: page.getByRole("link") }));
    const count = Number(await row.getByRole("cell").last().innerText());
    await row.getByRole("link").click();
    await rows(page, count);
    await page.getByRole("link", { name: "民意统计" }).click();
    await seen(heading(page, "民意统计"));
  }
  // Twice the text on a phone.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
  for (const place of ["#/voice-counts", "#/voice-new", "#/drive-new", "#/drives", "#/voices", "#/board", "#/stations"]) {
    await page.evaluate((to) => { location.hash = to; }, place);
    await until(async () => (await page.locator("[aria-busy=true], .loading").count()) === 0, `${place} has come`);
    assert.equal(await overflow(page), 0, place);
  }
  await page.evaluate(() => { location.hash = "#/drives"; });
  await page.getByRole("link", { name: /停车管理办法/ }).click();
  await seen(page.getByText("48 人作答"));
  assert.equal(await overflow(page), 0, "the drive");
  await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
  await page.setViewportSize({ width: 1440, height: 900 });

  await actAs(page, "承办单位", "区水务局");
  await visit(page, "联络站");
  await seen(tab(page, /^站点/));
  assert.equal(await tab(page, /^专属码/).count(), 0);
  assert.deepEqual(await page.getByRole("columnheader").allInnerTexts(), ["名称", "类别", "代表", "地址", "接待时间"]);
  await picture(page, "public-demo-unit-stations");
  await visit(page, "意见征集");
  await seen(page.getByText(/停车管理办法/));
  assert.equal(await page.getByRole("link", { name: /停车管理办法/ }).count(), 0);
  assert.equal(await page.getByRole("columnheader", { name: "答卷" }).count(), 0);
  await page.evaluate(() => { location.hash = "#/voice-counts"; });
  await seen(page.getByText("本机不显示民意"));
}, { demo: true, minutes: 4 });
