// A whole sitting over the real server: 38 voters on four items, three shared tablets and five
// paper ballots; one tablet is away until voting is over, one is killed in mid-vote. The verdicts
// are those computed by hand, and whoever wants to counts the published board again.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { accessible } from "./support/a11y.mjs";
import { openApp } from "./support/app.mjs";
import { target } from "./support/browsers.mjs";
import { onDevices } from "./support/devices.mjs";
import { download } from "./support/downloads.mjs";
import { button, dialog, gone, heading, seen, until, visit } from "./support/hands.mjs";
import { found } from "./support/sharing.mjs";
import { answer, cast, enter, setUp, typeCard } from "./support/sitting.mjs";

const TITLE = "重点督办建议满意度测评";
const ITEMS = ["老旧小区改造", "增设公交站点", "河道清淤", "学校门前交通"];
const VOTERS = Array.from({ length: 38 }, (_, at) => `委员${String(at + 1).padStart(2, "0")}`);
const OBSERVERS = ["赵一", "钱二", "孙三"];
const [S, B, D, A] = ["满意", "基本满意", "不满意", "弃权"];
// How the 33 cards vote on each item, and what the two tellers count of the five paper ballots:
// satisfied, basically satisfied, dissatisfied, abstained.
const CARDS = [[30, 3, 0, 0], [15, 10, 8, 0], [10, 5, 16, 2], [16, 10, 7, 0]];
const PAPER = [[5, 0, 0, 0], [4, 0, 1, 0], [2, 1, 2, 0], [5, 0, 0, 0]];
// Of 41 members more than half are 21: 35; 19, and 29 together; 12, and 18 together; 21 exactly.
const EXPECTED = [S, B, D, S];
const PIN = "2468";

// What one voter's card says on each item.
const choices = (voter) => CARDS.map((counts) => {
  let rest = voter;
  for (const [at, count] of counts.entries()) {
    if (rest < count) return [S, B, D, A][at];
    rest -= count;
  }
  throw new Error(`no choice for voter ${voter}`);
});

async function prepare(page) {
  await visit(page, "测评");
  await page.getByRole("link", { name: "筹备测评" }).first().click();
  await seen(heading(page, "筹备测评"));
  await page.getByLabel(/^测评名称/).fill(TITLE);
  await page.getByLabel(/^表决机关/).fill("区人大常委会");
  await page.getByRole("radio", { name: /^无记名/ }).check();
  await page.getByText("加入台账以外的事项").click();
  for (const title of ITEMS) {
    await page.getByLabel("事项名称").fill(title);
    await button(page, "加入").click();
  }
  await page.getByLabel(/^全体组成人员人数/).fill("41");
  await page.getByLabel(/^投票人名单/).fill(VOTERS.join("\n"));
  for (const [at, name] of OBSERVERS.entries()) await page.getByLabel(new RegExp(`^监票人${"一二三"[at]}`)).fill(name);
  await page.getByRole("radio", { name: "通行规则" }).check();
  await seen(page.getByText(/按全体组成人员 41 人计算，至少 21 票/).first());
  await button(page, "保存").click();
  await seen(heading(page, TITLE));
}

async function printed(page, name, codes) {
  await page.evaluate(() => { window.print = () => {}; });
  await button(page, name).click();
  await until(() => page.locator(".poll-print").count(), `${name} is laid out`);
  const texts = await page.locator(codes).allTextContents();
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  return texts;
}

async function deal(page) {
  await page.getByRole("link", { name: "制作票卡", exact: true }).click();
  await page.getByLabel(/^备用票卡/).fill("2");
  await button(page, "制作 40 张票卡").click();
  await seen(page.getByText("票卡码只在现在可以打印"));
  await until(() => button(page, "打印票卡").isEnabled(), "the sheet is published");
  const codes = await printed(page, "打印票卡", ".card-code");
  const shares = await printed(page, "打印密钥份额", ".share-page .code-large");
  assert.deepEqual([codes.length, shares.length], [40, 3]);
  await button(page, "我已打印，清除票卡码…").click();
  const asked = await seen(dialog(page, "清除票卡码"));
  await asked.getByLabel(/请输入/).fill("已打印");
  await button(asked, "清除票卡码").click();
  await gone(asked);
  return { codes, shares };
}

// Everybody votes on a tablet, one after the other.
async function voteOn(page, voters, codes) {
  for (const voter of voters) {
    await typeCard(page, codes[voter]);
    await answer(page, choices(voter));
    await cast(page);
    await button(page, "完成").click();
    await seen(page.getByRole("heading", { name: "请扫描票卡上的二维码" }));
  }
}

