// The citizen's form where something is missing or hostile: scripts, WebAssembly, storage, pictures.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { button, seen, until } from "./support/hands.mjs";
import { SIZES } from "./support/pictures.mjs";
import { looked, onPublic, still, watchShifts, weak } from "./support/public-looks.mjs";
import { photo } from "./support/public-photos.mjs";

const CODE = "0123456789";
const text = (page) => page.getByLabel("您要反映什么");
const send = (page) => button(page, "提交").click();
const ready = (page) => page.waitForSelector("#voice[data-ready]");
const sent = (page) => seen(page.getByRole("status").filter({ hasText: "已送达" }));
const PICTURES = "图片（选填，最多 3 张）";

onPublic("without scripts the form is read, filled and sent", async ({ page, open, server }) => {
  await open("voice.html");
  await seen(page.getByText("本页没有在您的设备上加密"));
  await seen(page.getByLabel("二维码下方的编码（选填）"));
  await looked(page, "voice-noscript", { sizes: { phone: SIZES.phone }, axe: false });
  await text(page).fill("没有脚本也能说");
  await page.getByLabel("二维码下方的编码（选填）").fill("01234-56789");
  await page.getByLabel(PICTURES).setInputFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.from("89504e470d0a1a0a", "hex") });
  await send(page);
  await seen(page.getByRole("heading", { name: "已收到" }));
  assert.equal(server.forms.length, 1);
  assert.match(server.forms[0].type, /^multipart\/form-data; boundary=/);
  const raw = server.forms[0].raw.toString();
  assert.match(raw, /name="text"\r\n\r\n没有脚本也能说/);
  assert.match(raw, /name="code"\r\n\r\n01234-56789/);
  assert.match(raw, /name="picture"; filename="a.png"/);
}, { context: { javaScriptEnabled: false } });

onPublic("a script that comes late keeps what was written", async ({ page, open, server }) => {
  server.delayScripts = 2500;
  await page.goto(`${server.url}voice.html`, { waitUntil: "commit" });
  await text(page).fill("先写完了");
  assert.equal(await page.locator("#voice[data-ready]").count(), 0, "the script has not come yet");
  await ready(page);
  assert.equal(await text(page).inputValue(), "先写完了");
  await send(page);
  await sent(page);
  assert.equal(server.received[0].voice.text, "先写完了");
});

onPublic("where WebAssembly is forbidden the form goes as it is, with the pictures made small", async ({ page, open, server, complaints }) => {
  server.codes = { [CODE]: { label: "示例联络站", withdrawn: false, drive: { id: "d1", title: "意见征集", intro: "", questions: [{ id: "q1", text: "是否同意", kind: "choice", options: ["同意", "不同意"], required: true }] } } };
  await open(`voice.html#${CODE}`);
  await page.waitForSelector("#voice[data-ready=blocked]");
  await seen(page.getByText("内容由服务器在收到时立即加密"));
  await looked(page, "voice-plain", { sizes: { phone: SIZES.phone } });
  const file = await photo(page, 2000, 1500, 1);
  await page.getByLabel(PICTURES).setInputFiles({ name: "big.jpg", mimeType: "image/jpeg", buffer: file });
  await seen(page.getByRole("img", { name: "图片 1" }));
  await send(page);
  await seen(page.getByRole("alert").filter({ hasText: "请回答：是否同意" }));
  await page.getByLabel("不同意").check();
  await page.getByLabel("还想说的话（选填）").fill("策略拦住了");
  await send(page);
  await seen(page.getByRole("heading", { name: "已收到" }));
  const raw = server.forms[0].raw;
  assert.ok(raw.length < 160_000, `${raw.length} bytes`);
  const said = raw.toString();
  assert.match(said, /name="code"\r\n\r\n0123456789/);
  assert.match(said, /filename="1.jpg"/);
  assert.match(said, /name="text"\r\n\r\n【意见征集】\r\n是否同意：不同意\r\n\r\n策略拦住了\r\n/);
  assert.equal(said.match(/name="text"/g).length, 1);
  assert.match(said, /name="lang"\r\n\r\nzh/);
  assert.equal(said.includes("Exif"), false);
  complaints.length = 0;
}, { server: { wasm: false } });

