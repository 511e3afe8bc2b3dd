// The public side at the office's desk: stations and their codes from a pasted table, voices
// written down and raised as a suggestion, a drive, the notice board; what is on paper too.
import assert from "node:assert/strict";
import { onEachBrowser } from "./support/app.mjs";
import { accessible } from "./support/a11y.mjs";
import { CURRENT } from "./support/browsers.mjs";
import { download } from "./support/downloads.mjs";
import { actAs, button, dialog, fill, gone, heading, importLedger, seen, settings, until, visit } from "./support/hands.mjs";
import { overflow, picture, spills } from "./support/pictures.mjs";

const DEPUTIES = ["秦斌永", "刘霞红", "欧阳建国", "王芳"];
const STATIONS = [
  ["名称", "类别", "上级", "地址", "接待时间", "代表"],
  ["东关街道联络站", "一级站", "", "东关大街 12 号", "每周三 9:00–11:00", "秦斌永"],
  ["幸福里联络站", "二级站", "东关街道联络站", "幸福里社区服务中心一楼", "每月 10 日", "刘霞红、欧阳建国"],
  ["幸福里第一网格", "网格", "幸福里联络站", "", "", "刘霞红"],
];
const table = (rows) => rows.map((row) => row.join("\t")).join("\n");

async function look(page, name) {
  await accessible(page);
  const before = page.viewportSize();
  const wide = [];
  for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]]) {
    await page.setViewportSize({ width, height });
    await picture(page, `public-${name}-${width}`);
    if (await overflow(page)) wide.push(`${name} scrolls sideways at ${width}`);
    for (const spill of await spills(page)) wide.push(`${name} at ${width}: ${spill}`);
  }
  await page.setViewportSize(before);
  await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
  await picture(page, `public-${name}-text200`);
  if (await overflow(page)) wide.push(`${name} scrolls sideways with twice the text`);
  await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
  assert.deepEqual(wide, []);
}

// What is laid out for the printer instead of being printed, as the paper shows it.
async function printed(page, press, name) {
  await page.evaluate(() => { window.print = () => {}; });
  await press.click();
  await until(() => page.locator(".poll-print").count(), `${name} is laid out`);
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 794, height: 1123 });
  await picture(page, `public-paper-${name}`);
}
async function printedOver(page) {
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await until(async () => (await page.locator(".poll-print").count()) === 0, "the paper is put away");
}

const tab = (page, name) => page.getByRole("tab", { name });

async function listDeputies(page, names) {
  await tab(page, /^代表名单/).click();
  await button(page, "粘贴名单").click();
  const asked = await seen(dialog(page, "粘贴名单"));
  await asked.getByLabel(/^全体代表/).fill(names.map((name, at) => `${at + 1}\t${name}`).join("\n"));
  await seen(asked.getByText(`共 ${names.length} 名。`));
  await button(asked, "保存").click();
  await gone(asked);
}

async function pasteStations(page, rows) {
  await tab(page, /^站点/).click();
  await button(page, "从 Excel 粘贴").click();
  const asked = await seen(dialog(page, "从 Excel 粘贴"));
  await asked.getByLabel(/^从 Excel 复制的表格/).fill(table(rows));
  await button(asked, "检查").click();
  return asked;
}

async function stations(page) {
  await visit(page, "联络站");
  await look(page, "stations-empty");
  await listDeputies(page, DEPUTIES);
  // A table with a fault is not recorded; the line is named.
  const wrong = await pasteStations(page, [...STATIONS, ["没有类别的", "大站", "", "", "", ""]]);
  await seen(wrong.getByText(/^1 行有问题/));
  await seen(wrong.getByText("第 5 行"));
  assert.equal(await wrong.getByRole("button", { name: /^登记/ }).count(), 0);
  await look(page, "stations-faults");
  await wrong.getByLabel(/^从 Excel 复制的表格/).fill(table(STATIONS));
  await button(wrong, "检查").click();
  await button(wrong, "登记 3 个").click();
  await gone(wrong);
  await seen(page.getByText(/1 名代表还没有安排到任何站点：王芳/));
  await look(page, "stations");
  await button(page, "安排…").click();
  const place = await seen(dialog(page, "安排代表"));
  await place.getByRole("combobox", { name: /^联络站/ }).fill("东关街道联络站");
  await place.getByRole("checkbox", { name: "王芳" }).check();
  await button(place, "安排").click();
  await gone(place);
  await gone(page.getByText(/还没有安排到任何站点/));
  await button(page, "修改：幸福里联络站").click();
  const change = await seen(dialog(page, "修改站点"));
  assert.equal(await change.getByRole("combobox", { name: /^上级/ }).inputValue(), "东关街道联络站");
  await look(page, "station-change");
  await change.getByLabel(/^接待时间/).fill("每月 10 日、25 日");
  await button(change, "保存").click();
  await gone(change);
}

