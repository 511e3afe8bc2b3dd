// The citizen's page.
import { fill, part } from "../common/dom.js";
import { applySize, firstLang, switches } from "../common/settings.js";
import { langTag, speaker } from "../common/words.js";
import { mountVoice } from "./mount.js";
import { TEXTS } from "./texts.js";

/** The code stands after the `#`: it is no secret, and no server writes it down. */
const code = () => {
  try {
    return decodeURIComponent(location.hash.replace(/^#\/?/, "")).slice(0, 40);
  } catch (wrong) {
    return "";
  }
};

const root = part("voice", HTMLElement);

let office = "";

/** The office's name, and what the page is for. */
function entitle() {
  const purpose = speaker(TEXTS, document.documentElement.lang === "en" ? "en" : "zh")("title");
  part("title", HTMLElement).textContent = office ? `${office} · ${purpose}` : purpose;
}

/** @param {Lang} lang */
function head(lang) {
  const t = speaker(TEXTS, lang);
  document.documentElement.lang = langTag(lang);
  fill(part("switches", HTMLElement), switches(lang, (other) => {
    head(other);
    form.speak(other);
  }));
  document.title = t("title");
  entitle();
  part("to-follow", HTMLElement).textContent = t("followLink");
  part("to-board", HTMLElement).textContent = t("board");
}

applySize();
const lang = firstLang();
head(lang);
const form = mountVoice(root, { lang, code: code(), framed: false, titled: (title) => { office = title; entitle(); } });
window.addEventListener("hashchange", () => location.reload());
