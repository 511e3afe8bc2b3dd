// The list: a search field, a choice for each thing that is published, and pages of twenty, so that
// a board of ten thousand draws as fast as one of ten.
import { fill, h } from "../common/dom.js";
import { inLang } from "../common/words.js";
import { lightMark, stageMark } from "./marks.js";
import { choices, narrowed, PER_PAGE } from "./model.js";
import { START } from "./route.js";

/** @typedef {import("./view.js").Board} Board */

const CHOICES = /** @type {const} */ (["stage", "category", "unit", "light"]);
let made = 0;

/** @param {Board} first */
export function listPart(first) {
  const results = h("div", { class: "hy-results" });
  const filters = filterForm(first);
  /** @param {Board} board */
  const narrow = (board) => {
    filters.follow(board);
    fill(results, found(board));
  };
  fill(results, found(first));
  return { parts: [filters.form, results], narrow };
}

/** @param {Board} first */
function filterForm(first) {
  let board = first;
  const { t, lang, file, options } = first;
  // Several boards may stand in one page.
  const mark = `hy-${(made += 1)}`;
  const search = h("input", { type: "search", id: `${mark}-q`, class: "hy-control", maxlength: 100, autocomplete: "off", enterkeyhint: "search" });
  search.value = board.route.q;
  const take = () => {
    if (search.value.trim() !== board.route.q) board.go({ ...board.route, q: search.value.trim(), n: 1 }, true);
  };
  // While an input method composes, the text is not what the person means yet.
  search.addEventListener("input", (event) => { if (!(/** @type {InputEvent} */ (event).isComposing)) take(); });
  search.addEventListener("compositionend", take);
  const selects = CHOICES.filter((name) => !(name === "unit" && options.unit)).map((name) => {
    const all = choices(file, name);
    if (all.length < 2) return null;
    const select = h("select", { id: `${mark}-${name}`, class: "hy-control" }, h("option", { value: "" }, t("all")),
      all.map((one) => h("option", { value: one.code }, inLang(one, lang))));
    select.value = board.route[name];
    select.addEventListener("change", () => board.go({ ...board.route, [name]: select.value, n: 1 }, true));
    return { name, select };
  });
  const there = /** @type {{ name: typeof CHOICES[number], select: HTMLSelectElement }[]} */ (selects.filter(Boolean));
  const reset = h("button", { type: "button", class: "hy-btn", onclick: () => { board.go({ ...START }, true); search.focus(); } }, t("reset"));
  const form = h("form", { class: "hy-filters", role: "search", onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
    h("div", { class: "hy-field hy-wide" }, h("label", { for: `${mark}-q` }, t("search")), search),
    there.length > 0 && folded(first, h("div", { class: "hy-fields" }, there.map(({ name, select }) => h("div", { class: "hy-field" }, h("label", { for: select.id }, t(name)), select)))),
    reset);
  const mirror = () => { reset.hidden = !isNarrowed(board); };
  mirror();
  return {
    form,
    /** @param {Board} now */
    follow: (now) => {
      board = now;
      if (search.value.trim() !== now.route.q) search.value = now.route.q;
      for (const { name, select } of there) select.value = now.route[name];
      mirror();
    },
  };
}

/** On a phone the list comes before the choices. @param {Board} board @param {HTMLElement} fields */
function folded(board, fields) {
  if (!board.narrow) return fields;
  const { stage, category, light, unit } = board.route;
  return h("details", { class: "hy-more", open: Boolean(stage || category || light || (unit && !board.options.unit)) }, h("summary", null, board.t("choose")), fields);
}

/** @param {Board} board */
function isNarrowed({ route, options }) {
  return Boolean(route.q || route.stage || route.category || route.light || (route.unit && !options.unit));
}

/** @param {Board} board @returns {Node[]} */
function found(board) {
  const { t, file, route, options } = board;
  const all = narrowed(file, route);
  const whole = options.unit ? narrowed(file, { ...START, unit: options.unit }).length : file.items.length;
  const pages = Math.max(1, Math.ceil(all.length / PER_PAGE));
  const n = Math.min(route.n, pages);
  const words = isNarrowed(board) ? t("foundOf", { n: all.length, all: whole }) : t("found", { n: whole });
  const count = h("p", { class: "hy-count", role: "status", "data-view": true }, words);
  if (all.length === 0) {
    return [count, h("div", { class: "hy-empty" }, h("p", { class: "hy-strong" }, t(whole ? "noneFound" : "none")), whole ? h("p", { class: "hy-soft" }, t("noneAdvice")) : null)];
  }
  const rows = all.slice((n - 1) * PER_PAGE, n * PER_PAGE).map((one) => row(board, one));
  return pages > 1 ? [count, h("ul", { class: "hy-list" }, rows), pager(board, n, pages)] : [count, h("ul", { class: "hy-list" }, rows)];
}

/** @param {Board} board @param {BoardItem} one */
function row(board, one) {
  const { lang } = board;
  const facts = [one.category, (one.units || []).join("、")].filter(Boolean);
  return h("li", { class: "hy-row" },
    h("div", { class: "hy-what" },
      one.number && h("span", { class: "hy-number" }, one.number),
      board.link({ ...START, page: "item", id: one.id }, { class: "hy-name" }, one.title),
      facts.length > 0 && h("p", { class: "hy-soft" }, facts.join(" · "))),
    h("div", { class: "hy-marks" }, stageMark(one.stage, lang), lightMark(one.light, lang)));
}

/** @param {Board} board @param {number} n @param {number} pages */
function pager(board, n, pages) {
  const { t, route } = board;
  /** @param {number} to @param {string} words @param {boolean} off */
  const turn = (to, words, off) => h("button", { type: "button", class: "hy-btn", disabled: off, onclick: () => board.go({ ...route, n: to }) }, words);
  return h("nav", { class: "hy-pager", "aria-label": t("pages") },
    turn(n - 1, t("before"), n === 1), h("span", null, t("pageOf", { n, all: pages })), turn(n + 1, t("after"), n === pages));
}
