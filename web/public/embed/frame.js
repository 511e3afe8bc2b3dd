// A frame of our origin within the page: nothing of the page reaches what is in it, and nothing in
// it the page, but for the messages of protocol.js.
import { skeleton } from "../board/view.js";
import { fill, h } from "../common/dom.js";
import { speaker } from "../common/words.js";
import { heard, isOrigin, newId } from "./protocol.js";
import { TEXTS } from "./texts.js";
import { themeOf } from "./theme.js";

/** Milliseconds after which a frame that said nothing is taken to be blocked: loaded, and at all. */
const SILENT = 2500;
const LONGEST = 30000;
/** Events a frame may cause on the element. */
const TOLD = ["ready", "error", "open", "voice-sent"];

export class Frame {
  /**
   * @param {import("./mount.js").Mount} mount
   * @param {ReturnType<import("./mount.js").Mount["wish"]>} wish
   */
  constructor(mount, wish) {
    this.mount = mount;
    this.id = newId();
    const address = new URL("embed.html", wish.pages);
    this.origin = address.origin;
    const asked = new URLSearchParams({ view: mount.kind, id: this.id, lang: wish.lang });
    for (const [name, value] of Object.entries({ src: wish.src, item: wish.item, unit: wish.unit, code: wish.code })) if (value) asked.set(name, value);
    const talks = isOrigin(location.origin);
    if (talks) asked.set("parent", location.origin);
    address.hash = asked.toString();
    const t = speaker(TEXTS, wish.lang);
    this.fixed = wish.height > 0;
    this.heard = false;
    this.frame = h("iframe", { class: "frame", title: t(mount.kind), src: address.href, referrerpolicy: "no-referrer" });
    this.frame.style.height = mount.root.style.minHeight;
    /** @param {MessageEvent} event */
    this.listen = (event) => this.take(event);
    window.addEventListener("message", this.listen);
    /** @param {SecurityPolicyViolationEvent} event */
    this.refused = (event) => {
      if (/^(frame|child|default)-src/.test(event.violatedDirective) && event.blockedURI.startsWith(this.origin)) this.fail("csp", t);
    };
    document.addEventListener("securitypolicyviolation", this.refused);
    /** @type {number[]} */
    this.timers = [];
    if (talks) {
      this.timers.push(window.setTimeout(() => this.silent(t), LONGEST));
      this.frame.addEventListener("load", () => this.timers.push(window.setTimeout(() => this.silent(t), SILENT)));
    }
    // The lines stay below the frame until there is something in it.
    this.bones = h("div", { class: "bones" }, skeleton(t("loading")));
    fill(mount.root, this.bones, this.frame);
  }

  /** @param {MessageEvent} event */
  take(event) {
    const message = heard(event, this.frame.contentWindow, this.origin, this.id);
    if (!message) return;
    if (!this.heard) {
      this.heard = true;
      this.bones.remove();
    }
    if (message.type === "hello") this.theme();
    else if (message.type === "height") this.grow(message.height);
    else if (TOLD.includes(message.type)) this.mount.tell(message.type, { ...plain(message.detail), mode: "frame" });
  }

  theme() {
    const to = this.frame.contentWindow;
    if (to) to.postMessage({ huiyin: 1, id: this.id, type: "theme", theme: themeOf(this.mount.host) }, this.origin);
  }

  /** @param {unknown} height */
  grow(height) {
    if (this.fixed || typeof height !== "number" || !Number.isFinite(height)) return;
    const least = parseFloat(this.mount.root.style.minHeight) || 0;
    this.frame.style.height = `${Math.min(20000, Math.max(least, Math.ceil(height)))}px`;
  }

  /** @param {ReturnType<typeof speaker<typeof TEXTS>>} t */
  silent(t) {
    if (!this.heard) this.fail("frame", t);
  }

  /** @param {string} code @param {ReturnType<typeof speaker<typeof TEXTS>>} t */
  fail(code, t) {
    if (this.mount.frame !== this || this.heard) return;
    this.mount.broke(new Error(`${t(this.mount.kind)} · ${this.origin}`), code);
  }

  end() {
    window.removeEventListener("message", this.listen);
    document.removeEventListener("securitypolicyviolation", this.refused);
    this.timers.forEach((timer) => clearTimeout(timer));
    this.frame.remove();
  }
}

/** What may go on to the page: words and numbers, by name. @param {any} detail */
function plain(detail) {
  /** @type {Record<string, string | number | boolean>} */
  const made = {};
  if (detail && typeof detail === "object") {
    for (const [name, value] of Object.entries(detail)) {
      if (typeof value === "number" || typeof value === "boolean") made[name] = value;
      else if (typeof value === "string") made[name] = value.slice(0, 500);
    }
  }
  return made;
}
