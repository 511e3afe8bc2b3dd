// What became of a voice, by its tracking code. The code never leaves the device: its hash is asked
// for. Nothing is remembered unless somebody asks for it.
import { fill, goTo, h, part } from "../common/dom.js";
import { ask, Unanswered } from "../common/fetch.js";
import { applySize, firstLang, recall, remember, switches } from "../common/settings.js";
import { meta } from "../common/source.js";
import { langTag, speaker } from "../common/words.js";
import { load, spellTrack, trackHash, work } from "../voice/seal.js";
import { readStatus, statusPart } from "./status.js";
import { TEXTS } from "./texts.js";

const KEPT = "huiyin-tracks";
const api = new URL(meta("huiyin-api") || "v1/", document.baseURI).href;
const form = part("f-form", HTMLFormElement);
const field = part("f-code", HTMLInputElement);
const box = part("f-remember", HTMLInputElement);
const said = part("f-said", HTMLElement);
const result = part("f-result", HTMLElement);
let lang = firstLang();
/** @type {ReturnType<typeof speaker<typeof TEXTS>>} */
const t = (key, values) => speaker(TEXTS, lang)(key, values);
/** What is shown, to be said again in the other language. @type {{ track: string, status: import("./status.js").Status, hash: string } | null} */
let shown = null;

// A code in the address is taken out of it before anything else, so that it stays in no history.
function takeCode() {
  const found = /^#\/?([0-9A-Za-z -]{12,20})$/.exec(location.hash);
  if (!found) return "";
  history.replaceState(null, "", location.pathname + location.search);
  return found[1];
}

/** @returns {string[]} */
function kept() {
  try {
    const list = JSON.parse(recall(KEPT) || "[]");
    return Array.isArray(list) ? list.filter((one) => typeof one === "string").slice(0, 50) : [];
  } catch (damaged) {
    return [];
  }
}

function drawKept() {
  const list = kept();
  const place = part("f-kept", HTMLElement);
  place.hidden = list.length === 0;
  fill(place, h("h2", null, t("remembered")), h("ul", null, list.map((track) => h("li", { class: "row" },
    h("button", { type: "button", class: "btn", onclick: () => { field.value = track; look(track); } }, track),
    h("button", { type: "button", class: "btn", "aria-label": t("forget", { track }), onclick: () => { keep(track, false); } }, t("forgetShort"))))));
}

/** @param {string} track @param {boolean} wanted */
function keep(track, wanted) {
  const others = kept().filter((one) => one !== track);
  const list = wanted ? [track, ...others] : others;
  if (!remember(KEPT, list.length ? JSON.stringify(list) : null) && wanted) said.textContent = t("refusedKeep");
  drawKept();
}

/** @param {string} words @param {boolean} wrong @param {boolean} [typed] Whether it is what was typed. */
function say(words, wrong, typed = false) {
  said.textContent = words;
  said.className = wrong ? "note is-bad" : "note";
  said.hidden = !words;
  if (typed) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

let asked = 0;
/** @param {string} typed */
async function look(typed) {
  shown = null;
  fill(result);
  say(t("looking"), false);
  // What stands below the result is out of sight until it has its place.
  document.body.classList.add("is-looking");
  const mine = (asked += 1);
  await find(typed, () => mine === asked);
  setTimeout(() => { if (mine === asked) document.body.classList.remove("is-looking"); }, 100);
}

/** @param {string} typed @param {() => boolean} last Whether nobody has asked for another one meanwhile. */
async function find(typed, last) {
  const ready = (await load()) === "ready";
  if (!last()) return;
  const track = ready ? spellTrack(typed) : "";
  if (ready && !track) {
    say(t("wrong"), true, true);
    field.focus();
    return;
  }
  try {
    if (!ready) throw new Unanswered(MODULE, 0, "the module is out of reach:");
    field.value = track;
    const hash = trackHash(track);
    const status = readStatus(await ask(`${api}track/${hash}`));
    if (!last()) return;
    shown = { track, hash, status };
    say("", false);
    draw();
    goTo(result.querySelector("h2"));
    if (box.checked) keep(track, true);
  } catch (error) {
    if (!last()) return;
    const status = error instanceof Unanswered ? error.status : 0;
    say(t(status === 404 ? "unknown" : status === 429 ? "busy" : "failed"), true, status === 404);
    goTo(said);
  }
}

function draw() {
  if (!shown) return;
  const { track, status, hash } = shown;
  fill(result, statusPart(status, { t, lang, track, rate: (rating, note) => rate(hash, rating, note) }));
}

/** @param {string} hash @param {string} rating @param {string} note */
async function rate(hash, rating, note) {
  try {
    const intake = await ask(`${api}intake`);
    const nonce = await work(String(intake.challenge), Math.min(26, Number(intake.bits) || 0), () => {}, () => false);
    await ask(`${api}track/${hash}/rating`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ rating, note, challenge: intake.challenge, nonce }),
    });
    if (shown) shown.status.rated = rating;
    return "";
  } catch (error) {
    if (error instanceof Unanswered && error.body && error.body.zh) return String(lang === "en" ? error.body.en : error.body.zh);
    return error instanceof Unanswered && error.status === 429 ? t("busy") : t("failed");
  }
}

function head() {
  document.documentElement.lang = langTag(lang);
  document.title = t("title");
  fill(part("switches", HTMLElement), switches(lang, (other) => {
    lang = other;
    head();
    draw();
  }));
  document.querySelectorAll("[data-t]").forEach((one) => { one.textContent = t(/** @type {keyof typeof TEXTS} */ (one.getAttribute("data-t"))); });
  say("", false);
  drawKept();
}

let plain = false;
form.noValidate = true;
form.addEventListener("submit", (event) => {
  if (plain) {
    if (field.value.trim()) return;
    event.preventDefault();
    say(t("wrong"), true, true);
    field.focus();
    return;
  }
  event.preventDefault();
  load().then((outcome) => {
    if (outcome !== "blocked") return look(field.value);
    plain = true;
    form.submit();
    return undefined;
  });
});

applySize();
head();
part("f-keep", HTMLElement).hidden = false;
part("f-plain", HTMLElement).hidden = true;
const given = takeCode();
if (given) {
  field.value = given;
  look(given);
}
requestAnimationFrame(() => setTimeout(async () => {
  if ((await load()) !== "blocked") return;
  plain = true;
  part("f-keep", HTMLElement).hidden = true;
  part("f-plain", HTMLElement).hidden = false;
}, 0));
