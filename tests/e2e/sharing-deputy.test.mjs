// A deputy on a device of their own: what citizens said to them is there and nothing else, what they
// do with it reaches the office, another deputy and their own second device; the store reads nothing.
import assert from "node:assert/strict";
import { button, dialog, fill, gone, heading, seen, until, visit } from "./support/hands.mjs";
import { onDevices } from "./support/devices.mjs";
import { follow, listDeputies, openIntake, round } from "./support/intake.mjs";
import { photo } from "./support/public-photos.mjs";
import { enter, found, holds, kept, looked, part, sync } from "./support/sharing.mjs";

const LIU = "刘霞红";
const WANG = "王芳";
// Words that occur nowhere else.
const LAMP = { text: "幸福里三号楼旁的路灯不亮Zq7Lamp已经半个月", contact: "13800138Zq7", deputy: LIU };
const DRAIN = { text: "东关大街排水不畅Zq7Drain下雨就积水", contact: "", deputy: LIU };
const TOILET = { text: "南街没有公厕Zq7Toilet老人不便", contact: "13900139Zq7", deputy: WANG };
const PRIVATE = "此人多次来电Zq7Note请单独联系";

async function record(page, { text, contact, deputy }) {
  await visit(page, "民意");
  await page.getByRole("link", { name: "登记民意" }).first().click();
  await seen(heading(page, "登记民意"));
  await fill(page.getByRole("main"), { 反映方式: { choose: "进站" }, 反映的内容: text, ...(contact && { 联系方式: contact }) });
  const box = page.getByRole("combobox", { name: /^接待代表/ });
  await box.fill(deputy);
  await box.press("Tab");
  await button(page.getByRole("main"), "登记").click();
  await seen(page.getByRole("heading", { name: "群众看到的" }));
}

// The voices that the inbox lists, in whatever stage.
async function voices(page) {
  await visit(page, "民意");
  await page.getByRole("tab", { name: /^全部/ }).click();
  return page.getByRole("main").innerText();
}

async function opened(page, words) {
  await voices(page);
  await page.getByRole("link", { name: new RegExp(words) }).first().click();
  await seen(page.getByRole("heading", { name: "办理经过" }));
}

async function pass(page, name, note) {
  await button(page, "转办").click();
  const asked = await seen(dialog(page, "转办"));
  await asked.getByRole("radio", { name: "代表", exact: true }).check();
  const box = asked.getByRole("combobox", { name: /^代表/ });
  await box.fill(name);
  await box.press("Tab");
  if (note) await asked.getByLabel(/^转办说明/).fill(note);
  await button(asked, "转办").click();
  await gone(asked);
}

onDevices("a deputy deals with what citizens said to them on a device of their own", async ({ server, device }) => {
  const [office, liu, wang, unit] = [await device("office"), await device("deputy"), await device("other deputy"), await device("unit")];
  // Everything is sealed: a store reads nothing at all.
  await found(office, { person: "王主任", seal: true });
  await listDeputies(office.page, [LIU, WANG, "秦斌永"]);
  for (const voice of [LAMP, TOILET]) await record(office.page, voice);
  await sync(office.page);

  // What was there before the device was let in is handed to it, and what comes later.
  await enter(office, liu, { person: LIU, role: "代表", party: LIU });
  await sync(office.page);
  await record(office.page, DRAIN);
  await sync(office.page);
  await sync(liu.page);
  let listed = await voices(liu.page);
  for (const words of ["Zq7Lamp", "Zq7Drain"]) assert.ok(listed.includes(words), `“${words}” in:\n${listed}`);
  assert.equal(listed.includes("Zq7Toilet"), false, "another's voice is not there");
  await looked(liu.page, "deputy-voices");
  await liu.page.setViewportSize({ width: 390, height: 844 });
  await opened(liu.page, "Zq7Lamp");
  await looked(liu.page, "deputy-voice");
  for (const name of ["合并", "不予受理"]) assert.equal(await button(liu.page, name).count(), 0, `${name} is the office's`);
  await button(liu.page, "答复").click();
  const answer = await seen(dialog(liu.page, "答复"));
  await looked(liu.page, "deputy-answer");
  await answer.getByLabel(/^答复内容/).fill("已联系社区Zq7Answer，三日内修好。");
  await button(answer, "答复").click();
  await gone(answer);
  await liu.page.setViewportSize({ width: 1440, height: 900 });

  // To another deputy, on the same way; that deputy has everything about it then.
  await enter(office, wang, { person: WANG, role: "代表", party: WANG });
  await opened(liu.page, "Zq7Lamp");
  await pass(liu.page, WANG);
  await sync(liu.page);
  await sync(office.page);
  await sync(wang.page);
  await opened(office.page, "Zq7Lamp");
  const history = await office.page.getByRole("main").innerText();
  for (const words of ["Zq7Answer", LIU, WANG]) assert.ok(history.includes(words), `“${words}” in:\n${history}`);
  await opened(wang.page, "Zq7Lamp");
  assert.ok((await wang.page.getByRole("main").innerText()).includes("Zq7Answer"));

  // A note is for whom it is written to.
  await opened(office.page, "Zq7Drain");
  await pass(office.page, WANG, PRIVATE);
  await sync(office.page);
  for (const one of [liu, wang]) await sync(one.page);
  await opened(wang.page, "Zq7Drain");
  await seen(wang.page.getByText(PRIVATE));
  await opened(liu.page, "Zq7Drain");
  assert.ok((await liu.page.getByRole("main").innerText()).includes(WANG), "one sees that it went on");

  // A suggestion in the deputy's own name, which everybody has.
  await button(wang.page, "返回民意").or(wang.page.getByRole("link", { name: "返回民意" })).first().click();
  await opened(wang.page, "Zq7Lamp");
  await button(wang.page, "提出建议").click();
  const raise = await seen(dialog(wang.page, "提出建议"));
  await raise.getByLabel(/^标题/).fill("关于修复幸福里路灯的建议");
  await raise.getByLabel(/^内容/).fill("幸福里路灯损坏，请修复。");
  await button(raise, "提出建议").click();
  await seen(heading(wang.page, /修复幸福里路灯/));
  await sync(wang.page);
  await sync(office.page);
  await sync(liu.page);
  await opened(office.page, "Zq7Lamp");
  await seen(office.page.getByRole("link", { name: /修复幸福里路灯/ }));
  await opened(liu.page, "Zq7Lamp");

  // A unit has none of it; nor has any device what is not its own, nor the store a word.
  await enter(office, unit, { person: "张工", role: "承办单位", party: "区住建局" });
  await visit(unit.page, "民意");
  await seen(unit.page.getByText("本机不显示民意"));
  const has = async (one) => (await kept(one.page)).bytes;
  const [at, own, other, units] = [await has(office), await has(liu), await has(wang), await has(unit)];
  const expected = [
    // word, office, 刘霞红, 王芳, unit: what was raised is everybody's, but not who said it.
    ["Zq7Lamp", true, true, true, true],
    ["13800138Zq7", true, true, true, false],
    ["Zq7Answer", true, true, true, false],
    ["Zq7Drain", true, true, true, false],
    ["Zq7Toilet", true, false, true, false],
    ["13900139Zq7", true, false, true, false],
    ["Zq7Note", true, false, true, false],
  ];
  for (const [word, ...where] of expected) {
    assert.deepEqual([at, own, other, units].map((bytes) => holds(bytes, word)), where, word);
    assert.equal(holds(server.bytes(), word), false, `the store holds “${word}”`);
  }

  // The device is lost: a new one has everything again, the lost one gets no more.
  const second = await device("second device");
  await enter(office, second, { person: LIU, role: "代表", party: LIU });
  await sync(office.page);
  await sync(second.page);
  listed = await voices(second.page);
  for (const words of ["Zq7Lamp", "Zq7Drain"]) assert.ok(listed.includes(words), `“${words}” in:\n${listed}`);
  await opened(second.page, "Zq7Lamp");
  assert.ok((await second.page.getByRole("main").innerText()).includes("Zq7Answer"));
  await part(office.page, "隔离区");
  await seen(office.page.getByText(/没有被隔离|没有隔离|没有记录/).first());
}, { minutes: 6 });

