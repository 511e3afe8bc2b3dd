// Notices that must work when the app does not: plain DOM, no WebAssembly, no styles needed.

const TEXTS = {
  old: {
    title: ["浏览器版本过低,无法运行", "This browser is too old"],
    advice: [
      "请改用内核为 Chromium 86 或更新的浏览器(360 安全浏览器 13 以上、奇安信可信浏览器、统信浏览器、Edge、Chrome)。已保存的数据不受影响。",
      "Use a browser based on Chromium 86 or newer. Saved data is not affected.",
    ],
  },
  fetch: {
    title: ["程序文件没有下载完整", "The program could not be downloaded"],
    advice: [
      "请检查网络,然后重新载入。仍然不行时,请联系部署本系统的技术人员。",
      "Check the network and reload. If it stays, ask whoever deployed this site.",
    ],
  },
  start: {
    title: ["程序没有启动", "The program did not start"],
    advice: [
      "请重新载入。仍然不行时,请把下面的内容发给技术支持。",
      "Reload. If it stays, send the text below to support.",
    ],
  },
  panic: {
    title: ["程序出现意外错误,已停止", "The program stopped after an unexpected error"],
    advice: [
      "已确认保存的内容不会丢失。请重新载入后继续;如再次出现,请把下面的内容发给技术支持。",
      "Everything confirmed as saved is kept. Reload to go on; if it happens again, send the text below to support.",
    ],
  },
};

let shown = false;

// Shows one notice over the page; the first one stays, later ones are its consequences.
export function notice(kind, detail) {
  if (shown) return;
  shown = true;
  const text = TEXTS[kind];
  const box = element("div", "boot-notice");
  box.setAttribute("role", "alert");
  box.dataset.kind = kind;
  append(box, "h1", text.title);
  append(box, "p", text.advice);
  if (detail) {
    const facts = element("pre", "boot-detail");
    facts.textContent = String(detail).slice(0, 2000) + "\n" + window.huiyin.build;
    box.appendChild(facts);
  }
  const button = element("button", "boot-reload");
  button.type = "button";
  button.textContent = "重新载入 Reload";
  button.addEventListener("click", () => location.reload());
  box.appendChild(button);
  const loading = document.getElementById("loading");
  if (loading) loading.remove();
  document.body.insertBefore(box, document.body.firstChild);
  button.focus();
}

function append(box, tag, [chinese, english]) {
  for (const [language, words] of [["zh-CN", chinese], ["en", english]]) {
    const line = element(language === "en" && tag === "h1" ? "p" : tag, "boot-" + (language === "en" ? "en" : "zh"));
    line.lang = language;
    line.textContent = words;
    box.appendChild(line);
  }
}

function element(tag, name) {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}
