// Who may do and read what: a unit's device is refused what is the office's, never holds a deputy's
// single opinion, and neither does the store; a revoked device records nothing more, and the code on
// paper takes a workspace over.
import assert from "node:assert/strict";
import { download } from "./support/downloads.mjs";
import { act, actAs, button, choose, dialog, fill, gone, heading, importLedger, seen, until, visit } from "./support/hands.mjs";
import { onDevices } from "./support/devices.mjs";
import { about, enter, found, holds, kept, looked, mark, part, record, sync, titles } from "./support/sharing.mjs";
import { workbook } from "./support/workbooks.mjs";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const HEADINGS = ["建议编号", "标题", "领衔代表", "附议代表", "类别", "主办单位", "交办日期", "面商日期", "答复日期", "答复类别", "代表评价"];
const DIKE = "关于修缮河堤的建议";
const LAMPS = "关于增设路灯的建议";
const UNIT = "区水务局";
const DEPUTY = "秦斌永";
const ROWS = [
  ["2024-001", DIKE, DEPUTY, "刘霞红", "水务", UNIT, "2024-03-08", "2024-04-10", "2024-05-06", "A", ""],
  ["2024-002", LAMPS, "刘霞红", "", "水务", UNIT, "2024-03-08", "2024-04-12", "2024-05-08", "A", ""],
];
// Words that occur nowhere else.
const NOTES = { own: "堤脚仍有渗水Zq7xOwn没有写明管护单位", behalf: "灯杆间距过大Zq7xBehalf夜间仍然偏暗" };

async function item(page, title) {
  await visit(page, "建议台账");
  await page.getByRole("grid", { name: "建议台账" }).getByRole("link", { name: title }).click();
  await seen(heading(page, title));
  await seen(page.getByRole("region", { name: "办理过程" }));
}

const rate = (page, note) => act(page, "评价", { 对办理过程: { choose: "基本满意" }, 对办理结果: { choose: "不满意" }, 意见: note });

onDevices("a unit is refused what is the office's, and neither it nor the store ever holds a single opinion", async ({ server, device }) => {
  const [office, unit, deputy] = [await device("office"), await device("unit"), await device("deputy")];
  await office.open();
  const sheet = workbook([HEADINGS, ...ROWS], { name: "台账" });
  assert.equal(await importLedger(office.page, { name: "台账.xlsx", mimeType: XLSX, buffer: sheet }), 2);
  // Everything is sealed: a store reads nothing at all.
  await found(office, { person: "王主任", seal: true });
  await enter(office, unit, { person: "张工", role: "承办单位", party: UNIT });
  await enter(office, deputy, { person: DEPUTY, role: "代表", party: DEPUTY });

  // The unit acts as itself, and is offered what is a unit's.
  await item(unit.page, DIKE);
  await seen(unit.page.getByText(`办理身份：${UNIT}`));
  assert.equal(await unit.page.getByRole("button", { name: /办理身份/ }).count(), 0, "it acts for nobody else");
  const todo = await seen(unit.page.getByRole("region", { name: "可以办理" }));
  const offered = await todo.getByRole("button").allInnerTexts();
  for (const name of ["办结归档", "评价", "交办", "交付重新办理", "列为重点督办"]) assert.equal(offered.includes(name), false, `${name} among ${offered}`);
  await part(unit.page, "设备");
  for (const name of [/^停用/, /^核对并同意/, /^显示邀请/]) assert.equal(await unit.page.getByRole("button", { name }).count(), 0);

  // Opinions: on the deputy's own device, and by the office for another.
  await item(deputy.page, DIKE);
  await rate(deputy.page, NOTES.own);
  await item(office.page, LAMPS);
  await actAs(office.page, "代表", "刘霞红");
  await rate(office.page, NOTES.behalf);
  await button(office.page, "恢复本人身份").click();
  for (const one of [deputy, office, unit, office, unit]) await sync(one.page);
  // The unit looks at everything there is, so that whatever is folded is kept.
  for (const title of [DIKE, LAMPS]) await item(unit.page, title);
  await visit(unit.page, "统计");
  await seen(unit.page.getByRole("heading", { name: "主要指标" }));

  await item(office.page, DIKE);
  await seen(office.page.getByRole("main").getByText(NOTES.own).first());
  const [there, here, back] = [await kept(office.page), await kept(unit.page), await kept(deputy.page)];
  for (const note of Object.values(NOTES)) {
    assert.equal(holds(there.bytes, note), true, "the office's device holds the opinion");
    assert.equal(holds(here.bytes, note), false, `the unit's device does not: ${here.stores}`);
    for (const word of note.match(/[\x20-\x7e]+/g)) assert.equal(holds(here.bytes, word), false, word);
  }
  assert.equal(holds(back.bytes, NOTES.own), true, "a deputy's device holds its own");
  assert.equal(holds(back.bytes, NOTES.behalf), false, "and no other's");
  const line = '"kind":"evaluated"';
  assert.equal(holds(there.bytes, line), true);
  assert.equal(holds(here.bytes, line), false);
  assert.equal(holds(here.bytes, DIKE), true, "the unit's device holds what it may read");
  const store = server.bytes();
  assert.ok(store.length > 10_000);
  for (const text of [...Object.values(NOTES), line, DIKE, LAMPS]) assert.equal(holds(store, text), false, `the store holds “${text}”`);
});

