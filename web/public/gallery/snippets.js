// The snippets, with this site's own address in them.

/** @param {string} home @param {string} src @param {string} item */
export function snippets(home, src, item) {
  const origin = new URL(home).origin;
  const more = src ? ` src="${src}"` : "";
  return {
    start: `<link rel="stylesheet" href="portal.css">
<script src="${home}huiyin-embed.js" defer></script>

<huiyin-board${more}></huiyin-board>

/* portal.css */
huiyin-board:not(:defined) { display: block; min-height: 560px; }
huiyin-item:not(:defined)  { display: block; min-height: 420px; }
huiyin-rates:not(:defined) { display: block; min-height: 280px; }
huiyin-voice:not(:defined) { display: block; min-height: 760px; }`,
    board: `<huiyin-board${more} mode="inline"></huiyin-board>`,
    frame: `<huiyin-board${more} mode="frame" height="480"></huiyin-board>`,
    item: `<huiyin-item${more} item="${item}"></huiyin-item>`,
    rates: `<huiyin-rates${more}></huiyin-rates>`,
    voice: "<huiyin-voice></huiyin-voice>",
    refresh: "document.querySelector(\"huiyin-board\").refresh();",
    events: `document.addEventListener("huiyin-ready", function (event) { console.log(event.target, event.detail); });
document.addEventListener("huiyin-error", function (event) { console.log(event.detail.code, event.detail.message); });
document.addEventListener("huiyin-open", function (event) {
  event.preventDefault();
  location.href = "/suggestions/" + event.detail.item;
});
document.addEventListener("huiyin-voice-sent", function () { console.log("sent"); });`,
    cspFrame: `Content-Security-Policy: script-src 'self' ${origin}; frame-src ${origin}`,
    cspInline: `Content-Security-Policy: script-src 'self' ${origin}; frame-src ${origin}; connect-src 'self' ${origin}`,
    cspOurs: "huiyin serve --embed-origin https://portal.example.gov.cn …",
    bare: `<iframe src="${home}embed.html#view=board&amp;lang=zh" title="代表建议公示板" width="100%" height="640" style="border:0"></iframe>`,
  };
}

/** @param {{ accent: string, link: string, surface: string, size: string }} theme */
export const themeSnippet = (theme) => `huiyin-board {
  --huiyin-accent: ${theme.accent};
  --huiyin-link: ${theme.link};
  --huiyin-surface: ${theme.surface};
  --huiyin-size: ${theme.size};
}`;
