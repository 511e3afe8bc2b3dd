// The notice board's page: list, filters, item, figures, units, paper.
import assert from "node:assert/strict";
import { button, gone, heading, seen, until } from "./support/hands.mjs";
import { SIZES } from "./support/pictures.mjs";
import { boardFiles } from "./support/public-board.mjs";
import { looked, onPublic, still, watchShifts, weak } from "./support/public-looks.mjs";

const rows = (page) => page.locator(".hy-row").count();
const desktop = { size: SIZES.desktop };

onPublic("the board is listed, searched, narrowed and paged", async ({ page, server, open }) => {
  server.files = boardFiles(230);
  await open("board.html");
  await seen(heading(page, "代表建议办理公示"));
  await seen(page.getByText("共 230 件"));
  assert.equal(await rows(page), 20);
  await looked(page, "board-list");
  await page.setViewportSize(SIZES.phone);
  await page.reload();
  await seen(page.getByText("共 230 件"));
  assert.equal(await page.getByLabel("办理阶段").isVisible(), false, "on a phone the list comes before the choices");
  await looked(page, "board-folded", { sizes: { phone: SIZES.phone } });
  await page.getByText("按条件筛选").click();
  await seen(page.getByLabel("办理阶段"));
  await page.setViewportSize(SIZES.desktop);
  await page.reload();
  await seen(page.getByText("共 230 件"));
  await button(page, "下一页").click();
  await seen(page.getByText("第 2 页，共 12 页"));
  assert.equal(await page.evaluate(() => document.activeElement.className), "hy-count");
  await page.goBack();
  await seen(page.getByText("第 1 页，共 12 页"));

  const search = page.getByLabel("搜索标题或编号");
  await search.fill("第11社区");
  await seen(page.getByText("符合条件 1 件，共 230 件"));
  assert.equal(await search.evaluate((field) => field === document.activeElement), true, "the field keeps the focus");
  await search.fill("没有这样的");
  await seen(page.getByText("没有符合条件的建议"));
  await looked(page, "board-none", { sizes: { phone: SIZES.phone } });
  await button(page, "清除条件").click();
  await seen(page.getByText("共 230 件"));
  await page.getByLabel("办理阶段").selectOption("closed");
  await page.getByLabel("时限").selectOption("overdue");
  await page.getByLabel("承办单位").selectOption({ index: 3 });
  await page.getByLabel("类别").selectOption({ index: 1 });
  const words = await page.locator(".hy-count").innerText();
  assert.match(words, /^符合条件 \d+ 件，共 230 件$/);
  // The address holds the filters.
  const address = page.url();
  await page.goto("about:blank");
  await page.goto(address);
  await seen(page.getByText(words));
  assert.equal(await page.getByLabel("办理阶段").inputValue(), "closed");
}, desktop);

onPublic("nothing jumps on a weak phone", async ({ page, server, open }) => {
  server.files = boardFiles(60);
  await weak(page);
  const shifts = await watchShifts(page);
  for (const [where, words] of [["", "共 60 件"], ["#/item/item00003", "已列入年度计划"], ["#/rates", "55 ÷ 56 × 100% = 98.2%"], ["#/units", "不公布"]]) {
    await page.goto("about:blank");
    await open(`board.html${where}`);
    await seen(page.getByText(words));
    await page.waitForTimeout(300);
    await still(shifts, `the board ${where}`);
  }
});

