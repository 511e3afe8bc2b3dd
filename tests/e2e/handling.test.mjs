// Handling with several units and deputies: an assisting unit that disagrees, delivery one by one,
// an opinion point by point that the unit does not see, handling again with evidence, supervision
// beside it, and a look back; by the rules of 泉山区, which ask for most of it.
import assert from "node:assert/strict";
import { onEachBrowser } from "./support/app.mjs";
import { findings } from "./support/a11y.mjs";
import { CURRENT } from "./support/browsers.mjs";
import { act, actAs, button, dialog, fill, gone, heading, seen, settings, until, visit } from "./support/hands.mjs";
import { SIZES, overflow, picture, pictures, spills } from "./support/pictures.mjs";

const TITLE = "关于在老旧小区加装充电桩的建议";
const LEAD = "区住房城乡建设局";
const ASSISTING = "区供电公司";
const [FIRST, SECOND] = ["周明远", "李文静"];

const region = (page, name) => page.getByRole("region", { name, exact: true });
// Waits until a part of the page tells all of this: it is read anew after each act.
async function tells(page, name, ...all) {
  const part = await seen(region(page, name));
  let text = "";
  for (const words of all) {
    await until(async () => { text = await part.innerText(); return text.includes(words); }, `“${name}” tells “${words}”`).catch((error) => { throw new Error(`${error.message}:\n${text}`); });
  }
}

// An action that cannot be done yet stands among those, with the reason.
async function notYet(page, name, why) {
  const todo = await seen(region(page, "可以办理"));
  const reason = todo.getByRole("term").filter({ hasText: new RegExp(`^${name}$`) }).locator("xpath=following-sibling::dd[1]");
  // For a moment the page still says what the one before could do.
  let text = "";
  await until(async () => {
    await (await seen(todo.locator("details"))).evaluate((list) => { list.open = true; });
    text = await reason.innerText({ timeout: 1000 }).catch(() => "");
    return why.test(text) && (await button(todo, name).count()) === 0;
  }, () => `“${name}” cannot be done yet: ${text}`);
}

// An action that is refused when it is sent: the form stays and says why, until it is left.
async function refused(page, name, why) {
  await (await seen(button(region(page, "可以办理"), name))).click();
  const asked = await seen(dialog(page, name));
  await button(asked, name).click();
  await seen(asked.getByRole("alert").filter({ hasText: why }));
  await button(asked, "取消").click();
  await gone(asked);
}

async function byRulesOf(page, place) {
  await settings(page, "工作区");
  const main = page.getByRole("main");
  await main.getByRole("textbox").first().fill("区人大代表工委");
  await main.getByRole("radio", { name: place, exact: true }).check();
  await button(main, "保存").click();
  const asked = await seen(dialog(page, "更换规则"));
  await button(asked, "更换").click();
  await gone(asked);
  await seen(page.getByText("已保存工作区设置"));
}

async function raised(page) {
  await actAs(page, "代表", FIRST);
  await visit(page, "登记建议");
  await fill(page.getByRole("main"), {
    类别: { choose: "建议" },
    提出时间: { choose: "闭会期间" },
    "题目（案由）": TITLE,
    正文: "老旧小区居民购买电动汽车后无处充电，飞线充电隐患大。",
    要求逐点答复的事项: "公布今年加装计划",
    意见来源: "2026-03-02 老城社区联络站，居民座谈会",
    附议代表: [SECOND],
    保存后立即提交审查: true,
  });
  await button(page.getByRole("main"), "保存").click();
  await seen(heading(page, TITLE));
  await tells(page, "建议内容", "公布今年加装计划", "老城社区联络站");
  await actAs(page, "人大机关");
  await act(page, "审查", { 审查结论: { choose: "作为建议处理" }, 通过的审查标准: { tick: ["群众有期盼"] } });
  await act(page, "编号登记");
  await act(page, "分解要点", { 要求逐点答复的要点: "公布今年加装计划\n明确由谁管护" });
  await tells(page, "建议内容", "明确由谁管护");
  await act(page, "列为重点督办", { 牵头督办领导: "赵主任", 对口督办委员会: "城建环资委", 列为重点督办的理由: "群众反映多年", 符合的情形: { tick: ["多年提出而未解决"] } });
  await tells(page, "基本情况", "赵主任", "城建环资委", "群众反映多年", "多年提出而未解决", "徐州市泉山区");
  await act(page, "交办", { 办理方式: { choose: "主办和协办" }, 主办单位: LEAD, 协办单位: [ASSISTING], 交办会: "2026 年代表建议交办会" });
}

