// The integrators' page: every element alive, its snippet beside it, its events below.
import { PROPERTIES } from "../embed/theme.js";
import { fill, h, part } from "../common/dom.js";
import { applySize, firstLang, switches } from "../common/settings.js";
import { langTag, speaker } from "../common/words.js";
import { copy } from "../voice/ticket.js";
import { snippets, themeSnippet } from "./snippets.js";
import { TEXTS } from "./texts.js";

const ITEM = part("gallery", HTMLElement).dataset.item || "";
const home = new URL(".", location.href).href;
const EVENTS = ["huiyin-ready", "huiyin-error", "huiyin-open", "huiyin-voice-sent"];
/** @type {string[]} */
const log = [];
let lang = firstLang();
let own = false;
const theme = { accent: "#a8121f", link: "#1456d9", surface: "#ffffff", size: "16px" };
/** @type {ReturnType<typeof speaker<typeof TEXTS>>} */
const t = (key, values) => speaker(TEXTS, lang)(key, values);

/** @param {string} code */
function snippet(code) {
  const said = h("span", { role: "status", class: "hint" });
  return h("div", { class: "snippet" },
    h("pre", { tabindex: 0 }, h("code", null, code)),
    h("div", { class: "row" }, h("button", { type: "button", class: "btn", onclick: async () => { said.textContent = t((await copy(code)) ? "copied" : "byHand"); } }, t("copy")), said));
}

/**
 * One of our elements as it is registered here, which may be under another name.
 * @param {string} kind
 * @param {Record<string, string>} attributes
 */
function live(kind, attributes) {
  const names = /** @type {any} */ (window).HuiyinEmbed ? /** @type {any} */ (window).HuiyinEmbed.names : {};
  const made = document.createElement(names[kind] || `huiyin-${kind}`);
  if (!own && kind !== "voice") made.setAttribute("src", "sample/");
  made.setAttribute("lang", lang);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** @param {string} id @param {keyof typeof TEXTS} title @param {...import("../common/dom.js").Child} parts */
const section = (id, title, ...parts) => h("section", { id, class: "part" }, h("h2", null, t(title)), parts);

function draw() {
  document.documentElement.lang = langTag(lang);
  document.title = t("title");
  part("title", HTMLElement).textContent = t("title");
  fill(part("switches", HTMLElement), switches(lang, (other) => { lang = other; draw(); }));
  const code = snippets(home, own ? "" : `${home}sample/`, ITEM);
  /** @type {[string, string][]} */
  const attributes = [["src", t("attrSrc")], ["item", t("attrItem")], ["code", t("attrCode")], ["unit", t("attrUnit")], ["lang", t("attrLang")], ["mode", t("attrMode")], ["height", t("attrHeight")]];
  fill(part("gallery", HTMLElement),
    h("p", { class: "lead" }, t("intro")),
    h("p", { class: "note row" }, !own && h("span", null, t("sample")), h("button", { type: "button", class: "btn", onclick: () => { own = !own; draw(); } }, t(own ? "ownOff" : "own"))),
    section("start", "startTitle", h("p", null, t("startText")), snippet(code.start)),
    section("board", "boardTitle", h("p", null, t("boardText")), snippet(code.board), h("div", { class: "live" }, live("board", { mode: "inline" }))),
    section("frame", "frameTitle", h("p", null, t("frameText")), snippet(code.frame), h("div", { class: "live" }, live("board", { mode: "frame", height: "480" }))),
    section("item", "itemTitle", h("p", null, t("itemText")), snippet(code.item), h("div", { class: "live" }, live("item", { item: ITEM }))),
    section("rates", "ratesTitle", h("p", null, t("ratesText")), snippet(code.rates), h("div", { class: "live" }, live("rates", {}))),
    section("voice", "voiceTitle", h("p", null, t("voiceText")), snippet(code.voice), h("div", { class: "live" }, live("voice", {}))),
    section("attributes", "attributesTitle", table([t("name"), t("meaning")], attributes), h("p", null, t("refreshText")), snippet(code.refresh)),
    section("theme", "themeTitle", h("p", null, t("themeText")), themePart()),
    section("events", "eventsTitle", h("p", null, t("eventsText")), snippet(code.events), h("h3", null, t("log")), h("div", { class: "log", tabindex: 0, "aria-label": t("log"), role: "log" }, h("ol", { id: "log" }))),
    section("csp", "cspTitle", h("p", null, t("cspFrame")), snippet(code.cspFrame), h("p", null, t("cspInline")), snippet(code.cspInline), h("p", null, t("cspOurs")), snippet(code.cspOurs)),
    section("bare", "bareTitle", h("p", null, t("bareText")), snippet(code.bare)),
    section("names", "nameTitle", h("p", null, t("nameText")), named()));
  drawLog();
}

function named() {
  const embed = /** @type {any} */ (window).HuiyinEmbed;
  return embed ? h("p", { class: "hint" }, t("version", { version: embed.version, names: Object.values(embed.names).join(lang === "en" ? ", " : "、") })) : null;
}

/** @param {string[]} heads @param {[string, string][]} rows */
const table = (heads, rows) => h("table", { class: "facts" },
  h("thead", null, h("tr", null, heads.map((words) => h("th", { scope: "col" }, words)))),
  h("tbody", null, rows.map(([name, words]) => h("tr", null, h("th", { scope: "row" }, h("code", null, name)), h("td", null, words)))));

function themePart() {
  const shown = h("div", null);
  const example = live("rates", { mode: "inline" });
  const apply = () => {
    for (const [name, value] of Object.entries(theme)) example.style.setProperty(`--huiyin-${name}`, value);
    fill(shown, snippet(themeSnippet(theme)));
  };
  const fields = (/** @type {const} */ (["accent", "link", "surface"])).map((name) => {
    const field = h("input", { type: "color", id: `theme-${name}`, class: "colour", value: theme[name] });
    field.addEventListener("input", () => { theme[name] = field.value; apply(); });
    return h("div", { class: "tune" }, h("label", { for: field.id }, t(name)), field);
  });
  const size = h("select", { id: "theme-size", class: "control" }, ["14px", "16px", "18px", "22px"].map((one) => h("option", { value: one, selected: one === theme.size }, one)));
  size.addEventListener("change", () => { theme.size = size.value; apply(); });
  apply();
  return h("div", null,
    h("div", { class: "row tunes" }, fields, h("div", { class: "tune" }, h("label", { for: "theme-size" }, t("size")), size)),
    h("div", { class: "live" }, example), shown,
    h("p", { class: "hint" }, t("themeAll"), Object.keys(PROPERTIES).map((name) => `--huiyin-${name}`).join(", ")));
}

function drawLog() {
  fill(part("log", HTMLElement), log.length ? log.map((line) => h("li", null, line)) : h("li", { class: "hint" }, t("logEmpty")));
}

for (const type of EVENTS) {
  document.addEventListener(type, (event) => {
    const { detail, target } = /** @type {CustomEvent} */ (event);
    const time = new Date().toTimeString().slice(0, 8);
    log.unshift(`${time}  ${type}  <${target instanceof Element ? target.localName : "?"}>  ${JSON.stringify(detail)}`);
    log.splice(50);
    drawLog();
  });
}
applySize();
draw();
