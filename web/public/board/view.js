// A notice board in any place: a page of its own, a frame, or a shadow root of somebody's portal.
// It keeps its file and its route, draws into the root it was given, and touches nothing else.
import { ask, Unanswered } from "../common/fetch.js";
import { fill, goTo, h } from "../common/dom.js";
import { dayText, speaker } from "../common/words.js";
import { itemPart } from "./item.js";
import { listPart } from "./list.js";
import { readBoard, readItem } from "./model.js";
import { paperPart } from "./paper.js";
import { ratesPart, unitsPart } from "./rates.js";
import { START } from "./route.js";
import { TEXTS } from "./texts.js";

/**
 * @typedef {{
 *   base: string,
 *   lang: Lang,
 *   own: boolean,
 *   only?: "item" | "rates" | null,
 *   unit?: string,
 *   voice?: string | null,
 *   board?: string | null,
 *   href: (route: Route) => string,
 *   navigate: (route: Route, replace: boolean) => void,
 *   shown?: () => void,
 *   failed?: (error: Error) => void,
 * }} Options `own`: in the board's own page, whose title it has not to repeat; `only` leaves everything
 *   else out; `navigate` is asked when somebody goes elsewhere and may answer with `show`.
 */

/** Pixels below which the choices of the list are folded away. */
const NARROW = 640;

/**
 * @typedef {{
 *   file: BoardFile, route: Route, lang: Lang, options: Options, narrow: boolean,
 *   t: ReturnType<typeof speaker<typeof TEXTS>>,
 *   heading: (step: 1 | 2, text: string, attributes?: import("../common/dom.js").Attributes) => HTMLElement,
 *   link: (route: Route, attributes: import("../common/dom.js").Attributes | null, ...children: import("../common/dom.js").Child[]) => HTMLAnchorElement,
 *   go: (route: Route, replace?: boolean) => void,
 * }} Board What the parts draw from.
 */

export class BoardView {
  /** @param {HTMLElement} root @param {Options} options */
  constructor(root, options) {
    this.root = root;
    this.options = options;
    /** @type {BoardFile | null} */
    this.file = null;
    this.route = { ...START };
    /** @type {Map<string, ItemFile | null>} */
    this.items = new Map();
    /** @type {((board: Board) => void) | null} Draws the list anew without its search field. */
    this.narrow = null;
    this.moved = false;
    this.ended = false;
  }

