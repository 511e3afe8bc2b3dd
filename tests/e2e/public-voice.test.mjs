// A citizen speaks: on a weak phone, offline, and what goes wrong.
import assert from "node:assert/strict";
import fs from "node:fs";
import { accessible } from "./support/a11y.mjs";
import { INTRANET } from "./support/browsers.mjs";
import { download } from "./support/downloads.mjs";
import { button, gone, seen, until } from "./support/hands.mjs";
import { SIZES } from "./support/pictures.mjs";
import { openVoice, trackHash } from "./support/public-box.mjs";
import { looked, onPublic, still, watchShifts, weak } from "./support/public-looks.mjs";
import { photo, read } from "./support/public-photos.mjs";

const CODE = "0123456789";
const codes = { [CODE]: { label: "城关街道第三代表联络站", withdrawn: false, drive: null } };
const phone = { hasTouch: true, isMobile: true, userAgent: undefined };
const text = (page) => page.getByLabel("您要反映什么");
const send = (page) => button(page, "提交").click();
const ready = (page) => page.waitForSelector("#voice[data-ready]");
const sent = (page) => seen(page.getByRole("status").filter({ hasText: "已送达" }));

onPublic("on a weak phone, plain http, with a picture: sealed, without place and device, turned upright", async ({ page, server, complaints }) => {
  server.codes = codes;
  server.bits = 14;
  await weak(page);
  const shifts = await watchShifts(page);
  const began = Date.now();
  await page.goto(`${server.host(INTRANET)}voice.html#01234-56789`, { waitUntil: "domcontentloaded" });
  await seen(text(page));
  console.log(`    readable after ${Date.now() - began} ms`);
  assert.equal(await page.evaluate(() => window.isSecureContext), false);
  await seen(page.getByText("您正在向“城关街道第三代表联络站”反映问题"));
  await ready(page);
  await still(shifts, "the form, by a station's code");
  await looked(page, "voice-empty");
  await text(page).fill("小区东门路灯坏了三天，晚上老人摔倒了。");
  await page.getByLabel("在什么地方（选填）").fill("和平里小区东门");
  await page.getByLabel("联系方式（选填）").fill("13800000000");
  const file = await photo(page, 1600, 1200, 6);
  assert.ok(file.length > 400_000, `${file.length} bytes`);
  await page.getByLabel("图片（选填，最多 3 张）").setInputFiles({ name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: file });
  await seen(page.getByRole("img", { name: "图片 1" }));
  await looked(page, "voice-filled", { sizes: { phone: SIZES.phone } });
  await send(page);
  await sent(page);
  assert.equal(server.received.length, 1);
  const { voice } = server.received[0];
  const shown = await page.locator(".track-code").innerText();
  assert.deepEqual(
    { ...voice, pictures: voice.pictures.length, on: voice.on.length, track: voice.track.length },
    { form: "huiyin-voice-1", code: CODE, place: "和平里小区东门", text: "小区东门路灯坏了三天，晚上老人摔倒了。", contact: "13800000000", pictures: 1, track: 12, drive: null, answers: [], on: 10 },
  );
  assert.equal(shown, voice.track.replace(/(....)(....)(....)/, "$1-$2-$3"));
  const picture = Buffer.from(voice.pictures[0].data, "base64");
  assert.ok(picture.length <= 150_000);
  assert.equal(picture.includes("Exif"), false);
  const { width, height, top, bottom } = await read(page, picture);
  assert.deepEqual([top, bottom, width * 4 === height * 3, height <= 1280 && height >= 640], ["red", "blue", true, true], `${width}×${height}`);
  await looked(page, "voice-sent");
  assert.equal(await page.getByRole("link", { name: "查看办理情况" }).getAttribute("href"), `follow.html#${shown}`);
  assert.deepEqual(complaints, []);
}, { context: phone, minutes: 5 });

