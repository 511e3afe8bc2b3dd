// The intake over the real server: opened at the office's desk, a citizen's form sent without any
// script, taken in, answered, and read again by the tracking code; the board's files published.
import assert from "node:assert/strict";
import crypto from "node:crypto";
import { accessible } from "./support/a11y.mjs";
import { CURRENT } from "./support/browsers.mjs";
import { onDevices } from "./support/devices.mjs";
import { download } from "./support/downloads.mjs";
import { button, dialog, gone, importLedger, seen, until, visit } from "./support/hands.mjs";
import { SIZES, overflow, picture } from "./support/pictures.mjs";
import { solved, trackHash } from "./support/public-box.mjs";
import { found } from "./support/sharing.mjs";

const send = (url, path, fields) =>
  fetch(new URL(path, url), { method: "POST", body: new URLSearchParams(fields), headers: { "accept-language": "zh-CN" } });

// Sealed bytes with the work they have to come with, as any program sends them.
async function sendSealed(site, bytes) {
  const { challenge, bits } = await (await fetch(new URL("v1/intake", site))).json();
  let nonce = 0;
  while (!solved(challenge, nonce, bits)) nonce += 1;
  const body = JSON.stringify({ challenge, nonce, sealed: bytes.toString("base64") });
  return fetch(new URL("v1/voices", site), { method: "POST", body, headers: { "content-type": "application/json" } });
}

async function look(page, name) {
  await accessible(page);
  await picture(page, `public-${name}`);
  assert.equal(await overflow(page), 0, name);
}

