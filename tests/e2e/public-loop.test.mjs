// The whole way of one voice over the real server: a code on a poster, a phone in the street, the
// office's inbox, a suggestion, its answer, the notice board, and what the citizen says of it. At
// the end everything that the server tells strangers is searched for what is nobody's business.
import assert from "node:assert/strict";
import { accessible } from "./support/a11y.mjs";
import { onDevices } from "./support/devices.mjs";
import { act, actAs, button, dialog, fill, gone, heading, seen, visit } from "./support/hands.mjs";
import { follow, listDeputies, openIntake, round } from "./support/intake.mjs";
import { picture } from "./support/pictures.mjs";
import { trackHash } from "./support/public-box.mjs";
import { photo } from "./support/public-photos.mjs";
import { found, holds } from "./support/sharing.mjs";

const STATION = "东关街道联络站";
const UNIT = "区城市管理局";
const TITLE = "关于修复幸福里三号楼周边路灯的建议";
const SPOKEN = "幸福里三号楼旁的路灯不亮已经半个月，老人晚上出门看不清。";
const PLACE = "幸福里三号楼旁";
const CONTACT = "13800138000";
const REPLY = "路灯已于本月修复，共更换灯头六盏。联系人：王建国，电话13911112222。";
const NOTE = "晚上亮了，谢谢";
// What no stranger may read: who spoke, what the office says inside, and what is not approved.
const UNPUBLISHED = "关于不应公开的那件事的建议";
const SECRETS = [CONTACT, "13911112222", "王建国", UNPUBLISHED, NOTE];

const tab = (page, name) => page.getByRole("tab", { name });

async function stationWithCode(page) {
  await listDeputies(page, ["秦斌永", "刘霞红"]);
  await tab(page, /^站点/).click();
  await button(page, "从 Excel 粘贴").click();
  const asked = await seen(dialog(page, "从 Excel 粘贴"));
  await asked.getByLabel(/^从 Excel 复制的表格/).fill(`名称\t类别\t上级\t地址\t接待时间\t代表\n${STATION}\t一级站\t\t东关大街 12 号\t每周三\t秦斌永、刘霞红`);
  await button(asked, "检查").click();
  await button(asked, "登记 1 个").click();
  await gone(asked);
  await page.getByRole("checkbox", { name: `选中：${STATION}` }).check();
  await button(page, "生成专属码（1 个还没有）").click();
  await seen(page.getByText("已生成 1 个专属码"));
  await tab(page, /^专属码/).click();
  const row = await seen(page.getByRole("row").filter({ hasText: STATION }));
  return /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(await row.innerText())[0];
}

// A phone of some years ago at the edge of a network.
async function throttled(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 200, downloadThroughput: 60_000, uploadThroughput: 40_000 });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
}

async function speak(phone, code) {
  const { page } = phone;
  await page.setViewportSize({ width: 390, height: 844 });
  await throttled(page);
  await page.goto(`${phone.url}voice.html#${code}`);
  await seen(page.getByText(`您正在向“${STATION}”反映问题`));
  await page.waitForSelector("#voice[data-ready]");
  await page.getByLabel("您要反映什么").fill(SPOKEN);
  await page.getByLabel("在什么地方（选填）").fill(PLACE);
  await page.getByLabel("联系方式（选填）").fill(CONTACT);
  await page.getByLabel("图片（选填，最多 3 张）").setInputFiles({ name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: await photo(page, 1600, 1200, 6) });
  await seen(page.getByRole("img", { name: "图片 1" }));
  await button(page, "提交").click();
  await page.getByRole("status").filter({ hasText: "已送达" }).first().waitFor({ timeout: 60_000 });
  await picture(page, "public-loop-sent");
  return (await page.locator(".track-code").innerText()).trim();
}

async function raise(page) {
  await visit(page, "民意");
  await page.getByRole("link", { name: new RegExp(`^${SPOKEN.slice(0, 10)}`) }).click();
  await seen(page.getByRole("heading", { name: "群众看到的" }));
  assert.ok((await page.getByRole("main").innerText()).includes(STATION), "where it came from is told");
  const shown = await seen(page.locator("img[src^='blob:']"));
  assert.equal(await shown.evaluate(async (image) => { await image.decode(); return image.naturalWidth > 100; }), true);
  await accessible(page);
  await button(page, "提出建议").click();
  const asked = await seen(dialog(page, "提出建议"));
  await asked.getByLabel(/^标题/).fill(TITLE);
  await fill(asked, { 提出建议的代表: ["秦斌永"] });
  await button(asked, "提出建议").click();
  await seen(heading(page, TITLE));
}

// Back to this device's own party.
async function asOffice(page) {
  await page.getByRole("button", { name: /办理身份/ }).click();
  const asked = await seen(dialog(page, "以何身份办理"));
  await asked.getByRole("radio", { name: "人大机关", exact: true }).check();
  await button(asked, "确定").click();
  await gone(asked);
}

async function answered(page) {
  await actAs(page, "代表", "秦斌永");
  await act(page, "提交");
  await asOffice(page);
  await act(page, "审查", { 审查结论: { choose: "作为建议处理" } });
  await act(page, "编号登记");
  await act(page, "交办", { 办理方式: { choose: "主办和协办" }, 主办单位: UNIT });
  await actAs(page, "承办单位", UNIT);
  await act(page, "签收");
  await act(page, "答复", { 复文类别: { choose: /^A/ }, 答复内容: REPLY });
  await asOffice(page);
}

