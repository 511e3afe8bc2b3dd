// Voting on a tablet in the hall: set up, a card typed in, items rated, looked over, cast; a card
// votes once; what is not cast is nowhere, and what is cast outlives a power cut.
import assert from "node:assert/strict";
import crypto from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { accessible } from "./support/a11y.mjs";
import { onEachBrowser, openApp } from "./support/app.mjs";
import { booth } from "./support/booth.mjs";
import { BROWSERS, openProfile } from "./support/browsers.mjs";
import { download } from "./support/downloads.mjs";
import { button, choose, dialog, gone, heading, seen } from "./support/hands.mjs";
import { SIZES, overflow, picture } from "./support/pictures.mjs";
import { serve } from "./support/site.mjs";
import { POLL, answer, cast, code, deal, enter, openSheet, setUp, typeCard } from "./support/sitting.mjs";

const TABLET = { width: 1024, height: 768 };
const IDLE = "请扫描票卡上的二维码";
const idle = (page) => seen(page.getByRole("heading", { name: IDLE }));
const nameOf = (line) => crypto.createHash("sha256").update(line).digest("hex");

// Looks at a screen: axe, and no sideways scrolling at any size or text size; one picture each.
async function looked(page, name) {
  await accessible(page);
  const before = page.viewportSize();
  for (const [label, size] of [["tablet", TABLET], ["wide", { width: 1280, height: 800 }], ["phone", SIZES.phone]]) {
    await page.setViewportSize(size);
    assert.equal(await overflow(page), 0, `${name} at ${label}`);
    await picture(page, `vote-${name}-${label}`);
  }
  await page.setViewportSize(TABLET);
  await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
  assert.equal(await overflow(page), 0, `${name} with twice the text`);
  await picture(page, `vote-${name}-text200`);
  await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
  await page.setViewportSize(before);
}

