// One workspace on three devices: founded, joined, written apart without network, brought together,
// a contradiction found and settled; what is signed can be checked.
import assert from "node:assert/strict";
import { act, actAs, button, choose, dialog, fill, gone, heading, importLedger, seen, until, visit } from "./support/hands.mjs";
import { onDevices } from "./support/devices.mjs";
import { enter, found, held, looked, mark, part, sync } from "./support/sharing.mjs";
import { workbook } from "./support/workbooks.mjs";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const HEADINGS = ["建议编号", "标题", "领衔代表", "附议代表", "类别", "主办单位", "交办日期", "面商日期", "答复日期", "答复类别", "代表评价"];
const BUS = "关于开通县医院公交的建议";
const DIKE = "关于修缮河堤的建议";
const LAMPS = "关于增设路灯的建议";
const ROWS = [
  ["2024-001", BUS, "秦斌永", "刘霞红", "交通运输", "", "", "", "", "", ""],
  ["2024-002", DIKE, "秦斌永", "", "水务", "区水务局", "2024-03-08", "", "", "", ""],
  ["2024-003", LAMPS, "刘霞红", "", "城市管理", "区城市管理局", "2024-03-08", "2024-04-12", "2024-05-08", "A", ""],
];
const UNIT = "区水务局";

// The ledger as this device tells it.
async function ledger(page) {
  await visit(page, "建议台账");
  const rows = page.getByRole("grid", { name: "建议台账" }).getByRole("row").filter({ hasText: /关于/ });
  await until(async () => (await rows.count()) > 0, "the ledger's rows");
  return (await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
}

async function item(page, title) {
  await visit(page, "建议台账");
  await page.getByRole("grid", { name: "建议台账" }).getByRole("link", { name: title }).click();
  await seen(heading(page, title));
  await seen(page.getByRole("region", { name: "办理过程" }));
}

const story = (page) => page.getByRole("region", { name: "办理过程" }).innerText();

async function assign(page, unit) {
  await item(page, BUS);
  await act(page, "交办", { 办理方式: { choose: "主办和协办" }, 主办单位: unit });
}

onDevices("decided apart without network, brought together, settled by the office", async ({ device }) => {
  const [office, second, unit] = [await device("office"), await device("second office"), await device("unit")];
  await office.open();
  const sheet = workbook([HEADINGS, ...ROWS], { name: "台账" });
  assert.equal(await importLedger(office.page, { name: "台账.xlsx", mimeType: XLSX, buffer: sheet }), 3);
  const code = await found(office, { person: "王主任" }, (name) => looked(office.page, name));
  assert.match(code, /^[0-9A-Z]{4}([ -]+[0-9A-Z]{4})+$/);

  await enter(office, second, { person: "李干事", role: "人大机关", party: "代表工委" }, { rights: ["可以看代表的逐条评价"], look: (name) => looked(second.page, name) });
  await enter(office, unit, { person: "张工", role: "承办单位", party: UNIT });
  const everybody = [office, second, unit];
  const before = await ledger(office.page);
  assert.equal(before.length, 3);
  for (const one of [second, unit]) assert.deepEqual(await ledger(one.page), before, `the ledger of ${one.label}`);
  await part(office.page, "设备");
  await looked(office.page, "devices");
  await part(office.page, "同步");
  await looked(office.page, "sync");

  // Nobody hears of the others from here on.
  for (const one of everybody) one.away();
  await assign(office.page, "区交通运输局");
  await assign(second.page, "区城市管理局");
  await item(unit.page, DIKE);
  await act(unit.page, "签收");
  await item(second.page, LAMPS);
  await act(second.page, "列为重点督办", { 牵头督办领导: "赵主任" });
  for (const one of everybody) await seen(mark(one.page).getByText(/\d+ 条未上传/));

  for (const one of everybody) one.back();
  for (const one of [office, second, unit, office, second]) await sync(one.page);
  const after = await ledger(office.page);
  assert.notDeepEqual(after, before);
  for (const one of [second, unit]) assert.deepEqual(await ledger(one.page), after, `the ledger of ${one.label}`);
  const stories = new Map();
  for (const title of [BUS, DIKE, LAMPS]) {
    for (const one of everybody) {
      await item(one.page, title);
      const told = await story(one.page);
      if (one === office) stories.set(title, told);
      else assert.equal(told, stories.get(title), `${title} as ${one.label} tells it`);
    }
  }
  assert.match(stories.get(DIKE), /签收/);
  assert.match(stories.get(LAMPS), /列为重点督办/);

  // One contradiction, the same on both.
  const sides = [];
  for (const one of [office, second]) {
    await part(one.page, "冲突");
    await seen(one.page.getByRole("tab", { name: "冲突（1）", exact: true }));
    assert.match(await one.page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: /^协同/ }).innerText(), /1/);
    const all = one.page.locator(".conflict");
    await seen(all);
    assert.equal(await all.count(), 1);
    const told = await all.innerText();
    for (const words of [BUS, "区交通运输局", "区城市管理局", "现在采用", "现在不采用"]) assert.ok(told.includes(words), `“${words}” in:\n${told}`);
    sides.push(told);
  }
  assert.equal(sides[0], sides[1]);
  await looked(second.page, "conflicts");

  // The second office settles it, for the one that does not count now.
  await button(second.page, "裁定…").click();
  const asked = await seen(dialog(second.page, "裁定冲突"));
  const counting = (await second.page.locator(".conflict-side.is-counting").innerText()).includes("区交通运输局") ? "区交通运输局" : "区城市管理局";
  const chosen = counting === "区交通运输局" ? "区城市管理局" : "区交通运输局";
  const options = asked.getByRole("radio");
  assert.equal(await options.count(), 2);
  await asked.getByRole("radio", { name: new RegExp(chosen) }).check();
  await looked(second.page, "settle");
  await asked.getByLabel(/^理由/).fill("以主管部门为准，已电话核实。");
  await button(asked, "裁定").click();
  await gone(asked);
  await seen(second.page.getByText("没有冲突"));
  for (const one of [second, office, unit]) await sync(one.page);
  for (const one of [office, second]) {
    await part(one.page, "冲突");
    await seen(one.page.getByText("没有冲突"));
    await seen(one.page.getByRole("tab", { name: "冲突", exact: true }));
    await item(one.page, BUS);
    const told = await story(one.page);
    for (const words of ["区交通运输局", "区城市管理局", "以主管部门为准，已电话核实。"]) assert.ok(told.includes(words), told);
    await button(one.page, "查看签名").click();
    const signed = one.page.locator(".signature");
    await seen(signed);
    const texts = await signed.allInnerTexts();
    for (const text of texts) assert.match(text, /已验证/);
    assert.equal(texts.length, await one.page.getByRole("region", { name: "办理过程" }).getByRole("listitem").count());
  }
  for (const one of everybody) {
    await item(one.page, BUS);
    const facts = await one.page.getByRole("region", { name: "基本情况" }).innerText();
    assert.ok(facts.includes(chosen) && !facts.includes(counting), facts);
  }
  assert.equal(await held(office.page), await held(second.page));
}, { minutes: 4 });
