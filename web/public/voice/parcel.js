// How one sent voice looks on the page: how far it is, and its tracking code.
import { fill, h } from "../common/dom.js";
import { inLang } from "../common/words.js";
import { copy, save, ticketPicture } from "./ticket.js";

/** @typedef {import("./outbox.js").Parcel} Parcel */
/** @typedef {import("./mount.js").Say} Say */

/**
 * @param {Parcel} first
 * @param {{ t: Say, lang: Lang, memory: boolean, framed: boolean, cancel: () => void, retry: () => void, another: () => void }} options
 */
export function parcelPart(first, options) {
  const { t } = options;
  const status = h("p", { class: "parcel-status", role: "status" });
  const hint = h("p", null);
  const progress = h("progress", { max: 100, "aria-label": t("solving") });
  const buttons = h("div", { class: "row" });
  const track = h("div", { class: "track" });
  const more = h("div", { class: "row" });
  const root = h("section", { class: "parcel note" }, status, hint, progress, buttons, track, more);
  let drawn = "";

  /** @param {Parcel} one */
  const show = (one) => {
    const { phase } = one;
    const under = phase === "opening" || phase === "sealing" || phase === "solving" || phase === "sending";
    progress.hidden = !under;
    // Told in tenths: a screen reader need not hear every step.
    progress.value = phase === "sending" ? 95 : Math.round(one.share * 9) * 10;
    // The code can only be told once there is one; until then it is made when the page can work.
    const now = `${phase} ${one.kept.track}`;
    if (now === drawn) return;
    drawn = now;
    root.className = `parcel note ${phase === "sent" ? "is-good" : phase === "refused" ? "is-bad" : phase === "waiting" ? "is-warn" : ""}`;
    status.textContent = phase === "waiting" ? t(options.memory ? "waitingMemory" : "waiting") : t(phase === "opening" ? "sealingTo" : phase);
    hint.textContent = phase === "sent" ? t("sentHint")
      : phase === "waiting" && !options.memory ? t("waitingHint")
        : phase === "refused" && one.why ? t("refusedHint", { text: inLang(one.why, options.lang) }) : "";
    fill(buttons,
      (phase === "waiting" || phase === "refused") && h("button", { type: "button", class: "btn btn-main", onclick: options.retry }, t("retry")),
      phase !== "sent" && phase !== "sending" && h("button", { type: "button", class: "btn", onclick: options.cancel }, t("cancel")));
    fill(more, phase === "sent" && h("button", { type: "button", class: "btn", onclick: options.another }, t("another")));
    fill(track, phase !== "refused" && one.kept.track ? trackPart(one, options) : null);
  };
  show(first);
  return { root, show, status };
}

/** @param {Parcel} one @param {{ t: Say, lang: Lang, framed: boolean }} options */
function trackPart({ kept }, { t, lang, framed }) {
  const said = h("p", { class: "said", role: "status" });
  const place = h("div", { class: "ticket" });
  const address = new URL("follow.html", document.baseURI).href;
  const day = today();
  const name = `${t("fileName")}_${kept.track}`;
  const copying = async () => {
    said.textContent = t((await copy(kept.track)) ? "copied" : "copyByHand");
  };
  const picturing = async () => {
    const blob = await ticketPicture({ title: t("title"), track: kept.track, label: kept.label, day, line: t("ticketLine"), address });
    if (!blob) return;
    // WeChat saves nothing by a link, but any picture that is pressed for a while.
    fill(place, h("img", { src: URL.createObjectURL(blob), alt: t("pictureAlt", { track: kept.track }), width: 360, height: 240 }), h("p", { class: "hint" }, t("pictureHint")));
    save(blob, `${name}.png`);
  };
  const writing = () => {
    const lines = [t("title"), kept.label, `${t("trackLabel")} ${kept.track}`, day, t("ticketLine"), address].filter(Boolean);
    save(new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/plain" }), `${name}.txt`);
  };
  return [
    h("h2", null, t("trackLabel")),
    h("p", { class: "track-code", lang: lang === "en" ? "en" : "zh-CN" }, kept.track),
    h("p", null, t("trackHint")),
    h("div", { class: "row" },
      h("button", { type: "button", class: "btn", onclick: copying }, t("copy")),
      h("button", { type: "button", class: "btn", onclick: picturing }, t("asPicture")),
      h("button", { type: "button", class: "btn", onclick: writing }, t("asText")),
      h("a", { class: "btn", href: `follow.html#${kept.track}`, target: framed ? "_blank" : null, rel: "noopener" }, t("follow"))),
    said,
    place,
  ];
}

/** The day by the clock of UTC+8, `2026-12-01`. */
export const today = () => new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
