// What still has to be sent: kept on the device, tried again and again, and gone once the server has
// it. The same sealed bytes sent twice are received once, so trying again costs nothing.
import { ask, Unanswered } from "../common/fetch.js";
import { load, newTrack, seal, Unsealed, work } from "./seal.js";

/**
 * @typedef {"opening" | "sealing" | "solving" | "sending" | "waiting" | "sent" | "refused"} Phase
 * @typedef {{ kept: Kept, phase: Phase, share: number, why: Words | null, cancelled: boolean, stored: boolean }} Parcel
 *   `stored`: whether it is still there when the page is closed and opened again.
 */

const PREFIX = "outbox:";
/** Milliseconds until the next attempt: at first, and at most. */
const SOON = 10_000;
const LATEST = 300_000;
/** Attempts with a new challenge where the server did not like the old one. */
const CHALLENGES = 3;
/** More would take a phone hours; such an answer is a fault. */
const MOST_BITS = 26;

export class Outbox {
  /**
   * @param {import("./keep.js").Keep} keep
   * @param {string} api The folder of the interface.
   * @param {(parcel: Parcel) => void} changed
   */
  constructor(keep, api, changed) {
    this.keep = keep;
    this.api = api;
    this.changed = changed;
    /** @type {Parcel[]} */
    this.parcels = [];
    this.running = false;
    /** Whether something was asked for while it ran. */
    this.again = false;
    this.pause = SOON;
    this.timer = 0;
    window.addEventListener("online", () => this.now());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.now(); });
    window.addEventListener("beforeunload", (event) => {
      if (this.parcels.every((one) => one.stored)) return;
      event.preventDefault();
      // Chromium asks only where this is set.
      event.returnValue = "";
    });
  }

  /** What an earlier visit left. */
  async restore() {
    for (const kept of await this.keep.all(PREFIX)) {
      if (kept && typeof kept.id === "string" && !this.parcels.some((one) => one.kept.id === kept.id)) this.parcels.push({ ...parcel(kept, true), phase: "waiting" });
    }
    return this.parcels;
  }

  /**
   * Takes a letter. It is on the device when this resolves, sealed if the key is known.
   * @param {Letter} letter
   * @param {string} label
   * @param {string} key The office's key, or nothing.
   * @param {boolean} able Whether the module runs.
   */
  async add(letter, label, key, able) {
    const track = able ? newTrack() : "";
    const sealed = track && key ? seal(letter, track, key) : "";
    // Once it is sealed nothing else of it is kept: whoever picks up the phone finds no text.
    const kept = { id: `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`, track, label, sealed, letter: sealed ? null : letter };
    const added = parcel(kept, false);
    await this.store(added);
    this.parcels.push(added);
    this.changed(added);
    this.now();
    return added;
  }

  /** Puts it on the device. Where there is no room for it the page alone has it, and says so. @param {Parcel} one */
  async store(one) {
    try {
      await this.keep.set(PREFIX + one.kept.id, one.kept);
      one.stored = this.keep.kind !== "memory";
    } catch (full) {
      one.stored = false;
    }
  }

  /** @param {Parcel} one */
  async cancel(one) {
    one.cancelled = true;
    this.parcels = this.parcels.filter((other) => other !== one);
    await this.keep.drop(PREFIX + one.kept.id).catch(() => {});
  }

  /** Tries at once; while it is trying, once more afterwards. */
  now() {
    clearTimeout(this.timer);
    if (this.running) this.again = true;
    else this.run();
  }

  async run() {
    this.running = true;
    do {
      this.again = false;
      for (const one of this.parcels.slice()) if (one.phase !== "sent" && one.phase !== "refused" && !one.cancelled) await this.attempt(one);
    } while (this.again);
    this.running = false;
    if (this.parcels.some((one) => one.phase === "waiting")) {
      this.timer = window.setTimeout(() => this.now(), this.pause);
      this.pause = Math.min(LATEST, this.pause * 2);
    }
  }

  /** @param {Parcel} one @param {Phase} phase @param {number} [share] */
  say(one, phase, share = 0) {
    if (one.cancelled) return;
    // An attempt that nobody asked for is told when it gets somewhere: what stands there may be under a thumb.
    if (one.phase === "waiting" && (phase === "opening" || phase === "sealing")) return;
    one.phase = phase;
    one.share = share;
    this.changed(one);
  }

  /** @param {Parcel} one */
  async attempt(one) {
    one.why = null;
    try {
      for (let left = CHALLENGES; !one.cancelled; left -= 1) {
        try {
          await this.send(one);
          return;
        } catch (error) {
          if (!(error instanceof Unanswered && left > 1 && isStale(error))) throw error;
        }
      }
    } catch (error) {
      if (one.cancelled) return;
      const why = final(error);
      one.why = why;
      this.say(one, why ? "refused" : "waiting");
    }
  }

  /** @param {Parcel} one */
  async send(one) {
    this.say(one, "opening");
    if ((await load()) !== "ready") throw new Unanswered(MODULE, 0, "the module is out of reach:");
    const intake = await ask(`${this.api}intake`);
    // What was called off meanwhile must not be put on the device again.
    if (one.cancelled) return;
    if (intake.open === false) throw new Unsealed(CLOSED);
    if (one.kept.letter) {
      this.say(one, "sealing");
      const { kept } = one;
      const track = kept.track || newTrack();
      one.kept = { ...kept, track, sealed: seal(kept.letter || never(), track, String(intake.key)), letter: null };
      await this.store(one);
    }
    const bits = Math.min(MOST_BITS, Math.max(0, Number(intake.bits) || 0));
    this.say(one, "solving");
    const nonce = await work(String(intake.challenge), bits, (share) => this.say(one, "solving", share), () => one.cancelled);
    if (nonce === null) return;
    this.say(one, "sending", 1);
    await ask(`${this.api}voices`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ challenge: intake.challenge, nonce, sealed: one.kept.sealed }),
      // A phone at the edge of a network needs its time for a picture.
      patience: 120_000,
    });
    this.pause = SOON;
    await this.keep.drop(PREFIX + one.kept.id).catch(() => {});
    this.parcels = this.parcels.filter((other) => other !== one);
    this.say(one, "sent", 1);
  }
}

const CLOSED = "closed\n现在暂停收件，请过些时候再试。\nNothing is received at the moment; try again later.";

/** @returns {never} */
function never() {
  throw new Error("nothing to seal");
}

/** @param {Kept} kept @param {boolean} stored @returns {Parcel} */
const parcel = (kept, stored) => ({ kept, phase: "opening", share: 0, why: null, cancelled: false, stored });

/** The challenge was too old, or spent: another one may do. @param {Unanswered} error */
function isStale({ status, body }) {
  return status >= 400 && status < 500 && body && typeof body.code === "string" && /challenge|work|nonce/.test(body.code);
}

/** Why it is of no use to try again by itself; nothing where it is. @param {unknown} error @returns {Words | null} */
function final(error) {
  if (error instanceof Unsealed) return error.words;
  if (!(error instanceof Unanswered)) return { zh: String(error), en: String(error) };
  const { status, body } = error;
  if (status < 400 || status >= 500 || status === 408 || status === 429) return null;
  const said = body && typeof body.zh === "string" ? { zh: body.zh, en: String(body.en || body.zh) } : null;
  return said || { zh: `HTTP ${status}`, en: `HTTP ${status}` };
}