const REPLY = { 复文类别: { choose: /^B/ }, 答复内容: "已列入计划。", "第 1 点": "计划正在编制。", "第 2 点": "由物业管护。", 承诺办理的事项: "年内完成三个小区" };

async function answered(page) {
  await actAs(page, "承办单位", ASSISTING);
  await act(page, "提出协办意见", { 协办意见: "小区变压器容量不足，须先增容。", 对主办单位的办理意见: { choose: "有分歧" } });
  await actAs(page, "承办单位", LEAD);
  await act(page, "签收");
  await act(page, "记录面商", { 面商阶段: { choose: "办前" }, 面商情况: "到小区现场看过三处点位。" });
  await notYet(page, "答复", /协调/);
  await actAs(page, "政府督查机构");
  await act(page, "协调分歧", { 协调结果: "先增容两台变压器，再装桩。" });
  await actAs(page, "承办单位", LEAD);

  // The opinion is in sight while the reply is written.
  await button(region(page, "可以办理"), "答复").click();
  const asked = await seen(dialog(page, "答复"));
  await seen(asked.getByText("小区变压器容量不足，须先增容。"));
  await seen(asked.getByText(/先增容两台变压器/));
  await fill(asked, REPLY);
  await button(asked, "答复").click();
  await asked.waitFor({ state: "detached" });
  await tells(page, "办理与答复", "协办意见", ASSISTING, "有分歧", "先增容两台变压器，再装桩。", "由物业管护。");

  await act(page, "送达答复", { 已送达的代表: { tick: [FIRST] } });
  await tells(page, "办理与答复", `尚未送达：${SECOND}`);
  // Only who has not got it is offered.
  await button(region(page, "可以办理"), "送达答复").click();
  const left = await seen(dialog(page, "送达答复"));
  assert.equal(await left.getByRole("checkbox", { name: FIRST }).count(), 0);
  await left.getByRole("checkbox", { name: SECOND }).check();
  await button(left, "送达答复").click();
  await left.waitFor({ state: "detached" });
  await tells(page, "办理与答复", "已送达全部联名代表");
}

async function judged(page) {
  await actAs(page, "代表", FIRST);
  await button(region(page, "可以办理"), "评价").click();
  const asked = await seen(dialog(page, "评价"));
  await seen(asked.getByText("答复：由物业管护。"));
  assert.equal(await asked.getByRole("radio", { checked: true }).count(), 0, "no rating is chosen beforehand");
  await button(asked, "取消").click();
  await act(page, "评价", {
    "第 1 点": { pick: "已针对要点答复" },
    "第 2 点": { pick: "有答复，未针对要点" },
    对办理过程: { choose: "满意" },
    对办理结果: { choose: "不满意" },
    存在的问题: { tick: ["答非所问", "拖拉"] },
    意见: "没有写明管护单位。",
  });
  await tells(page, "办理与答复", "逐点答复和评价", "有答复，未针对要点", "存在的问题：拖拉、答非所问", "没有写明管护单位。");
}

