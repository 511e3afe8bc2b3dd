// Rulebooks in the browser: derived from a place's own, looked through, adopted, refused; calendars; windows.
import assert from "node:assert/strict";
import { onEachBrowser } from "./support/app.mjs";
import { download } from "./support/downloads.mjs";
import { actAs, button, choose, dialog, fill, gone, heading, importLedger, seen, settings, until, visit } from "./support/hands.mjs";
import { overflow, picture, pictures } from "./support/pictures.mjs";
import { CURRENT } from "./support/browsers.mjs";
import { workbook } from "./support/workbooks.mjs";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const HEADINGS = ["建议编号", "标题", "领衔代表", "附议代表", "类别", "主办单位", "交办日期", "面商日期", "答复日期", "答复类别", "代表评价"];
// Two are under way, one is answered and not rated, one is done.
const ROWS = [
  ["2024-001", "关于开通县医院公交的建议", "秦斌永", "刘霞红", "交通运输", "区交通运输局", "2024-03-08", "", "", "", ""],
  ["2024-002", "关于在老旧小区加装充电桩的建议", "刘霞红", "", "城乡建设", "区住房城乡建设局", "2024-03-11", "", "", "", ""],
  ["2024-003", "关于修缮河堤的建议", "秦斌永", "", "水务", "区水务局", "2024-03-08", "2024-04-10", "2024-05-06", "A", ""],
  ["2024-004", "关于增设路灯的建议", "刘霞红", "", "城市管理", "区城市管理局", "2024-03-08", "2024-04-12", "2024-05-08", "A", "满意"],
];
const file = (name, text) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });

async function begin(page) {
  const sheet = workbook([HEADINGS, ...ROWS], { name: "台账" });
  assert.equal(await importLedger(page, { name: "台账.xlsx", mimeType: XLSX, buffer: sheet }), ROWS.length);
}

// Chooses a preset as the settings offer it.
async function preset(page, name) {
  await settings(page, "工作区");
  await page.getByLabel("工作区名称").fill("某区人大");
  await page.getByRole("radio", { name, exact: true }).check();
  await button(page, "保存").click();
  const asked = await seen(dialog(page, "更换规则"));
  await seen(asked.getByText(/条规则将改变|各条规则的值相同/));
  await button(asked, "更换").click();
  await gone(asked);
}

// Makes our own from the rulebook shown: two months to reply instead of three.
async function derive(page) {
  await visit(page, "规则");
  await (await seen(button(page, "制定本机关规则"))).click();
  await seen(heading(page, "制定本机关规则"));
  await page.getByLabel("规则名称").fill("本区规则");
  await (await seen(button(page, "修改：答复期限"))).click();
  const asked = await seen(dialog(page, "修改：答复期限"));
  await seen(asked.getByText("沿用的是：3个月"));

  // A rule without a source is not taken.
  await asked.getByLabel("数目").fill("0x");
  await button(asked, "确定").click();
  const errors = await seen(asked.getByRole("alert"));
  assert.match(await errors.innerText(), /应为 0 至 3660 的整数[\s\S]*请填写依据[\s\S]*请填写原文或者说明/);

  await asked.getByLabel("数目").fill("2");
  await asked.getByLabel("依据", { exact: false }).first().fill("本机关《代表建议办理办法》第三条");
  await asked.locator("#f-rule-zh").fill("承办单位应当自交办之日起两个月内答复。");
  await button(asked, "确定").click();
  await gone(asked);
  const rule = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "答复期限", exact: true }) });
  await seen(rule.getByText("2个月", { exact: true }));
  await seen(rule.getByText("沿用的是：3个月"));
}

const moved = (page) => page.getByRole("region", { name: "期限变动" }).first().getByRole("row");

// The moves on the page: number, what, from, to.
async function moves(page) {
  await until(async () => (await page.locator("progress").count()) === 0 && (await page.locator(".change-counts").count()) === 1, "what moves is known");
  const all = [];
  for (const row of (await moved(page).all()).slice(1)) {
    const cells = await row.getByRole("cell").allInnerTexts();
    all.push([cells[0], cells[2], cells[4], cells[5], cells[6]].join(" "));
  }
  return all.sort();
}

