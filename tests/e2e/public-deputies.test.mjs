// A deputy on their own phone in a shared workspace: it gets the voices that came or were passed
// to that deputy and no others, and what is done on it comes back to the office.
import assert from "node:assert/strict";
import { onDevices } from "./support/devices.mjs";
import { button, dialog, fill, gone, heading, seen, visit } from "./support/hands.mjs";
import { listDeputies } from "./support/intake.mjs";
import { overflow, picture, spills } from "./support/pictures.mjs";
import { enter, found, holds, kept, sync } from "./support/sharing.mjs";

const DEPUTIES = ["秦斌永", "刘霞红"];
const LAMP = "幸福里三号楼旁的路灯不亮已经半个月，老人晚上出门看不清，请尽快修好。";
const CANTEEN = "社区食堂周末不开门，独居老人吃饭不方便。";
const CROSSING = "东关大街学校门口没有人行横道。";
const CONTACT = "13800138000";
const ANSWER = "已联系供电所，本周内修复。";

const tab = (page, name) => page.getByRole("tab", { name });

async function record(page, deputy, text, more = {}) {
  await visit(page, "民意");
  await page.getByRole("link", { name: "登记民意" }).first().click();
  await seen(heading(page, "登记民意"));
  await fill(page.getByRole("main"), { 反映方式: { choose: "进站" }, 反映的内容: text, ...more });
  const box = page.getByRole("combobox", { name: /^接待代表/ });
  await box.fill(deputy);
  await box.press("Tab");
  await button(page.getByRole("main"), "登记").click();
  await seen(page.getByRole("heading", { name: "群众看到的" }));
}

// Brings both up to date; on a phone the page about sharing is under "more".
async function together(...devices) {
  for (const { page } of devices) {
    const before = page.viewportSize();
    await page.setViewportSize({ width: 1440, height: 900 });
    await sync(page);
    await page.setViewportSize(before);
  }
}

// At a phone, a tablet and a desk, the phone last.
async function look(page, name) {
  const wide = [];
  for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]]) {
    await page.setViewportSize({ width, height });
    await picture(page, `deputy-${name}-${width}`);
    if (await overflow(page)) wide.push(`${name} scrolls sideways at ${width}`);
    for (const spill of await spills(page)) wide.push(`${name} at ${width}: ${spill}`);
  }
  assert.deepEqual(wide, []);
}

onDevices("a deputy answers on their own phone what came to them, and gets nothing else", async ({ device }) => {
  const [office, phone] = [await device("office"), await device("phone")];
  await office.open();
  await listDeputies(office.page, DEPUTIES);
  await found(office, { person: "王主任" });
  await record(office.page, "刘霞红", LAMP, { 联系方式: CONTACT, 事发地点: "幸福里三号楼旁" });
  await record(office.page, "秦斌永", CROSSING);
  await record(office.page, "秦斌永", CANTEEN);
  await enter(office, phone, { person: "刘霞红", role: "代表", party: "刘霞红" });
  await together(office, phone);

  await phone.page.setViewportSize({ width: 390, height: 844 });
  // The voices stand in the bar of a deputy's phone, not under "more".
  await visit(phone.page, "民意");
  await seen(tab(phone.page, /^待分办 1/));
  await look(phone.page, "inbox");
  const text = await phone.page.getByRole("main").innerText();
  assert.ok(text.includes("路灯不亮") && !text.includes("人行横道") && !text.includes("食堂"), text);

  // What is passed to them comes too, with how its sender is reached.
  await visit(office.page, "民意");
  await office.page.getByRole("link", { name: /^社区食堂周末/ }).click();
  await button(office.page, "转办").click();
  const pass = await seen(dialog(office.page, "转办"));
  await pass.getByRole("radio", { name: "代表" }).check();
  const to = pass.getByRole("combobox", { name: /^代表/ });
  await to.fill("刘霞红");
  await to.press("Tab");
  await button(pass, "转办").click();
  await gone(pass);
  await together(office, phone);
  await visit(phone.page, "民意");
  await tab(phone.page, /^已转办 1/).click();
  await seen(phone.page.getByRole("link", { name: /^社区食堂周末/ }));

  await tab(phone.page, /^待分办 1/).click();
  await phone.page.getByRole("link", { name: /^幸福里三号楼旁/ }).click();
  await seen(phone.page.getByRole("heading", { name: "群众看到的" }));
  await look(phone.page, "voice");
  for (const name of ["合并", "不予受理"]) assert.equal(await button(phone.page.getByRole("main"), name).count(), 0, name);
  await button(phone.page, "答复").click();
  const answer = await seen(dialog(phone.page, "答复"));
  await seen(answer.getByText(/人大机关的设备同步以后/));
  await look(phone.page, "answer");
  await answer.getByLabel(/^答复内容/).fill(ANSWER);
  await button(answer, "答复").click();
  await gone(answer);
  await seen(phone.page.locator(".pub-steps").getByText(ANSWER));
  await phone.page.getByRole("link", { name: "返回民意" }).click();
  await phone.page.getByRole("link", { name: "民意统计" }).click();
  await seen(phone.page.getByText(/^只统计向您反映的/));
  assert.equal(await phone.page.getByRole("heading", { name: "按代表" }).count(), 0);
  await look(phone.page, "counts");

  await together(phone, office);
  await visit(office.page, "民意");
  await tab(office.page, /^已答复 1/).click();
  await office.page.getByRole("link", { name: /^幸福里三号楼旁/ }).click();
  await seen(office.page.locator(".pub-steps").getByText(ANSWER));
  const history = await office.page.getByRole("region", { name: "办理经过" }).innerText();
  assert.match(history, /答复：已联系供电所[\s\S]*刘霞红/);

  // Nothing of what is not theirs lies on the phone.
  const { bytes } = await kept(phone.page);
  assert.ok(holds(bytes, "路灯不亮"), "what is theirs is there");
  assert.ok(!holds(bytes, "人行横道"), "another deputy's voice lies on the phone");
}, { minutes: 6 });
