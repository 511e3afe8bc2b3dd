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
import { anchored, turn } from "./still.js";
import { tabKeeps, tabKept } from "./tab.js";
import { TEXTS } from "./texts.js";

/** @typedef {ReturnType<typeof speaker<typeof TEXTS>>} Say */
/** @typedef {{ lang: Lang, code: string, framed: boolean, sent?: () => void, titled?: (title: string) => void }} Options */

/** Where the office's key is kept: with it a voice can be sealed before the server has answered. */
const KEY = "key";
/** Milliseconds that a press of the button waits for the module; what is written then waits for it on the device. */
const PATIENCE = 8000;
/** From how many characters left on the page says so. */
const FEW = 200;

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
  // A browser cuts what is pasted without a word.
  const left = () => {
    const n = input("text").maxLength - input("text").value.length;
    get("left").textContent = n <= FEW ? t("left", { n }) : "";
  };
  input("text").addEventListener("input", left);

  function clear() {
    clearTimeout(timer);
    form.reset();
    input("code").value = code;
    picker.clear();
    if (state.drive) drawDrive(get("drive"), state.drive, [], t);
    get("draft").hidden = true;
    get("text-hint").hidden = Boolean(state.drive);
    left();
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
    left();
    restored();
  }
  /** It stands in the place of the hint, so that nothing moves. */
  function restored() {
    fill(get("draft"), h("span", null, t("restored")), h("button", { type: "button", class: "btn", onclick: () => { clear(); input("text").focus(); } }, t("clear")));
    get("text-hint").hidden = true;
    get("draft").hidden = false;
  }
  /** @type {Answer[]} */
  let answersBefore = [];

  /** @param {import("./about.js").Note} key */
  function note(key) {
    state.notes.push(key);
    whom();
  }

  function how() {
    const sealed = state.able && !state.plain;
    get("how").textContent = t(sealed || !state.plain ? "howSealed" : "howPlain");
  }

  /** @type {Map<import("./outbox.js").Parcel, ReturnType<typeof parcelPart>>} */
  const shown = new Map();
  /** @param {import("./outbox.js").Parcel} one @param {boolean} [earlier] Whether an earlier visit left it. */
  function show(one, earlier = false) {
    if (state.ended) return;
    const before = shown.get(one);
    if (before) {
      anchored(form, () => before.show(one));
    } else {
      const part = parcelPart(one, {
        t, lang, framed: options.framed,
        returns: () => Boolean(written.get(one) || one.kept.letter),
        cancel: () => { cancel(one); },
        retry: () => { one.phase = "opening"; show(one); if (outbox) outbox.now(); },
        earlier,
        another: () => {
          if (one.phase === "sent") {
            forget(one);
            tabKeeps(null);
          }
          form.hidden = false;
          goTo(input("text"));
        },
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
    const before = written.get(one) || one.kept.letter;
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
    // A weak network may need seconds for the module.
    get("submit").textContent = t("submitting");
    try {
      await picker.busy;
      const now = letter();
      const found = missing(now, state.drive, t);
      showMissing(root, get("errors"), found, t);
      title(found.length > 0);
      if (found.length) return;
      const outcome = await Promise.race([load(), late()]);
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
      get("submit").textContent = t("submit");
    }
  }
  form.addEventListener("submit", submit);

  /** @returns {Promise<import("./seal.js").Outcome>} */
  const late = () => new Promise((resolve) => setTimeout(() => resolve("unreachable"), PATIENCE));

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
    const place = get("whom");
    // What is wrong with the code or the intake is said here and nowhere else: a place of its own
    // would push the form away from under a thumb.
    const words = state.notes.length ? state.notes.map((key) => t(key, state.days)).join(lang === "en" ? " " : "")
      : state.label ? t("whomLabel", { label: state.label }) : t("whom");
    const said = state.title && options.framed ? `${state.title} · ${words}` : words;
    if (place.textContent !== said) place.textContent = said;
    place.classList.toggle("is-told", state.notes.length > 0);
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
    left();
    picker.draw();
    if (state.drive) drawDrive(get("drive"), state.drive, readAnswers(get("drive"), state.drive), t);
    if (!get("draft").hidden) restored();
    showMissing(root, get("errors"), [], t);
    for (const [one, part] of [...shown]) {
      part.root.remove();
      shown.delete(one);
      show(one, part.earlier);
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
    if (drive) turn(form, () => { drawDrive(get("drive"), drive, answersBefore, t); whom(); });
    whom();
    const intake = await aboutIntake(api);
    // Without a network the key comes later; what is written waits until then.
    if (!intake) return;
    state.key = intake.key;
    opened.then(() => keep && keep.set(KEY, intake.key)).catch(() => {});
    state.title = intake.title;
    whom();
    if (!intake.open) {
      note("closed");
      input("submit").disabled = true;
    }
  }

  const opened = openKeep().then(async (there) => {
    keep = there;
    get("memory").hidden = there.kind !== "memory";
    outbox = new Outbox(there, api, (one) => show(one));
    const key = await there.get(KEY).catch(() => "");
    if (typeof key === "string" && !state.key) state.key = key;
    const begun = await there.get(draftKey).catch(() => null);
    if (begun) turn(form, () => restore(begun));
    const before = tabKept();
    if (before) {
      /** @type {import("./outbox.js").Parcel} */
      const one = { kept: { id: "", track: before.track, label: before.label, sealed: "", letter: null }, phase: "sent", share: 1, why: null, cancelled: false, stored: true };
      told.add(one);
      show(one);
      form.hidden = true;
    }
    const waiting = await outbox.restore().catch(() => []);
    if (!waiting.length) return;
    // One thing at a time: what became of it comes before the next.
    form.hidden = true;
    waiting.forEach((one) => show(one, true));
    outbox.now();
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