onEachBrowser("a rulebook is derived from a place's own; what it moves is seen first, kept or moved", async ({ name, page, open }) => {
  await open();
  await begin(page);
  await preset(page, "北京市石景山区");
  await derive(page);
  if (name === CURRENT) await pictures(page, "rules-edit");

  // Left and found again: the draft is kept.
  await button(page, "返回").click();
  await seen(page.getByText("有一份尚未启用的草稿“本区规则”，改动 1 条。"));
  await page.reload();
  await (await seen(button(page, "继续修改"))).click();
  await (await seen(button(page, "查看影响并启用"))).click();
  await seen(heading(page, "启用前核对"));

  // Those under way keep their rules: nothing moves.
  assert.deepEqual(await moves(page), []);
  await seen(page.getByText("没有期限、灯号或者指标变动。"));
  const rules = page.getByRole("region", { name: "规则变化" }).first();
  assert.match(await rules.innerText(), /答复期限\s+3个月\s+2个月/);

  // They move: both that owe a reply, by the calendar. 8 June 2024 and 11 June lie at a holiday.
  await page.getByRole("radio", { name: /^改用新规则/ }).check();
  await seen(page.getByText("请重新查看影响"));
  assert.equal(await button(page, "启用").isDisabled(), true);
  await button(page, "查看影响").click();
  assert.deepEqual(await moves(page), ["2024-001 答复期限 2024-06-11 2024-05-08 提前", "2024-002 答复期限 2024-06-11 2024-05-11 提前"]);
  if (name === CURRENT) await pictures(page, "rules-review");
  assert.equal(await overflow(page), 0);

  await button(page, "启用").click();
  const asked = await seen(dialog(page, "确认启用"));
  assert.match(await asked.innerText(), /规则变化 1 条，变动的期限 2 个/);
  await button(asked, "启用").click();
  await seen(page.getByText("已启用“本区规则”"));
  await seen(heading(page, "规则"));
  const versions = page.getByRole("region", { name: "启用记录" }).first();
  assert.match(await versions.innerText(), /本区规则[\s\S]*改用新规则[\s\S]*4 件[\s\S]*北京市石景山区/);
  assert.equal(await page.getByText("有一份尚未启用的草稿").count(), 0);

  // The suggestion follows it, and says so.
  await visit(page, "建议台账");
  await page.getByRole("link", { name: "关于开通县医院公交的建议" }).first().click();
  await seen(page.getByText("2024-05-08").first());
  await until(async () => (await page.getByRole("main").innerText()).includes("本区规则"), "the suggestion says by which rules it is judged");

  // What is in force is downloaded, and read back as it was.
  await visit(page, "规则");
  const given = await download(page, await seen(button(page, "下载")));
  const book = JSON.parse(given.bytes.toString());
  assert.equal(book.inherits, "shijingshan");
  assert.deepEqual(book.reply.value, { count: 2, unit: "months" });
}, { minutes: 4 });

onEachBrowser("those under way keep their rules where the office says so", async ({ page, open }) => {
  await open();
  await begin(page);
  await preset(page, "北京市石景山区");
  await derive(page);
  await button(page, "查看影响并启用").click();
  assert.deepEqual(await moves(page), []);
  await button(page, "启用").click();
  const asked = await seen(dialog(page, "确认启用"));
  assert.match(await asked.innerText(), /保持原规则/);
  await button(asked, "启用").click();
  await seen(page.getByText("已启用“本区规则”"));
  const versions = page.getByRole("region", { name: "启用记录" }).first();
  assert.match(await versions.innerText(), /本区规则[\s\S]*保持原规则[\s\S]*0 件[\s\S]*北京市石景山区[\s\S]*4 件/);
  await visit(page, "建议台账");
  await page.getByRole("link", { name: "关于开通县医院公交的建议" }).first().click();
  await seen(page.getByText("2024-06-11").first());
});

