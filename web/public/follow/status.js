// What the status document of one voice says, and the evaluation it may ask for.
import { fill, goTo, h } from "../common/dom.js";
import { dayText, inLang } from "../common/words.js";
import { ID } from "../board/model.js";

/** @typedef {ReturnType<typeof import("../common/words.js").speaker<typeof import("./texts.js").TEXTS>>} Say */
/** @typedef {{ stage: string, steps: Step[], item: string, rate: boolean, rated: string }} Status */

const STAGES = /** @type {const} */ (["new", "answered", "passed", "merged", "refused", "raised", "done"]);
const RATINGS = /** @type {const} */ (["satisfied", "basically_satisfied", "dissatisfied"]);

/** Reads a status document. @param {any} value @returns {Status} */
export function readStatus(value) {
  if (!value || value.form !== "huiyin-track-1") throw new Error("not a status document");
  const text = (/** @type {any} */ one) => (typeof one === "string" ? one : "");
  return {
    stage: text(value.stage),
    steps: (Array.isArray(value.steps) ? value.steps : []).filter(Boolean).map((/** @type {any} */ one) => ({ on: text(one.on), zh: text(one.zh), en: text(one.en) })),
    item: ID.test(text(value.item)) ? value.item : "",
    rate: value.rate === true,
    rated: text(value.rated),
  };
}

/**
 * @param {Status} status
 * @param {{ t: Say, lang: Lang, track: string, rate: (rating: string, note: string) => Promise<string> }} options
 *   `rate` answers with what went wrong, or nothing.
 */
export function statusPart(status, options) {
  const { t, lang } = options;
  const stage = STAGES.find((one) => one === status.stage);
  const rating = h("div", null);
  const draw = (/** @type {string} */ rated, /** @type {boolean} */ now) => {
    const known = RATINGS.find((one) => one === rated);
    if (known) {
      const thanks = h("p", { class: "note is-good", role: "status" }, now && `${t("rateThanks")} `, t("rated", { rating: t(known) }));
      fill(rating, thanks);
      // The form with the button that was pressed is gone.
      if (now) goTo(thanks);
    } else if (status.rate) fill(rating, ratingForm(options, (chosen) => draw(chosen, true)));
  };
  draw(status.rated, false);
  return h("section", { class: "status" },
    h("h2", { tabindex: -1 }, t("stage")),
    h("p", { class: "hint" }, `${t("label")} ${options.track}`),
    h("p", { class: "stage" }, stage ? t(stage) : status.stage),
    h("h3", null, t("steps")),
    status.steps.length ? h("ol", { class: "hy-steps" }, status.steps.map((one) => h("li", null, h("span", { class: "hy-day" }, dayText(one.on, lang)), h("span", null, inLang(one, lang))))) : h("p", { class: "hint" }, t("noSteps")),
    status.item && h("p", null, h("a", { class: "btn", href: `board.html#/item/${status.item}` }, t("item"))),
    rating);
}

/**
 * Three answers of one size and colour, none chosen beforehand.
 * @param {Parameters<typeof statusPart>[1]} options
 * @param {(rating: string) => void} done
 */
function ratingForm({ t, rate }, done) {
  const said = h("p", { class: "error", role: "alert" });
  const note = h("textarea", { id: "f-note", class: "control", rows: 3, maxlength: 300 });
  const button = h("button", { class: "btn btn-main" }, t("rateSubmit"));
  const boxes = RATINGS.map((one) => h("input", { type: "radio", name: "rating", value: one, id: `f-${one}` }));
  const form = h("form", { class: "form rating" },
    h("fieldset", null, h("legend", null, t("rateTitle")), h("p", { class: "hint" }, t("rateHint")), said,
      h("div", { class: "choices" }, boxes.map((box, index) => h("label", { class: "choice", for: box.id }, box, h("span", null, t(RATINGS[index])))))),
    h("div", { class: "field" }, h("label", { for: "f-note" }, t("noteLabel")), note),
    button);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const chosen = boxes.find((box) => box.checked);
    if (!chosen) {
      said.textContent = t("needRating");
      boxes[0].focus();
      return;
    }
    button.disabled = true;
    said.textContent = "";
    button.textContent = t("rating");
    const wrong = await rate(chosen.value, note.value.trim());
    if (!wrong) {
      done(chosen.value);
      return;
    }
    button.disabled = false;
    button.textContent = t("rateSubmit");
    said.textContent = t("rateFailed", { text: wrong });
    goTo(said);
  });
  return form;
}
