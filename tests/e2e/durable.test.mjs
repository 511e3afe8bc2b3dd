// What the page said was saved is there: after the power went, and beside another tab.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { onEachBrowser, openApp } from "./support/app.mjs";
import { BROWSERS, openProfile } from "./support/browsers.mjs";
import { act, actAs, button, counted, dialog, fill, gone, heading, importLedger, seen, until, visit } from "./support/hands.mjs";
import { serve } from "./support/site.mjs";

const about = (number) => `关于第 ${number} 处路灯不亮的建议`;

// Fills in the form of a suggestion, up to the button that saves.
async function write(page, number) {
  await page.bringToFront();
  await visit(page, "登记建议");
  const form = page.getByRole("main");
  await fill(form, {
    类别: { choose: "建议" },
    提出时间: { choose: "闭会期间" },
    "题目（案由）": about(number),
    正文: `第 ${number} 处。`,
    领衔代表: "周明远",
  });
  await form.getByLabel("领衔代表").press("Tab");
  return button(form, "保存");
}

// The titles in the ledger.
async function titles(page) {
  await page.bringToFront();
  await visit(page, "建议台账");
  const rows = page.getByRole("grid", { name: "建议台账" }).getByRole("row").filter({ hasText: /路灯不亮/ });
  await until(async () => (await rows.count()) > 0 || (await page.getByText("台账还是空的").count()) > 0, "the ledger's rows");
  return (await rows.allInnerTexts()).map((text) => /关于第 \d+ 处路灯不亮的建议/.exec(text)[0]);
}

for (const name of BROWSERS) {
  test(`whatever was confirmed outlives a power cut in mid-write [${name}]`, { timeout: 180_000 }, async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "huiyin-durable-"));
    const site = await serve();
    const running = [];
    const start = async () => {
      const browser = await openProfile(name, folder);
      running.push(browser);
      await browser.page.setViewportSize({ width: 1440, height: 900 });
      await openApp(browser.page, site.url);
      return browser;
    };
    try {
      const confirmed = [];
      let number = 0;
      // Each power cut comes a little later in the writing of an act that nobody has confirmed.
      for (const delay of [0, 15, 60]) {
        const { page, kill } = await start();
        const kept = await titles(page);
        for (const title of confirmed) assert.ok(kept.includes(title), `“${title}” was confirmed; the ledger has ${JSON.stringify(kept)}`);
        for (let left = 2; left > 0; left -= 1) {
          number += 1;
          await (await write(page, number)).click();
          // The page shows the suggestion only after it was saved; this is the confirmation.
          await seen(heading(page, about(number)));
          confirmed.push(about(number));
        }
        number += 1;
        const save = await write(page, number);
        // Not through the debugger's click, which waits for what comes of it.
        await save.evaluate((element) => { setTimeout(() => element.click()); });
        await new Promise((resolve) => setTimeout(resolve, delay));
        await kill();
      }
      const { page, close } = await start();
      const kept = await titles(page);
      for (const title of confirmed) assert.ok(kept.includes(title), `“${title}” was confirmed; the ledger has ${JSON.stringify(kept)}`);
      assert.equal(confirmed.length, 6);
      // What nobody confirmed may be there or not, but nothing is there twice or in part.
      assert.equal(new Set(kept).size, kept.length);
      // And the workspace goes on.
      await (await write(page, 99)).click();
      await seen(heading(page, about(99)));
      await close();
    } finally {
      for (const browser of running) await browser.kill();
      await site.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
}

onEachBrowser("two tabs see each other's acts and lose nothing", async ({ context, page, open, address }) => {
  await open();
  const other = await context.newPage();
  await openApp(other, address);
  const tabs = [page, other];

  for (let number = 1; number <= 4; number += 1) {
    const tab = tabs[number % 2];
    await (await write(tab, number)).click();
    await seen(heading(tab, about(number)));
  }
  for (const tab of tabs) assert.equal((await titles(tab)).length, 4);

  // Both have the same suggestion open; each acts in turn and the other one follows by itself.
  await page.bringToFront();
  await page.getByRole("link", { name: about(1) }).click();
  await seen(heading(page, about(1)));
  await other.bringToFront();
  await other.goto(page.url());
  await seen(heading(other, about(1)));
  await page.bringToFront();
  await actAs(page, "代表", "周明远");
  await act(page, "提交");
  await seen(other.getByText("待审查").first());
  await other.bringToFront();
  await act(other, "审查", { 审查结论: { choose: "作为建议处理" } });
  await seen(page.getByText("待编号").first());
  await page.bringToFront();
  await actAs(page, "人大机关");
  await act(page, "编号登记");
  await seen(other.getByText("待交办").first());
  const story = (tab) => tab.getByRole("region", { name: "办理过程" }).innerText();
  await until(async () => (await story(page)) === (await story(other)), "both tabs tell the same story");

  // Both have the same form open: the second to save is judged by what the first did.
  const dialogs = [];
  for (const tab of tabs) {
    await tab.bringToFront();
    await button(tab.getByRole("region", { name: "可以办理" }), "交办").click();
    const asked = await seen(dialog(tab, "交办"));
    await fill(asked, { 办理方式: { choose: "主办和协办" }, 主办单位: tab === page ? "区水务局" : "区城管局" });
    await asked.getByLabel("主办单位").press("Tab");
    dialogs.push(asked);
  }
  await page.bringToFront();
  await button(dialogs[0], "交办").click();
  await gone(dialogs[0]);
  await seen(other.getByText("待签收").first());
  await other.bringToFront();
  await button(dialogs[1], "交办").click();
  // Whatever the rules say of a second assignment, it is said, and both tabs agree in the end.
  await until(async () => (await dialogs[1].count()) === 0 || (await dialogs[1].getByRole("alert").count()) > 0, "the second tab is answered");
  if ((await dialogs[1].count()) > 0) await button(dialogs[1], "取消").click();
  await until(async () => (await story(page)) === (await story(other)), "both tabs tell the same story");
  const told = await story(page);
  assert.ok(told.includes("区水务局"), told);

  // A long work in one tab does not shut out the other.
  await page.bringToFront();
  assert.equal(await importLedger(page), 95);
  await (await write(other, 5)).click();
  await seen(heading(other, about(5)));
  for (const tab of tabs) {
    await tab.bringToFront();
    await visit(tab, "统计");
    assert.match(await counted(tab), /共 96 件/);
    await visit(tab, "建议台账");
    await seen(tab.getByText("共 100 条"));
  }
});
