// The published board, counted again by whoever wants to: what is right, what was tampered with,
// and one's own votes on it.
import assert from "node:assert/strict";
import { accessible } from "./support/a11y.mjs";
import { onEachBrowser } from "./support/app.mjs";
import { booth } from "./support/booth.mjs";
import { button, choose, heading, seen } from "./support/hands.mjs";
import { SIZES, overflow, picture } from "./support/pictures.mjs";
import { POLL, answer, board, cast, deal, file, typeCard } from "./support/sitting.mjs";

const SIZE = { width: 1280, height: 800 };
const QUESTIONS = 6;
const CARDS = 4;

async function looked(page, name) {
  await accessible(page);
  for (const [label, size] of [["phone", SIZES.phone], ["wide", SIZE]]) {
    await page.setViewportSize(size);
    assert.equal(await overflow(page), 0, `${name} at ${label}`);
    await picture(page, `vote-board-${name}-${label}`);
  }
}

onEachBrowser("a board is counted again, and one's own votes are found on it", async ({ page, context, open }) => {
  const { sheet, codes } = deal(QUESTIONS, CARDS);
  const server = await booth(context, { sheet });
  await open(`vote.html#/${POLL}`);
  const own = [];
  for (const [at, choices] of [["满意", "满意", "满意", "满意", "弃权", "不满意"], ["满意", "基本满意", "不满意", "弃权", "满意", "满意"], Array(QUESTIONS).fill("满意")].entries()) {
    await typeCard(page, codes[at]);
    await answer(page, choices);
    own.push(await cast(page));
    await button(page, "完成").click();
  }
  for (let waited = 0; server.box.size < 3 * QUESTIONS && waited < 10_000; waited += 50) await page.waitForTimeout(50);
  const box = [...server.box].join("\n");
  server.board = board(QUESTIONS, CARDS, 3, box);
  server.phase = "fixed";

  // From the server.
  await page.reload();
  await button(page, "查看公示板").click();
  await seen(heading(page, "核对公示板"));
  await seen(page.getByText("核对无误"));
  await seen(page.getByText("18 张票全部核对，计票和认定与公示一致。"));
  await looked(page, "good");
  await page.locator("summary").first().click();
  await seen(page.getByRole("row", { name: "满意 3" }));
  await seen(page.getByText("认定：满意").first());
  await looked(page, "question");

  // By a receipt, in any spelling; by a wrong one; by the card.
  const field = page.getByLabel("回执，或者票卡上的字符");
  const look = async (text) => {
    await field.fill(text);
    await button(page, "查找").click();
  };
  await look(own[1][2].toLowerCase().replace("-", " "));
  await seen(page.getByText(`回执 ${own[1][2]} 在公示板上`));
  await look("0000-0000");
  await seen(page.getByText("回执 0000-0000 不在公示板上"));
  await look(codes[1]);
  await seen(page.getByRole("heading", { name: "这张票卡在公示板上的票" }));
  assert.deepEqual(await page.locator(".receipt-code").allInnerTexts(), own[1]);
  await button(page, "显示我的选择").click();
  await seen(page.getByText(`${own[1][2]}  不满意`));
  await looked(page, "mine");
  await look(codes[3]);
  await seen(page.getByText("没有票").first());

  // From a file: one vote is taken out, one verdict is changed, and it is no board at all.
  await button(page, "打开公示板文件…").click();
  const lines = JSON.parse(server.board).box;
  const without = server.board.replace(`${JSON.stringify(lines[0])},`, "");
  await choose(page, button(page, "打开公示板文件…"), file("公示板.json", without));
  await seen(page.getByText(/发现 3 处问题/));
  await seen(page.getByText(/票箱摘要与票箱中的票不符/));
  await seen(page.getByText(/公示的计票结果与重新计票不符/));
  await looked(page, "bad");
  await button(page, "English").click();
  await seen(page.getByText(/a published tally is not what the votes come to/));
  await looked(page, "bad-english");
  await button(page, "中文").click();
  await button(page, "打开公示板文件…").click();
  await choose(page, button(page, "打开公示板文件…"), file("公示板.json", "{\"form\":1}"));
  await seen(page.getByRole("alert").filter({ hasText: "这不是公示板文件" }));
  await looked(page, "choose");
}, { size: SIZE, minutes: 4 });
