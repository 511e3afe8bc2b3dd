// The questions of a drive (意见征集), in the place of, or beside, the free text.
import { fill, h } from "../common/dom.js";

/** @typedef {import("./mount.js").Say} Say */

/** Reads what the server says of a drive. @param {any} value @returns {Drive | null} */
export function readDrive(value) {
  if (!value || typeof value !== "object" || typeof value.id !== "string" || !Array.isArray(value.questions)) return null;
  const text = (/** @type {any} */ one) => (typeof one === "string" ? one : "");
  const kinds = ["choice", "several", "text"];
  const questions = value.questions
    .filter((/** @type {any} */ one) => one && typeof one.id === "string" && kinds.includes(one.kind))
    .slice(0, 50)
    .map((/** @type {any} */ one) => ({
      id: one.id,
      text: text(one.text),
      kind: one.kind,
      options: Array.isArray(one.options) ? one.options.map(text) : [],
      required: Boolean(one.required),
    }));
  return { id: value.id, title: text(value.title), intro: text(value.intro), questions, opens: text(value.opens), closes: text(value.closes) };
}

/** Whether answers are taken on a day; a drive that names no days takes them always. @param {Drive} drive @param {string} day */
export const isOpen = ({ opens, closes }, day) => (!opens || opens <= day) && (!closes || day <= closes);

/**
 * Questions and answers as a text, for a form that has no place of their own for them.
 * @param {Drive} drive
 * @param {Answer[]} answers
 */
function asText(drive, answers) {
  const lines = drive.questions.flatMap((question) => {
    const answer = answers.find((one) => one.question === question.id);
    return answer ? [`${question.text}：${answer.text || answer.chosen.map((at) => question.options[at]).join("、")}`] : [];
  });
  return lines.length ? [`【${drive.title}】`, ...lines].join("\n") : "";
}

/**
 * Makes the plain form send all of it: it knows no questions, so what was answered stands above what
 * was written, in a field that is not seen.
 * @param {HTMLElement} written
 * @param {HTMLInputElement} whole
 * @param {Drive | null} drive
 * @param {Letter} letter
 */
export function intoPlain(written, whole, drive, letter) {
  const answered = drive ? asText(drive, letter.answers) : "";
  whole.value = [answered, letter.text].filter(Boolean).join("\n\n").slice(0, 2000);
  whole.name = "text";
  written.removeAttribute("name");
}

/** Where the question's answer is given, for the link of an error. @param {number} index */
export const questionId = (index) => `v-q${index}`;

/**
 * Draws the questions.
 * @param {HTMLElement} root
 * @param {Drive} drive
 * @param {Answer[]} answers What was answered before.
 * @param {Say} t
 */
export function drawDrive(root, drive, answers, t) {
  fill(root, h("h2", null, drive.title), drive.intro && h("p", { class: "hint" }, drive.intro), drive.questions.map((question, index) => {
    const id = questionId(index);
    const before = answers.find((one) => one.question === question.id);
    const mark = question.required ? "" : t("optional");
    if (question.kind === "text") {
      const field = h("textarea", { id, class: "control", rows: 3, maxlength: 300 });
      if (before) field.value = before.text;
      return h("div", { class: "field" }, h("label", { for: id }, question.text, mark), field);
    }
    const several = question.kind === "several";
    return h("fieldset", { class: "field" },
      h("legend", null, question.text, several && t("several"), mark),
      question.options.map((option, at) => {
        const box = h("input", { type: several ? "checkbox" : "radio", name: `${id}-choice`, id: at === 0 ? id : `${id}-${at}`, value: at });
        box.checked = Boolean(before && before.chosen.includes(at));
        return h("label", { class: "choice", for: box.id }, box, h("span", null, option));
      }));
  }));
  root.hidden = false;
}

/**
 * What is answered now; questions without an answer are left out.
 * @param {HTMLElement} root
 * @param {Drive | null} drive
 * @returns {Answer[]}
 */
export function readAnswers(root, drive) {
  if (!drive) return [];
  return drive.questions.flatMap((question, index) => {
    if (question.kind === "text") {
      const field = root.querySelector(`#${questionId(index)}`);
      const text = field instanceof HTMLTextAreaElement ? field.value.trim() : "";
      return text ? [{ question: question.id, chosen: [], text }] : [];
    }
    const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll(`input[name="${questionId(index)}-choice"]:checked`));
    const chosen = Array.from(boxes, (box) => Number(box.value));
    return chosen.length ? [{ question: question.id, chosen, text: "" }] : [];
  });
}