async function codes(page) {
  for (const name of ["东关街道联络站", "幸福里联络站"]) await page.getByRole("checkbox", { name: `选中：${name}` }).check();
  await button(page, "生成专属码（2 个还没有）").click();
  await seen(page.getByText("已生成 2 个专属码"));
  await look(page, "stations-picked");
  await printed(page, button(page, "打印海报（2 张）"), "posters");
  assert.equal(await page.locator(".poster svg.qr").count(), 2);
  const poster = await page.locator(".poster").first().innerText();
  assert.match(poster, /东关街道联络站/);
  assert.match(poster, /voice\.html/);
  assert.match(poster, /[0-9A-Z]{5}-[0-9A-Z]{5}/);
  const heights = await page.locator(".poster").evaluateAll((all) => all.map((one) => one.scrollHeight - one.clientHeight));
  assert.deepEqual(heights.filter((over) => over > 1), [], "a poster runs over its page");
  await printedOver(page);
  await tab(page, /^代表名单/).click();
  await page.getByRole("checkbox", { name: "选中全部代表" }).check();
  await button(page, "生成专属码（4 个还没有）").click();
  await seen(page.getByText("已生成 4 个专属码"));
  await look(page, "roll");
  await printed(page, button(page, "打印名片（4 张）"), "cards");
  assert.equal(await page.locator(".card-one svg.qr").count(), 4);
  await printedOver(page);
  await tab(page, /^专属码/).click();
  await seen(page.getByLabel(/^群众页面地址/));
  await page.getByLabel(/^群众页面地址/).fill("https://rd.example/hui");
  await seen(page.getByText(/https:\/\/rd\.example\/hui\/voice\.html#/));
  await page.getByLabel(/^群众页面地址/).fill("");
  await page.getByRole("row").filter({ hasText: "幸福里联络站" }).getByRole("button", { name: "停用…" }).click();
  const asked = await seen(dialog(page, "停用专属码"));
  await look(page, "code-withdraw");
  await asked.getByLabel("原因").fill("海报破损");
  await button(asked, "停用专属码").click();
  await gone(asked);
  await page.getByLabel("包括已停用的").check();
  await seen(page.getByText("海报破损"));
  await look(page, "codes");
}

async function record(page, values) {
  await page.getByRole("link", { name: "登记民意" }).first().click();
  await seen(heading(page, "登记民意"));
  const { 联络站, 接待代表, ...rest } = values;
  await fill(page.getByRole("main"), rest);
  for (const [label, name] of Object.entries({ 联络站, 接待代表 })) {
    if (!name) continue;
    const box = page.getByRole("combobox", { name: new RegExp(`^${label}`) });
    await box.fill(name);
    await box.press("Tab");
  }
}

const VOICES = [
  { 反映方式: { choose: "进站" }, 反映的内容: "幸福里三号楼旁的路灯不亮已经半个月，老人晚上出门看不清，请尽快修好。", 事发地点: "幸福里三号楼旁", 联络站: "幸福里联络站", 接待代表: "刘霞红", 联系方式: "13800138000" },
  { 反映方式: { choose: "电话" }, 反映的内容: "幸福里三号楼旁路灯不亮半个月了，老人晚上出门看不清路，请尽快修好。", 事发地点: "幸福里", 接待代表: "秦斌永" },
  { 反映方式: { choose: "来信" }, 反映的内容: "东关大街学校门口上下学时段车辆拥堵，建议设置护学岗并施划人行横道，同时请交管部门研究单行，家长接送车辆临时停放的位置也请一并考虑，意见较长，写得完整些以便看清很长的文字在页面上怎样显示。", 事发地点: "东关大街实验小学" },
  { 反映方式: { choose: "座谈" }, 反映的内容: "社区食堂周末不开门，独居老人吃饭不方便。", 事发地点: "幸福里社区" },
];

async function voices(page) {
  await visit(page, "民意");
  await look(page, "voices-empty");
  await page.getByRole("link", { name: "登记民意" }).first().click();
  await seen(heading(page, "登记民意"));
  await button(page, "登记").click();
  await seen(page.getByRole("alert"));
  await look(page, "record-errors");
  await page.getByRole("link", { name: "返回民意" }).click();
  for (const voice of VOICES) {
    await record(page, voice);
    await button(page.getByRole("main"), "登记").click();
    await seen(page.getByRole("heading", { name: "群众看到的" }));
    if (voice === VOICES[1]) {
      await seen(page.getByRole("heading", { name: "相似的民意" }));
      await look(page, "voice");
    }
    if (voice === VOICES[0]) {
      assert.equal(await page.getByText("13800138000").isVisible(), false, "the contact is on the screen unasked");
    }
    await page.getByRole("link", { name: "返回民意" }).click();
    await seen(heading(page, "民意"));
  }
  await seen(tab(page, "待分办 4"));
  await look(page, "voices");
  // Narrowed by words and by deputy; the address holds it.
  await page.getByLabel("内容、地点").fill("食堂");
  await until(() => page.getByRole("checkbox", { name: /^选中：/ }).count().then((count) => count === 1), "one row is left");
  assert.match(page.url(), /q=/);
  await button(page, "重置").click();
  await seen(page.getByRole("link", { name: /^东关大街学校门口/ }));
}

async function deal(page) {
  const pick = (words) => page.getByRole("checkbox", { name: new RegExp(`^选中：${words}`) }).check();
  // Answering one.
  await page.getByRole("link", { name: /^社区食堂周末/ }).click();
  await button(page, "答复").click();
  const answer = await seen(dialog(page, "答复"));
  await button(answer, "答复").click();
  await seen(answer.getByRole("alert"));
  await look(page, "voice-answer");
  await answer.getByLabel(/^答复内容/).fill("社区食堂已安排周末值班，每日 11:00 开餐。");
  await button(answer, "答复").click();
  await gone(answer);
  await seen(page.locator(".pub-steps").getByText(/周末值班/));
  await page.getByRole("link", { name: "返回民意" }).click();
  // Passing one on to a unit, with a note that the citizen never reads.
  await pick("东关大街学校门口");
  await button(page, "转办").click();
  const pass = await seen(dialog(page, "转办"));
  await pass.getByRole("radio", { name: "承办单位" }).check();
  await pass.getByRole("combobox", { name: /^承办单位/ }).fill("区公安分局交警大队");
  await pass.getByLabel(/^转办说明/).fill("内部：去年已提过一次");
  await look(page, "voices-pass");
  await button(pass, "转办").click();
  await gone(pass);
  await tab(page, /^已转办 1/).click();
  await page.getByRole("link", { name: /^东关大街学校门口/ }).click();
  await seen(page.getByRole("heading", { name: "办理经过" }));
  const told = await page.getByRole("region", { name: "群众看到的" }).innerText();
  assert.ok(!told.includes("去年已提过"), "the citizen reads an internal note");
  await page.getByRole("link", { name: "返回民意" }).click();
  // One comes back to the tab one was in.
  await seen(page.getByRole("link", { name: /^东关大街学校门口/ }));
  await tab(page, /^待分办 2/).click();
  // Two that say the same become one suggestion with both as its origin.
  await pick("幸福里三号楼旁的路灯");
  await pick("幸福里三号楼旁路灯");
  await look(page, "voices-picked");
  await button(page, "合并").click();
  await seen(dialog(page, "合并"));
  await look(page, "voices-merge");
  await page.keyboard.press("Escape");
  await button(page, "提出建议").click();
  const raise = await seen(dialog(page, "提出建议"));
  const text = raise.getByLabel(/^内容/);
  await seen(text);
  assert.match(await text.inputValue(), /路灯不亮已经半个月[\s\S]*路灯不亮半个月了/);
  assert.ok(!(await text.inputValue()).includes("13800138000"), "a contact got into the suggestion");
  await raise.getByLabel(/^标题/).fill("关于修复幸福里三号楼周边路灯的建议");
  await look(page, "voices-raise");
  await button(raise, "提出建议").click();
  await seen(heading(page, /修复幸福里三号楼周边路灯/));
  const item = await page.getByRole("main").innerText();
  assert.match(item, /民意 \d{4}-\d\d-\d\d/);
  assert.equal((item.match(/路灯不亮/g) || []).length >= 2, true, "the origins are on the suggestion's page");
  await picture(page, "public-raised-item");
  await visit(page, "民意");
  await tab(page, /^已转为建议 2/).click();
  await page.getByRole("link", { name: /^幸福里三号楼旁的路灯/ }).click();
  await seen(page.getByRole("link", { name: /修复幸福里三号楼周边路灯/ }));
  await look(page, "voice-raised");
  await page.getByRole("link", { name: "返回民意" }).click();
  await page.getByRole("link", { name: "民意统计" }).click();
  await seen(page.getByRole("heading", { name: "按联络站" }));
  await look(page, "counts");
}

// The roll of deputies and three stations, as an office begins.
async function placed(page) {
  await visit(page, "联络站");
  await listDeputies(page, DEPUTIES);
  const asked = await pasteStations(page, STATIONS);
  await button(asked, "登记 3 个").click();
  await gone(asked);
}

onEachBrowser("stations come from a pasted table, codes are issued, printed and withdrawn", async ({ page, open }) => {
  await open();
  await stations(page);
  await codes(page);
}, { minutes: 6 });

onEachBrowser("voices are written down, dealt with, and two become one suggestion", async ({ page, open }) => {
  await open();
  await placed(page);
  await voices(page);
  await deal(page);
  // A unit reads none of it.
  await visit(page, "民意");
  await actAs(page, "承办单位", "区公安分局交警大队");
  await seen(page.getByText("本机不显示民意"));
  await look(page, "voices-unit");
  assert.equal(await page.getByText("幸福里").count(), 0);
}, { minutes: 7 });

onEachBrowser("a drive is written, previewed, opened and closed", async ({ page, open }) => {
  await open();
  await visit(page, "意见征集");
  await look(page, "drives-empty");
  await page.getByRole("link", { name: "发起意见征集" }).first().click();
  await seen(heading(page, "发起意见征集"));
  await button(page, "开始征集").click();
  await seen(page.getByRole("alert"));
  await look(page, "drive-errors");
  await page.getByLabel(/^名称/).fill("公交 3 路站点设置征求意见");
  await page.getByLabel(/^说明/).fill("拟在东关大街增设一个站点，请选择您认为合适的位置。");
  await page.getByLabel(/^截止日期/).fill("2030-12-31");
  await page.getByRole("group", { name: /^第 1 题/ }).getByLabel(/^问题/).fill("站点设在哪里最方便？");
  await page.getByLabel(/^选项/).fill("实验小学门口\n幸福里东门\n农贸市场");
  await button(page, "增加一题").click();
  const second = page.getByRole("group", { name: /^第 2 题/ });
  await second.getByRole("radio", { name: "填写" }).check();
  await second.getByLabel(/^问题/).fill("还有什么意见？");
  await second.getByLabel("必须回答").uncheck();
  await page.reload();
  await seen(page.getByText("已恢复上次未保存的内容"));
  assert.equal(await page.getByLabel(/^选项/).inputValue(), "实验小学门口\n幸福里东门\n农贸市场");
  await look(page, "drive-new");
  await button(page, "预览").click();
  const preview = await seen(dialog(page, "群众看到的样子"));
  await seen(preview.getByRole("radio", { name: "幸福里东门" }));
  await look(page, "drive-preview");
  await button(preview.locator(".form-foot"), "关闭").click();
  await button(page, "开始征集").click();
  await seen(heading(page, "公交 3 路站点设置征求意见"));
  await seen(page.locator(".code-large"));
  await look(page, "drive");
  await printed(page, button(page, "打印海报"), "drive-poster");
  assert.match(await page.locator(".poster").innerText(), /公交 3 路站点设置征求意见/);
  await printedOver(page);
  await button(page, "提前结束…").click();
  const asked = await seen(dialog(page, "结束征集"));
  await asked.getByLabel("原因").fill("站点已确定");
  await button(asked, "结束征集").click();
  await gone(asked);
  await seen(page.getByText("站点已确定"));
  await visit(page, "意见征集");
  await seen(page.getByRole("link", { name: /公交 3 路/ }));
  await look(page, "drives");
}, { minutes: 4 });

onEachBrowser("the board is set up, approved, previewed, saved, printed and withdrawn", async ({ page, open }) => {
  await open();
  await visit(page, "公示");
  await look(page, "board-empty");
  await importLedger(page);
  await visit(page, "公示");
  await page.getByLabel(/^公示板名称/).fill("区人大代表建议办理公示");
  await page.getByRole("checkbox", { name: /^答复内容/ }).check();
  await button(page, "保存").click();
  await seen(page.getByText("公示设置已保存"));
  const boxes = page.getByRole("checkbox", { name: /^选中：/ });
  await seen(boxes);
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await look(page, "board-picked");
  await button(page, "审定公示 2 件").click();
  await seen(tab(page, "已公示 2"));
  await tab(page, "已公示 2").click();
  await until(async () => (await boxes.count()) === 2, "only what is published is listed");
  await look(page, "board");
  await page.getByRole("button", { name: /^预览：/ }).first().click();
  const preview = await seen(dialog(page, "公示的样子"));
  await seen(preview.getByText("办理阶段"));
  await look(page, "board-preview");
  await button(preview.locator(".form-foot"), "关闭").click();
  const { name, bytes } = await download(page, button(page, "下载公示文件"));
  assert.match(name, /^公示文件_.*\.zip$/);
  assert.ok(bytes.includes("board.json") && bytes.includes("huiyin-board-list-1"), "the archive holds the board");
  await printed(page, button(page, "打印公示"), "board");
  // Paper says what the files say: the fields that were chosen, and the rates.
  assert.equal(await page.locator(".poll-sheet tbody tr").count(), 2);
  assert.deepEqual(await page.locator(".poll-sheet thead th").allTextContents(), ["编号", "标题", "类别", "承办单位", "办理阶段", "答复日期"]);
  assert.match(await page.locator(".poll-sheet .pub-wall-rates").textContent(), /办复率：\d+\.\d+% \(\d \/ 2\)/);
  await printedOver(page);
  await boxes.nth(0).check();
  await button(page, "撤下 1 件…").click();
  const asked = await seen(dialog(page, "撤下公示"));
  await asked.getByLabel("原因").fill("内容有误");
  await button(asked, "撤下公示").click();
  await gone(asked);
  await seen(tab(page, "已公示 1"));
}, { minutes: 5 });

onEachBrowser("a deputy deals with what came to them, and with nothing else", async ({ page, open }) => {
  await open();
  await placed(page);
  await visit(page, "民意");
  for (const voice of VOICES.slice(0, 2)) {
    await record(page, voice);
    await button(page.getByRole("main"), "登记").click();
    await seen(page.getByRole("heading", { name: "群众看到的" }));
    await page.getByRole("link", { name: "返回民意" }).click();
    await seen(heading(page, "民意"));
  }
  await actAs(page, "代表", "刘霞红");
  await seen(tab(page, "待分办 1"));
  await look(page, "voices-deputy");
  await page.getByRole("checkbox", { name: /^选中：幸福里三号楼旁/ }).check();
  // Merging and refusing are the office's.
  const bar = page.getByRole("region", { name: /^已选 1/ });
  for (const name of ["提出建议", "答复", "转办"]) await seen(button(bar, name));
  for (const name of ["合并", "不予受理"]) assert.equal(await button(bar, name).count(), 0, name);
  await page.getByRole("link", { name: /^幸福里三号楼旁/ }).click();
  await seen(page.getByRole("heading", { name: "群众看到的" }));
  for (const name of ["合并", "不予受理"]) assert.equal(await button(page.getByRole("main"), name).count(), 0, name);
  await look(page, "voice-deputy");
  await button(page, "告知进展").click();
  const inform = await seen(dialog(page, "告知进展"));
  await inform.getByRole("textbox").first().fill("已联系电工，本周内修复。");
  await button(inform, "告知进展").click();
  await gone(inform);
  await seen(page.locator(".pub-steps").getByText(/本周内修复/));
  // In the deputy's own name, which is filled in.
  await button(page, "提出建议").click();
  const raise = await seen(dialog(page, "提出建议"));
  await seen(raise.getByLabel(/^标题/));
  assert.ok((await raise.innerText()).includes("刘霞红"), "the deputy leads");
  await button(raise, "提出建议").click();
  await seen(page.getByRole("region", { name: "基本情况" }));
  assert.match(await page.getByRole("region", { name: "基本情况" }).innerText(), /领衔代表\s*刘霞红/);
  // In person, without the office in between, likewise.
  await settings(page, "办理身份");
  const own = page.locator("section").filter({ has: page.getByRole("heading", { name: "本人身份" }) });
  await own.getByRole("radio", { name: "代表", exact: true }).check();
  const who = own.getByRole("combobox", { name: /^代表/ });
  await who.fill("秦斌永");
  await who.press("Tab");
  await button(own, "保存本人身份").click();
  await seen(page.getByText("本人身份：秦斌永"));
  await visit(page, "民意");
  await seen(tab(page, "待分办 1"));
  await page.getByRole("link", { name: /^幸福里三号楼旁路灯/ }).click();
  await button(page, "答复").click();
  const answer = await seen(dialog(page, "答复"));
  await answer.getByLabel(/^答复内容/).fill("已报修，三日内恢复照明。");
  await button(answer, "答复").click();
  await gone(answer);
  await seen(page.locator(".pub-steps").getByText(/三日内恢复照明/));
  await page.getByRole("link", { name: "返回民意" }).click();
  await page.getByRole("link", { name: "民意统计" }).click();
  await seen(page.getByText(/^只统计向您反映的/));
  assert.equal(await page.getByRole("heading", { name: "按代表" }).count(), 0, "what others have is not theirs to count");
  await look(page, "counts-deputy");
}, { minutes: 5 });

// A district's grid: 1,300 cells, of which only those in view are in the document.
onEachBrowser("a thousand cells are pasted at once and only those in view are drawn", async ({ page, open }) => {
  await open();
  await visit(page, "联络站");
  await listDeputies(page, DEPUTIES);
  const cells = Array.from({ length: 1297 }, (_, at) => [`第 ${at + 1} 网格`, "网格", "东关街道联络站", "", "", DEPUTIES[at % 4]]);
  const asked = await pasteStations(page, [STATIONS[1], ...cells]);
  await button(asked, "登记 1,298 个").click();
  await gone(asked);
  const grid = await seen(page.getByRole("grid", { name: "站点" }));
  assert.equal(await grid.getAttribute("aria-rowcount"), "1299");
  assert.ok((await grid.getByRole("row").count()) < 80, "rows out of view are drawn");
  await page.getByLabel("名称、地址、代表").fill("第 1297 网格");
  await seen(grid.getByText("第 1297 网格"));
  await page.getByLabel("名称、地址、代表").fill("");
  await page.getByRole("button", { name: "展开或者收起：东关街道联络站" }).click();
  assert.equal(await grid.getAttribute("aria-rowcount"), "2");
}, { minutes: 4, only: CURRENT });
