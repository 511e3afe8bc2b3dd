// The table for the notice board at a station: what the list shows now, all of it, on A4 (S3.5).
import { h } from "../common/dom.js";
import { dayText, inLang } from "../common/words.js";
import { narrowed } from "./model.js";
import { lightMark } from "./marks.js";

/** @typedef {import("./view.js").Board} Board */

/** @param {Board} board @returns {Node[]} */
export function paperPart(board) {
  const { t, lang, file, route, options } = board;
  const items = narrowed(file, route);
  /** Words, what stands in it, and whether it is kept on one line. @type {[string, (one: BoardItem, index: number) => import("../common/dom.js").Child, string][]} */
  const all = [
    [t("order"), (_, index) => index + 1, "hy-short"],
    [t("number"), (one) => one.number, "hy-short"],
    [t("title"), (one) => one.title, "hy-long"],
    [t("category"), (one) => one.category, ""],
    [t("deputies"), (one) => (one.deputies || []).join("、"), ""],
    [t("unit"), (one) => (one.units || []).join("、"), ""],
    [t("stage"), (one) => inLang(one.stage, lang), "hy-short"],
    [t("light"), (one) => lightMark(one.light, lang), "hy-short"],
    [t("due"), (one) => one.due, "hy-short"],
    [t("replied"), (one) => one.replied, "hy-short"],
    [t("class"), (one) => one.class, "hy-short"],
  ];
  // A column that nothing stands in only makes the others narrower.
  const columns = all.filter(([, cell]) => items.some((one, index) => cell(one, index)));
  const address = new URL(options.href({ ...route, page: "list", n: 1 }), location.href).href.replace(/#.*$/, "");
  return [
    h("div", { class: "hy-noprint hy-paperbar" },
      board.link({ ...route, page: "list" }, { class: "hy-back" }, `‹ ${t("back")}`),
      h("p", null, t("paperHint", { n: items.length })),
      h("button", { type: "button", class: "hy-btn hy-btn-main", onclick: () => window.print() }, t("print"))),
    h("section", { class: "hy-paper" },
      board.heading(1, file.title, { class: "hy-paper-title", "data-view": true }),
      h("p", { class: "hy-paper-day" }, t("updated", { day: dayText(file.updated, lang) }), " ", t("found", { n: items.length })),
      h("div", { class: "hy-paper-scroll", tabindex: 0, role: "region", "aria-label": t("paper") },
        h("table", { class: "hy-table hy-paper-table" },
          h("thead", null, h("tr", null, columns.map(([words, , kind]) => h("th", { scope: "col", class: kind || null }, words)))),
          h("tbody", null, items.map((one, index) => h("tr", null, columns.map(([, cell, kind]) => h("td", { class: kind || null }, cell(one, index)))))))),
      h("p", { class: "hy-paper-foot" }, t("paperFoot"), address)),
  ];
}
