// The import beside its main path: taken back, refused, cancelled, mended, remembered.
import assert from "node:assert/strict";
import fs from "node:fs";
import { onEachBrowser } from "./support/app.mjs";
import { download } from "./support/downloads.mjs";
import { LEDGER, button, choose, dialog, gone, importLedger, seen, step, visit } from "./support/hands.mjs";
import { rowsOf, workbook } from "./support/workbooks.mjs";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const file = (name, buffer) => ({ name, mimeType: XLSX, buffer });
const pick = (page, given) => choose(page, button(page, "选择文件"), given);

// Nothing was ever imported, and the ledger is empty.
async function unchanged(page) {
  await visit(page, "导入");
  await seen(page.getByText("还没有导入过文件。"));
  await visit(page, "建议台账");
  await seen(page.getByText("台账还是空的"));
}

onEachBrowser("an import is taken back with one click", async ({ page, open }) => {
  await open();
  assert.equal(await importLedger(page), 95);
  await button(page, "撤销本次导入").or(page.getByRole("button", { name: /^撤销本次导入/ })).first().click();
  const asked = await seen(dialog(page, "撤销导入"));
  assert.match(await asked.innerText(), /ledger-95\.xlsx.*现存 95 条/s);
  await button(asked, "撤销本次导入").click();
  await gone(asked);
  await seen(page.getByText("已撤销 95 条"));
  await seen(page.getByText("本次导入已撤销。"));
  await visit(page, "建议台账");
  await seen(page.getByText("没有符合条件的建议").or(page.getByText("台账还是空的")));
  // The file can be imported again, and the list of imports keeps both.
  assert.equal(await importLedger(page), 95);
  await visit(page, "建议台账");
  await seen(page.getByText("共 95 条"));
  await visit(page, "导入");
  const past = page.getByRole("region", { name: "以往的导入" });
  await seen(past.getByText("已撤销"));
  assert.equal(await past.getByRole("row").count(), 3);
});

onEachBrowser("bad and hostile files are refused in plain words, and nothing changes", async ({ page, open }) => {
  const whole = fs.readFileSync(LEDGER);
  const ole = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(504), Buffer.from("EncryptedPackage", "utf16le"), Buffer.alloc(512)]);
  const old = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(1016)]);
  const bomb = workbook([["建议编号"]], { more: [["xl/media/picture.xml", Buffer.alloc(400 << 20, 32)]] });
  assert.ok(bomb.length < 1 << 20, "the bomb is small until it is opened");
  const cases = [
    ["空.xlsx", Buffer.alloc(0), "empty", /是空文件/],
    ["照片.xlsx", Buffer.from("\x89PNG\r\n\x1a\n and no workbook"), "not-a-workbook", /不是 Excel 工作簿/],
    ["网页.xlsx", Buffer.from("<html><table><tr><td>1</td></tr></table></html>"), "other-format", /网页/],
    ["旧版.xlsx", old, "other-format", /旧版 Excel/],
    ["加密.xlsx", ole, "password-protected", /密码/],
    ["截断.xlsx", whole.subarray(0, whole.length / 2), "damaged", /损坏或不完整/],
    ["压缩炸弹.xlsx", bomb, "too-large", /超出允许的大小/],
  ];
  await open();
  await visit(page, "导入");
  for (const [name, bytes, code, words] of cases) {
    await pick(page, file(name, bytes));
    const said = await seen(page.getByRole("alert").filter({ hasText: name }));
    const text = await said.innerText();
    assert.match(text, words, name);
    assert.match(text, new RegExp(`代码 file-${code}`), name);
    await seen(page.getByText("工作区没有任何改变。"));
  }
  await unchanged(page);
  // And after all that a good file is still read.
  assert.equal(await importLedger(page), 95);
});

const HEADINGS = ["建议编号", "标题", "反映人", "主办单位", "交办日期", "答复日期", "答复类别"];

