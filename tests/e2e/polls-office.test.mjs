// A vote from preparing it to its result, at the office's desk: what is on the screen at each
// step, what is on paper, and that nothing of it can be told too early.
import assert from "node:assert/strict";
import { onEachBrowser } from "./support/app.mjs";
import { accessible } from "./support/a11y.mjs";
import { CURRENT } from "./support/browsers.mjs";
import { actAs, button, dialog, gone, heading, seen, until, visit } from "./support/hands.mjs";
import { overflow, picture } from "./support/pictures.mjs";

const TITLE = "2026年建议办理满意度测评";
const VOTERS = ["秦斌永", "刘霞红", "欧阳建国", "王芳"];
const OBSERVERS = ["赵一", "钱二", "孙三"];

// What is laid out for the printer instead of being printed.
async function printed(page, name) {
  await page.evaluate(() => { window.print = () => {}; });
  await button(page, name).click();
  await until(() => page.locator(".poll-print").count(), `${name} is laid out`);
}
const printedOver = (page) => page.evaluate(() => window.dispatchEvent(new Event("afterprint")));

async function look(page, name) {
  await accessible(page);
  const before = page.viewportSize();
  for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]]) {
    await page.setViewportSize({ width, height });
    await picture(page, `polls-${name}-${width}`);
    assert.equal(await overflow(page), 0, `${name} at ${width}`);
  }
  await page.setViewportSize(before);
}

async function prepare(page) {
  await visit(page, "测评");
  await look(page, "empty");
  await page.getByRole("link", { name: "筹备测评" }).first().click();
  await seen(heading(page, "筹备测评"));
  await button(page, "保存").click();
  await seen(page.getByRole("alert"));
  assert.match(await page.getByRole("alert").innerText(), /错误：请先改正下列各项/);
  await look(page, "plan-errors");
  await page.getByLabel(/^测评名称/).fill(TITLE);
  await page.getByLabel(/^表决机关/).fill("区人大常委会");
  await page.getByRole("radio", { name: /^无记名/ }).check();
  await page.getByText("加入台账以外的事项").click();
  for (const [title, unit] of [["营商环境专项工作", "区发展改革局"], ["老旧小区加装充电桩", "区住房城乡建设局"]]) {
    await page.getByLabel("事项名称").fill(title);
    await page.getByLabel("负责单位（选填）").fill(unit);
    await button(page, "加入").click();
  }
  await button(page, "上移：老旧小区加装充电桩").click();
  await page.getByLabel(/^全体组成人员人数/).fill("5");
  await page.getByLabel(/^投票人名单/).fill(VOTERS.map((name, at) => `${at + 1}\t${name}`).join("\n") + "\n王芳");
  await seen(page.getByText("重复：王芳"));
  await page.getByLabel(/^投票人名单/).fill(VOTERS.join("\n"));
  await seen(page.getByText("共 4 人。"));
  for (const [at, name] of OBSERVERS.entries()) await page.getByLabel(new RegExp(`^监票人${"一二三"[at]}`)).fill(name);
  await page.getByRole("radio", { name: "通行规则" }).check();
  await seen(page.getByText(/按全体组成人员 5 人计算，至少 3 票/).first());
  await page.reload();
  await seen(page.getByText("已恢复上次未保存的内容"));
  assert.equal(await page.getByLabel(/^测评名称/).inputValue(), TITLE);
  await look(page, "plan");
  await button(page, "保存").click();
  await seen(heading(page, TITLE));
  await look(page, "prepared");
}

// Returns the codes and shares that were printed.
async function deal(page) {
  await page.getByRole("link", { name: "制作票卡", exact: true }).click();
  await page.getByLabel(/^备用票卡/).fill("1");
  await look(page, "deal");
  await button(page, "制作 5 张票卡").click();
  await seen(page.getByText("票卡码只在现在可以打印"));
  await look(page, "dealt");
  await printed(page, "打印票卡");
  const codes = await page.locator(".card-code").allInnerTexts();
  assert.equal(await page.locator(".card-one svg.qr").count(), 5);
  await printedOver(page);
  await printed(page, "打印密钥份额");
  const shares = await page.locator(".share-page .code-large").allTextContents();
  await printedOver(page);
  assert.deepEqual([codes.length, shares.length], [5, 3]);
  // Not over before it is wiped.
  assert.equal(await button(page, "开始投票").count(), 0);
  await button(page, "我已打印，清除票卡码…").click();
  const asked = await seen(dialog(page, "清除票卡码"));
  await accessible(page);
  await asked.getByLabel(/请输入/).fill("已打印");
  await button(asked, "清除票卡码").click();
  await gone(asked);
  const page_ = await page.content();
  for (const code of [...codes, ...shares]) assert.ok(!page_.includes(code), "a code is still on the page");
  return { codes, shares };
}

async function vote(page) {
  await button(page, "开始投票").click();
  await seen(page.getByRole("heading", { name: "签到发票" }));
  const find = page.getByLabel("查找投票人");
  await find.fill("oyjg");
  await find.press("Enter");
  await seen(page.getByText("欧阳建国 已领：票卡"));
  await button(page, "领纸质票：王芳").click();
  await seen(page.getByText("王芳 已领：纸质票"));
  await look(page, "check-in");
  await button(page, "领卡：秦斌永").click();
  await seen(page.getByText("秦斌永 已领：票卡"));
  await page.getByLabel("同时显示已签到的").check();
  await page.getByRole("listitem").filter({ hasText: "秦斌永" }).getByRole("button", { name: "撤销签到…" }).click();
  const asked = await seen(dialog(page, "撤销签到"));
  await asked.getByLabel("原因").fill("领错了人");
  await button(asked, "撤销签到").click();
  await seen(page.getByText("已撤销 秦斌永 的签到"));
  // On the big screen: who came, and nothing of how votes are divided.
  const place = page.url().replace(/\?.*$/, "");
  await page.goto(`${place}/screen`);
  await seen(page.getByText("2 / 4"));
  await look(page, "screen-open");
  assert.equal(await page.getByText("不满意").count(), 0);
  await page.keyboard.press("Escape");
  await seen(page.getByRole("heading", { name: "签到发票" }));
  await button(page, "截止投票…").click();
  await button(await seen(dialog(page, "截止投票")), "截止投票").click();
  await seen(page.getByRole("heading", { name: "作废票卡" }));
}

