// One suggestion, as far as it is published: what it is, who handles it, what was done and answered.
import { h } from "../common/dom.js";
import { dayText, inLang } from "../common/words.js";
import { classMark, lightMark, stageMark } from "./marks.js";
import { START } from "./route.js";

/** @typedef {import("./view.js").Board} Board */

/** @param {Board} board @param {ItemFile | null} one @returns {Node[]} */
export function itemPart(board, one) {
  const { t, lang, options } = board;
  const back = options.only
    ? options.board && h("p", null, h("a", { href: options.board, target: "_blank", rel: "noopener" }, t("whole")))
    : h("p", null, board.link({ ...START }, { class: "hy-back" }, `‹ ${t("back")}`));
  if (!one) return nodes([back, h("div", { class: "hy-empty" }, h("p", { class: "hy-strong", "data-view": true }, t("noItem")))]);
  /** @type {[string, import("../common/dom.js").Child | import("../common/dom.js").Child[]][]} */
  const facts = [
    [t("number"), one.number],
    [t("category"), one.category],
    [t("deputies"), (one.deputies || []).join("、")],
    [t("unit"), (one.units || []).join("、")],
    [t("due"), one.due && dayText(one.due, lang)],
    [t("replied"), one.replied && dayText(one.replied, lang)],
    [t("class"), classMark(one.class)],
  ];
  return nodes([
    options.only ? null : back,
    h("article", { class: "hy-item" },
      board.heading(1, one.title, { class: "hy-item-title", "data-view": true }),
      h("p", { class: "hy-marks" }, stageMark(one.stage, lang), lightMark(one.light, lang)),
      h("dl", { class: "hy-facts" }, facts.filter(([, value]) => value).map(([name, value]) => h("div", null, h("dt", null, name), h("dd", null, value)))),
      one.reply && h("section", null, board.heading(2, t("reply")), paragraphs(one.reply)),
      one.steps.length > 0 && h("section", null, board.heading(2, t("steps")),
        h("ol", { class: "hy-steps" }, one.steps.map((step) => h("li", null, h("span", { class: "hy-day" }, dayText(step.on, lang)), h("span", null, inLang(step, lang)))))),
      ("rating" in one || board.file.fields.includes("rating")) && h("section", null, board.heading(2, t("rating")), ratingPart(board, one.rating || null))),
    options.only ? back : null,
  ]);
}

/** A reply keeps its paragraphs. @param {string} text */
const paragraphs = (text) => text.split(/\n+/).filter((line) => line.trim()).map((line) => h("p", { class: "hy-para" }, line));

/** @param {Board} board @param {RatingCounts | null} counts */
function ratingPart({ t }, counts) {
  if (!counts) return h("p", { class: "hy-soft" }, t("noRating"));
  /** @type {[string, number][]} */
  const lines = [[t("satisfied"), counts.satisfied], [t("basically"), counts.basically_satisfied], [t("dissatisfied"), counts.dissatisfied]];
  return h("dl", { class: "hy-rating" }, lines.map(([words, n]) => h("div", null, h("dt", null, words), h("dd", null, t("copies", { n })))));
}

/** @param {(Node | null | undefined | false | "" | 0)[]} parts */
const nodes = (parts) => /** @type {Node[]} */ (parts.filter((one) => one instanceof Node));