onDevices("a revoked device records nothing more, and the code on paper takes the workspace over", async ({ device }) => {
  const [office, unit] = [await device("office"), await device("unit")];
  const code = await found(office, { person: "王主任" });
  await enter(office, unit, { person: "周明远", role: "代表", party: "周明远" });
  await record(unit.page, 1);
  await sync(unit.page);
  await sync(office.page);
  assert.deepEqual(await titles(office.page), [about(1)]);

  // It is revoked while it is away, and has recorded something there.
  unit.away();
  await record(unit.page, 2);
  await part(unit.page, "同步");
  const file = await download(unit.page, button(unit.page, "导出未上传的记录"));
  await part(office.page, "设备");
  const row = office.page.getByRole("row").filter({ hasText: "周明远" });
  await button(row, "停用…").click();
  const asked = await seen(dialog(office.page, "停用设备"));
  await looked(office.page, "revoke");
  await fill(asked, { 停用原因: "人员调离" });
  await button(asked, "停用这台设备").click();
  await gone(asked);
  await seen(row.getByText("已停用"));
  await sync(office.page);

  unit.wasOut = true;
  unit.back();
  await part(unit.page, "同步");
  await button(unit.page, "立即同步").click();
  await seen(unit.page.getByText(/^本机已被停用/));
  await seen(mark(unit.page).getByText("本机已停用"));
  await looked(unit.page, "revoked");
  // It can be read, and nothing more can be recorded.
  assert.ok((await titles(unit.page)).includes(about(1)));
  await refusedHere(unit.page, 3);
  await sync(office.page);
  assert.deepEqual(await titles(office.page), [about(1)]);


  // What it had recorded by then comes by file. It does not count, and the office takes it up.
  // The server will not have it from a device that was revoked, whoever brings it.
  office.wasOut = true;
  await part(office.page, "同步");
  await choose(office.page, button(office.page, "读入文件…"), { name: file.name, mimeType: "application/json", buffer: file.bytes });
  await seen(office.page.getByText("其中 1 条记录不能计入，见“隔离区”。"));
  assert.deepEqual(await titles(office.page), [about(1)]);
  await part(office.page, "隔离区");
  await seen(office.page.getByRole("tab", { name: "隔离区（1）", exact: true }));
  const aside = await seen(office.page.getByRole("listitem").filter({ has: office.page.getByRole("checkbox") }));
  assert.match(await aside.innerText(), /周明远/);
  await looked(office.page, "quarantine");
  await aside.getByRole("checkbox").check();
  await button(office.page, "采纳所选 1 条…").click();
  const why = await seen(dialog(office.page, "采纳记录"));
  await why.getByLabel(/^采纳理由/).fill("停用以前所写，已核实。");
  await button(why, "采纳").click();
  await gone(why);
  await sync(office.page);
  assert.deepEqual((await titles(office.page)).sort(), [1, 2].map(about));

  // Everything is lost but the paper.
  const fresh = await device("fresh");
  fresh.wasOut = true;
  await fresh.open("#/sharing?do=recover");
  const main = fresh.page.getByRole("main");
  await fill(main, { 恢复码: "0000-0000-0000-0000", 使用人: "新主任" });
  await looked(fresh.page, "recover");
  await button(main, "接管").click();
  await seen(main.getByRole("alert"));
  await fill(main, { 恢复码: code.toLowerCase().replace(/[ -]+/g, " ") });
  await button(main, "接管").click();
  await seen(fresh.page.getByRole("tab", { name: /^设备/ }));
  await seen(fresh.page.getByRole("row").filter({ hasText: "新主任" }).getByText("本机", { exact: true }));
  await seen(fresh.page.getByRole("row").filter({ hasText: "王主任" }).getByText("已停用"));
  await sync(fresh.page);
  assert.deepEqual((await titles(fresh.page)).sort(), [1, 2].map(about));
  await record(fresh.page, 4);
  await sync(fresh.page);
  await part(office.page, "同步");
  await button(office.page, "立即同步").click();
  await seen(office.page.getByText(/^本机已被停用/));
});

// Nothing is recorded any more, and it is said why.
async function refusedHere(page, number) {
  await record(page, number, async (save) => {
    if (!(await save.count()) || (await save.isDisabled())) return;
    await save.click();
    await seen(page.getByRole("alert").filter({ hasText: /只能查看已有的记录，不能再办理/ }));
  });
  assert.equal((await titles(page)).includes(about(number)), false);
}