onEachBrowser("rows with errors come back as an Excel file, mended they go in, and the columns are remembered", async ({ page, open }) => {
  const rows = [
    HEADINGS,
    ["2024-001", "关于改造农贸市场的建议", "秦斌永", "区市场监管局", "2024-03-08", "2024-05-06", "A"],
    ["2024-002", "关于增设公交站点的建议", "刘霞红", "区交通运输局", "三月初", "2024-05-06", "A"],
    ["2024-003", "", "孟斌", "区民政局", "2024-03-08", "2024-05-06", "A"],
  ];
  await open();
  await visit(page, "导入");
  await pick(page, file("台账.xlsx", workbook(rows)));
  await step(page, "表与表头");
  await button(page, "下一步").click();
  await step(page, "列对应");
  const odd = page.getByRole("combobox", { name: /C 列“反映人”的对应内容/ });
  assert.equal(await odd.locator("option:checked").innerText(), "不导入此列");
  await odd.selectOption({ label: "领衔代表" });
  await button(page, "校验各行").click();
  await step(page, "逐行校验");
  const text = await page.getByRole("main").innerText();
  assert.match(text, /可导入 1 行，有错误 2 行/);
  assert.match(text, /E3[\s\S]*三月初/);
  assert.match(text, /B4/);

  const given = await download(page, button(page, "下载有错误的行（.xlsx）"));
  assert.equal(given.name, "台账_待改正.xlsx");
  // Where each row stood comes first, what is wrong with it last.
  const told = rowsOf(given.bytes);
  assert.deepEqual(told[0].slice(0, HEADINGS.length + 1), ["原表行号", ...HEADINGS]);
  assert.deepEqual(told.slice(1).map((row) => row[0]), ["3", "4"]);
  const bad = told.map((row) => row.slice(1));
  assert.deepEqual(bad.slice(1).map((row) => row[0]), ["2024-002", "2024-003"]);
  assert.match(bad[1].join(" "), /三月初/);
  await page.getByRole("button", { name: /^下一步：导入 1 条/ }).click();
  await step(page, "提交");
  await button(page, "导入 1 条").click();
  await seen(page.getByRole("heading", { name: "已导入 1 条" }));
  await seen(page.getByText("另有 2 行没有导入。"));

  // Mended in Excel, the same file goes in; its columns are known now.
  const mended = bad.map((row, at) => row.slice(0, HEADINGS.length).map((cell, column) => (at === 1 && column === 4 ? "2024-03-05" : at === 2 && column === 1 ? "关于完善养老服务的建议" : cell)));
  await button(page, "再导入一个文件").click();
  await pick(page, file("台账_待改正.xlsx", workbook(mended)));
  await step(page, "表与表头");
  await button(page, "下一步").click();
  await step(page, "列对应");
  await seen(page.getByText(/已沿用当时的列对应/));
  assert.match(await odd.locator("option:checked").innerText(), /领衔代表/);
  await button(page, "校验各行").click();
  await step(page, "逐行校验");
  await page.getByRole("button", { name: /^下一步：导入 2 条/ }).click();
  await button(page, "导入 2 条").click();
  await seen(page.getByRole("heading", { name: "已导入 2 条" }));
  await visit(page, "建议台账");
  await seen(page.getByText("共 3 条"));
});

onEachBrowser("reading can be cancelled", async ({ page, open }) => {
  // Close to as many cells as are read at all, so that there is time to change one's mind.
  const row = (number) => [`2024-${number}`, `关于第 ${number} 件事的建议`, "秦斌永", "区水务局", "2024-03-08", `第 ${number} 条`.repeat(20)];
  const long = workbook([[...HEADINGS.slice(0, 2), "领衔代表", ...HEADINGS.slice(3, 5), "内容"], ...Array.from({ length: 30_000 }, (_, at) => row(at + 1))]);
  await open();
  await visit(page, "导入");
  await pick(page, file("很长的台账.xlsx", long));
  await seen(page.getByText("正在读取文件…"));
  await button(page, "取消").click();
  await seen(page.getByText("已停止。工作区没有任何改变。"));
  await unchanged(page);
  assert.equal(await importLedger(page), 95);
});