onDevices("38 voters, three tablets and five paper ballots come to the verdicts computed by hand", async ({ device, profile, server }) => {
  const office = await device("office");
  const desk = office.page;
  // Whether a vote is published is asked before it is.
  office.allows = /\b404\b.*\/v1\/polls\/[0-9a-f]{32}\/phase/;
  await office.open();
  await found(office, { person: "王主任" });
  await prepare(desk);
  const { codes, shares } = await deal(desk);
  await button(desk, "开始投票").click();
  await seen(desk.getByRole("heading", { name: "签到发票" }));
  const address = (await (await seen(desk.locator(".poll-url"))).innerText()).trim();
  const poll = /#\/([0-9a-f]{32})$/.exec(address)[1];

  const [first, second] = [await device("first tablet"), await device("second tablet")];
  let third = await profile("third tablet");
  for (const tablet of [first, second, third]) {
    await tablet.page.setViewportSize({ width: 1024, height: 768 });
    await openApp(tablet.page, `${tablet.url}vote.html#/${poll}`);
    await seen(tablet.page.getByRole("heading", { name: "请扫描票卡上的二维码" }));
    await setUp(tablet.page, PIN);
  }
  second.away();

  const find = desk.getByLabel("查找投票人");
  for (const name of VOTERS.slice(0, 33)) {
    await find.fill(name);
    await find.press("Enter");
    await seen(desk.getByText(`${name} 已领：票卡`));
  }
  for (const name of VOTERS.slice(33)) {
    await button(desk, `领纸质票：${name}`).click();
    await seen(desk.getByText(`${name} 已领：纸质票`));
  }

  const range = (from, to) => Array.from({ length: to - from }, (_, at) => from + at);
  await voteOn(first.page, range(0, 11), codes);
  await voteOn(second.page, range(11, 22), codes);
  // A shared tablet hands in by rounds, so it may take a minute to find itself alone.
  await second.page.getByText("离线").first().waitFor({ timeout: 90_000 });
  await voteOn(third.page, range(22, 27), codes);
  // The power goes while somebody is choosing: the same card begins anew.
  await typeCard(third.page, codes[27]);
  await answer(third.page, [D, D, D, D]);
  await third.kill();
  third = await profile("third tablet, again", { folder: third.folder, of: third });
  await third.page.setViewportSize({ width: 1024, height: 768 });
  await openApp(third.page, `${third.url}vote.html#/${poll}`);
  await seen(third.page.getByRole("heading", { name: "请扫描票卡上的二维码" }));
  await voteOn(third.page, range(27, 33), codes);

  await button(desk, "截止投票…").click();
  await button(await seen(dialog(desk, "截止投票")), "截止投票").click();
  await seen(desk.getByRole("heading", { name: "作废票卡" }));
  // What was cast away from the server is handed in now.
  second.back();
  for (const tablet of [first, second, third]) {
    await enter(tablet.page, PIN);
    const held = tablet.page.getByText("全部已经上交。");
    if (!(await held.count())) await button(tablet.page, "立即上交").click();
    await seen(held);
    await accessible(tablet.page);
  }

  await desk.getByRole("radio", { name: "余票" }).check();
  for (const code of codes.slice(33)) {
    await desk.getByLabel("票卡码").fill(code);
    await desk.getByLabel("票卡码").press("Enter");
  }
  await button(desk, "作废这些票卡").click();
  await seen(desk.getByText("已作废 7 张票卡"));
  await button(desk, "从服务器收取").click();
  await seen(desk.getByText("新收 132 份"));
  for (const who of ["周四", "吴五"]) {
    await desk.getByLabel(/^计票人/).fill(who);
    const cells = desk.locator(".poll-cell");
    const rows = PAPER.map((counts) => [5, ...counts, 0]);
    for (const [at, value] of rows.flat().entries()) await cells.nth(at).fill(String(value));
    await button(desk, "录入").click();
    await seen(desk.getByText(`${who} 的计票已录入`));
  }
  await seen(desk.getByText("周四 和 吴五 的计票一致"));
  await desk.getByRole("link", { name: "封箱", exact: true }).last().click();
  await button(desk, "封箱…").click();
  await button(await seen(dialog(desk, "封箱")), "封箱").click();
  await seen(desk.getByLabel(/^第一份密钥份额/));
  await desk.getByLabel(/^第一份密钥份额/).fill(shares[2]);
  await desk.getByLabel(/^第二份密钥份额/).fill(shares[0]);
  await button(desk, "计票").click();
  await seen(desk.getByText("计票完成，还没有宣布。"));
  assert.equal(await desk.getByText("还不能宣布").count(), 0);
  await button(desk, "宣布结果…").click();
  await button(await seen(dialog(desk, "宣布结果")), "宣布结果").click();
  await seen(desk.getByRole("heading", { name: "测评结果" }));
  await accessible(desk);

  const bodies = desk.locator("table.poll-result tbody");
  assert.equal(await bodies.count(), 4);
  for (const [at, verdict] of EXPECTED.entries()) {
    const cells = await bodies.nth(at).getByRole("row").first().getByRole("cell").allInnerTexts();
    const whole = CARDS[at].map((count, kind) => String(count + PAPER[at][kind]));
    assert.deepEqual(cells.slice(0, 4).map((text) => text.trim()), whole, ITEMS[at]);
    assert.ok(cells.at(-1).includes(verdict), `${ITEMS[at]}: ${cells.at(-1)}`);
  }

  // The board: on the server for everybody, and as a file for the command line.
  const file = await download(desk, button(desk, "保存公示文件"));
  const saved = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "huiyin-board-")), "board.json");
  fs.writeFileSync(saved, file.bytes);
  try {
    const report = JSON.parse(execFileSync(path.join(target, "debug/huiyin"), ["verify", saved, "--json"]).toString());
    assert.equal(report.good, true, JSON.stringify(report.findings));
  } finally {
    fs.rmSync(path.dirname(saved), { recursive: true });
  }
  await button(desk, "发布到服务器").click();
  await seen(desk.getByText("公示地址：").first());
  const anybody = await device("anybody");
  await openApp(anybody.page, `${anybody.url}vote.html#/board/${poll}`);
  await seen(heading(anybody.page, "核对公示板"));
  await seen(anybody.page.getByText("核对无误"));
  await accessible(anybody.page);

  // What the server keeps names nobody beside a vote: the box holds no name and no card.
  const box = server.box();
  for (const word of [VOTERS[0], codes[0], codes[0].replaceAll("-", "")]) assert.equal(box.includes(Buffer.from(word)), false);
}, { minutes: 10 });