onPublic("the tracking code is copied, saved as a picture and as a text", async ({ page, open, server }) => {
  await open("voice.html");
  await ready(page);
  await text(page).fill("路灯坏了");
  await send(page);
  await sent(page);
  const track = await page.locator(".track-code").innerText();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]).catch(() => {});
  await button(page, "复制").click();
  await seen(page.getByText(/^(已复制|请长按查询码复制)$/));
  const picture = await download(page, button(page, "存为图片"));
  assert.equal(picture.name, `查询码_${track}.png`);
  assert.equal(picture.bytes.toString("latin1", 1, 4), "PNG");
  await seen(page.getByRole("img", { name: `查询码 ${track}` }));
  fs.writeFileSync(new URL("out/public-voice-ticket.png", import.meta.url), picture.bytes);
  const words = await download(page, button(page, "存为文本"));
  assert.match(words.bytes.toString(), new RegExp(`查询码 ${track}`));
  await button(page, "再反映一件事").click();
  await seen(text(page));
  assert.equal(await text(page).inputValue(), "");
  assert.equal(server.received[0].voice.code, null);
});

onPublic("without a network it is kept sealed, and sent later", async ({ page, open, server, complaints }) => {
  await open(`voice.html#${CODE}`);
  await ready(page);
  server.down = true;
  await text(page).fill("井盖缺失，已经绊倒了人");
  await send(page);
  await seen(page.getByRole("status").filter({ hasText: "已保存在本机，联网后自动发送" }));
  const track = await page.locator(".track-code").innerText();
  await looked(page, "voice-waiting", { sizes: { phone: SIZES.phone } });
  const kept = await page.evaluate(() => new Promise((resolve) => {
    const request = indexedDB.open("huiyin-voice");
    request.onsuccess = () => { const all = request.result.transaction("kept").objectStore("kept").getAll(); all.onsuccess = () => resolve(JSON.stringify(all.result)); };
  }));
  assert.ok(kept.includes("sealed"));
  assert.equal(kept.includes("井盖"), false, "nothing of the text stays");
  // The browser is closed and opened again.
  await page.reload();
  await seen(page.getByRole("status").filter({ hasText: "已保存在本机，联网后自动发送" }));
  assert.equal(await page.locator(".track-code").innerText(), track);
  server.down = false;
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await sent(page);
  assert.equal(server.received.length, 1);
  assert.equal(server.received[0].voice.text, "井盖缺失，已经绊倒了人");
  assert.equal(server.received[0].voice.track, track.replaceAll("-", ""));
  // Loaded again by mistake, the tab still has the code; another tab has nothing.
  await page.reload();
  assert.equal(await page.locator(".track-code").innerText(), track);
  const other = await page.context().newPage();
  await other.goto(`${server.url}voice.html#${CODE}`);
  await ready(other);
  assert.equal(await other.locator(".parcel").count(), 0, "nothing is left");
  await other.close();
  complaints.length = 0;
});

onPublic("the page is opened without the server: what is written waits open until the key is there", async ({ page, open, server, complaints }) => {
  server.down = true;
  await open("voice.html");
  await ready(page);
  await text(page).fill("公交站牌倒了");
  await send(page);
  await seen(page.getByRole("status").filter({ hasText: "已保存在本机" }));
  server.down = false;
  await button(page, "立即重试").click();
  await sent(page);
  assert.equal(server.received[0].voice.text, "公交站牌倒了");
  complaints.length = 0;
});

onPublic("what an earlier visit left is sent beside what is written now", async ({ page, open, server, complaints }) => {
  await open("voice.html");
  await ready(page);
  server.down = true;
  await text(page).fill("先写的");
  await send(page);
  await seen(page.getByText("已保存在本机，联网后自动发送"));
  server.down = false;
  // While the first is under way, the second is sent off.
  server.slow = 1000;
  await page.reload();
  await button(page, "再反映一件事").click();
  await text(page).fill("后写的");
  await send(page);
  await until(() => server.received.length === 2, () => JSON.stringify(server.requests.slice(-8)));
  assert.deepEqual(server.received.map((one) => one.voice.text), ["先写的", "后写的"]);
  complaints.length = 0;
});

