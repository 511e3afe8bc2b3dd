// 把本系统中的建议发布为公示板。 Publishes suggestions of one's own system as a notice board.
//
//   node node-board.mjs FOLDER
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import process from "node:process";
import { HuiyinError, day, projectBoard, publicId } from "huiyin";

// 本系统的记录。内部编号和姓名不会出现在公示板上。 What the system holds; neither internal ids nor names get out.
const records = [
  {
    internal: "SUG-000871", token: "7f3kq2m9x4", open: true, number: "2026017", title: "关于整治老城区积水的建议",
    deputy: "王芳", unit: "区水务局", due: "2026-06-30", replied: "2026-05-20",
    reply: "王芳代表：您的建议收悉。积水点已于5月完成改造，如有问题请联系张先生，电话13800138000。",
    opinions: { satisfied: 6, basically_satisfied: 1, dissatisfied: 0 },
  },
  {
    internal: "SUG-000872", token: "c81zt5w0ph", open: true, number: "2026018", title: "关于增设公交站点的建议",
    deputy: "李明", unit: "区交通局", due: "2026-07-10", replied: null, reply: null, opinions: null,
  },
  {
    internal: "SUG-000873", token: "e02vb6n8rd", open: false, number: "2026019", title: "不公开的建议",
    deputy: "赵敏", unit: "区公安分局", due: "2026-07-10", replied: null, reply: null, opinions: null,
  },
];

const STAGES = {
  handling: { code: "handling", zh: "办理中", en: "Being handled" },
  replied: { code: "replied", zh: "已答复", en: "Replied" },
};

/** @param {(typeof records)[number]} one @returns {import("huiyin").BoardSource} */
const item = (one) => ({
  id: publicId(one.token),
  approved: one.open,
  number: one.number,
  title: one.title,
  deputies: [one.deputy],
  units: [one.unit],
  stage: one.replied ? STAGES.replied : STAGES.handling,
  light: one.replied ? "done" : "normal",
  due: day(one.due),
  replied: one.replied === null ? null : day(one.replied),
  rating: one.opinions,
  reply: one.reply,
  steps: [{ on: day("2026-03-30"), zh: `交办：${one.unit}`, en: `assigned: ${one.unit}` }],
});

try {
  const { board, items } = projectBoard(
    {
      title: "代表建议办理公示",
      intro: "咨询电话：0516-83450000",
      fields: ["number", "units", "light", "due", "reply_date", "reply_text", "rating"],
      updated: day("2026-06-01"),
    },
    records.map(item),
  );
  const folder = process.argv[2] ?? "board";
  // 撤下的建议不留旧文件。 What was taken off leaves no old file.
  rmSync(`${folder}/item`, { recursive: true, force: true });
  mkdirSync(`${folder}/item`, { recursive: true });
  for (const one of items) writeFileSync(`${folder}/item/${one.id}.json`, JSON.stringify(one));
  writeFileSync(`${folder}/board.json`, JSON.stringify(board));
  for (const rate of board.rates) console.log(`${rate.zh}  ${rate.numerator}/${rate.denominator}  ${rate.basis_zh}`);
} catch (error) {
  if (!(error instanceof HuiyinError)) throw error;
  console.log(`${error.code} ${error.at}: ${error.zh}`);
}
