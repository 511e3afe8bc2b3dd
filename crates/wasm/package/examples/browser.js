import { HuiyinError, day, deadline, init } from "../browser.js";

const from = /** @type {HTMLInputElement} */ (document.getElementById("from"));
const due = /** @type {HTMLElement} */ (document.getElementById("due"));
const steps = /** @type {HTMLElement} */ (document.getElementById("steps"));

function show() {
  steps.textContent = "";
  try {
    const found = deadline("national", "reply", day(from.value));
    due.textContent = `${found.due}${found.provisional ? "（暂估）" : ""}`;
    for (const step of found.steps) {
      const line = document.createElement("li");
      line.textContent = step.text.zh;
      steps.append(line);
    }
  } catch (error) {
    if (!(error instanceof HuiyinError)) throw error;
    due.textContent = error.zh;
  }
}

// Chromium 86 has no `await` outside of functions.
async function begin() {
  await init();
  from.addEventListener("input", show);
  show();
}

begin();