onPublic("what was called off while it was under way is not sent later", async ({ page, open, server, complaints }) => {
  server.down = true;
  await open("voice.html");
  await ready(page);
  await text(page).fill("说错了");
  await send(page);
  await seen(page.getByText("已保存在本机，联网后自动发送"));
  server.down = false;
  server.slow = 1000;
  await button(page, "立即重试").click();
  const retried = () => page.getByText("正在连接…");
  await seen(retried());
  assert.equal(await page.evaluate(() => document.activeElement.className), "parcel-status", "the button is gone, the focus is not");
  await button(page, "取消发送").click();
  await seen(text(page));
  assert.equal(await text(page).inputValue(), "说错了");
  await page.waitForTimeout(1500);
  server.slow = 0;
  await page.reload();
  await ready(page);
  await page.waitForTimeout(300);
  assert.equal(await page.locator(".parcel").count(), 0);
  assert.deepEqual(server.received, []);
  complaints.length = 0;
});

onPublic("what cannot be sent is saved as a file; what is sealed is not thrown away by one touch", async ({ page, open, server, complaints }) => {
  await open(`voice.html#${CODE}`);
  await ready(page);
  await seen(page.getByRole("heading", { name: "示例区人大 · 向人大代表反映问题" }));
  server.down = true;
  await text(page).fill("山里没有信号");
  await send(page);
  await seen(page.getByText("已保存在本机，联网后自动发送"));
  const track = await page.locator(".track-code").innerText();
  const file = await download(page, button(page, "存为文件"));
  await seen(page.getByText(`已存为“${file.name}”`));
  await looked(page, "voice-file");
  assert.match(file.name, /^民意_\d{4}-\d\d-\d\d_\w{4}\.txt$/);
  assert.equal(file.name.includes(track.slice(0, 4)), false, "who carries it does not learn the code");
  const sealed = file.bytes.toString();
  assert.equal(openVoice(server.office, Buffer.from(sealed, "base64")).text, "山里没有信号");
  // Opened again, nobody has the text any more.
  await page.reload();
  await seen(page.getByText("已保存在本机，联网后自动发送"));
  await button(page, "取消发送").click();
  await seen(page.getByRole("alert").filter({ hasText: "取消后找不回来" }));
  await looked(page, "voice-cancel", { sizes: { phone: SIZES.phone } });
  await button(page, "继续发送").click();
  server.down = false;
  await button(page, "立即重试").click();
  await sent(page);
  assert.equal(server.received[0].sealed, sealed, "the same by both ways");
  server.down = true;
  await button(page, "再反映一件事").click();
  await text(page).fill("不说了");
  await send(page);
  await seen(page.getByText("已保存在本机，联网后自动发送"));
  await page.reload();
  await button(page, "取消发送").click();
  await button(page, "不发送，删除").click();
  await page.reload();
  await ready(page);
  await seen(text(page));
  assert.equal(await page.locator(".parcel").count(), 0);
  // The key of an earlier visit seals where the server is out of reach from the beginning.
  await text(page).fill("一开始就没有信号");
  await send(page);
  const second = await download(page, button(page, "存为文件"));
  assert.equal(openVoice(server.office, Buffer.from(second.bytes.toString(), "base64")).text, "一开始就没有信号");
  complaints.length = 0;
});

onPublic("the work is shown, is never felt, and can be called off", async ({ page, open, server }) => {
  server.bits = 26;
  await open("voice.html");
  await ready(page);
  await text(page).fill("电梯停运");
  await page.evaluate(() => { window.beats = 0; setInterval(() => { window.beats += 1; }, 50); });
  await send(page);
  await seen(page.getByRole("status").filter({ hasText: "正在准备发送…" }));
  await seen(page.getByRole("progressbar"));
  const before = await page.evaluate(() => window.beats);
  await page.waitForTimeout(2000);
  // Forty, were there nothing else; on a busy machine fewer, in a page that is frozen none.
  const beats = (await page.evaluate(() => window.beats)) - before;
  assert.ok(beats >= 15, `${beats} of 40 timers`);
  await accessible(page);
  await button(page, "取消发送").click();
  await seen(text(page));
  assert.equal(await text(page).inputValue(), "电梯停运");
  assert.equal(server.received.length, 0);
});

