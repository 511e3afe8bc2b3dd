// Accessibility: axe-core must find nothing.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";

const source = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// Runs axe on the page as it is; `where` limits it to a selector. Returns readable findings.
export async function findings(page, where) {
  // Through the debugger, because the site's policy rightly forbids adding a script to the page.
  if (!(await page.evaluate(() => Boolean(window.axe)))) await page.evaluate(`${source};undefined`);
  const result = await page.evaluate((selector) => window.axe.run(selector || document, { resultTypes: ["violations"] }), where);
  return result.violations.map((rule) => `${rule.id} (${rule.impact}): ${rule.help}\n    ${rule.nodes.map((node) => node.html).slice(0, 5).join("\n    ")}`);
}

// Fails when axe finds anything.
export async function accessible(page, where) {
  assert.deepEqual(await findings(page, where), [], `axe on ${page.url()}`);
}
