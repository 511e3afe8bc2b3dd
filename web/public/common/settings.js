// The language and the size of the text: a switch each on every public page, kept on the device
// where the browser allows it, and in the page alone where it does not.
import { h } from "./dom.js";
import { asLang, langTag } from "./words.js";

const LANG = "huiyin-lang";
const SIZE = "huiyin-size";

/** @param {string} key */
export function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch (refused) {
    return null;
  }
}

/** @param {string} key @param {string | null} value Whether it is kept. */
export function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
    return true;
  } catch (refused) {
    return false;
  }
}

/** The language asked for by the address, chosen before, or of the browser. @returns {Lang} */
export function firstLang() {
  const asked = asLang(new URLSearchParams(location.search).get("lang"));
  if (asked) return asked;
  return asLang(recall(LANG)) || (/^zh\b/i.test(navigator.language || "zh") ? "zh" : "en");
}

/** Large text as it was chosen before. */
export function applySize() {
  if (recall(SIZE) === "large") document.documentElement.dataset.size = "large";
}

/**
 * The two switches of a page's head.
 * @param {Lang} lang
 * @param {(lang: Lang) => void} change
 */
export function switches(lang, change) {
  const root = document.documentElement;
  const zh = lang === "zh";
  const size = h("button", { type: "button", class: "btn btn-bar", "aria-pressed": String(root.dataset.size === "large") }, zh ? "大字版" : "Large text");
  size.addEventListener("click", () => {
    const large = root.dataset.size !== "large";
    if (large) root.dataset.size = "large";
    else delete root.dataset.size;
    size.setAttribute("aria-pressed", String(large));
    remember(SIZE, large ? "large" : null);
  });
  const other = zh ? "en" : "zh";
  const tongue = h("button", { type: "button", class: "btn btn-bar", lang: langTag(other) }, zh ? "English" : "中文");
  tongue.addEventListener("click", () => {
    remember(LANG, other);
    const place = tongue.parentElement;
    change(other);
    // The page has drawn its switches anew: whoever pressed one by the keyboard is still there.
    const again = place && place.lastElementChild;
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  });
  return [size, tongue];
}
