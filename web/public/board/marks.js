// Small marks: a stage, a light, an evaluation. Colour is never the only sign.
import { h } from "../common/dom.js";
import { inLang } from "../common/words.js";
import { LIGHTS } from "./texts.js";

/** @param {Coded | undefined} stage @param {Lang} lang */
export const stageMark = (stage, lang) => (stage && (stage.zh || stage.en) ? h("span", { class: "hy-stage" }, inLang(stage, lang)) : null);

/** @param {Coded | undefined} light @param {Lang} lang */
export function lightMark(light, lang) {
  if (!light || !light.code) return null;
  const [shape, tone] = LIGHTS[light.code] || ["○", "plain"];
  return h("span", { class: `hy-light hy-${tone}` }, h("span", { "aria-hidden": "true" }, shape), ` ${inLang(light, lang)}`);
}

/** @param {string | undefined} letter */
export const classMark = (letter) => (letter ? h("span", { class: "hy-letter" }, letter) : null);