onPublic("a spent challenge is fetched anew; a refusal is told", async ({ page, open, server, complaints }) => {
  server.refuse = { status: 409, body: { code: "challenge-spent", zh: "请求已过期，请重试。", en: "spent" } };
  await open("voice.html");
  await ready(page);
  await text(page).fill("噪音");
  await send(page);
  await seen(page.getByText("服务器没有接收：请求已过期，请重试。"));
  assert.equal(server.requests.filter((one) => one === "POST /v1/voices").length, 3);
  await looked(page, "voice-refused", { sizes: { phone: SIZES.phone } });
  server.refuse = null;
  await button(page, "立即重试").click();
  await sent(page);
  complaints.length = 0;
});

onPublic("errors stand at the top and beside the field, a draft is kept, in two languages and large", async ({ page, open }) => {
  await open("voice.html");
  await ready(page);
  await send(page);
  const summary = await seen(page.getByRole("alert").filter({ hasText: "有 1 处需要更正" }));
  await until(() => summary.evaluate((node) => node === document.activeElement), "the summary has the focus");
  assert.match(await page.title(), /^错误：/);
  await looked(page, "voice-error", { sizes: { phone: SIZES.phone } });
  await summary.getByRole("link", { name: "请写下您要反映的问题" }).click();
  assert.equal(await text(page).evaluate((node) => node === document.activeElement), true);
  assert.equal(await text(page).getAttribute("aria-invalid"), "true");
  await text(page).fill("窨井堵塞");
  await page.getByLabel("在什么地方（选填）").fill("幸福路");
  await button(page, "大字版").click();
  assert.equal(await page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("#v-text")).fontSize)), 24);
  await looked(page, "voice-large", { sizes: { phone: SIZES.phone } });
  await button(page, "English").click();
  assert.equal(await page.getByLabel("What is it about").inputValue(), "窨井堵塞");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "中文", "the focus stays on the switch");
  assert.doesNotMatch(await page.evaluate(() => document.body.innerText.replace("中文", "").replace("示例区人大", "")), /[\u4e00-\u9fff]/);
  await looked(page, "voice-english", { sizes: { phone: SIZES.phone } });
  await page.waitForTimeout(600);
  await page.reload();
  await seen(page.getByText("What you had not sent is back."));
  assert.equal(await page.getByLabel("What is it about").inputValue(), "窨井堵塞");
  await button(page, "中文").click();
  await button(page, "清空").click();
  assert.equal(await text(page).inputValue(), "");
});

onPublic("near the end of the room for it the text says how much is left", async ({ page, open }) => {
  await open("voice.html");
  await ready(page);
  await text(page).fill("字".repeat(1700));
  assert.equal(await page.getByText(/^还可以写/).count(), 0);
  await text(page).fill("字".repeat(1850));
  await seen(page.getByText("还可以写 150 字"));
  // What is pasted beyond it is cut by the browser.
  await page.evaluate(() => { document.querySelector("#v-text").focus(); document.execCommand("insertText", false, "多".repeat(300)); });
  await seen(page.getByText("还可以写 0 字"));
  assert.equal((await text(page).inputValue()).length, 2000);
});

onPublic("by keyboard alone", async ({ page, open, server }) => {
  await open("voice.html");
  await ready(page);
  const focused = () => page.evaluate(() => document.activeElement.id);
  for (let i = 0; i < 12 && (await focused()) !== "v-text"; i += 1) await page.keyboard.press("Tab");
  await page.keyboard.type("键盘");
  for (let i = 0; i < 8 && (await focused()) !== "v-submit"; i += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await sent(page);
  assert.equal(server.received[0].voice.text, "键盘");
});

onPublic("status documents are found by the hash of the code that was shown", async ({ page, open, server }) => {
  await open("voice.html");
  await ready(page);
  await text(page).fill("一");
  await send(page);
  await sent(page);
  const track = await page.locator(".track-code").innerText();
  server.track[trackHash(track)] = { form: "huiyin-track-1", stage: "new", steps: [{ on: "2026-12-01", zh: "已收到", en: "Received" }], item: null, rate: false, rated: null };
  await page.getByRole("link", { name: "查看办理情况" }).click();
  await seen(page.getByText("已收到，等待处理"));
  await gone(page.getByText("正在查询…"));
});
