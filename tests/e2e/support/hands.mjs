// What a person does in the app, in the words a person reads: everything is found by role and
// accessible name, in Chinese, so that a test breaks when a person could no longer find it.
import assert from "node:assert/strict";
import path from "node:path";
import { fileURLToPath } from "node:url";

const fixtures = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../fixtures");
export const LEDGER = path.join(fixtures, "ledger-95.xlsx");
export const AS_RECEIVED = path.join(fixtures, "ledger-95-as-received.xlsx");

// Milliseconds a step may take; two busy cores are slow, a fault is for ever.
export const PATIENCE = 20_000;

export const button = (where, name) => where.getByRole("button", { name, exact: true });
export const dialog = (page, name) => page.getByRole("dialog", { name });
export const heading = (page, name) => page.getByRole("heading", { name, level: 1 });

// Waits until a locator is to be seen, and returns it.
export async function seen(locator) {
  await locator.first().waitFor({ state: "visible", timeout: PATIENCE });
  return locator.first();
}

// Waits until it is not there, or not to be seen.
export async function gone(locator) {
  await locator.first().waitFor({ state: "hidden", timeout: PATIENCE });
}

// Polls until `ask` gives something true, and returns that. `what` may be asked for in the end.
export async function until(ask, what, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) assert.fail(`waited in vain: ${typeof what === "function" ? await what() : what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

// Goes to a page by the main navigation.
export async function visit(page, name) {
  await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name, exact: true }).click();
  await seen(heading(page, name));
}

// Opens a section of the settings.
export async function settings(page, section) {
  await visit(page, "设置");
  await page.getByRole("tab", { name: section, exact: true }).click();
}

// Chooses whose acts are recorded from now on: 人大机关, 政府督查机构, 承办单位, 代表.
export async function actAs(page, role, name) {
  await page.getByRole("button", { name: /办理身份/ }).click();
  const asked = await seen(dialog(page, "以何身份办理"));
  await asked.getByRole("radio", { name: role, exact: true }).check();
  if (name) {
    const who = asked.getByRole("combobox", { name: role === "代表" ? /哪位代表/ : /哪个承办单位/ });
    await who.fill(name);
    await who.press("Tab");
  }
  await button(asked, "确定").click();
  await gone(asked);
  await seen(page.getByRole("button", { name: `办理身份：${name || role}` }));
}

// Fills a form: { "日期": "2026-01-02", "审查结论": { choose: "作为建议处理" }, "附议代表": ["甲", "乙"],
// "存在的问题": { tick: ["拖拉"] }, "第 1 点": { pick: "未答复" } }.
export async function fill(form, values) {
  for (const [label, value] of Object.entries(values)) {
    if (Array.isArray(value)) {
      const box = form.getByRole("combobox", { name: new RegExp(label) });
      for (const one of value) {
        await box.fill(one);
        await box.press("Enter");
      }
      await box.press("Tab");
    } else if (value.tick) {
      const group = form.getByRole("group", { name: new RegExp(label) });
      for (const one of value.tick) await group.getByRole("checkbox", { name: one, exact: true }).check();
    } else if (value.pick) {
      await labelled(form, label).selectOption({ label: value.pick });
    } else if (typeof value === "object") {
      await form.getByRole("group", { name: new RegExp(label) }).getByRole("radio", { name: value.choose, exact: true }).check();
    } else if (value === true) {
      await form.getByRole("checkbox", { name: new RegExp(label) }).check();
    } else {
      await labelled(form, label).fill(value);
    }
  }
}

// By the words its label begins with: “满意票” is also the end of “不满意票”.
const labelled = (form, label) => form.getByLabel(new RegExp(`^${label.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}`));

// Does one thing to the suggestion on the page, and waits until the page says that it is saved.
export async function act(page, name, values = {}) {
  const todo = page.getByRole("region", { name: "可以办理" });
  await (await seen(button(todo, name))).click();
  const asked = await seen(dialog(page, name));
  await fill(asked, values);
  await button(asked, name).click();
  await gone(asked);
}

// Answers a button that asks for a file, as a person does in the browser's own dialog.
export async function choose(page, press, file) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser", { timeout: PATIENCE }), press.click()]);
  await chooser.setFiles(file);
}

// Takes a ledger through the five steps of the wizard. Returns how many were imported.
export async function importLedger(page, file = LEDGER) {
  await visit(page, "导入");
  await choose(page, button(page, "选择文件"), file);
  await step(page, "表与表头");
  await button(page, "下一步").click();
  await step(page, "列对应");
  await button(page, "校验各行").click();
  await step(page, "逐行校验");
  await page.getByRole("button", { name: /^下一步：导入/ }).click();
  await step(page, "提交");
  await page.getByRole("button", { name: /^导入 \d+ 条$/ }).click();
  const said = await seen(page.getByRole("heading", { name: /^已导入 \d+ 条/, level: 2 }));
  return Number(/\d+/.exec(await said.innerText())[0]);
}

// Waits for a step of the wizard.
export const step = (page, name) => seen(page.getByRole("heading", { name: new RegExp(`第 \\d 步，共 5 步：\\s*${name}`), level: 2 }));

// The main rates on the statistics page, by name: { "办结率": { percent, of, arithmetic } }.
export async function rates(page) {
  await visit(page, "统计");
  await seen(page.getByRole("heading", { name: "主要指标" }));
  const cards = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: "怎样算出" }) });
  const found = {};
  for (const card of await cards.all()) {
    const name = await card.getByRole("heading", { level: 3 }).innerText();
    const how = card.getByRole("button", { name: "怎样算出" });
    if ((await how.getAttribute("aria-expanded")) !== "true") await how.click();
    const text = await card.innerText();
    found[name] = {
      percent: /([\d.]+)\s*%/.exec(text)?.[1],
      of: /[\d,]+ \/ [\d,]+ 件/.exec(text)?.[0],
      arithmetic: (await card.getByText("算式").locator("xpath=following-sibling::dd[1]").innerText()).trim(),
    };
  }
  return found;
}

// The sentence over the statistics: how many suggestions they count.
export async function counted(page) {
  return (await seen(page.getByText(/共 [\d,]+ 件，其中重点督办/))).innerText();
}
