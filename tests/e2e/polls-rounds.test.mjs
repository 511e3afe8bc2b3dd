// A vote on suggestions of the ledger, counted by hand: what it is dissatisfied with is handled again
// in the same step, the suggestion's page and the desk say so, and annulling takes it back.
import assert from "node:assert/strict";
import { onEachBrowser } from "./support/app.mjs";
import { accessible } from "./support/a11y.mjs";
import { button, dialog, gone, heading, importLedger, seen, visit } from "./support/hands.mjs";
import { overflow, picture } from "./support/pictures.mjs";

const TITLE = "重点督办建议满意度测评";
const VOTERS = ["秦斌永", "刘霞红", "欧阳建国", "王芳"];

async function look(page, name) {
  await accessible(page);
  const before = page.viewportSize();
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    await page.setViewportSize({ width, height });
    await picture(page, `polls-rounds-${name}-${width}`);
    assert.equal(await overflow(page), 0, `${name} at ${width}`);
  }
  await page.setViewportSize(before);
}

// Prepares a vote on the first suggestions of the ledger; returns their titles.
async function prepare(page, many) {
  await visit(page, "测评");
  await page.getByRole("link", { name: "筹备测评" }).first().click();
  await seen(heading(page, "筹备测评"));
  await page.getByLabel(/^测评名称/).fill(TITLE);
  await page.getByLabel(/^表决机关/).fill("区人大常委会");
  await page.getByRole("radio", { name: /^纸质票/ }).check();
  await page.getByLabel(/^从建议台账中查找/).fill("建议");
  const rows = page.locator(".poll-found li");
  await seen(rows.first());
  for (let at = 0; at < many; at += 1) await rows.nth(at).getByRole("checkbox").check();
  await button(page, `加入选中的 ${many} 件`).click();
  const titles = await page.locator(".poll-items .poll-item > span:first-child").allInnerTexts();
  await page.getByLabel(/^全体组成人员人数/).fill("5");
  await page.getByLabel(/^投票人名单/).fill(VOTERS.join("\n"));
  await page.getByRole("radio", { name: "通行规则" }).check();
  await button(page, "保存").click();
  await seen(heading(page, TITLE));
  return titles;
}

// Holds it and enters the count twice: of the four one is satisfied with the first item, all with the others.
async function hold(page, many) {
  await button(page, "开始投票").click();
  await seen(page.getByRole("heading", { name: "签到发票" }));
  for (const voter of VOTERS) {
    await button(page, `领纸质票：${voter}`).click();
    await seen(page.getByText(`${voter} 已领：纸质票`));
  }
  await button(page, "截止投票…").click();
  await button(await seen(dialog(page, "截止投票")), "截止投票").click();
  const rows = [[4, 1, 0, 3, 0, 0], ...Array(many - 1).fill([4, 4, 0, 0, 0, 0])];
  for (const [who, then] of [["周四", "第一人（周四）已录入"], ["吴五", "周四 和 吴五 的计票一致"]]) {
    await (await seen(page.getByLabel(/^计票人/))).fill(who);
    const cells = page.locator(".poll-cell");
    for (const [at, value] of rows.flat().entries()) await cells.nth(at).fill(String(value));
    await button(page, "录入").click();
    await seen(page.getByText(then));
  }
}

async function declare(page) {
  await page.getByRole("navigation", { name: "测评步骤" }).getByRole("link", { name: /计票/ }).click();
  await button(page, "计票").click();
  await seen(page.getByText("计票完成，还没有宣布。"));
  // On from the beginning, with its source; and nothing of how the votes are divided.
  const again = page.getByRole("checkbox", { name: "对不满意的建议启动重新办理" });
  assert.equal(await again.isChecked(), true);
  await seen(page.getByText(/期限为.+依据.+涉及哪几件，宣布后列出。/));
  assert.equal(await page.getByText(/^不满意$/).count(), 0);
  await look(page, "declare");
  await button(page, "宣布结果…").click();
  const asked = await seen(dialog(page, "宣布结果"));
  await seen(asked.getByText("认定为不满意的建议，同时启动重新办理。"));
  await button(asked, "宣布结果").click();
  await seen(page.getByRole("heading", { name: "测评结果" }));
}

onEachBrowser("a suggestion that is voted dissatisfied is handled again, until the vote is annulled", async ({ page, open }) => {
  await open();
  await importLedger(page);
  const [title] = await prepare(page, 2);
  await hold(page, 2);
  await declare(page);
  const follows = page.getByRole("note").filter({ hasText: "建议的后续办理" });
  await seen(follows);
  assert.equal(await follows.getByRole("listitem").count(), 1, "the other satisfies");
  assert.match(await follows.innerText(), /已启动第2轮办理，重新办理的期限为\d{4}-\d\d-\d\d/);
  await look(page, "declared");
  const poll = page.url();
  await follows.getByRole("link").click();
  await seen(page.getByRole("heading", { name: title.replace(/^\S+ /, ""), level: 1 }));
  await seen(page.getByRole("heading", { name: /第 2 轮办理/ }));
  await seen(page.getByText(`重新办理：${TITLE}：不满意`));
  await look(page, "item");
  const item = page.url();

  await page.goto(poll);
  await button(page, "作废本次测评…").click();
  const asked = await seen(dialog(page, "作废测评"));
  await asked.getByLabel("原因").fill("计票有误");
  await asked.getByLabel(/请输入/).fill("作废");
  await button(asked, "作废测评").click();
  await gone(asked);
  await seen(page.getByText("本次测评已作废：计票有误"));
  assert.equal(await page.getByText("已启动第2轮办理").count(), 0);
  await page.goto(item);
  await seen(page.getByRole("heading", { name: /第 1 轮办理/ }));
  assert.equal(await page.getByRole("heading", { name: /第 2 轮办理/ }).count(), 0);
}, { minutes: 5 });
