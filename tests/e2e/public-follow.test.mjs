// What became of it: by code, by hand, without WebAssembly; evaluated once; remembered only if asked.
import assert from "node:assert/strict";
import { button, seen, until } from "./support/hands.mjs";
import { SIZES } from "./support/pictures.mjs";
import { trackHash } from "./support/public-box.mjs";
import { looked, onPublic, still, watchShifts, weak } from "./support/public-looks.mjs";

const TRACK = "ABCD-EFGH-JKMN";
const HASH = trackHash(TRACK);
const done = { form: "huiyin-track-1", stage: "done", steps: [{ on: "2026-12-01", zh: "已收到", en: "Received" }, { on: "2026-12-02", zh: "已转城市管理部门办理", en: "Passed to the department of city management" }], item: "item00001", rate: true, rated: null };

onPublic("a code from the address is looked up by its hash and leaves no trace", async ({ page, open, server }) => {
  server.track[HASH] = done;
  await weak(page);
  const shifts = await watchShifts(page);
  await open(`follow.html#${TRACK}`);
  await seen(page.getByText("已经办结"));
  await page.waitForTimeout(300);
  await still(shifts, "the status");
  assert.doesNotMatch(page.url(), /ABCD/);
  assert.deepEqual(await page.locator(".hy-day").allInnerTexts(), ["2026年12月1日", "2026年12月2日"]);
  assert.ok(server.requests.includes(`GET /v1/track/${HASH}`));
  assert.equal(server.requests.some((one) => one.includes("ABCD")), false);
  assert.equal(await page.getByRole("link", { name: "查看这件代表建议的公示" }).getAttribute("href"), "board.html#/item/item00001");
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await looked(page, "follow-done");

  // Three equal answers, none chosen beforehand.
  const boxes = await page.locator(".choice:not([hidden]) input[name=rating]").evaluateAll((all) => all.map((one) => { const { width, height } = one.closest(".choice").getBoundingClientRect(); return [one.checked, Math.round(width), Math.round(height)].join(); }));
  assert.equal(new Set(boxes).size, 1);
  assert.ok(boxes[0].startsWith("false"));
  await button(page, "提交评价").click();
  await seen(page.getByRole("alert").filter({ hasText: "请选择一项" }));
  await page.getByRole("radio", { name: "不满意" }).check();
  await page.getByLabel("补充说明（选填，最多 300 字）").fill("<b>还没修好</b>");
  await button(page, "提交评价").click();
  const thanks = await seen(page.getByText("您的评价：不满意"));
  assert.equal(await thanks.evaluate((node) => node === document.activeElement), true, "the focus goes to what became of it");
  assert.deepEqual(server.ratings, [{ hash: HASH, rating: "dissatisfied", note: "<b>还没修好</b>" }]);
  await button(page, "English").click();
  await seen(page.getByText("Passed to the department of city management"));
  await seen(page.getByText("Your evaluation: Dissatisfied"));
});

onPublic("typed, mistyped, unknown; remembered when asked and forgotten when asked", async ({ page, open, server, complaints }) => {
  server.track[HASH] = { ...done, stage: "passed", rate: false, item: null };
  await open("follow.html");
  await looked(page, "follow-empty");
  const field = page.getByLabel("查询码", { exact: true });
  await field.fill("ABC");
  await button(page, "查询").click();
  await seen(page.getByText("查询码应为 12 个字母数字"));
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  // A network that fails is no fault of what was typed.
  server.down = true;
  await field.fill(TRACK);
  await button(page, "查询").click();
  await seen(page.getByText("暂时查不到，请检查网络后重试。"));
  assert.equal(await field.getAttribute("aria-invalid"), null);
  assert.equal(await page.evaluate(() => document.activeElement.id), "f-said");
  server.down = false;
  complaints.length = 0;
  await field.fill("ZZZZ-ZZZZ-ZZZZ");
  await button(page, "查询").click();
  await seen(page.getByText("没有查到。"));
  await looked(page, "follow-unknown", { sizes: { phone: SIZES.phone } });
  await page.getByLabel("在本机记住这个查询码").check();
  await field.fill("abcd efgh jkmn");
  await button(page, "查询").click();
  await seen(page.getByText("已转交办理"));
  assert.equal(await field.inputValue(), TRACK);
  await page.reload();
  await seen(page.getByRole("heading", { name: "本机记住的查询码" }));
  await looked(page, "follow-kept", { sizes: { phone: SIZES.phone } });
  await button(page, TRACK).click();
  await seen(page.getByText("已转交办理"));
  await button(page, `忘记 ${TRACK}`).click();
  await until(() => page.evaluate(() => localStorage.getItem("huiyin-tracks") === null), "forgotten");
  assert.ok(complaints.every((text) => text.includes("404")), complaints.join());
  complaints.length = 0;
});

onPublic("without WebAssembly the form goes to the server", async ({ page, open, server, complaints }) => {
  await open("follow.html");
  await seen(page.getByText("查询码将原样发给服务器"));
  await page.getByLabel("查询码", { exact: true }).fill(TRACK);
  await button(page, "查询").click();
  await seen(page.getByRole("heading", { name: "办理情况" }));
  assert.deepEqual(server.follows, [`code=${TRACK}`]);
  complaints.length = 0;
}, { server: { wasm: false } });

onPublic("without scripts too, and it says how", async ({ page, open, server }) => {
  await open("follow.html");
  await seen(page.getByText("查询码将原样发给服务器"));
  await page.getByLabel("查询码", { exact: true }).fill(TRACK);
  await button(page, "查询").click();
  await seen(page.getByRole("heading", { name: "办理情况" }));
  assert.deepEqual(server.follows, [`code=${TRACK}`]);
}, { context: { javaScriptEnabled: false } });
