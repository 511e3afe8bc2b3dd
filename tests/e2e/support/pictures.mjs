// Pictures of every page for people to look at, in tests/e2e/out/ (not kept in git).
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const out = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../out");

export const SIZES = {
  desktop: { width: 1440, height: 900 },
  laptop: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
};

// Takes one picture of what is visible.
export async function picture(page, name) {
  fs.mkdirSync(out, { recursive: true });
  const file = path.join(out, `${name}.png`);
  await page.screenshot({ path: file, timeout: 15_000 });
  return file;
}

// Takes the page at every size, and at 1440×900 with twice the text; leaves it as it was.
export async function pictures(page, name) {
  const before = page.viewportSize();
  for (const [label, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size);
    await settled(page);
    await picture(page, `${name}-${label}`);
  }
  await page.setViewportSize(SIZES.desktop);
  await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
  await settled(page);
  await picture(page, `${name}-text200`);
  await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
  if (before) await page.setViewportSize(before);
}

// Fails when the page is wider than its window: people would have to scroll sideways.
export async function overflow(page) {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
}

// Parts of the page whose content runs over their edge, onto whatever stands beside them.
export async function spills(page) {
  return page.evaluate(() => {
    const parts = [...document.querySelectorAll("main section, main fieldset, main form, [role=dialog]")];
    const over = parts.filter((part) => getComputedStyle(part).overflowX === "visible" && part.scrollWidth > part.clientWidth + 1);
    return over.map((part) => `${part.scrollWidth - part.clientWidth} px over the edge: ${part.innerText.trim().slice(0, 20)}`);
  });
}

async function settled(page) {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