onEachBrowser("an office takes a place's score card with its source, and its units' points are explained by it", async ({ page, open }) => {
  await open();
  await begin(page);
  await visit(page, "规则");
  await (await seen(button(page, "制定本机关规则"))).click();
  await seen(heading(page, "制定本机关规则"));
  await page.getByLabel("规则名称").fill("本区规则");
  await (await seen(button(page, "修改：承办单位考核评分"))).click();
  const asked = await seen(dialog(page, "修改：承办单位考核评分"));
  await asked.getByLabel("参照各地办法").selectOption({ label: "首次联系与两次评价评分" });
  assert.match(await asked.locator("#f-rule-cite").inputValue(), /zgkjsz/);
  await button(asked, "确定").click();
  await gone(asked);
  await button(page, "查看影响并启用").click();
  await seen(heading(page, "启用前核对"));
  await page.getByRole("radio", { name: /^改用新规则/ }).check();
  await button(page, "查看影响").click();
  await moves(page);
  await button(page, "启用").click();
  const sure = await seen(dialog(page, "确认启用"));
  await button(sure, "启用").click();
  await seen(page.getByText("已启用“本区规则”"));
  await visit(page, "承办单位");
  await page.getByLabel("年度").selectOption("2024");
  await (await seen(page.getByRole("link", { name: "区城市管理局" }))).click();
  await seen(heading(page, "区城市管理局"));
  await until(async () => /首次联系代表[\s\S]*第一次评价[\s\S]*18/.test(await page.getByRole("main").innerText()), "the card is filled in");
  assert.equal(await overflow(page), 0);
}, { minutes: 3 });

onEachBrowser("a wrong file is refused with its line and the reason, and nothing is adopted", async ({ name, page, open }) => {
  await open("#/rules");
  await seen(heading(page, "规则"));
  const upload = await seen(button(page, "上传规则文件"));
  const broken = '{\n  "id": "ours",\n  "title": { "zh": "甲", "en": "A" },\n  "inherits": "national"\n  "reply": null\n}\n';
  await choose(page, upload, file("坏的.json", broken));
  let alert = await seen(page.getByRole("alert"));
  assert.match(await alert.innerText(), /文件有误[\s\S]*第 5 行/);
  assert.equal(await button(page, "启用").isDisabled(), true);
  if (name === CURRENT) await picture(page, "rules-wrong");

  // Well formed, but not allowed: a period of nothing.
  await button(page, "返回").click();
  const unfit = broken.replace('"national"\n', '"national",\n').replace("null", '{\n    "value": { "count": 9999, "unit": "months" },\n    "source": { "cite": "甲", "text": { "zh": "甲", "en": "A" } }\n  }');
  await choose(page, await seen(button(page, "上传规则文件")), file("过长.json", unfit));
  alert = await seen(page.getByRole("alert"));
  assert.match(await alert.innerText(), /第 \d+ 行[\s\S]*3660[\s\S]*reply/);

  await button(page, "返回").click();
  await choose(page, await seen(button(page, "上传规则文件")), file("空.json", ""));
  assert.match(await (await seen(page.getByRole("alert"))).innerText(), /空文件/);
  await visit(page, "设置");
  await visit(page, "规则");
  await seen(page.getByText(/^各地通行做法：共 \d+ 条规则/));
});

onEachBrowser("another place's rules are compared, searched and adopted as they are", async ({ name, page, open }) => {
  await open("#/rules");
  await seen(page.getByText(/^各地通行做法：共 \d+ 条规则/));
  await page.getByLabel("对照").selectOption({ label: "北京市石景山区" });
  await seen(page.getByText(/与“北京市石景山区”相比，\d+ 条不同/));
  await page.getByLabel("只看不同的").check();
  const rule = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: /回头看/ }) });
  assert.match(await (await seen(rule)).innerText(), /未规定[\s\S]*北京市石景山区：\s*当年12月31日前/);
  if (name === CURRENT) await pictures(page, "rules-compare");
  await page.getByLabel("查找规则").fill("没有这样的规则");
  await seen(page.getByText("没有相符的规则"));
  await page.getByLabel("查找规则").fill("");
  await page.getByLabel("查看", { exact: true }).selectOption({ label: "北京市石景山区" });
  await (await seen(button(page, "启用这部规则…"))).click();
  await seen(heading(page, "启用前核对"));
  await moves(page);
  await button(page, "启用").click();
  await button(await seen(dialog(page, "确认启用")), "启用").click();
  await seen(page.getByText("已启用“北京市石景山区”"));

  // Who is not the office reads only.
  await actAs(page, "政府督查机构");
  await seen(page.getByText(/只能查看/));
  assert.equal(await button(page, "制定本机关规则").count(), 0);
});