// What lies in this device's databases and storage, as text.
const kept = (page) => page.evaluate(async () => {
  const open = await new Promise((resolve, reject) => {
    const request = indexedDB.open("huiyin-box");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const read = (store, how) => new Promise((resolve, reject) => {
    const request = open.transaction(store).objectStore(store)[how]();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const votes = await read("votes", "getAll");
  const all = { stores: [...open.objectStoreNames], votes, keys: await read("votes", "getAllKeys"), given: await read("given", "getAllKeys") };
  open.close();
  return { ...all, storage: JSON.stringify({ ...localStorage }) };
});

onEachBrowser("a shared tablet takes a card once, and keeps votes and nothing else", async ({ page, context, open }) => {
  const { sheet, codes } = deal(3, 6);
  const server = await booth(context, { deliver: "at-closing" });
  await open("vote.html");
  await seen(heading(page, "测评投票"));
  await looked(page, "start");
  await openSheet(page, sheet);
  await looked(page, "idle");
  await button(page, "工作人员").click();
  await seen(heading(page, "本机票箱"));
  await looked(page, "operator");
  await button(page, "设为公用平板…").click();
  await seen(heading(page, "设为公用平板"));
  await looked(page, "setup");
  await page.getByLabel("工作人员 PIN（4–8 位数字）").fill("12");
  await button(page, "开始使用").click();
  await seen(page.getByText("PIN 须是 4 至 8 位数字。"));
  await button(page, "返回").click();
  await button(page, "返回").click();
  await setUp(page, "2468");

  // Wrong cards, each told what is wrong.
  await button(page, "输入票卡上的字符").click();
  const field = page.getByLabel("票卡上的 28 个字符");
  await seen(field);
  await looked(page, "typed");
  const wrong = async (text, said) => {
    await field.fill(text);
    await button(page, "确定").click();
    await seen(page.getByRole("alert").filter({ hasText: said }));
  };
  await wrong("https://example.cn/menu", "扫到的不是票卡");
  await wrong(codes[0].slice(0, 20), "应有 28 个字符");
  const swapped = codes[0].replace(/.(?=.{8}$)/, (c) => (c === "7" ? "8" : "7"));
  await wrong(swapped, /第 \d 组/);
  await wrong(`HUIYIN-CARD:fedcba98:${codes[0]}`, "属于另一次测评");
  await looked(page, "wrong-card");
  // By the keys on the screen.
  await button(page, "清空").click();
  for (const symbol of codes[0].replaceAll("-", "")) await page.getByRole("group", { name: "字符键" }).getByRole("button", { name: symbol, exact: true }).click();
  assert.equal(await field.inputValue(), codes[0]);
  await button(page, "确定").click();

  // Nothing is chosen beforehand; what is chosen can be changed; nothing missing is passed over.
  await seen(page.getByText("已评 0/3"));
  assert.equal(await page.getByRole("radio", { checked: true }).count(), 0);
  await looked(page, "one");
  await page.getByRole("radio", { name: "满意", exact: true }).check();
  await page.getByRole("radio", { name: "不满意" }).check();
  await button(page, "列表").click();
  await seen(page.getByText("已评 1/3"));
  await looked(page, "list");
  await button(page, "核对并投票").click();
  await seen(page.getByText(/还有 2 项没有选择/));
  assert.equal(await button(page, "投票").count(), 0);
  await looked(page, "review-open");
  await page.getByRole("button", { name: /^去选择：第 2 项/ }).click();
  await page.getByRole("radio", { name: "弃权" }).check();
  await button(page, "下一个未评项").click();
  await page.getByRole("radio", { name: "基本满意" }).check();
  await button(page, "核对并投票").click();
  await seen(button(page, "投票"));
  await looked(page, "review");
  const before = await kept(page);
  assert.deepEqual(before.votes, [], "nothing is kept before it is cast");
  await button(page, "投票").click();
  await seen(dialog(page, "确认投票？"));
  await looked(page, "confirm");
  await button(dialog(page, "确认投票？"), "返回修改").click();
  const receipts = await cast(page);
  assert.equal(receipts.length, 3);
  await looked(page, "done");

  // The box: lines by their names, and no more.
  const box = await kept(page);
  assert.deepEqual(box.stores, ["given", "sheets", "votes"]);
  assert.deepEqual(box.keys, box.votes.map((line) => [POLL, nameOf(line)]));
  assert.deepEqual(box.keys, [...box.keys].sort());
  for (const word of [codes[0], codes[0].replaceAll("-", ""), ...receipts]) {
    assert.equal(JSON.stringify(box).includes(word), false, word);
  }
  assert.match(JSON.parse(box.storage)["huiyin.vote.pin"], /^[0-9a-f]{32}:[0-9a-f]{64}$/);
  await button(page, "完成").click();
  await idle(page);
  await seen(page.getByText("待上交 1"));
  assert.equal(server.requests.length, 0, "votes wait for the closing where the server says so");

  // The same card again, by a scanner that types.
  await page.keyboard.type(`http://10.0.0.5/vote.html#/${POLL}/${codes[0]}`);
  await page.keyboard.press("Enter");
  await seen(heading(page, "这张票卡已投"));
  assert.deepEqual(await page.locator(".receipt-code").allInnerTexts(), receipts);
  await looked(page, "already");
  await button(page, "完成").click();

  // A card's address while the tablet waits; the code goes at once.
  await page.evaluate((hash) => { location.hash = hash; }, `#/${POLL}/${codes[1]}`);
  await seen(page.getByText("已评 0/3"));
  assert.equal(new URL(page.url()).hash, `#/${POLL}`);
  await answer(page, ["满意", "满意", "满意"]);
  await cast(page);
  await button(page, "完成").click();
  await idle(page);

  // Nobody leaves without the PIN, neither by the address nor by going back.
  await page.evaluate(() => { location.hash = "#/"; });
  await idle(page);
  await page.goBack().catch(() => {});
  await idle(page);
  await button(page, "工作人员").click();
  const asked = await seen(dialog(page, "请输入工作人员 PIN"));
  await looked(page, "pin");
  await asked.getByLabel("PIN（4–8 位数字）").fill("1111");
  await button(asked, "进入").click();
  await seen(asked.getByText("PIN 不对，请重新输入。"));
  await button(asked, "取消").click();
  await enter(page, "2468");
  await seen(page.getByText("本机票箱中有 2 张票卡投出的选票，共 6 票。"));
  const file = await download(page, button(page, "导出票箱文件"));
  assert.match(file.name, /^票箱-.*\.txt$/);
  const lines = file.bytes.toString().trimEnd().split("\n");
  assert.equal(lines.length, 6);
  assert.deepEqual(lines.map(nameOf), lines.map(nameOf).sort());

  // All of it is handed in at once, by name; what is acknowledged is not handed in again.
  server.phase = "closed";
  await button(page, "立即上交").click();
  await seen(page.getByText("全部已经上交。"));
  assert.deepEqual(server.requests, [lines]);
  assert.equal((await kept(page)).given.length, 6);

  // The end of it: removed by a word.
  await button(page, "从本机清除这次测评…").click();
  const forget = await seen(dialog(page, "从本机清除这次测评"));
  await looked(page, "forget");
  assert.equal(await button(forget, "清除").isDisabled(), true);
  await forget.getByLabel("确认").fill("清除");
  await button(forget, "清除").click();
  await seen(page.getByText("本机还没有测评。"));
  assert.deepEqual((await kept(page)).votes, []);
}, { size: TABLET, minutes: 6 });

onEachBrowser("votes wait for the server, and what it does not take stays", async ({ page, context, open, complaints }) => {
  const { sheet, codes } = deal(2, 4);
  const server = await booth(context, { sheet, phase: "prepared" });
  await open(`vote.html#/${POLL}`);
  await seen(page.getByText("投票还没有开始，请稍候。"));
  server.phase = "open";
  await page.reload();
  await idle(page);

  // The network goes; a phone of one's own hands in as soon as it is back.
  server.down = true;
  await typeCard(page, codes[0]);
  await answer(page, ["满意", "弃权"]);
  await cast(page);
  await seen(page.getByText("离线"));
  await seen(page.getByText("待上交 1"));
  await button(page, "完成").click();
  server.down = false;
  await button(page, "工作人员").click();
  await button(page, "立即上交").click();
  await seen(page.getByText("全部已经上交。"));
  assert.equal(server.box.size, 2);
  await button(page, "返回").click();

  // One line is refused: the others are taken, and it is said.
  server.refuse = (line) => line.includes('"q":"q2"');
  await typeCard(page, codes[1]);
  await answer(page, ["满意", "满意"]);
  await cast(page);
  await button(page, "完成").click();
  await button(page, "工作人员").click();
  await seen(page.getByText(/服务器没有收下其中 1 张选票/));
  assert.equal(server.box.size, 3);
  await accessible(page);

  // Closing: no more cards, but what was cast still goes in.
  server.refuse = null;
  server.phase = "closed";
  await button(page, "立即上交").click();
  await seen(page.getByText("全部已经上交。"));
  assert.equal(server.box.size, 4);
  await button(page, "返回").click();
  await seen(page.getByText("投票已经截止。"));
  assert.ok(complaints.length > 0);
  const others = complaints.filter((text) => !/ERR_CONNECTION_REFUSED|\b422\b/.test(text));
  complaints.splice(0, complaints.length, ...others);
}, { size: TABLET });

onEachBrowser("a ballot left alone is wiped after a warning", async ({ page, context, open }) => {
  const { sheet, codes } = deal(2, 2);
  await booth(context, { sheet });
  await page.clock.install();
  await open(`vote.html#/${POLL}`);
  await idle(page);
  await typeCard(page, codes[0]);
  await page.getByRole("radio", { name: "不满意" }).check();
  await page.clock.runFor(125_000);
  const asked = await seen(dialog(page, "您还在投票吗？"));
  await looked(page, "idle-warning");
  await button(asked, "继续投票").click();
  await gone(asked);
  await seen(page.getByText("已评 1/2"));
  await page.clock.runFor(155_000);
  await idle(page);
  // The card begins anew, with nothing chosen.
  await typeCard(page, codes[0]);
  await seen(page.getByText("已评 0/2"));
  assert.equal(await page.getByRole("radio", { checked: true }).count(), 0);
}, { size: TABLET });

onEachBrowser("a card is read from a photograph on plain http, in English too", async ({ page, context, open }) => {
  const { sheet, codes } = deal(1, 2);
  await booth(context, { sheet });
  await open(`vote.html#/${POLL}`);
  await idle(page);
  assert.equal(await page.evaluate(() => window.isSecureContext), false);
  assert.equal(await button(page, "用摄像头扫描").count(), 0, "no camera without https");
  await button(page, "English").click();
  await seen(page.getByRole("heading", { name: "Please scan the code on your card" }));
  await looked(page, "idle-english");
  const photo = button(page, "Photograph the card…");
  await choose(page, photo, { name: "blank.bmp", mimeType: "image/bmp", buffer: code("") });
  await seen(page.getByRole("alert").filter({ hasText: "No code was found" }));
  await choose(page, photo, { name: "card.bmp", mimeType: "image/bmp", buffer: code(`http://10.0.0.5/vote.html#/${POLL}/${codes[0]}`) });
  await seen(page.getByText("0 of 1 rated"));
  await looked(page, "one-english");
  await page.getByRole("radio", { name: "Abstain" }).check();
  await button(page, "Look over and cast").click();
  await button(page, "Cast").click();
  await button(dialog(page, "Cast your vote?"), "Cast it").click();
  await seen(heading(page, "Your vote is cast"));
}, { size: TABLET, intranet: true });

for (const name of BROWSERS) {
  test(`a power cut takes what was not cast, and nothing else [${name}]`, { timeout: 240_000 }, async () => {
    const { sheet, codes } = deal(12, 4);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "huiyin-vote-"));
    const site = await serve();
    const running = [];
    const start = async () => {
      const browser = await openProfile(name, folder);
      running.push(browser);
      await browser.page.setViewportSize(TABLET);
      await booth(browser.context, { sheet });
      await openApp(browser.page, `${site.url}vote.html#/${POLL}`);
      await idle(browser.page);
      return browser;
    };
    const choices = Array.from({ length: 12 }, (_, at) => ["满意", "基本满意", "不满意", "弃权"][at % 4]);
    try {
      const first = await start();
      await setUp(first.page, "2468");
      await typeCard(first.page, codes[0]);
      await answer(first.page, choices);
      await first.kill();

      // In mid-vote: nothing stays, and the tablet is a shared one still.
      const second = await start();
      assert.deepEqual((await kept(second.page)).votes, []);
      await typeCard(second.page, codes[0]);
      await seen(second.page.getByText("已评 0/12"));
      await answer(second.page, choices);
      const receipts = await cast(second.page);
      await second.kill();

      // After the confirmation: everything is there.
      const third = await start();
      assert.equal((await kept(third.page)).votes.length, 12);
      await typeCard(third.page, codes[0]);
      await seen(heading(third.page, "这张票卡已投"));
      await third.page.getByRole("button", { name: /^查看回执/ }).click();
      assert.deepEqual(await third.page.locator(".receipt-code").allInnerTexts(), receipts);
      await button(third.page, "完成").click();

      // In the casting: all of a card's votes or none.
      for (const [at, delay] of [[1, 0], [2, 60]]) {
        const { page, kill } = at === 1 ? third : await start();
        await typeCard(page, codes[at]);
        await answer(page, choices);
        await button(page, "投票").click();
        const sure = await seen(button(dialog(page, "确认投票？"), "确认投票"));
        await sure.evaluate((element) => { setTimeout(() => element.click()); });
        await new Promise((resolve) => setTimeout(resolve, delay));
        await kill();
      }
      const last = await start();
      const { votes } = await kept(last.page);
      assert.equal(votes.length % 12, 0, `${votes.length} votes`);
      await last.close();
    } finally {
      for (const browser of running) await browser.kill();
      await site.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
}