onDevices("what a citizen said by a deputy's code is answered on that deputy's phone", async ({ device }) => {
  const [office, deputy, citizen] = [await device("office"), await device("deputy"), await device("citizen")];
  await found(office, { person: "王主任" });
  await listDeputies(office.page, [LIU, WANG]);
  await office.page.getByRole("checkbox", { name: `选中：${LIU}` }).check();
  await button(office.page, "生成专属码（1 个还没有）").click();
  await seen(office.page.getByText("已生成 1 个专属码"));
  await office.page.getByRole("tab", { name: /^专属码/ }).click();
  const row = await seen(office.page.getByRole("row").filter({ hasText: LIU }));
  const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(await row.innerText())[0];
  await openIntake(office.page);
  await enter(office, deputy, { person: LIU, role: "代表", party: LIU });

  const { page } = citizen;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${citizen.url}voice.html#${code}`);
  await page.waitForSelector("#voice[data-ready]");
  assert.ok((await page.getByRole("main").innerText()).includes(LIU), "the citizen sees whom they speak to");
  await page.getByLabel("您要反映什么").fill(LAMP.text);
  await page.getByLabel("图片（选填，最多 3 张）").setInputFiles({ name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: await photo(page, 1600, 1200, 6) });
  await seen(page.getByRole("img", { name: "图片 1" }));
  await button(page, "提交").click();
  await page.getByRole("status").filter({ hasText: "已送达" }).first().waitFor({ timeout: 60_000 });
  const track = (await page.locator(".track-code").innerText()).trim();

  await round(office.page);
  await sync(office.page);
  await sync(deputy.page);
  await opened(deputy.page, "Zq7Lamp");
  const shown = await seen(deputy.page.locator("img[src^='blob:']"));
  assert.equal(await shown.evaluate(async (image) => { await image.decode(); return image.naturalWidth > 100; }), true, "the picture is there");
  await button(deputy.page, "答复").click();
  const answer = await seen(dialog(deputy.page, "答复"));
  await answer.getByLabel(/^答复内容/).fill("已联系社区Zq7Answer，三日内修好。");
  await button(answer, "答复").click();
  await gone(answer);
  assert.equal((await follow(citizen, track)).includes("Zq7Answer"), false, "not before the office has it");
  await sync(deputy.page);
  await sync(office.page);
  await round(office.page);
  const told = await follow(citizen, track);
  assert.ok(told.includes("Zq7Answer"), told);
  await page.getByRole("radio", { name: "满意", exact: true }).check();
  await button(page, "提交评价").click();
  await page.getByText(/您的评价：满意/).first().waitFor({ timeout: 60_000 });
  // What the citizen says of it comes back to the deputy.
  await round(office.page);
  await sync(office.page);
  await sync(deputy.page);
  await opened(deputy.page, "Zq7Lamp");
  await seen(deputy.page.getByText(/满意/).first());
}, { minutes: 5 });