onEachBrowser("a new holiday calendar is loaded after it says what moves", async ({ name, page, open }) => {
  await open();
  await begin(page);
  await settings(page, "规则与日历");
  await seen(page.getByText("已公布至 2026-12-31"));
  const bad = '{\n "horizon": "2027-12-31",\n "years": { "2027": { "holidays": [ { "date": "2027-13-01", "name": "元旦" } ], "make_up_workdays": [] } }\n}';
  await choose(page, button(page, "选择日历文件"), file("坏的.json", bad));
  assert.match(await (await seen(page.getByRole("alert"))).innerText(), /第 3 行/);

  // The day a reply is due in the ledger becomes a holiday: it moves on to the next working day.
  const good = { horizon: "2027-12-31", years: { 2024: { holidays: [], make_up_workdays: [] }, 2027: { holidays: [{ date: "2027-01-01", name: "元旦" }], make_up_workdays: [] } } };
  delete good.years[2024];
  await choose(page, button(page, "另选文件"), file("2027.json", JSON.stringify(good)));
  await seen(page.getByText("已读取 2027.json"));
  await moves(page);
  if (name === CURRENT) await picture(page, "calendar-look");
  await button(page, "加载日历").click();
  await seen(page.getByText("日历已加载，变动如下。"));
  await seen(page.getByText("已公布至 2027-12-31"));

  // The committees are named, and put back.
  await fill(page.getByRole("main"), { 委员会: ["财政经济委员会", "社会建设委员会"] });
  await button(page.getByRole("main"), "保存").click();
  await seen(page.getByText("已保存委员会名单，共 2 个"));
  await button(page, "撤销").click();
  await seen(page.getByText("已恢复原来的委员会名单"));
});

onEachBrowser("a window is opened, says who is still to rate, and is closed", async ({ name, page, open }) => {
  await open();
  await begin(page);
  await visit(page, "测评窗口");
  await seen(page.getByText("还没有测评窗口"));
  await button(page, "开设测评窗口").first().click();
  const asked = await seen(dialog(page, "开设测评窗口"));
  await seen(asked.getByText("将纳入 2 件建议。"));
  await asked.getByLabel("名称").fill("2024年集中测评");
  const first = await asked.getByLabel("开始日").inputValue();
  await asked.getByLabel("截止日").fill("2020-01-01");
  await button(asked, "开设").click();
  assert.match(await (await seen(asked.getByRole("alert"))).innerText(), /截止日不能早于开始日/);
  const last = new Date(`${first}T00:00:00Z`);
  last.setUTCDate(last.getUTCDate() + 14);
  await asked.getByLabel("截止日").fill(last.toISOString().slice(0, 10));
  await button(asked, "开设").click();
  await gone(asked);
  const panel = await seen(page.getByRole("region", { name: "2024年集中测评" }));
  await seen(panel.getByText("进行中"));
  await panel.getByText(/^尚未评价的代表/).click();
  await seen(panel.getByText("秦斌永"));
  if (name === CURRENT) await pictures(page, "windows");
  assert.equal(await overflow(page), 0);
  await button(panel, "提前结束…").click();
  await button(await seen(dialog(page, "提前结束测评窗口")), "结束测评").click();
  await seen(panel.getByText("已结束"));
  await seen(panel.getByRole("columnheader", { name: "基本满意" }));
});
