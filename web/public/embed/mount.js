// What stands in one element: a reserved place, and in it the board itself or a frame of ours.
import { BoardView, skeleton } from "../board/view.js";
import { ID } from "../board/model.js";
import { START, writeRoute } from "../board/route.js";
import { fill, h } from "../common/dom.js";
import { asLang, langTag, speaker } from "../common/words.js";
import { Frame } from "./frame.js";
import { complain } from "./names.js";
import { dress } from "./style.js";
import { TEXTS } from "./texts.js";

/** Pixels that are kept free where `height` says nothing. */
const RESERVE = { board: 560, item: 420, voice: 760, rates: 280 };

export class Mount {
  /**
   * @param {HTMLElement} host
   * @param {import("./element.js").Kind} kind
   * @param {string} home
   */
  constructor(host, kind, home) {
    this.host = host;
    this.kind = kind;
    this.home = home;
    this.root = h("div", { class: "root hy" });
    const shadow = host.attachShadow({ mode: "open" });
    dress(shadow);
    shadow.appendChild(this.root);
    this.waiting = false;
    /** What the element was last drawn from. */
    this.drawn = "";
    /** @type {BoardView | null} */
    this.view = null;
    /** @type {Frame | null} */
    this.frame = null;
    this.reserve();
  }

  /** Several attributes set in a row are one change; an element moved within the page is one too. */
  later() {
    if (this.waiting) return;
    this.waiting = true;
    Promise.resolve().then(() => {
      this.waiting = false;
      try {
        this.settle();
      } catch (error) {
        this.broke(error);
      }
    });
  }

  again() {
    this.drawn = "";
    this.later();
  }

  settle() {
    if (!this.host.isConnected) {
      this.clear();
      this.drawn = "";
      return;
    }
    const wish = this.wish();
    const now = JSON.stringify(Object.values(wish));
    if (now === this.drawn) return;
    this.drawn = now;
    this.clear();
    this.reserve();
    this.root.lang = langTag(wish.lang);
    if (this.kind === "item" && !wish.item) throw new Error(speaker(TEXTS, wish.lang)("noItem"));
    if (wish.inline) this.inline(wish);
    else this.frame = new Frame(this, wish);
  }

  /** What the attributes ask for. */
  wish() {
    const { host, kind, home } = this;
    const get = (/** @type {string} */ name) => (host.getAttribute(name) || "").trim();
    const around = host.parentElement && host.parentElement.closest("[lang]");
    const lang = asLang(get("lang")) || asLang(around && around.getAttribute("lang")) || "zh";
    const src = get("src");
    let base;
    try {
      base = new URL(src ? (src.endsWith("/") ? src : `${src}/`) : "public/", src ? document.baseURI : home || document.baseURI);
    } catch (wrong) {
      throw new Error(speaker(TEXTS, lang)("badSource"));
    }
    const pages = home || new URL("../", base).href;
    const ours = new URL(pages).origin === location.origin;
    const mode = get("mode");
    const item = get("item");
    return {
      lang,
      base: base.href,
      src: src ? base.href : "",
      pages,
      item: ID.test(item) ? item : "",
      unit: get("unit").slice(0, 200),
      code: get("code").slice(0, 40),
      height: this.height(),
      // The form seals with WebAssembly, which the portal's policy has to allow in its own page only.
      inline: kind !== "voice" && (mode === "inline" || (mode !== "frame" && ours)),
    };
  }

  height() {
    const wanted = Number(this.host.getAttribute("height"));
    return Number.isFinite(wanted) && wanted >= 60 && wanted <= 20000 ? Math.round(wanted) : 0;
  }

  /** The place it takes, before there is anything in it. */
  reserve() {
    const fixed = this.height();
    this.root.style.minHeight = `${fixed || RESERVE[this.kind]}px`;
    this.root.style.height = fixed ? `${fixed}px` : "";
    this.root.classList.toggle("is-fixed", fixed > 0);
    if (!this.root.firstChild) fill(this.root, skeleton("…"));
  }

  /** @param {ReturnType<Mount["wish"]>} wish */
  inline(wish) {
    const { kind, root } = this;
    if (wish.height) {
      // A part that scrolls has to be reached without a mouse.
      root.tabIndex = 0;
      root.setAttribute("role", "region");
      root.setAttribute("aria-label", speaker(TEXTS, wish.lang)(kind));
    }
    fill(root);
    let ready = false;
    const view = new BoardView(root, {
      base: wish.base,
      lang: wish.lang,
      own: false,
      only: kind === "item" || kind === "rates" ? kind : null,
      unit: wish.unit,
      voice: `${wish.pages}voice.html`,
      board: `${wish.pages}board.html`,
      href: (route) => `${wish.pages}board.html${writeRoute(route)}`,
      navigate: (route) => {
        if (route.page === "item" && !this.tell("open", { item: route.id, url: `${wish.pages}board.html${writeRoute(route)}` }, true)) return;
        view.show(route);
      },
      shown: () => {
        if (!ready) this.tell("ready", { kind, mode: "inline" });
        ready = true;
      },
      failed: (error) => this.tell("error", { code: "files", message: error.message }),
    });
    this.view = view;
    view.show({ ...START, page: kind === "item" ? "item" : kind === "rates" ? "rates" : "list", id: wish.item });
  }

  /**
   * An event for the page. False when the page took the matter into its own hands.
   * @param {string} type
   * @param {any} detail
   * @param {boolean} [cancelable]
   */
  tell(type, detail, cancelable = false) {
    return this.host.dispatchEvent(new CustomEvent(`huiyin-${type}`, { bubbles: true, composed: true, cancelable, detail }));
  }

  /** The element cannot be shown: says so, and where else it is. @param {unknown} error @param {string} [code] */
  broke(error, code = "element") {
    const message = error instanceof Error ? error.message : String(error);
    // Set right again, even to what it was, it is drawn anew.
    this.drawn = "";
    complain(`<${this.host.localName}> ${message}`);
    try {
      this.clear();
      const lang = this.root.lang === "en" ? "en" : "zh";
      const t = speaker(TEXTS, lang);
      const page = this.kind === "voice" ? "voice.html" : "board.html";
      fill(this.root, h("div", { class: "hy-problem" },
        h("p", { class: "hy-strong" }, t("blocked")),
        h("p", null, message),
        this.home && h("p", null, h("a", { href: `${this.home}${page}`, target: "_blank", rel: "noopener" }, t("outside")))));
      this.tell("error", { code, message });
    } catch (worse) {
      complain("and could not say so", worse);
    }
  }

  clear() {
    if (this.view) this.view.end();
    if (this.frame) this.frame.end();
    this.view = null;
    this.frame = null;
    fill(this.root);
    for (const name of ["tabindex", "role", "aria-label"]) this.root.removeAttribute(name);
  }
}
