// What is missing, told at the top and beside the field in the same words (GOV.UK's error summary).
import { fill, h } from "../common/dom.js";
import { questionId } from "./drive.js";

/** @typedef {import("./mount.js").Say} Say */
/** @typedef {{ field: string, text: string }} Missing */

/**
 * @param {Letter} letter
 * @param {Drive | null} drive
 * @param {Say} t
 * @returns {Missing[]}
 */
export function missing(letter, drive, t) {
  /** @type {Missing[]} */
  const found = [];
  const answered = new Set(letter.answers.map((one) => one.question));
  (drive ? drive.questions : []).forEach((question, index) => {
    if (question.required && !answered.has(question.id)) found.push({ field: questionId(index), text: t("needAnswer", { question: question.text }) });
  });
  if (!letter.text && letter.answers.length === 0 && found.length === 0) {
    found.push(drive && drive.questions.length ? { field: questionId(0), text: t("needOne") } : { field: "v-text", text: t("needText") });
  }
  return found;
}

/**
 * Shows what is missing; takes it away where nothing is.
 * @param {HTMLElement} root
 * @param {HTMLElement} summary
 * @param {Missing[]} found
 * @param {Say} t
 */
export function showMissing(root, summary, found, t) {
  root.querySelectorAll(".field .error-beside").forEach((old) => old.remove());
  root.querySelectorAll("[aria-invalid]").forEach((field) => {
    field.removeAttribute("aria-invalid");
    const hint = field.getAttribute("data-hint");
    if (hint) field.setAttribute("aria-describedby", hint);
    else field.removeAttribute("aria-describedby");
  });
  summary.hidden = found.length === 0;
  fill(summary);
  if (!found.length) return;
  for (const one of found) {
    const field = root.querySelector(`#${one.field}`);
    if (!field) continue;
    const place = field.closest(".field");
    const id = `${one.field}-error`;
    field.setAttribute("aria-invalid", "true");
    const described = field.getAttribute("aria-describedby") || "";
    field.setAttribute("data-hint", described);
    field.setAttribute("aria-describedby", `${id} ${described}`.trim());
    const label = place && place.querySelector("label:not(.choice), legend");
    if (label) label.insertAdjacentElement("afterend", h("p", { class: "error error-beside", id }, one.text));
  }
  fill(summary, h("h2", null, t("summary", { n: found.length })), h("ul", null, found.map((one) => h("li", null, h("a", {
    href: `#${one.field}`,
    onclick: (/** @type {Event} */ event) => {
      // What stands after the # of the address is the poster's code.
      event.preventDefault();
      const field = root.querySelector(`#${one.field}`);
      if (field instanceof HTMLElement) field.focus();
    },
  }, one.text)))));
  summary.focus();
}
