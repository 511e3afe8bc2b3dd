// Every scenario once more, through the build that browsers run.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = path.join(here, "../scenarios");
const built =
  process.env.HUIYIN_SCENARIO_SUITE || path.join(here, "../../target/wasm/scenario_runner");

// The glue is a module by its text, not by its name.
const glue = fs.readFileSync(path.join(built, "scenario_runner.js"));
const { initSync, run } = await import(`data:text/javascript;base64,${glue.toString("base64")}`);
initSync({ module: fs.readFileSync(path.join(built, "scenario_runner_bg.wasm")) });

const scenarios = (at) => fs.readdirSync(at).filter((name) => name.endsWith(".toml")).sort();
const text = (...parts) => fs.readFileSync(path.join(folder, ...parts), "utf8");
const given = scenarios(path.join(folder, "given")).flatMap((name) => [
  path.basename(name, ".toml"),
  text("given", name),
]);

const files = scenarios(folder);
test("the scenarios are there", () => assert.ok(files.length >= 70, `${files.length} found`));
for (const name of files) {
  test(name, () => assert.equal(run(text(name), given), ""));
}
test("a scenario that does not hold says so", () => {
  const wrong = text(files[0]).replace(/^then.*$/m, 'then.refused = "no_such_code"');
  assert.notEqual(run(wrong, given), "");
});
