// What the frame and the page around it tell each other. Both sides look at the exact origin and the
// exact window before they look at the message, and name the origin they send to.
//
//   frame → page   { huiyin: 1, id, type: "hello" }
//                  { huiyin: 1, id, type: "height", height }
//                  { huiyin: 1, id, type: "ready" | "error" | "open" | "voice-sent", detail }
//   page → frame   { huiyin: 1, id, type: "theme", theme }

/** @typedef {{ huiyin: 1, id: string, type: string, height?: number, detail?: any, theme?: any }} Message */

/**
 * The message of an event, if it comes from that window of that origin and belongs to this element.
 * @param {MessageEvent} event
 * @param {Window | null} from
 * @param {string} origin
 * @param {string} id
 * @returns {Message | null}
 */
export function heard(event, from, origin, id) {
  if (!from || event.source !== from || event.origin !== origin) return null;
  const data = event.data;
  if (!data || typeof data !== "object" || data.huiyin !== 1 || data.id !== id || typeof data.type !== "string") return null;
  return data;
}

/** A name for one frame; nobody has to be kept from guessing it. */
export const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** A page that has no origin of its own (a file, a sandbox) can be told nothing. @param {string} origin */
export const isOrigin = (origin) => /^https?:\/\/[^/?#]+$/.test(origin);
