// The citizen's form, in its own page and in a frame. What stands in the page works without any of
// this; here it is sealed, made small, kept, and sent when there is a network.
import { fill, goTo, h } from "../common/dom.js";
import { meta } from "../common/source.js";
import { speaker } from "../common/words.js";
import { aboutCode, aboutIntake, plainCode } from "./about.js";
import { missing, showMissing } from "./check.js";
import { drawDrive, intoPlain, readAnswers } from "./drive.js";
import { openKeep } from "./keep.js";
import { Outbox } from "./outbox.js";
import { parcelPart, today } from "./parcel.js";
import { Picker } from "./picker.js";
import { afterPaint, load, Unsealed } from "./seal.js";
import { tabKeeps, tabKept } from "./tab.js";
import { TEXTS } from "./texts.js";

/** @typedef {ReturnType<typeof speaker<typeof TEXTS>>} Say */
/** @typedef {{ lang: Lang, code: string, framed: boolean, sent?: () => void, titled?: (title: string) => void }} Options */

/** @param {HTMLElement} root @param {Options} options */
export function mountVoice(root, options) {
  let { lang } = options;
  /** The text in the language of the moment. @type {Say} */
  const t = (key, values) => speaker(TEXTS, lang)(key, values);
  const get = (/** @type {string} */ id) => /** @type {HTMLElement} */ (root.querySelector(`#v-${id}`));
  const input = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (get(id));
  const form = /** @type {HTMLFormElement} */ (get("form"));
  const api = new URL(meta("huiyin-api") || "v1/", document.baseURI).href;
  const code = plainCode(options.code);
  const state = { drive: /** @type {Drive | null} */ (null), key: "", label: "", plain: false, able: false, ended: false, notes: /** @type {import("./about.js").Note[]} */ ([]), days: { from: "", to: "" }, title: "" };
  /** @type {import("./keep.js").Keep | null} */
  let keep = null;
  /** @type {Outbox | null} */
  let outbox = null;

  form.noValidate = true;
  // The browser's own button speaks the browser's language, whatever the page speaks.
  get("pick").hidden = false;
  input("pictures").classList.add("is-covered");
  input("code").value = code || options.code;
  get("code-field").hidden = true;
  if (options.framed) form.target = "_blank";
  // A page that was left and is come back to may have been filled by the browser.
  const picker = new Picker(input("pictures"), get("picked"), get("picture-said"), t, () => draft());

  /** @returns {Letter} */
  const letter = () => ({
    code,
    text: input("text").value.trim(),
    place: input("place").value.trim(),
    contact: input("contact").value.trim(),
    pictures: picker.pictures.map((one) => one.data),
    drive: state.drive ? state.drive.id : "",
    answers: readAnswers(get("drive"), state.drive),
    on: today(),
  });

  const draftKey = `draft:${code}`;
  let timer = 0;
  function draft() {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (!keep || state.ended) return;
      const now = letter();
      const empty = !now.text && !now.place && !now.contact && !now.pictures.length && !now.answers.length;
      (empty ? keep.drop(draftKey) : keep.set(draftKey, now)).catch(() => {});
    }, 400);
  }
  form.addEventListener("input", draft);

  function clear() {
    clearTimeout(timer);
    form.reset();
    input("code").value = code;
    picker.clear();
    if (state.drive) drawDrive(get("drive"), state.drive, [], t);
    get("draft").hidden = true;
    showMissing(root, get("errors"), [], t);
    if (keep) keep.drop(draftKey).catch(() => {});
  }

  /** @param {any} kept */
  function restore(kept) {
    if (!kept || typeof kept !== "object") return;
    // What somebody has begun to write meanwhile is the newer one.
    if (input("text").value || input("place").value || picker.pictures.length) return;
    input("text").value = String(kept.text || "");
    input("place").value = String(kept.place || "");
    input("contact").value = String(kept.contact || "");
    if (Array.isArray(kept.pictures)) picker.restore(kept.pictures);
    answersBefore = Array.isArray(kept.answers) ? kept.answers : [];
    if (state.drive && answersBefore.length) drawDrive(get("drive"), state.drive, answersBefore, t);
    restored();
    get("draft").hidden = false;
  }
  function restored() {
    fill(get("draft"), h("div", { class: "row" }, h("span", null, t("restored")), h("button", { type: "button", class: "btn", onclick: () => { clear(); input("text").focus(); } }, t("clear"))));
  }
  /** @type {Answer[]} */
  let answersBefore = [];

  /** @param {typeof state.notes[number]} key */
  function note(key) {
    state.notes.push(key);
    notes();
  }
  function notes() {
    fill(get("note"), state.notes.map((key) => h("p", null, t(key, state.days))));
    get("note").hidden = state.notes.length === 0;
  }

  function how() {
    const sealed = state.able && !state.plain;
    get("how").textContent = t(sealed || !state.plain ? "howSealed" : "howPlain");
  }

  /** @type {Map<import("./outbox.js").Parcel, ReturnType<typeof parcelPart>>} */
  const shown = new Map();
  /** @param {import("./outbox.js").Parcel} one */
  function show(one) {
    if (state.ended) return;
    const before = shown.get(one);
    if (before) {
      before.show(one);
    } else {
      const part = parcelPart(one, {
        t, lang, framed: options.framed, memory: !keep || keep.kind === "memory",
        cancel: () => { cancel(one); },
        retry: () => { one.phase = "opening"; if (outbox) outbox.now(); },
        another: () => { forget(one); tabKeeps(null); form.hidden = false; goTo(input("text")); },
      });
      shown.set(one, part);
      get("outbox").appendChild(part.root);
    }
    if (one.phase !== "sent" || told.has(one)) return;
    told.add(one);
    tabKeeps({ track: one.kept.track, label: one.kept.label });
    if (options.sent) options.sent();
  }
  /** @type {Set<import("./outbox.js").Parcel>} */
  const told = new Set();

  /** @param {import("./outbox.js").Parcel} one */
  function forget(one) {
    const part = shown.get(one);
    if (part) part.root.remove();
    shown.delete(one);
    written.delete(one);
  }

  /** What was written, for as long as sending can be called off. @type {Map<import("./outbox.js").Parcel, Letter>} */
  const written = new Map();
  /** @param {import("./outbox.js").Parcel} one */
  async function cancel(one) {
    const before = written.get(one);
    if (outbox) await outbox.cancel(one);
    forget(one);
    form.hidden = false;
    if (before) restore(before);
    draft();
    goTo(input("text"));
  }

  let busy = false;
  /** @param {Event} event */
  async function submit(event) {
    // Known to be impossible: the browser sends the form as it is, with the pictures made small.
    if (state.plain) {
      const now = letter();
      const found = missing(now, state.drive, t);
      showMissing(root, get("errors"), found, t);
      title(found.length > 0);
      if (found.length) { event.preventDefault(); return; }
      picker.intoForm();
      input("lang").value = lang;
      intoPlain(input("text"), input("whole"), state.drive, now);
      return;
    }
    event.preventDefault();
    if (busy) return;
    busy = true;
    try {
      await picker.busy;
      const now = letter();
      const found = missing(now, state.drive, t);
      showMissing(root, get("errors"), found, t);
      title(found.length > 0);
      if (found.length) return;
      const outcome = await load();
      if (outcome === "blocked") {
        plainly();
        form.requestSubmit ? form.requestSubmit() : form.submit();
        return;
      }
      await opened;
      if (!outbox) return;
      const one = await outbox.add(now, state.label, state.key, outcome === "ready");
      written.set(one, now);
      clear();
      form.hidden = true;
      const part = shown.get(one);
      if (part) goTo(part.status);
    } catch (error) {
      const words = error instanceof Unsealed ? error.words[lang] : String(error);
      showMissing(root, get("errors"), [{ field: "v-text", text: words }], t);
      title(true);
    } finally {
      busy = false;
    }
  }
  form.addEventListener("submit", submit);

  /** @param {boolean} wrong */
  function title(wrong) {
    document.title = (wrong ? t("errorTitle") : "") + t("title");
  }

  function plainly() {
    state.plain = true;
    how();
  }

  /** What the head and the labels say, as far as the code is known. */
  function whom() {
    get("whom").textContent = state.label ? t("whomLabel", { label: state.label }) : t("whom");
    if (state.title && options.framed) get("whom").textContent = `${state.title} · ${get("whom").textContent}`;
    if (state.title && options.titled) options.titled(state.title);
    if (state.drive) {
      get("text-label").textContent = t("textLabelDrive");
      get("text-hint").hidden = true;
      input("text").required = false;
    }
  }

  /** Says everything in a language; what is written stays. @param {Lang} now */
  function speak(now) {
    lang = now;
    root.querySelectorAll("[data-t]").forEach((part) => { part.textContent = t(/** @type {import("./texts.js").Key} */ (part.getAttribute("data-t"))); });
    get("pictures-hint").textContent = t("picturesHint");
    whom();
    how();
    notes();
    picker.draw();
    if (state.drive) drawDrive(get("drive"), state.drive, readAnswers(get("drive"), state.drive), t);
    if (!get("draft").hidden) restored();
    showMissing(root, get("errors"), [], t);
    for (const [one, part] of [...shown]) {
      part.root.remove();
      shown.delete(one);
      show(one);
    }
  }

  async function about() {
    const { label, note: said, drive, over } = await aboutCode(api, code, options.code, today());
    if (state.ended) return;
    state.label = label;
    if (said) {
      note(said);
      // Handed in as it is, the form would be refused for it.
      input("code").value = "";
    }
    if (over) {
      state.days = { from: over.opens, to: over.closes };
      note("driveOver");
    }
    state.drive = drive;
    if (drive) drawDrive(get("drive"), drive, answersBefore, t);
    whom();
    const intake = await aboutIntake(api);
    // Without a network the key comes later; what is written waits until then.
    if (!intake) return;
    state.key = intake.key;
    state.title = intake.title;
    whom();
    if (!intake.open) {
      note("closed");
      input("submit").disabled = true;
    }
  }

  const opened = openKeep().then(async (there) => {
    keep = there;
    if (there.kind === "memory") note("memory");
    outbox = new Outbox(there, api, show);
    restore(await there.get(draftKey).catch(() => null));
    const before = tabKept();
    if (before) {
      /** @type {import("./outbox.js").Parcel} */
      const one = { kept: { id: "", track: before.track, label: before.label, sealed: "", letter: null }, phase: "sent", share: 1, why: null, cancelled: false };
      told.add(one);
      show(one);
      form.hidden = true;
    }
    for (const one of await outbox.restore().catch(() => [])) show(one);
    if (outbox.parcels.length) outbox.now();
  });
  speak(lang);
  about();
  afterPaint(async () => {
    const outcome = await load();
    state.able = outcome === "ready";
    if (outcome === "blocked") plainly();
    else how();
    root.dataset.ready = outcome;
  });
  return { speak, end: () => { state.ended = true; } };
}
