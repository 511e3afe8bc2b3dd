// The notice board's own page.
import { fill, part } from "../common/dom.js";
import { sourceOf } from "../common/source.js";
import { applySize, firstLang, switches } from "../common/settings.js";
import { langTag } from "../common/words.js";
import { readRoute, writeRoute } from "./route.js";
import { BoardView } from "./view.js";

const HEAD = { zh: "代表建议公示板", en: "Notice board of deputies' suggestions" };

/** @param {Lang} lang */
function start(lang) {
  document.documentElement.lang = langTag(lang);
  fill(part("switches", HTMLElement), switches(lang, restart));
  const title = part("title", HTMLElement);
  title.textContent = HEAD[lang];
  document.title = HEAD[lang];
  view = new BoardView(part("board", HTMLElement), {
    base: sourceOf(new URLSearchParams(location.search).get("src")),
    lang,
    own: true,
    voice: "voice.html",
    href: writeRoute,
    navigate: (route, replace) => {
      if (replace) {
        history.replaceState(null, "", writeRoute(route));
        view.show(route);
      } else if (location.hash === writeRoute(route)) {
        view.show(route);
      } else {
        location.hash = writeRoute(route);
      }
    },
    shown: () => {
      const file = view.file;
      if (!file || !file.title) return;
      title.textContent = file.title;
      const item = view.route.page === "item" && view.items.get(view.route.id);
      document.title = item ? `${item.title} · ${file.title}` : file.title;
    },
  });
  view.show(readRoute(location.hash));
}

/** @param {Lang} lang */
function restart(lang) {
  view.end();
  fill(part("board", HTMLElement));
  start(lang);
}

/** @type {BoardView} */
let view;
applySize();
start(firstLang());
window.addEventListener("hashchange", () => view.show(readRoute(location.hash)));
