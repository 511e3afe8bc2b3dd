// The widget: custom elements for any portal. Loaded by a classic <script> of our origin.
//
//   <huiyin-board>  the notice board        <huiyin-item item="…">  one suggestion
//   <huiyin-rates>  the figures             <huiyin-voice code="…"> the citizen's form
//
// Attributes: src (folder of the public files), item, code, unit, lang (zh, en), mode (inline, frame),
// height (pixels; then it never grows). Events: huiyin-ready, huiyin-error, huiyin-open,
// huiyin-voice-sent. refresh() reads the files and the theme again. gallery.html shows all of it.
import { elementClass, KINDS } from "./element.js";
import { complain, register } from "./names.js";

// Only while the script runs for the first time does the browser say which one it is.
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";

function start() {
  const before = /** @type {any} */ (window).HuiyinEmbed;
  const loaded = before && Array.isArray(before.loaded) ? before.loaded : null;
  // The same build once more: whoever loads it twice gets what is there.
  if (loaded && loaded.some((/** @type {any} */ one) => one.build === BUILD)) return;
  /** @type {Record<string, string>} */
  const names = {};
  const home = script ? new URL(".", script).href : "";
  for (const kind of KINDS) {
    const wanted = `huiyin-${kind}`;
    const got = register(wanted, () => elementClass(kind, home));
    if (!got) continue;
    names[kind] = got;
    if (got !== wanted) complain(`<${wanted}> is taken in this page; version ${VERSION} is <${got}>. “${wanted}”已被占用，请改用“${got}”。`);
  }
  const own = Object.freeze({ version: VERSION, build: BUILD, names: Object.freeze(names) });
  if (loaded) {
    loaded.push(own);
    return;
  }
  if (before !== undefined) {
    complain("window.HuiyinEmbed is taken in this page; the elements work without it.");
    return;
  }
  try {
    Object.defineProperty(window, "HuiyinEmbed", { value: Object.freeze({ ...own, loaded: [own] }), enumerable: true });
  } catch (error) {
    complain("window.HuiyinEmbed could not be set", error);
  }
}

try {
  if ("customElements" in window && "attachShadow" in Element.prototype) start();
  else complain("this browser has no custom elements; the links inside the elements remain 浏览器不支持自定义元素");
} catch (error) {
  // Whatever happens here, the portal's own page goes on.
  complain("not started", error);
}