onPublic("where storage is refused it says so and sends all the same", async ({ page, open, server, complaints }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "indexedDB", { get() { throw new DOMException("refused", "SecurityError"); } });
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("refused", "SecurityError"); } });
  });
  await open("voice.html");
  await ready(page);
  await seen(page.getByText("浏览器不允许在本机保存内容"));
  await text(page).fill("没有存储");
  await button(page, "大字版").click();
  server.bits = 0;
  server.refuse = { status: 503 };
  await send(page);
  await seen(page.getByText("还没有发送，联网后自动发送；请不要关闭本页"));
  server.refuse = null;
  await button(page, "立即重试").click();
  await sent(page);
  assert.equal(server.received[0].voice.text, "没有存储");
  complaints.length = 0;
});

onPublic("where the device has no room left it says so and sends all the same", async ({ page, open, server, complaints }) => {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
      if (String(key).startsWith("outbox:")) throw new DOMException("full", "QuotaExceededError");
      return put.call(this, value, key);
    };
  });
  await open("voice.html");
  await ready(page);
  server.down = true;
  await text(page).fill("手机满了");
  await send(page);
  await seen(page.getByText("还没有发送，联网后自动发送；请不要关闭本页"));
  // Closing the page would lose it: the browser asks.
  let asked = "";
  page.on("dialog", async (dialog) => { asked = dialog.type(); await dialog.accept(); });
  server.down = false;
  await button(page, "立即重试").click();
  await sent(page);
  assert.equal(server.received[0].voice.text, "手机满了");
  server.down = true;
  await button(page, "再反映一件事").click();
  await text(page).fill("还有一件");
  await send(page);
  await seen(button(page, "存为文件"));
  await page.reload();
  assert.equal(asked, "beforeunload");
  complaints.length = 0;
});

onPublic("pictures that cannot be sent are told apart", async ({ page, open }) => {
  await open("voice.html");
  await ready(page);
  const input = page.getByLabel(PICTURES);
  const huge = path.join(os.tmpdir(), `huiyin-${process.pid}.jpg`);
  fs.writeFileSync(huge, "");
  fs.truncateSync(huge, 50_000_000);
  try {
    await input.setInputFiles(huge);
    await seen(page.getByText(/太大（50 MB，最多 25 MB），没有加入/));
  } finally {
    fs.rmSync(huge);
  }
  await input.setInputFiles({ name: "IMG_0001.HEIC", mimeType: "image/heic", buffer: Buffer.from("ftypheic not a picture") });
  await seen(page.getByText(/“IMG_0001.HEIC”无法识别，没有加入/));
  const one = await photo(page, 640, 480, 1);
  await input.setInputFiles([1, 2, 3, 4].map((n) => ({ name: `${n}.jpg`, mimeType: "image/jpeg", buffer: one })));
  await seen(page.getByText("最多 3 张图片，多出的没有加入。"));
  assert.equal(await page.getByRole("img").count(), 3);
  await looked(page, "voice-pictures", { sizes: { phone: SIZES.phone } });
  await page.getByRole("button", { name: "删除图片 2" }).click();
  assert.equal(await page.getByRole("img").count(), 2);
  // The draft has the pictures.
  await page.waitForTimeout(700);
  await page.reload();
  await seen(page.getByText("已恢复上次没有提交的内容。"));
  assert.equal(await page.getByRole("img").count(), 2);
});