onPublic("an item shows what was done and answered, a withdrawn one says so", async ({ page, server, open, complaints }) => {
  server.files = boardFiles(6);
  await open("board.html");
  await page.getByRole("link", { name: "关于改善第3社区道路照明的建议" }).click();
  const title = await seen(page.getByRole("heading", { name: "关于改善第3社区道路照明的建议" }));
  await until(() => title.evaluate((node) => node === document.activeElement), "the focus goes to what was opened");
  assert.deepEqual(await page.locator(".hy-day").allInnerTexts(), ["2026年3月5日", "2026年6月12日"]);
  await seen(page.getByText("已列入年度计划，十月底前完成。"));
  assert.match(await page.title(), /^关于改善第3社区道路照明的建议 · 代表建议办理公示$/);
  await looked(page, "board-item");
  await page.getByRole("link", { name: "返回公示列表" }).first().click();
  await seen(page.getByText("共 6 件"));
  await page.goto(`${server.url}board.html#/item/gone`);
  await seen(page.getByText("这件建议没有公示，或者已经撤下。"));
  assert.equal(complaints.filter((text) => !text.includes("404")).length, 0);
  complaints.length = 0;
}, desktop);

onPublic("figures come with numerator, denominator and arithmetic; units lead to their items", async ({ page, server, open }) => {
  server.files = boardFiles(40);
  await open("board.html");
  await page.getByRole("link", { name: "办理指标" }).click();
  await seen(page.getByText("55 ÷ 56 × 100% = 98.2%"));
  await seen(page.getByText("分母为 0，不计算"));
  await looked(page, "board-rates");
  await page.getByRole("link", { name: "承办单位" }).click();
  await seen(page.getByRole("cell", { name: "不公布" }));
  await looked(page, "board-units");
  await page.getByRole("link", { name: "区教育局" }).click();
  await seen(page.getByText("符合条件 8 件，共 40 件"));
  await button(page, "English").click();
  await seen(page.getByText("8 of 40"));
  assert.equal(await page.getAttribute("html", "lang"), "en");
  await looked(page, "board-english", { sizes: { phone: SIZES.phone } });
  await page.getByRole("link", { name: "Figures" }).click();
  await seen(page.getByText("satisfied and basically satisfied ÷ received"));
}, desktop);

onPublic("the table for a notice board holds everything selected, and prints on A4", async ({ page, server, open, old }) => {
  server.files = boardFiles(60);
  await open("board.html#/?stage=closed");
  await seen(page.getByText("符合条件 20 件，共 60 件"));
  await page.getByRole("link", { name: "打印公示表" }).click();
  await seen(button(page, "打印"));
  assert.equal(await page.locator(".hy-paper-table tbody tr").count(), 20);
  await looked(page, "board-paper");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".hy-paperbar").isVisible(), false);
  assert.equal(await page.locator(".bar").isVisible(), false);
  if (!old) {
    const bytes = await page.pdf({ preferCSSPageSize: true });
    assert.ok(bytes.toString("latin1").match(/\/MediaBox \[0 0 84[12][^\]]* 59[45]/), "A4, landscape");
  }
}, desktop);

onPublic("a script in every field is text, and a link cannot bring another board", async ({ page, server, open }) => {
  const nasty = "<img src=x onerror=\"window.ran=1\"><script>window.ran=1</script>";
  server.files = boardFiles(4, { nasty });
  await open("board.html?src=https://evil.example/");
  await seen(page.getByText("共 4 件"));
  for (const view of ["#/item/item00002", "#/rates", "#/units", "#/paper"]) {
    await page.goto(`${server.url}board.html${view}`);
    await seen(page.getByText("<script>window.ran=1</script>"));
  }
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.deepEqual(server.requests.filter((one) => one.includes("evil")), []);
}, desktop);

onPublic("a board that cannot be had says so and is tried again", async ({ page, server, open, complaints }) => {
  await open("board.html");
  await seen(page.getByRole("alert").filter({ hasText: "公示内容暂时打不开" }));
  await looked(page, "board-failed", { sizes: { phone: SIZES.phone } });
  server.files = { "board.json": "{\"form\":\"other\"}" };
  await button(page, "重试").click();
  await seen(page.getByText("公示文件的内容不完整，请与公布单位联系。"));
  server.files = boardFiles(3);
  await button(page, "重试").click();
  await seen(page.getByText("共 3 件"));
  await gone(page.getByRole("alert"));
  complaints.length = 0;
});
