// The small WebAssembly: loaded after the page is on the screen, and done without where it is not
// to be had.
import init, { Letter as Sealing, solve, spellTrack, trackCode, trackHash } from "huiyin-module";
import { fromBase64, toBase64 } from "./bytes.js";

const beside = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : document.baseURI;

/** @typedef {"ready" | "blocked" | "unreachable"} Outcome */
/** Milliseconds after which a network that says nothing is taken to be none. */
const LONGEST = 45_000;
/** @type {Promise<Outcome> | null} */
let loading = null;

/** Loads it once; what was out of reach is tried again. @returns {Promise<Outcome>} */
export function load() {
  if (!loading) {
    loading = attempt();
    loading.then((outcome) => { if (outcome === "unreachable") loading = null; });
  }
  return loading;
}

/** @returns {Promise<Outcome>} */
async function attempt() {
  if (typeof WebAssembly !== "object" || !window.crypto || !crypto.getRandomValues) return "blocked";
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), LONGEST);
  try {
    let response;
    try {
      response = await fetch(new URL(MODULE, beside).href, { credentials: "omit", signal: stop.signal });
    } catch (error) {
      return "unreachable";
    }
    // A server in trouble is no reason to send anything unsealed; one that has no such file is.
    if (!response.ok) return response.status >= 500 || response.status === 429 ? "unreachable" : "blocked";
    await init({ module_or_path: response });
    return "ready";
  } catch (error) {
    // Forbidden by a policy, or a browser that cannot read it.
    return error instanceof TypeError || stop.signal.aborted ? "unreachable" : "blocked";
  } finally {
    clearTimeout(timer);
  }
}

/** Calls back when the first picture of the page has been painted. @param {() => void} work */
export function afterPaint(work) {
  requestAnimationFrame(() => setTimeout(work, 0));
}

const random = (/** @type {number} */ length) => crypto.getRandomValues(new Uint8Array(length));

/** A new tracking code, as people see it. */
export const newTrack = () => trackCode(random(8));

export { spellTrack, trackHash };

/** Why a voice cannot be sealed, in the words of the rules. */
export class Unsealed extends Error {
  /** @param {unknown} thrown `code⏎zh⏎en` */
  constructor(thrown) {
    const [code, zh, en] = String(thrown).split("\n");
    super(en || code);
    this.code = code;
    this.words = { zh: zh || code, en: en || code };
  }
}

/**
 * Seals a letter to the office's key.
 * @param {Letter} letter
 * @param {string} track
 * @param {string} key
 * @returns {string} base64
 */
export function seal(letter, track, key) {
  try {
    const made = new Sealing(letter.text, letter.place, letter.contact, letter.code, track, letter.on);
    try {
      for (const picture of letter.pictures) made.picture(fromBase64(picture));
      if (letter.drive) made.drive(letter.drive);
      for (const answer of letter.answers) made.answer(answer.question, new Uint32Array(answer.chosen), answer.text);
      return toBase64(made.seal(key, random(32)));
    } finally {
      made.free();
    }
  } catch (thrown) {
    throw new Unsealed(thrown);
  }
}

/** Milliseconds a slice of work should take: less than a frame, so that nothing is felt. */
const SLICE = 8;

/**
 * Solves a challenge, a slice at a time.
 * @param {string} challenge
 * @param {number} bits
 * @param {(share: number) => void} progress How likely it would have been found by now.
 * @param {() => boolean} cancelled
 * @returns {Promise<number | null>} `null` when it was cancelled
 */
export async function work(challenge, bits, progress, cancelled) {
  let tries = 256;
  for (let start = 0; !cancelled();) {
    const began = performance.now();
    const found = solve(challenge, bits, start, Math.round(tries));
    if (found >= 0) return found;
    start += Math.round(tries);
    progress(1 - Math.exp(-start / 2 ** bits));
    // Never more than half as much again: one lucky measurement must not make a slice that is felt.
    tries = Math.min(50000, Math.max(64, tries * Math.min(1.5, SLICE / Math.max(0.5, performance.now() - began))));
    await breathe();
  }
  return null;
}

/** Lets the browser draw and hear; a timer of nothing would wait four milliseconds each time. */
const breathe = () => new Promise((resolve) => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => { channel.port1.close(); resolve(undefined); };
  channel.port2.postMessage(0);
});
