// A sitting to vote in: the sheet, the codes of its cards, and the board of a box (an example of
// crates/ballot, which draws the same cards each time).
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { target } from "./browsers.mjs";
import { PATIENCE, button, choose, gone, heading, seen } from "./hands.mjs";

export const POLL = "0123456789abcdef0123456789abcdef";
export const TITLE = "2026年代表建议办理情况满意度测评";
const LONGEST = 64 * 1024 * 1024;

function run(words, input) {
  const program = path.join(target, "debug/examples/hall");
  if (!fs.existsSync(program)) throw new Error(`no ${program}; run \`cargo build -p huiyin-ballot --example hall\` first`);
  return execFileSync(program, words.map(String), { input, maxBuffer: LONGEST }).toString();
}

// { sheet, codes }: the sheet's text, and a code for each card.
export const deal = (questions, cards) => JSON.parse(run(["deal", questions, cards]));

// The board of a box, whose first `taken` cards were drawn.
export const board = (questions, cards, taken, box) => run(["board", questions, cards, taken], box).trim();

// A file as a person chooses it.
export const file = (name, text) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });

// Opens the sheet on the first page; ends on the poll's idle page.
export async function openSheet(page, sheet) {
  await choose(page, button(page, "打开测评单文件…"), file("测评单.json", sheet));
  await seen(page.getByRole("heading", { name: "请扫描票卡上的二维码" }));
}

// Types a card on the idle page.
export async function typeCard(page, code) {
  await button(page, "输入票卡上的字符").click();
  await page.getByLabel("票卡上的 28 个字符").fill(code);
  await button(page, "确定").click();
}

// Makes the tablet a shared one; ends on the idle page.
export async function setUp(page, pin) {
  await button(page, "工作人员").click();
  await seen(heading(page, "本机票箱"));
  await button(page, "设为公用平板…").click();
  await page.getByLabel("工作人员 PIN（4–8 位数字）").fill(pin);
  await page.getByLabel("再输一遍 PIN").fill(pin);
  await button(page, "开始使用").click();
  await seen(page.getByRole("heading", { name: "请扫描票卡上的二维码" }));
}

// Answers every question in turn and opens the review; `choices` are the words on the buttons.
export async function answer(page, choices) {
  for (const [at, choice] of choices.entries()) {
    await page.getByRole("main").getByRole("radio", { name: choice, exact: true }).check();
    await seen(page.getByText(`已评 ${at + 1}/${choices.length}`));
    if (at + 1 < choices.length) await button(page, "下一项").click();
  }
  await button(page, "核对并投票").click();
  await seen(page.getByRole("heading", { name: "核对您的选择" }));
}

// Casts from the review; ends on the receipt. Returns the receipts in the order of the questions.
export async function cast(page) {
  await button(page, "投票").click();
  await button(page.getByRole("dialog", { name: "确认投票？" }), "确认投票").click();
  await heading(page, "已投票").waitFor({ timeout: PATIENCE });
  const show = page.getByRole("button", { name: /^查看回执/ });
  if (await show.count()) await show.click();
  const codes = await page.locator(".receipt-code").allInnerTexts();
  assert.ok(codes.every((code) => /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(code)), `${codes}`);
  return codes;
}

// Enters the operator's page of a shared tablet.
export async function enter(page, pin) {
  await button(page, "工作人员").click();
  const asked = await seen(page.getByRole("dialog", { name: "请输入工作人员 PIN" }));
  await asked.getByLabel("PIN（4–8 位数字）").fill(pin);
  await button(asked, "进入").click();
  await gone(asked);
  await seen(heading(page, "本机票箱"));
}

// A QR code, a row of `1` and `0` for each line of it; an empty sheet where there is no text.
export const modules = (text) => (text ? run(["qr", text]).trim().split("\n") : Array(29).fill("0".repeat(29)));

// A photograph of a QR code as a bitmap.
export function code(text) {
  const rows = modules(text);
  const scale = 6;
  const side = (rows.length + 8) * scale;
  const stride = side * 3 + ((4 - ((side * 3) % 4)) % 4);
  const bytes = Buffer.alloc(54 + stride * side, 235);
  bytes.write("BM", 0, "latin1");
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(0, 6);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(side, 18);
  // Negative: the first row is the top one.
  bytes.writeInt32LE(-side, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  bytes.fill(0, 30, 54);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const row = rows[Math.floor(y / scale) - 4];
      if (row && row[Math.floor(x / scale) - 4] === "1") bytes.fill(25, 54 + y * stride + x * 3, 54 + y * stride + x * 3 + 3);
    }
  }
  return bytes;
}