  /** Draws the board at a route; loads what that takes. @param {Route} route */
  async show(route) {
    const before = this.route;
    this.route = { ...route, unit: this.options.unit || route.unit };
    try {
      await this.load();
      if (this.ended) return;
      // The field somebody is typing in stays where it is: only what is found changes.
      if (this.narrow && before.page === "list" && this.route.page === "list") this.narrow(this.board());
      else this.draw();
      if (this.moved) goTo(this.root.querySelector("[data-view]"));
      this.moved = false;
    } catch (error) {
      if (!this.ended) this.fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  end() {
    this.ended = true;
  }

  async load() {
    const { base, only } = this.options;
    if (!this.file && only === "item") this.file = readBoard({ form: "huiyin-board-list-1" });
    if (!this.file) {
      this.wait();
      this.file = readBoard(await ask(new URL("board.json", base).href));
    }
    const { page, id } = this.route;
    if (page !== "item" || this.items.has(id)) return;
    this.wait();
    try {
      this.items.set(id, readItem(await ask(new URL(`item/${id}.json`, base).href)));
    } catch (error) {
      // Withdrawn, or never there: an answer, and no fault of the network.
      if (!(error instanceof Unanswered && (error.status === 404 || error.status === 410))) throw error;
      this.items.set(id, null);
    }
  }

  /** @returns {Board} */
  board() {
    const { options, route } = this;
    const file = /** @type {BoardFile} */ (this.file);
    const t = speaker(TEXTS, options.lang);
    /** @param {Route} to @param {boolean} [replace] */
    const go = (to, replace = false) => {
      this.moved = !replace;
      options.navigate(to, replace);
    };
    return {
      file, route, lang: options.lang, options, t, go, narrow: this.root.clientWidth < NARROW,
      heading: (step, text, attributes) => h(step === 1 ? "h2" : "h3", attributes, text),
      link: (to, attributes, ...children) => h("a", {
        href: options.href(to),
        ...attributes,
        // A new tab is the browser's matter.
        onclick: (/** @type {MouseEvent} */ event) => {
          if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          go(to);
        },
      }, ...children),
    };
  }

  wait() {
    const t = speaker(TEXTS, this.options.lang);
    // What is already there stays to be read until the next is here.
    if (this.root.firstElementChild && !this.root.querySelector(".hy-problem")) return;
    fill(this.root, skeleton(t("loading")));
  }

  draw() {
    const board = this.board();
    const { page, id } = this.route;
    this.narrow = null;
    /** @type {Node[]} */
    let parts;
    if (page === "item") parts = itemPart(board, this.items.get(id) || null);
    else if (page === "rates") parts = ratesPart(board);
    else if (page === "units") parts = unitsPart(board);
    else if (page === "paper") parts = paperPart(board);
    else {
      const list = listPart(board);
      this.narrow = list.narrow;
      parts = list.parts;
    }
    fill(this.root, this.options.only || page === "paper" ? null : head(board), parts);
    if (this.options.shown) this.options.shown();
  }

  /** @param {Error} error */
  fail(error) {
    const t = speaker(TEXTS, this.options.lang);
    this.narrow = null;
    const advice = error instanceof Unanswered ? t("failedAdvice") : t("wrongFile");
    fill(this.root, h("div", { class: "hy-problem", role: "alert" },
      h("p", { class: "hy-strong" }, t("failed")),
      h("p", null, advice),
      h("p", { class: "hy-soft" }, t("detail", { text: error.message })),
      h("button", { type: "button", class: "hy-btn", onclick: () => { this.show(this.route); } }, t("retry"))));
    if (this.options.failed) this.options.failed(error);
  }
}

/** Grey lines in the place of what comes. @param {string} words */
export function skeleton(words) {
  const lines = [80, 55, 70, 40, 65].map((width) => {
    const line = h("span", { class: "hy-bone", "aria-hidden": "true" });
    line.style.width = `${width}%`;
    return line;
  });
  return h("div", { class: "hy-wait", role: "status" }, h("span", { class: "hy-off" }, words), lines);
}

/** The board's title and the ways to its parts. @param {Board} board */
function head(board) {
  const { file, t, route, lang, options } = board;
  const unit = options.unit;
  /** @type {["list" | "rates" | "units", string][]} */
  const views = [["list", t("list")]];
  if (file.rates.length) views.push(["rates", t("rates")]);
  if (file.units.length && !unit) views.push(["units", t("units")]);
  const feed = new URL("feed.xml", options.base).href;
  return h("div", { class: "hy-head" },
    !options.own && h("p", { class: "hy-title" }, unit ? t("unitOf", { unit }) : file.title),
    route.page === "list" && file.intro && h("p", { class: "hy-intro" }, file.intro),
    h("div", { class: "hy-bar" },
      views.length > 1 && h("nav", { class: "hy-tabs", "aria-label": t("views") }, views.map(([page, words]) =>
        board.link({ ...START, page }, { class: "hy-tab", "aria-current": route.page === page ? "page" : null }, words))),
      h("p", { class: "hy-links" },
        file.updated && h("span", { class: "hy-soft" }, t("updated", { day: dayText(file.updated, lang) })),
        h("a", { href: feed, type: "application/rss+xml", target: "_blank", rel: "noopener" }, t("feed")),
        options.own && board.link({ ...route, page: "paper" }, null, t("paper")),
        options.voice && h("a", { href: options.voice, class: "hy-btn hy-btn-main", target: options.own ? null : "_blank", rel: "noopener" }, t("voice")))));
}