async function publish(page) {
  await visit(page, "公示");
  await page.getByLabel(/^公示板名称/).fill("某某区人大代表建议办理公示");
  await page.getByRole("checkbox", { name: /^答复内容/ }).check();
  await button(page, "保存").click();
  await seen(page.getByText("公示设置已保存"));
  await page.getByRole("checkbox", { name: `选中：${TITLE}` }).check();
  await button(page, "审定公示 1 件").click();
  await seen(tab(page, "已公示 1"));
  await button(page, "发布到服务器").click();
  await seen(page.getByText(/已发布 \d+ 个文件/));
}

// A suggestion of the same ledger that nobody approved.
async function secret(page) {
  await visit(page, "登记建议");
  await fill(page.getByRole("main"), { 类别: { choose: "建议" }, 提出时间: { choose: "闭会期间" }, "题目（案由）": UNPUBLISHED, 正文: "正文。", 领衔代表: "刘霞红" });
  await button(page.getByRole("main"), "保存").click();
  await seen(heading(page, UNPUBLISHED));
}

onDevices("a citizen speaks by a code, follows it into a suggestion and its answer, and judges it", async ({ device, server }) => {
  const office = await device("office");
  const desk = office.page;
  await office.open();
  await found(office, { person: "王主任" });
  await secret(desk);
  const code = await stationWithCode(desk);
  await openIntake(desk);

  const phone = await device("phone");
  // Before anybody has looked at it, nothing is known of what was sent; a missing board is none.
  phone.allows = /\b404\b.*\/(v1\/track|public)\//;
  const track = await speak(phone, code);
  assert.match(track, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  const hidden = server.bytes();
  for (const words of [SPOKEN, PLACE, CONTACT, track, track.replaceAll("-", "")]) assert.ok(!holds(hidden, words), `the server's file holds “${words}”`);

  await round(desk);
  await seen(tab(desk, "待分办 1"));
  await picture(desk, "public-loop-inbox");
  assert.match(await follow(phone, track), /已收到/);
  await raise(desk);
  await round(desk);
  assert.match(await follow(phone, track), /建议/);
  await visit(desk, "建议台账");
  await desk.getByRole("grid", { name: "建议台账" }).getByRole("link", { name: TITLE }).click();
  await seen(heading(desk, TITLE));
  await answered(desk);
  await publish(desk);
  await round(desk);

  const told = await follow(phone, track);
  assert.match(told, /答复/);
  await accessible(phone.page);
  await picture(phone.page, "public-loop-follow");
  for (const secret of SECRETS) assert.ok(!told.includes(secret), `the citizen reads “${secret}”:\n${told}`);
  await phone.page.getByRole("radio", { name: "基本满意", exact: true }).check();
  await phone.page.getByLabel(/^补充说明/).fill(NOTE);
  await button(phone.page, "提交评价").click();
  await phone.page.getByText(/您的评价：基本满意/).first().waitFor({ timeout: 60_000 });

  await round(desk);
  await tab(desk, /^已转为建议 1/).click();
  await desk.getByRole("link", { name: new RegExp(`^${SPOKEN.slice(0, 10)}`) }).click();
  await seen(desk.getByText(NOTE).first());
  await picture(desk, "public-loop-rated");

  // The citizen goes on to the board, and finds the suggestion with its answer.
  await phone.page.goto(`${phone.url}board.html`);
  await phone.page.getByRole("link", { name: new RegExp(TITLE) }).first().click();
  await seen(phone.page.getByText(/路灯已于本月修复/));
  await picture(phone.page, "public-loop-board");
  await strangers(phone, track);
}, { minutes: 6 });

// Everything that the server tells whoever asks, and all that the widget fetches, searched for what
// is nobody's business.
async function strangers(phone, track) {
  const told = (bytes, where) => {
    for (const secret of [...SECRETS, SPOKEN, PLACE]) assert.ok(!holds(bytes, secret), `${where} tells “${secret}”`);
  };
  const ask = async (path) => {
    const answer = await fetch(phone.url + path);
    return Buffer.from(await answer.arrayBuffer());
  };
  const board = JSON.parse((await ask("public/board.json")).toString());
  assert.deepEqual(board.items.map((one) => one.title), [TITLE]);
  const hash = trackHash(track);
  const paths = ["public/board.json", "public/feed.xml", `public/item/${board.items[0].id}.json`, "v1/intake", "v1/voices", "v1/ratings", "v1/openapi.json", "metrics", "healthz", `v1/track/${hash}`];
  let read = 0;
  for (const path of paths) {
    const bytes = await ask(path);
    read += bytes.length;
    told(bytes, path);
  }
  assert.ok(read > 1_000);
  const { page } = phone;
  const fetched = [];
  page.on("response", (answer) => fetched.push(answer.body().then((bytes) => told(bytes, answer.url()))));
  for (const view of ["board", "rates", `item&item=${board.items[0].id}`]) {
    await page.goto(`${phone.url}embed.html?${Math.random()}#view=${view}&lang=zh`);
    await seen(page.getByText(view === "rates" ? /办复率/ : TITLE));
    told(Buffer.from(await page.content()), `the widget's ${view}`);
  }
  await Promise.all(fetched);
  assert.ok(fetched.length > 6, `${fetched.length} answers`);
}
