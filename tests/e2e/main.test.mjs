// The main job: from the ledger an office received to a closed loop, in the browser.
import assert from "node:assert/strict";
import { onEachBrowser, openApp } from "./support/app.mjs";
import { act, actAs, button, choose, counted, fill, heading, importLedger, rates, seen, settings, AS_RECEIVED, visit } from "./support/hands.mjs";
import { download } from "./support/downloads.mjs";
import { watch } from "./support/watch.mjs";
import { OLD, launch } from "./support/browsers.mjs";

const TITLE = "关于在老旧小区加装充电桩的建议";
const UNIT = "区住房城乡建设局";
const DEPUTY = "周明远";

// From a deputy's paper to the archive, through an answer that did not satisfy.
async function wholeLife(page) {
  await actAs(page, "代表", DEPUTY);
  await visit(page, "登记建议");
  const form = page.getByRole("main");
  await fill(form, {
    类别: { choose: "建议" },
    提出时间: { choose: "闭会期间" },
    "题目（案由）": TITLE,
    正文: "老旧小区居民购买电动汽车后无处充电，飞线充电隐患大。",
    要求逐点答复的事项: "公布今年加装计划\n明确由谁管护",
    保存后立即提交审查: true,
  });
  assert.equal(await form.getByLabel("领衔代表").inputValue(), DEPUTY);
  await button(form, "保存").click();
  await seen(heading(page, TITLE));
  await seen(button(page, "作废"));

  await actAs(page, "人大机关");
  await act(page, "审查", { 审查结论: { choose: "作为建议处理" } });
  await act(page, "编号登记");
  await act(page, "交办", { 办理方式: { choose: "主办和协办" }, 主办单位: UNIT, 协办单位: ["区供电公司"] });

  await actAs(page, "承办单位", UNIT);
  await act(page, "签收");
  await act(page, "记录面商", { 面商阶段: { choose: "办前" }, 面商情况: "到小区现场看过三处点位，代表提出先难后易。" });
  await act(page, "答复", {
    复文类别: { choose: /^B/ },
    答复内容: "已列入计划。",
    "第 1 点": "计划正在编制。",
    "第 2 点": "由物业管护。",
    承诺办理的事项: "年内完成三个小区",
  });

  await actAs(page, "代表", DEPUTY);
  await act(page, "评价", {
    对办理过程: { choose: "满意" },
    对办理结果: { choose: "不满意" },
    意见: "没有时间表，等于没有答复。",
  });

  await actAs(page, "政府督查机构");
  await act(page, "交付重新办理", { 重新办理的要求: "逐个小区写明时间和责任人。" });
  await actAs(page, "承办单位", UNIT);
  await act(page, "记录面商", { 面商阶段: { choose: "办中" }, 面商情况: "当面说明了时间表。" });
  await act(page, "答复", {
    复文类别: { choose: /^A/ },
    答复内容: "三个小区的充电桩均已通电。",
    "第 1 点": "已公布并完成。",
    "第 2 点": "已与物业签订管护协议。",
  });
  await actAs(page, "代表", DEPUTY);
  await act(page, "评价", { 对办理过程: { choose: "满意" }, 对办理结果: { choose: "满意" } });
  await actAs(page, "人大机关");
  await act(page, "办结归档");
}

// Everything that happened is on the suggestion's page.
async function wholeStory(page) {
  await seen(heading(page, TITLE));
  const main = page.getByRole("main");
  await seen(main.getByText("办结归档").first());
  const rounds = page.getByRole("region", { name: "办理与答复" });
  const told = await rounds.innerText();
  for (const words of ["第 1 轮办理", "已列入计划。", "由物业管护。", "年内完成三个小区", "没有时间表，等于没有答复。", "先难后易",
    "第 2 轮办理", "逐个小区写明时间和责任人。", "三个小区的充电桩均已通电。", "已与物业签订管护协议。", "不满意"]) {
    assert.ok(told.includes(words), `rounds tell “${words}”:\n${told}`);
  }
  const timeline = await page.getByRole("region", { name: "办理过程" }).innerText();
  const steps = ["提交", "审查", "编号", "交办", "签收", "面商", "答复", "评价", "重新办理", "办结"];
  for (const words of steps) assert.ok(timeline.includes(words), `the timeline tells “${words}”:\n${timeline}`);
  for (const who of [UNIT, DEPUTY, "人大机关", "政府督查机构"]) assert.ok(timeline.includes(who), `the timeline names ${who}`);
  return timeline;
}

onEachBrowser("an office's ledger, one closed loop, and the same figures elsewhere", async ({ name, page, open, address }) => {
  await open();
  assert.equal(await importLedger(page, AS_RECEIVED), 95);

  const first = await rates(page);
  assert.match(await counted(page), /共 95 件，其中重点督办 4 件/);
  assert.equal(first["办结率"].percent, "61.05");
  assert.match(first["办结率"].arithmetic, /58.*95.*61\.05/s);
  assert.equal(first["办复率"].percent, "100.00");

  await wholeLife(page);
  const story = await wholeStory(page);
  const item = page.url();

  await page.reload();
  await page.waitForSelector("html[data-started]", { state: "attached" });
  assert.equal(await wholeStory(page), story);

  const after = await rates(page);
  assert.match(await counted(page), /共 96 件，其中重点督办 4 件/);
  assert.match(after["办结率"].of, /59 \/ 96/);

  await settings(page, "数据");
  const bundle = await download(page, button(page, "导出数据包"));
  assert.match(bundle.name, /\.huiyin\.json$/);
  await seen(page.getByText(/已导出 .*共 [\d,]+ 条记录/));

  // Another computer: a browser of its own.
  const computer = await launch(name);
  try {
    const elsewhere = await computer.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
    const complaints = await watch(elsewhere, { old: name === OLD });
    const there = await elsewhere.newPage();
    await openApp(there, address);
    await settings(there, "数据");
    await choose(there, button(there, "选择数据包"), { name: bundle.name, mimeType: "application/json", buffer: bundle.bytes });
    await seen(there.getByText(/文件中有 ([\d,]+) 条记录：新增 \1 条，已有 0 条/));
    assert.deepEqual(await rates(there), after);
    assert.match(await counted(there), /共 96 件，其中重点督办 4 件/);
    await there.goto(item);
    assert.equal(await wholeStory(there), story);
    assert.deepEqual(complaints, []);
  } finally {
    await computer.close();
  }
}, { minutes: 4 });
