// The page within the frame. What it shows stands after the `#` of its address, so that no server
// writes it down.
import { BoardView } from "../board/view.js";
import { START, writeRoute } from "../board/route.js";
import { fill, h, part } from "../common/dom.js";
import { sourceOf } from "../common/source.js";
import { asLang, langTag } from "../common/words.js";
import { mountVoice } from "../voice/mount.js";
import { heard, isOrigin } from "./protocol.js";
import { wear } from "./theme.js";

const asked = new URLSearchParams(location.hash.replace(/^#/, ""));
const get = (/** @type {string} */ name) => (asked.get(name) || "").slice(0, 300);
const id = get("id");
const lang = asLang(get("lang")) || "zh";
const view = get("view");
const root = part("embed", HTMLElement);
// Whose frame this is. A lie changes nothing: the browser delivers only to a page of that origin.
const around = isOrigin(get("parent")) && window.parent !== window ? get("parent") : "";

/** @param {string} type @param {object} [more] */
function tell(type, more) {
  if (around) window.parent.postMessage({ huiyin: 1, id, type, ...more }, around);
}

let ready = false;
function shown() {
  if (ready) return;
  ready = true;
  tell("ready", { detail: { kind: view } });
}

document.documentElement.lang = langTag(lang);
window.addEventListener("message", (event) => {
  const message = around ? heard(event, window.parent, around, id) : null;
  if (message && message.type === "theme") wear(document.documentElement, message.theme);
});
tell("hello");

let last = 0;
const measure = () => {
  const height = Math.ceil(root.getBoundingClientRect().height);
  if (height !== last) tell("height", { height });
  last = height;
};
if (window.ResizeObserver) new ResizeObserver(measure).observe(root);

if (view === "voice") {
  const form = part("voice", HTMLTemplateElement).content.cloneNode(true);
  fill(root, h("div", { class: "screen-in" }, form));
  mountVoice(root, {
    lang,
    code: get("code"),
    framed: true,
    sent: () => tell("voice-sent", { detail: { code: get("code") } }),
  });
  shown();
} else {
  const only = view === "item" || view === "rates" ? view : null;
  const board = new BoardView(root, {
    base: sourceOf(get("src") || null),
    lang,
    own: false,
    only,
    unit: get("unit"),
    voice: "voice.html",
    board: "board.html",
    href: (route) => `board.html${writeRoute(route)}`,
    navigate: (route) => {
      if (route.page === "item") tell("open", { detail: { item: route.id, url: new URL(`board.html${writeRoute(route)}`, location.href).href } });
      board.show(route);
    },
    shown,
    failed: (error) => tell("error", { detail: { code: "files", message: error.message } }),
  });
  board.show({ ...START, page: only === "item" ? "item" : only === "rates" ? "rates" : "list", id: get("item") });
}