onPublic("a drive's questions take the place of the form, and their answers arrive", async ({ page, open, server }) => {
  server.codes = { [CODE]: { label: "立法联系点", withdrawn: false, drive: { id: "d/2026-1", title: "《养老服务条例（草案）》征求意见", intro: "请在十二月二十日前提出。", questions: [
    { id: "q1", text: "您是否使用过社区助餐服务", kind: "choice", options: ["用过", "没有用过"], required: true },
    { id: "q2", text: "最需要增加哪些服务", kind: "several", options: ["助餐", "助浴", "陪诊"], required: false },
    { id: "q3", text: "对草案的意见", kind: "text", options: [], required: false },
  ] } } };
  await open(`voice.html#${CODE}`);
  await ready(page);
  await seen(page.getByRole("heading", { name: "《养老服务条例（草案）》征求意见" }));
  await looked(page, "voice-drive");
  await send(page);
  await seen(page.getByRole("alert").filter({ hasText: "请回答：您是否使用过社区助餐服务" }));
  await page.getByRole("radio", { name: "用过", exact: true }).check();
  await page.getByRole("checkbox", { name: "助餐" }).check();
  await page.getByRole("checkbox", { name: "陪诊" }).check();
  await page.getByLabel(/^对草案的意见/).fill("第八条建议写明标准");
  await send(page);
  await sent(page);
  const { voice } = server.received[0];
  assert.equal(voice.drive, "d/2026-1");
  assert.deepEqual(voice.answers, [{ question: "q1", chosen: [0], text: "" }, { question: "q2", chosen: [0, 2], text: "" }, { question: "q3", chosen: [], text: "第八条建议写明标准" }]);
});

onPublic("what the server says of a code moves nothing on a weak phone", async ({ page, open, server, complaints }) => {
  const drive = { id: "d1", title: "《养老服务条例（草案）》征求意见", intro: "请在十二月二十日前提出。", questions: [{ id: "q1", text: "您是否使用过社区助餐服务", kind: "choice", options: ["用过", "没有用过"], required: true }, { id: "q2", text: "对草案的意见", kind: "text", options: [], required: false }] };
  const cases = [
    ["questions", { label: "立法联系点", withdrawn: false, drive }, "您是否使用过社区助餐服务"],
    ["a code withdrawn", { label: "撤销的站", withdrawn: true, drive: null }, "这个二维码已经停用"],
    ["questions too late", { label: "立法联系点", withdrawn: false, drive: { ...drive, opens: "2020-01-01", closes: "2020-02-01" } }, "不在征集期内"],
    ["no such code", undefined, "没有找到这个二维码"],
  ];
  await weak(page);
  const shifts = await watchShifts(page);
  for (const [what, said, words] of cases) {
    server.codes = said ? { [CODE]: said } : {};
    await page.goto("about:blank");
    await open(`voice.html#${CODE}`);
    await seen(page.getByText(words));
    await seen(page.getByRole("heading", { name: /^示例区人大/ }));
    await ready(page);
    await page.waitForTimeout(300);
    await still(shifts, what);
  }
  // Whoever has chosen large text, or the other language, sees it from the beginning.
  for (const [key, value, words] of [["huiyin-size", "large", "您要反映什么"], ["huiyin-lang", "en", "What is it about"]]) {
    await page.evaluate(([name, chosen]) => localStorage.setItem(name, chosen), [key, value]);
    await page.goto("about:blank");
    await open("voice.html");
    await seen(page.getByText(words));
    await ready(page);
    await page.waitForTimeout(300);
    await still(shifts, value);
    await page.evaluate((name) => localStorage.removeItem(name), key);
  }
  // Come back to: what was written and what still waits.
  await page.goto("about:blank");
  server.codes = {};
  await open(`voice.html#${CODE}`);
  await ready(page);
  await text(page).fill("写了一半");
  await page.waitForTimeout(1500);
  await page.reload();
  await seen(page.getByText("已恢复上次没有提交的内容。"));
  await ready(page);
  await page.waitForTimeout(300);
  await still(shifts, "a draft");
  server.down = true;
  await send(page);
  await seen(page.getByText("已保存在本机，联网后自动发送"));
  await page.goto("about:blank");
  const before = server.requests.filter((one) => one === "GET /v1/intake").length;
  await open(`voice.html#${CODE}`);
  await seen(page.getByText("已保存在本机，联网后自动发送"));
  await ready(page);
  // An attempt of its own fails without a sign: nothing slips away from under a thumb.
  await until(() => server.requests.filter((one) => one === "GET /v1/intake").length > before + 1, "it is tried again");
  await page.waitForTimeout(300);
  await still(shifts, "a voice that waits");
  complaints.length = 0;
}, { minutes: 4 });

