// What the server says of a poster's code and of the intake. Nothing of it is needed to write.
import { ask, Unanswered } from "../common/fetch.js";
import { isOpen, readDrive } from "./drive.js";

/** @typedef {"withdrawn" | "unknownCode" | "driveOver" | "closed"} Note What the page may have to remark. */

/** A code as it is kept: without the dash, without letters that look like digits. @param {string} text */
export function plainCode(text) {
  const plain = text.toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(plain) ? plain : "";
}

/**
 * Whose code it is, and which questions belong to it.
 * @param {string} api
 * @param {string} code As it is kept; nothing where what was asked for is no code.
 * @param {string} asked
 * @param {string} day
 * @returns {Promise<{ label: string, note: "withdrawn" | "unknownCode" | null, drive: Drive | null, over: Drive | null }>}
 *   `over`: a drive that takes no answers on this day.
 */
export async function aboutCode(api, code, asked, day) {
  const nothing = { label: "", note: null, drive: null, over: null };
  if (!code) return { ...nothing, note: asked ? "unknownCode" : null };
  try {
    const said = await ask(`${api}intake/${code}`);
    if (said.withdrawn) return { ...nothing, note: "withdrawn" };
    const drive = readDrive(said.drive);
    const label = String(said.label || "");
    if (!drive || drive.questions.length === 0) return { ...nothing, label };
    return isOpen(drive, day) ? { ...nothing, label, drive } : { ...nothing, label, over: drive };
  } catch (error) {
    return { ...nothing, note: error instanceof Unanswered && error.status === 404 ? "unknownCode" : null };
  }
}

/**
 * The office's key and name, and whether anything is taken; nothing where the server is out of reach.
 * @param {string} api
 */
export async function aboutIntake(api) {
  try {
    const said = await ask(`${api}intake`);
    const text = (/** @type {unknown} */ one) => (typeof one === "string" ? one : "");
    return { key: text(said.key), title: text(said.title), open: said.open !== false };
  } catch (error) {
    return null;
  }
}
