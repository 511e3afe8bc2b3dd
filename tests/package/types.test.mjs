// The types: what they allow, what they forbid, and that real answers are of them.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";
import { folder, install, load, read, sample } from "./support.mjs";

const project = install();
const installed = path.join(project, "node_modules/huiyin");
const api = await load(project);
const declared = fs.readFileSync(path.join(installed, "index.d.ts"), "utf8");
const examples = ["node-deadline.mjs", "node-verdict.mjs", "node-board.mjs"];
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

// Names of a union of the declarations.
function union(name) {
  const found = declared.match(new RegExp(`export type ${name} =([^;]+);`));
  return [...found[1].replace(/\/\*\*.*?\*\//gs, "").matchAll(/"([^"]+)"/g)].map((one) => one[1]).sort();
}

// Names in a source, where the rules keep no list of them.
const named = (pattern, ...files) =>
  [...new Set(files.flatMap((file) => [...read(file).matchAll(pattern)].map((one) => one[1])))].sort();

test("unions hold every name there is, and no other", () => {
  const tally = { satisfied: 1, basically_satisfied: 0, dissatisfied: 0 };
  const bundle = /^ {12}.*=> "([a-z]+(?:-[a-z]+)+)",$/gm;
  for (const [name, real] of Object.entries({
    RulebookId: api.rulebooks().map((one) => one.id),
    RuleCode: api.ruleCodes().map((one) => one.code),
    RuleKey: api.rules("national").map((one) => one.key),
    RuleSetId: api.ruleSets().map((one) => one.id),
    RateCode: Object.keys(api.rates("national", []).rates),
    Base: ["members", "present", "collected", "valid"].filter((base) =>
      api.verdict(tally, { base, threshold: { numerator: 1, denominator: 2 }, inclusive: true })),
    VoteFaultCode: named(/VoteFault::\w+(?: \{ \.\. \})? => "(\w+)"/g, "crates/rules/src/verdict/fault.rs"),
    FindingCode: named(/= "(\w+)",$/gm, "crates/verify/src/finding.rs"),
    BoardField: named(/BoardField::\w+ => "(\w+)"/g, "crates/rules/src/board/terms.rs"),
    LightCode: named(/^ {4}\("(\w+)", Light::\w+\)/gm, "crates/wasm/src/package/board.rs"),
    BundleFaultCode: named(bundle, "crates/log/src/bundle/error.rs", "crates/log/src/error.rs", "crates/log/src/object/error.rs")
      .concat("bundle-of-objects", "bundle-of-events"),
  })) {
    assert.deepEqual(union(name), [...new Set(real)].sort(), name);
  }
});

test("exports are those declared", () => {
  const names = [...declared.matchAll(/^export (?:function|const|class) (\w+)/gm)].map((one) => one[1]);
  assert.deepEqual(Object.keys(api).sort(), [...new Set(names)].sort());
  assert.equal(api.version, JSON.parse(fs.readFileSync(path.join(installed, "package.json"), "utf8")).version);
  const readme = fs.readFileSync(path.join(installed, "README.md"), "utf8");
  for (const name of names.filter((name) => name !== "version")) assert.ok(readme.includes(name), `${name} is in the README`);
  assert.doesNotMatch(declared, /[:<|(]\s*any\b|\bany\[\]/);
});

test("tsc --strict: type tests, real answers, and the examples", () => {
  const tally = { members: 34, present: 30, collected: 30, satisfied: 17, basically_satisfied: 11, dissatisfied: 1 };
  const bundle = read("tests/golden/v1/bundle.json");
  const facts = { counted: true, key: false, replied: true, consulted: true, contacts: false, assigned: true };
  const { settings, items } = sample(api);
  const samples = [
    ["mask", api.mask("联系人：王芳，13800138000")],
    ["publicId", api.publicId("7f3k")],
    ["projectBoard", api.projectBoard(settings, items)],
    ["projectBoard", api.projectBoard({ ...settings, fields: [] }, items)],
    ["rulebooks", api.rulebooks()],
    ["ruleCodes", api.ruleCodes()],
    ["rules", api.rules("malong")],
    ["validateRulebook", api.validateRulebook(read("crates/rules/presets/malong.json"))],
    ["validateRulebook", api.validateRulebook("{}")],
    ["deadline", api.deadline("national", "reply", api.day("2024-03-08"))],
    ["deadline", api.deadline("national", "assign", api.day("2024-03-08"))],
    ["deadline", api.deadline("chaoyang", "voice-answer", api.day("2024-03-08"))],
    ...["2024-03-08", "2024-03-09", "2024-05-01", "2024-05-11"].map((day) => ["dayKind", api.dayKind(api.day(day))]),
    ["calendar", api.calendar()],
    ["workingDaysBetween", api.workingDaysBetween(api.day("2024-03-08"), api.day("2024-05-11"))],
    ["addWorkingDays", api.addWorkingDays(api.day("2024-03-08"), 20)],
    ["rates", api.rates("national", { total: 95, replied: 58 })],
    ["rates", api.rates("national", [facts])],
    ["ruleSets", api.ruleSets()],
    ["verdict", api.verdict(tally, "general")],
    ["verdict", api.verdict(tally, "shenzhen-2011")],
    ["verifyBoard", api.verifyBoard(read("tests/golden/ballot/board.json"), { receipts: ["K7QM-2XNP"] })],
    ["validateBundle", api.validateBundle(bundle)],
    ["validateBundle", api.validateBundle(bundle.slice(0, 700))],
  ];
  const plain = `import * as api from "huiyin";
type Plain<T> = [api.JsonValue] extends [T] ? T
  : T extends api.Branded<string> ? string
  : T extends string | number | boolean | null | undefined ? T
  : { [K in keyof T]: Plain<T[K]> };
`;
  const lines = samples.map(([name, value], at) =>
    `export const sample${at}: Plain<ReturnType<typeof api.${name}>> = ${JSON.stringify(value)};\n`);
  fs.writeFileSync(path.join(project, "samples.ts"), plain + lines.join(""));
  fs.writeFileSync(path.join(project, "types.ts"), read("tests/package/types.ts"));
  // Examples are compiled where a user has them: beside the installed package.
  for (const name of examples) {
    fs.copyFileSync(path.join(installed, "examples", name), path.join(project, name));
  }
  fs.writeFileSync(path.join(project, "page.mjs"),
    fs.readFileSync(path.join(installed, "examples/browser.js"), "utf8").replace('"../browser.js"', '"huiyin"'));
  // What the examples use of Node.js, whose own types nobody has to install for this.
  fs.writeFileSync(path.join(project, "node.d.ts"),
    'declare module "node:process" {\n  const process: { readonly argv: readonly string[] };\n  export default process;\n}\n'
    + 'declare module "node:fs" {\n  export function mkdirSync(path: string, options: { recursive: boolean }): void;\n'
    + '  export function rmSync(path: string, options: { recursive: boolean; force: boolean }): void;\n'
    + '  export function writeFileSync(path: string, text: string): void;\n}\n');
  const options = {
    strict: true, noEmit: true, allowJs: true, checkJs: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true,
    module: "nodenext", moduleResolution: "nodenext", target: "es2022", lib: ["es2022", "dom", "dom.iterable"], types: [],
  };
  fs.writeFileSync(path.join(project, "tsconfig.json"), JSON.stringify({
    compilerOptions: options,
    files: ["node.d.ts", "samples.ts", "types.ts", ...examples, "page.mjs"],
  }));
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", project], { encoding: "utf8" });
  assert.equal(status, 0, stdout);
});

test("the examples for Node.js run and say what they should", () => {
  const run = (name, ...args) => execFileSync(process.execPath, [path.join(project, name), ...args], { encoding: "utf8" });
  for (const name of examples) {
    fs.copyFileSync(path.join(installed, "examples", name), path.join(project, name));
  }
  const due = api.deadline("national", "reply", api.day("2024-03-08"));
  assert.equal(due.due, "2024-06-11", "as the README says");
  assert.match(run("node-deadline.mjs"), new RegExp(`^${due.due}\n.*\n`));
  assert.match(run("node-deadline.mjs", "yesterday"), /^argument: /);
  const said = run("node-verdict.mjs");
  for (const set of api.ruleSets()) assert.ok(said.includes(set.title.zh));
  assert.match(said, /＝ (基本)?满意/);

  const made = path.join(folder(), "board");
  fs.mkdirSync(path.join(made, "item"), { recursive: true });
  fs.writeFileSync(path.join(made, "item/old.json"), "{}");
  assert.match(run("node-board.mjs", made), /^办复率 {2}1\/2 {2}公示的建议中：/);
  assert.deepEqual(fs.readdirSync(path.join(made, "item")).sort(), ["7f3kq2m9x4.json", "c81zt5w0ph.json"]);
  const texts = ["board.json", "item/7f3kq2m9x4.json", "item/c81zt5w0ph.json"].map((name) => fs.readFileSync(path.join(made, name), "utf8"));
  const [board, first] = texts.map((text) => JSON.parse(text));
  assert.deepEqual([board.form, first.form], ["huiyin-board-list-1", "huiyin-board-item-1"]);
  assert.equal(first.reply, "***代表：您的建议收悉。积水点已于5月完成改造，如有问题请联系张先生，电话***。");
  for (const secret of ["SUG-", "王芳", "李明", "13800138000", "公安", "不公开"]) {
    assert.ok(!texts.join("").includes(secret), secret);
  }
});
