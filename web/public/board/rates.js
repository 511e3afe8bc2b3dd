// Figures with what they are made of, and how each unit stands.
import { h } from "../common/dom.js";
import { inLang } from "../common/words.js";
import { START } from "./route.js";

/** @typedef {import("./view.js").Board} Board */

/** @param {Board} board @returns {Node[]} */
export function ratesPart(board) {
  const { t, file, lang } = board;
  const parts = [board.heading(1, t("rates"), { class: "hy-sub", "data-view": true })];
  if (!file.rates.length) return [...parts, h("p", { class: "hy-empty" }, t("noRates"))];
  const cards = file.rates.map((one) => {
    const bar = h("span", { class: "hy-meter-full" });
    // The browser's own arithmetic only ever draws the bar; the figure is the file's.
    bar.style.width = `${one.denominator ? Math.min(100, (one.numerator / one.denominator) * 100) : 0}%`;
    const basis = lang === "en" ? one.basis_en || one.basis_zh : one.basis_zh || one.basis_en;
    return h("li", { class: "hy-rate" },
      board.heading(2, inLang(one, lang)),
      h("p", { class: "hy-percent" }, one.denominator && one.percent ? `${one.percent}%` : "—"),
      h("span", { class: "hy-meter", "aria-hidden": "true" }, bar),
      h("dl", null,
        h("div", null, h("dt", null, t("numerator")), h("dd", null, one.numerator)),
        h("div", null, h("dt", null, t("denominator")), h("dd", null, one.denominator)),
        h("div", null, h("dt", null, t("arithmetic")), h("dd", null, one.denominator ? `${one.numerator} ÷ ${one.denominator} × 100% = ${one.percent}%` : t("noDenominator"))),
        basis && h("div", null, h("dt", null, t("basis")), h("dd", null, basis))));
  });
  return [...parts, h("p", { class: "hy-soft" }, t("ratesIntro")), h("ul", { class: "hy-rates" }, cards)];
}

/** @param {Board} board @returns {Node[]} */
export function unitsPart(board) {
  const { t, file } = board;
  const parts = [board.heading(1, t("units"), { class: "hy-sub", "data-view": true })];
  if (!file.units.length) return [...parts, h("p", { class: "hy-empty" }, t("noUnits"))];
  const number = (/** @type {number | null} */ n) => h("td", null, n === null ? t("hidden") : n);
  const known = new Set(file.items.flatMap((one) => one.units || []));
  return [...parts, h("div", { class: "hy-scroll", tabindex: 0, role: "region", "aria-label": t("units") }, h("table", { class: "hy-table hy-units" },
    h("thead", null, h("tr", null, [t("unitName"), t("unitItems"), t("unitReplied"), t("unitSatisfied")].map((words) => h("th", { scope: "col" }, words)))),
    h("tbody", null, file.units.map((one) => h("tr", null,
      h("th", { scope: "row" }, known.has(one.name) ? board.link({ ...START, unit: one.name }, null, one.name) : one.name),
      number(one.items), number(one.replied), number(one.satisfied))))))];
}
