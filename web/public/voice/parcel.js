// How one sent voice looks on the page: how far it is, and its tracking code.
import { fill, goTo, h } from "../common/dom.js";
import { inLang } from "../common/words.js";
import { copy, save, ticketPicture } from "./ticket.js";

/** @typedef {import("./outbox.js").Parcel} Parcel */
/** @typedef {import("./mount.js").Say} Say */

/**
 * @param {Parcel} first
 * @param {{ t: Say, lang: Lang, framed: boolean, earlier: boolean, returns: (one: Parcel) => boolean, cancel: () => void, retry: () => void, another: () => void }} options
 *   `returns`: whether what was written comes back into the form when sending is called off.
 */
export function parcelPart(first, options) {
  const { t } = options;
  const status = h("p", { class: "parcel-status", role: "status", tabindex: -1 });
  const hint = h("p", null);
  const progress = h("progress", { max: 100, "aria-label": t("solving") });
  const buttons = h("div", { class: "row" });
  const file = h("div", { class: "track" });
  const track = h("div", { class: "track" });
  const more = h("div", { class: "row" });
  const root = h("section", { class: "parcel note" }, status, hint, progress, buttons, track, file, more);
  let drawn = "";
  let code = "";
  /** @param {string} words @param {() => void} press @param {string} [kind] */
  const button = (words, press, kind = "btn") => h("button", { type: "button", class: kind, onclick: press }, words);

  /** @param {Parcel} one */
  const drawButtons = (one) => fill(buttons,
    (one.phase === "waiting" || one.phase === "refused") && button(t("retry"), options.retry, "btn btn-main"),
    one.phase !== "sent" && one.phase !== "sending" && button(t("cancel"), () => {
      if (options.returns(one)) options.cancel();
      else sure(one);
    }));
  /** Nobody can open it any more: what is called off is gone. @param {Parcel} one */
  const sure = (one) => {
    const keep = button(t("cancelNot"), () => { drawButtons(one); goTo(status); }, "btn btn-main");
    fill(buttons, h("p", { class: "error", role: "alert" }, t("cancelSure")), keep, button(t("cancelYes"), options.cancel));
    keep.focus();
  };

  /** @param {Parcel} one */
  const show = (one) => {
    const { phase } = one;
    const under = phase === "opening" || phase === "sealing" || phase === "solving" || phase === "sending";
    progress.hidden = !under;
    // Told in tenths: a screen reader need not hear every step.
    progress.value = phase === "sending" ? 95 : Math.round(one.share * 9) * 10;
    const now = `${phase} ${one.stored}`;
    if (now !== drawn) {
      drawn = now;
      const held = [buttons, file, more].some((row) => row.contains(document.activeElement));
      root.className = `parcel note ${phase === "sent" ? "is-good" : phase === "refused" ? "is-bad" : phase === "waiting" ? "is-warn" : ""}`;
      status.textContent = phase === "waiting" ? t(one.stored ? "waiting" : "waitingMemory") : t(phase === "opening" ? "sealingTo" : phase);
      hint.textContent = phase === "sent" ? t("sentHint")
        : phase === "waiting" && one.stored ? t("waitingHint")
          : phase === "refused" && one.why ? t("refusedHint", { text: inLang(one.why, options.lang) }) : "";
      drawButtons(one);
      fill(file, (phase === "waiting" || phase === "refused") && one.kept.sealed ? filePart(one, t) : null);
      fill(more, (options.earlier || phase === "sent" || phase === "waiting") && button(t("another"), options.another));
      // The button that was pressed is gone: who uses no mouse goes on from here.
      if (held) goTo(status);
    }
    // The code can only be told once there is one; until then it is made when the page can work.
    // What stands beside it, as a picture that was just made, stays for as long as the code does.
    const shown = phase === "refused" ? "" : one.kept.track;
    if (shown === code) return;
    code = shown;
    fill(track, code ? trackPart(one, options) : null);
  };
  show(first);
  return { root, show, status, earlier: options.earlier };
}

/**
 * Where there is no way through the network the sealed voice can be carried: the office takes in
 * exactly this file, and what comes by both ways is registered once.
 * @param {Parcel} one @param {Say} t
 */
function filePart({ kept }, t) {
  // It does not bear the code: whoever carries the file need not learn what becomes of it.
  const name = `${t("voiceFile")}_${today()}_${kept.id.slice(-4)}.txt`;
  const said = h("p", { class: "said", role: "status" });
  const saving = () => {
    save(new Blob([kept.sealed], { type: "text/plain" }), name);
    said.textContent = t("fileSaved", { name });
  };
  return [
    h("p", null, t("fileHint")),
    h("div", { class: "row" }, h("button", { type: "button", class: "btn", onclick: saving }, t("asFile"))),
    said,
  ];
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