async function again(page) {
  // Back to back: the unit sees neither who nor what.
  await actAs(page, "承办单位", LEAD);
  await seen(page.locator(".hidden-note"));
  const seenByUnit = await page.getByRole("main").innerText();
  for (const words of ["没有写明管护单位。", "有答复，未针对要点", "答非所问"]) assert.ok(!seenByUnit.includes(words), `the unit does not see “${words}”:\n${seenByUnit}`);

  await actAs(page, "人大机关");
  await act(page, "约谈", { 承办单位: { pick: LEAD }, 约谈人: "代表工委", 被约谈的人员: ["王局长"], 约谈情况和要求: "两周内明确管护单位。" });
  await act(page, "督办", {
    督办主体: { choose: "常委会班子成员领衔督办" },
    督办形式: { choose: "专题视察" },
    督办途径: { choose: "线下" },
    督办人: "赵主任",
    发现的情况和意见: "两处点位已施工。",
  });
  await act(page, "记录办理问题", { 承办单位: { pick: LEAD }, 存在的问题: { tick: ["敷衍塞责"] }, 具体情况: "第二点没有回应。" });
  await tells(page, "督促检查", "约谈 1 次", "督办 1 次", "两周内明确管护单位。", "专题视察", "两处点位已施工。", "敷衍塞责");
  await act(page, "交付重新办理", { 重新办理的要求: "写明管护单位和责任人。" });

  await actAs(page, "承办单位", LEAD);
  const better = { 复文类别: { choose: /^A/ }, 答复内容: "三个小区的充电桩均已通电。", "第 1 点": "已公布并完成。", "第 2 点": "由区物业公司管护，责任人刘工。" };
  await notYet(page, "答复", /重新办理/);
  await act(page, "重新办理、走访", { 完成的步骤: { choose: "重新办理" }, 办理或者走访情况及佐证: "签订管护协议（区住建〔2026〕12号）。" });
  await act(page, "答复", better);
  await actAs(page, "代表", FIRST);
  await act(page, "评价", { 对办理过程: { choose: "满意" }, 对办理结果: { choose: "满意" } });
  await actAs(page, "人大机关");
  await refused(page, "办结归档", /重新走访/);
  await actAs(page, "承办单位", LEAD);
  await act(page, "重新办理、走访", { 完成的步骤: { choose: "重新走访" }, 走访的代表: [FIRST, SECOND], 办理或者走访情况及佐证: "到小区逐桩试充（照片 6 张）。" });
  await actAs(page, "人大机关");
  await act(page, "记录评估", { 评估方式: { choose: "问卷调查" }, 评估单位: "区统计局", "填写票数（份数）": true, "收回票数（份数）": "60", 基本满意票: "9", 不满意票: "1", 满意票: "50", 发现的情况和意见: "居民普遍认可。" });
  await act(page, "办结归档");
  await actAs(page, "代表", SECOND);
  await act(page, "回头看评价", { 对办理过程: { choose: "满意" }, 对办理结果: { choose: "基本满意" } });
}

onEachBrowser("several units, two deputies, point by point, again and looked back at", async ({ name, page, open }) => {
  await open();
  await byRulesOf(page, "徐州市泉山区");
  await raised(page);
  await answered(page);
  await judged(page);
  await again(page);
  await tells(page, "办理与答复", "第 1 轮办理", "第 2 轮办理", "没有写明管护单位。", "由区物业公司管护", "回头看评价", "基本满意", "签订管护协议", "逐桩试充");
  await tells(page, "督促检查", "评估 1 次", "居民普遍认可。");

  const faults = await findings(page);
  for (const [label, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size);
    const by = await overflow(page);
    if (by > 0) faults.push(`${by} px too wide at ${label}`);
    for (const spill of await spills(page)) faults.push(`${label}: ${spill}`);
  }
  await page.setViewportSize(SIZES.desktop);
  assert.deepEqual(faults, []);
  if (name === CURRENT) {
    await pictures(page, "handling-item");
    await page.emulateMedia({ media: "print" });
    await picture(page, "handling-print");
    await page.emulateMedia({ media: "screen" });
  }
}, { minutes: 5 });