async function countIn(page, codes) {
  await page.getByRole("radio", { name: "余票" }).check();
  for (const code of codes.slice(0, 4)) {
    await page.getByLabel("票卡码").fill(`HUIYIN-CARD:${/poll\/(.{8})/.exec(page.url())[1]}:${code}`);
    await page.getByLabel("票卡码").press("Enter");
  }
  await look(page, "count-in");
  await button(page, "作废这些票卡").click();
  await seen(page.getByText("已作废 4 张票卡"));
  await button(page, "从本机票箱取票").click();
  await seen(page.getByText("没有找到选票。"));
  const enter = async (who, rows) => {
    await page.getByLabel(/^计票人/).fill(who);
    const cells = page.locator(".poll-cell");
    for (const [at, value] of rows.flat().entries()) await cells.nth(at).fill(String(value));
    await button(page, "录入").click();
    await seen(page.getByText(`${who} 的计票已录入`));
  };
  await enter("周四", [[1, 1, 0, 0, 0, 0], [1, 0, 0, 1, 0, 0]]);
  await seen(page.getByText("第一人（周四）已录入"));
  await look(page, "paper-second");
  await enter("吴五", [[1, 0, 1, 0, 0, 0], [1, 0, 0, 1, 0, 0]]);
  await seen(page.getByText("周四 和 吴五 的计票有 2 处不一致"));
  await look(page, "paper-differs");
  await button(page, "吴五 重新录入").click();
  const cells = page.locator(".poll-cell");
  for (const [at, value] of [1, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0].entries()) await cells.nth(at).fill(String(value));
  await button(page, "录入").click();
  await seen(page.getByText("周四 和 吴五 的计票一致"));
}

async function declare(page, shares) {
  await page.getByRole("link", { name: "封箱", exact: true }).last().click();
  await button(page, "封箱…").click();
  await button(await seen(dialog(page, "封箱")), "封箱").click();
  await seen(page.getByLabel(/^第一份密钥份额/));
  await look(page, "count");
  await page.getByLabel(/^第一份密钥份额/).fill(shares[0]);
  await page.getByLabel(/^第二份密钥份额/).fill(shares[2]);
  await button(page, "计票").click();
  await seen(page.getByText("计票完成，还没有宣布。"));
  await look(page, "counted");
  const note = page.getByLabel(/^说明/);
  await note.fill("一人领卡后未投，已核实。");
  await button(page, "宣布结果…").click();
  await button(await seen(dialog(page, "宣布结果")), "宣布结果").click();
  await seen(page.getByRole("heading", { name: "测评结果" }));
  await look(page, "declared");
}

onEachBrowser("a vote is prepared, dealt, held, counted and declared", async ({ page, open }) => {
  await open();
  await prepare(page);
  const { codes, shares } = await deal(page);
  await vote(page);
  await countIn(page, codes);
  await declare(page, shares);
  await printed(page, "打印测评结果单");
  await page.emulateMedia({ media: "print" });
  await picture(page, "polls-paper-result");
  assert.match(await page.locator(".poll-sheet").innerText(), /监票人（赵一）签名/);
  await page.emulateMedia({ media: "screen" });
  await printedOver(page);
  await page.getByRole("link", { name: "大屏" }).click();
  await seen(page.locator(".screen-verdict"));
  await look(page, "screen-declared");
  await page.keyboard.press("Escape");
  await visit(page, "测评");
  await seen(page.getByRole("link", { name: TITLE }));
  await look(page, "list");
  await actAs(page, "承办单位", "区发展改革局");
  await seen(page.getByRole("link", { name: TITLE }));
  assert.equal(await page.getByRole("link", { name: "筹备测评" }).count(), 0);
}, { minutes: 6 });

onEachBrowser("card codes in hand are found again, and the window is not closed over them unasked", async ({ page, open, name }) => {
  await open();
  await prepare(page);
  await page.getByRole("link", { name: "制作票卡", exact: true }).click();
  await button(page, "制作 9 张票卡").click();
  await seen(page.getByText("票卡码只在现在可以打印"));
  await visit(page, "测评");
  await seen(page.getByText("还在本机内存中"));
  await look(page, "in-hand");
  const asksBefore = async (leave) => {
    const asked = page.waitForEvent("dialog");
    leave();
    const question = await asked;
    assert.equal(question.type(), "beforeunload");
    await question.dismiss();
    await seen(page.getByText("还在本机内存中"));
  };
  await asksBefore(() => page.evaluate(() => { setTimeout(() => location.reload(), 0); }));
  // Chromium 86 without a window asks before it closes too, and then closes whatever is answered:
  // there the answer is heard only on the way to another page.
  if (name === CURRENT) await asksBefore(() => page.close({ runBeforeUnload: true }));
  await page.getByRole("link", { name: "去打印" }).click();
  await seen(page.getByText("票卡码只在现在可以打印"));
}, { minutes: 4 });
