// Boards for tests: of any size, with everything published.
const UNITS = ["区住房和城乡建设局", "区教育局", "区城市管理局", "区卫生健康局", "区交通运输局"];
const CATEGORIES = ["城乡建设", "社会事务", "城市管理", "医疗卫生"];
const STAGES = [["assigned", "办理中", "Under way"], ["replied", "已答复", "Replied"], ["closed", "已办结", "Completed"]];
const LIGHTS = [["normal", "正常", "On time"], ["due_soon", "临期", "Due soon"], ["overdue", "逾期", "Overdue"], ["done", "按期办理", "Done in time"], ["done_late", "逾期办理", "Done late"]];
const coded = ([code, zh, en]) => ({ code, zh, en });

// The files of a board of so many items, by path. `nasty` puts a script into every field.
export function boardFiles(count, { nasty = "" } = {}) {
  const items = Array.from({ length: count }, (_, at) => ({
    id: `item${String(at + 1).padStart(5, "0")}`,
    number: `第${String(at + 1).padStart(3, "0")}号${nasty}`,
    title: `关于改善第${at + 1}社区道路照明的建议${nasty}`,
    category: CATEGORIES[at % 4] + nasty,
    deputies: [`代表${at % 9}${nasty}`],
    units: [UNITS[at % 5] + nasty],
    stage: coded(STAGES[at % 3]),
    light: coded(LIGHTS[at % 5]),
    due: "2026-06-30",
    replied: at % 3 ? "2026-06-12" : "",
    class: at % 3 ? "A" : "",
    rating: at % 3 === 2 ? { satisfied: 6, basically_satisfied: 2, dissatisfied: 1 } : null,
  }));
  const board = {
    form: "huiyin-board-list-1", title: `代表建议办理公示${nasty}`, intro: `本届代表建议办理情况。${nasty}`, updated: "2026-12-01", fields: ["number", "title"], items,
    rates: [
      { code: "reply", zh: `办复率${nasty}`, en: "Reply rate", numerator: 95, denominator: 95, percent: "100.0", basis_zh: "已答复件数 ÷ 应答复件数", basis_en: "replied ÷ due" },
      { code: "satisfaction", zh: "满意率", en: "Satisfaction rate", numerator: 55, denominator: 56, percent: "98.2", basis_zh: "满意和基本满意 ÷ 收到的评价", basis_en: "satisfied and basically satisfied ÷ received" },
      { code: "none", zh: "面商率", en: "Consultation rate", numerator: 0, denominator: 0, percent: "", basis_zh: "已面商 ÷ 已答复", basis_en: "consulted ÷ replied" },
    ],
    units: UNITS.map((name, at) => ({ name: name + nasty, items: 20 - at, replied: 12, satisfied: at === 4 ? null : 6 })),
  };
  const files = { "board.json": JSON.stringify(board), "feed.xml": "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>x</title></channel></rss>" };
  for (const one of items.slice(0, 50)) {
    files[`item/${one.id}.json`] = JSON.stringify({ ...one, form: "huiyin-board-item-1", reply: `您的建议收悉。\n已列入年度计划，十月底前完成。${nasty}`, steps: [{ on: "2026-03-05", zh: "代表提出", en: "Raised" }, { on: "2026-06-12", zh: `承办单位答复${nasty}`, en: "Replied" }] });
  }
  return files;
}