onDevices("what a citizen sends by a plain form is taken in, answered and followed", async ({ server, device }) => {
  const office = await device("office");
  const { page } = office;
  const site = `http://127.0.0.1:${server.port()}/`;
  await found(office, { person: "周敏" });

  // One station with a code; the squares lead to the server's own page.
  await visit(page, "联络站");
  await button(page, "新增站点").first().click();
  const station = await seen(dialog(page, "新增站点"));
  await station.getByLabel(/^名称/).fill("东关街道联络站");
  await station.getByRole("radio", { name: "一级站" }).check();
  await button(station, "保存").click();
  await gone(station);
  await page.getByRole("checkbox", { name: "选中：东关街道联络站" }).check();
  await button(page, "生成专属码（1 个还没有）").click();
  await page.getByRole("tab", { name: /^专属码/ }).click();
  await seen(page.getByText(/voice\.html#/));
  const code = (await page.getByRole("row").filter({ hasText: "东关街道联络站" }).locator("code").innerText()).replace("-", "");

  await visit(page, "民意");
  await button(page, "开放收件…").click();
  const open = await seen(dialog(page, "收件设置"));
  await open.getByLabel(/^群众看到的机关名称/).fill("某区人大常委会代表工委");
  await look(page, "intake-open");
  await button(open, "开放收件").click();
  await gone(open);
  await seen(page.getByRole("region", { name: "收件" }).getByText(/已开放$/));
  await until(async () => (await fetch(new URL(`v1/intake/${code}`, site))).ok, "the server knows the code");

  const sent = await send(site, "v1/voices", { code, text: "东关大街路灯不亮，请修理。", place: "东关大街" });
  const receipt = await sent.text();
  assert.ok(sent.ok, receipt);
  const track = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(receipt)?.[0];
  assert.ok(track, "the citizen is given a tracking code");

  await button(page, "立即收取").click();
  await seen(page.getByRole("link", { name: /^东关大街路灯不亮/ }));
  await seen(page.getByText(/新收 1 件/));
  await until(async () => /待收 0 件/.test(await page.getByRole("region", { name: "收件" }).innerText()), "nothing waits on the server");
  await look(page, "intake-taken");

  await page.getByRole("link", { name: /^东关大街路灯不亮/ }).click();
  await button(page, "答复").click();
  const answer = await seen(dialog(page, "答复"));
  await answer.getByLabel(/^答复内容/).fill("路灯已修好，谢谢您的反映。");
  await button(answer, "答复").click();
  await gone(answer);
  await page.getByRole("link", { name: "返回民意" }).click();
  await button(page, "立即收取").click();
  await until(async () => (await (await send(site, "v1/follow", { code: track })).text()).includes("路灯已修好"), "the citizen reads the answer");

  // What nobody can open is saved, goes off the server, and can be brought again.
  const noise = Buffer.concat([Buffer.from([1]), crypto.randomBytes(400)]);
  const accepted = await sendSealed(site, noise);
  assert.ok(accepted.ok, await accepted.text());
  await button(page, "立即收取").click();
  const intake = page.getByRole("region", { name: "收件" });
  await seen(intake.getByText("1 件不能读取，仍留在服务器上"));
  await until(async () => /待收 1 件/.test(await intake.innerText()), "it waits on the server");
  await look(page, "intake-unread");
  await button(page, "存成文件并从服务器移走…").click();
  const aside = await seen(dialog(page, "存成文件并移走"));
  await look(page, "intake-aside");
  const { name, bytes } = await download(page, button(aside, "存成文件并移走"));
  assert.match(name, /^不能读取的民意_.*\.zip$/);
  assert.ok(bytes.includes(noise.toString("base64")) && bytes.includes("0001.txt"), "the archive holds what was sent");
  await gone(aside);
  await until(async () => /待收 0 件/.test(await intake.innerText()), "it is off the server");
  await gone(intake.getByText(/件不能读取/));
  await intake.getByText("从文件读入").click();
  await intake.locator("input[type=file]").setInputFiles({ name: "0001.txt", mimeType: "text/plain", buffer: Buffer.from(noise.toString("base64")) });
  await seen(intake.getByText("新读入 0 件，0 件先前已有"));
}, { minutes: 5 });

onDevices("what found no network is carried to the office as a file, and registered once", async ({ server, device }) => {
  const office = await device("office");
  const { page } = office;
  await found(office, { person: "周敏" });
  await visit(page, "民意");
  await button(page, "开放收件…").click();
  const open = await seen(dialog(page, "收件设置"));
  await open.getByLabel(/^群众看到的机关名称/).fill("某区人大");
  await button(open, "开放收件").click();
  await gone(open);
  await seen(page.getByRole("region", { name: "收件" }).getByText(/已开放$/));

  const phone = await device("phone");
  await phone.page.setViewportSize({ width: 390, height: 844 });
  await phone.page.goto(`${phone.url}voice.html`);
  await seen(phone.page.getByRole("heading", { name: "某区人大 · 向人大代表反映问题" }));
  await phone.page.waitForSelector("#voice[data-ready]");
  phone.away("store");
  await phone.page.getByLabel("您要反映什么").fill("山里没有信号，桥塌了一半。");
  await button(phone.page, "提交").click();
  await seen(phone.page.getByText("已保存在本机，联网后自动发送"));
  const track = (await phone.page.locator(".track-code").innerText()).trim();
  const file = await download(phone.page, button(phone.page, "存为文件"));
  assert.equal(file.bytes.includes("桥塌"), false, "the file is sealed");

  const read = async (words) => {
    await page.getByLabel("选择文件").setInputFiles({ name: file.name, mimeType: "text/plain", buffer: file.bytes });
    await seen(page.getByText(words));
  };
  await page.getByText("从文件读入", { exact: true }).click();
  await read("新读入 1 件，0 件先前已有");
  await look(page, "intake-file");
  await read("新读入 0 件，1 件先前已有");
  assert.equal(await page.getByRole("link", { name: /^山里没有信号/ }).count(), 1);

  // Later there is a network after all: the same voice, no second one.
  phone.back();
  await phone.page.evaluate(() => window.dispatchEvent(new Event("online")));
  await phone.page.getByRole("status").filter({ hasText: "已送达" }).first().waitFor({ timeout: 60_000 });
  await button(page, "立即收取").click();
  await until(async () => /待收 0 件/.test(await page.getByRole("region", { name: "收件" }).innerText()), "nothing waits on the server");
  await until(async () => (await fetch(`${phone.url}v1/track/${trackHash(track)}`)).ok, "the citizen can follow it");
  assert.equal(await page.getByRole("link", { name: /^山里没有信号/ }).count(), 1);
}, { minutes: 5 });

onDevices("what is withdrawn leaves the server at once, and the page says what it shows", async ({ name, server, device }) => {
  const office = await device("office");
  const { page } = office;
  const site = `http://127.0.0.1:${server.port()}/`;
  const shown = async (path) => (await fetch(new URL(`public/${path}`, site), { cache: "no-store" })).status;
  const list = async () => (await fetch(new URL("public/board.json", site))).json();
  const says = (words) => seen(page.getByRole("region", { name: "发布" }).getByText(words));
  await office.open();
  await importLedger(page);
  await found(office, { person: "周敏" });
  await visit(page, "公示");
  await page.getByLabel(/^公示板名称/).fill("建议办理公示");
  await button(page, "保存").click();
  const boxes = page.getByRole("checkbox", { name: /^选中：/ });
  const tab = (words) => page.getByRole("tab", { name: words });
  for (const at of [0, 1]) await boxes.nth(at).check();
  await button(page, "审定公示 2 件").click();
  await seen(tab("已公示 2"));
  await says("服务器上还没有公示");
  await button(page, "发布到服务器").click();
  await seen(page.getByText("已发布 4 个文件"));
  await says("服务器上的公示与审定的一致");
  const first = await list();
  assert.deepEqual([first.title, first.items.length], ["建议办理公示", 2]);
  await look(page, "board-on-server");

  // A third is approved, and somebody keeps it back.
  await tab("未公示").click();
  await gone(page.getByRole("checkbox", { name: `选中：${first.items[0].title}`, exact: true }));
  await boxes.nth(0).check();
  await button(page, "审定公示 1 件").click();
  await seen(tab("已公示 3"));
  await says("有 1 处更改还没有发布");
  assert.equal((await list()).items.length, 2);
  await look(page, "board-waits");

  const withdraw = async ({ title }, count) => {
    await tab(/^已公示/).click();
    await page.getByRole("checkbox", { name: `选中：${title}`, exact: true }).check();
    await button(page, "撤下 1 件…").click();
    const asked = await seen(dialog(page, "撤下公示"));
    await seen(asked.getByText(/立即删除/));
    await asked.getByLabel("原因").fill("内容有误");
    await look(page, "board-withdraw");
    await button(asked, "撤下公示").click();
    await gone(asked);
    await seen(tab(`已公示 ${count}`));
  };
  await withdraw(first.items[0], 2);
  await until(async () => (await shown(`item/${first.items[0].id}.json`)) === 404, "the withdrawn file is gone by itself");
  await seen(page.getByText("撤下的 1 件已从服务器上删除"));
  const second = await list();
  assert.deepEqual(second.items.map((item) => item.id), [first.items[1].id], "the list names what was there and stays");
  assert.equal(second.rates.find((rate) => rate.code === "replied").denominator, 1, "rates are of what is listed");
  assert.ok(!(await (await fetch(new URL("public/feed.xml", site))).text()).includes(first.items[0].id), "nor does the feed name it");
  await says("有 1 处更改还没有发布");

  // Without the line it stays, and the page says so until it is gone.
  office.away();
  await withdraw(first.items[1], 1);
  await says(/已撤下的 1 件在服务器上还看得到/);
  assert.equal(await shown(`item/${first.items[1].id}.json`), 200);
  for (const [size, viewport] of Object.entries(name === CURRENT ? SIZES : {})) {
    await page.setViewportSize(viewport);
    await look(page, `board-still-there-${size}`);
    await button(page, "English").click();
    await seen(page.getByText("1 withdrawn and still shown by the server."));
    await until(async () => !/[\u4e00-\u9fff]/.test(await page.locator(".error-box").innerText()), "why it failed is said in English");
    await look(page, `board-still-there-${size}-en`);
    await button(page, "中文").click();
    await says(/已撤下的 1 件在服务器上还看得到/);
  }
  await page.setViewportSize(SIZES.desktop);
  office.back();
  await button(page, "立即删除").click();
  await until(async () => (await shown(`item/${first.items[1].id}.json`)) === 404, "it is gone once the line is back");
  assert.deepEqual((await list()).items, []);
  await says("有 1 处更改还没有发布");

  // What was kept back goes when somebody presses.
  await button(page, "发布到服务器").click();
  await seen(page.getByText("已发布 3 个文件"));
  await says("服务器上的公示与审定的一致");
  const last = await list();
  assert.equal(last.items.length, 1);

  // Withdrawn while the server is away and the page left: done when the page is opened again.
  office.away("store");
  await withdraw(last.items[0], 0);
  await says(/已撤下的 1 件在服务器上还看得到/);
  await visit(page, "工作台");
  office.back();
  assert.equal(await shown(`item/${last.items[0].id}.json`), 200);
  await office.open("#/board");
  await until(async () => (await shown(`item/${last.items[0].id}.json`)) === 404, "it is gone when the page is opened");
  await says("服务器上的公示与审定的一致");
  assert.deepEqual((await list()).items, []);
}, { minutes: 5 });