onPublic("questions that come late move nothing away from who is writing", async ({ page, open, server }) => {
  server.codes = { [CODE]: { label: "立法联系点", withdrawn: false, drive: { id: "d1", title: "征求意见", intro: "", questions: [1, 2, 3].map((n) => ({ id: `q${n}`, text: `问题${n}`, kind: "choice", options: ["是", "否"], required: false })) } } };
  server.lateCodes = 1500;
  await open(`voice.html#${CODE}`);
  await text(page).click();
  await page.keyboard.type("正在写");
  const top = () => page.locator("#v-text").evaluate((field) => Math.round(field.getBoundingClientRect().top));
  const before = await top();
  await page.waitForSelector("#v-q2");
  assert.ok(Math.abs((await top()) - before) <= 1, `${before} → ${await top()}`);
  assert.equal(await page.evaluate(() => document.activeElement.id), "v-text");
  assert.equal(await page.locator("#v-text").inputValue(), "正在写");
});

onPublic("a script in every field stays text", async ({ page, open, server }) => {
  const nasty = "<img src=x onerror=\"window.ran=1\"><script>window.ran=1</script>";
  server.codes = { [CODE]: { label: nasty, withdrawn: false, drive: { id: "d1", title: nasty, intro: nasty, questions: [{ id: "q1", text: nasty, kind: "choice", options: [nasty, nasty], required: true }] } } };
  await open(`voice.html#${CODE}`);
  await ready(page);
  await seen(page.getByText(`您正在向“${nasty}”反映问题`));
  await send(page);
  await seen(page.getByRole("alert").filter({ hasText: nasty }));
  await page.getByRole("radio").first().check();
  await page.getByLabel("还想说的话（选填）").fill(nasty);
  await page.getByLabel("在什么地方（选填）").fill(nasty);
  await page.getByLabel("联系方式（选填）").fill(nasty);
  await send(page);
  await sent(page);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  const { voice } = server.received[0];
  assert.deepEqual([voice.text, voice.place, voice.contact], [nasty, nasty, nasty]);
});

onPublic("withdrawn, unknown and mistyped codes, and an intake that is closed", async ({ page, open, server, complaints }) => {
  server.codes = { [CODE]: { label: "撤销的站", withdrawn: true, drive: null } };
  await open(`voice.html#${CODE}`);
  await seen(page.getByText("这个二维码已经停用"));
  server.codes[CODE] = { label: "立法联系点", withdrawn: false, drive: { id: "d1", title: "征集", intro: "", questions: [{ id: "q1", text: "？", kind: "text", options: [], required: true }], opens: "2020-01-01", closes: "2020-02-01" } };
  await page.reload();
  await seen(page.getByText("这次意见征集不在征集期内（2020-01-01 至 2020-02-01）"));
  assert.equal(await page.getByText("？").count(), 0);
  await page.goto("about:blank");
  await open("voice.html#99999-99999");
  await seen(page.getByText("没有找到这个二维码对应的联络站或代表"));
  await page.goto("about:blank");
  await open("voice.html#%E4%B8%8D%E6%98%AF");
  await seen(page.getByText("没有找到这个二维码对应的联络站或代表"));
  server.open = false;
  await page.goto("about:blank");
  await open("voice.html");
  await seen(page.getByText("现在暂停收件"));
  assert.equal(await button(page, "提交").isDisabled(), true);
  complaints.length = 0;
});
