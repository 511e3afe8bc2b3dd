// Rulebooks, bundles and boards of votes that others send.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { asked, folder, huiyin, install, load, outcome, read, root } from "./support.mjs";

const api = await load(install());
const ask = (work) => outcome(work, api.HuiyinError);
const presets = api.rulebooks().map((book) => book.id);

test("a good rulebook states and changes what the command line says", () => {
  for (const id of presets) {
    const file = path.join(root, "crates/rules/presets", `${id}.json`);
    const said = huiyin("rulebook", "check", file, "--json").answer;
    const { ok, title, states, changes, inherits, id: own } = api.validateRulebook(fs.readFileSync(file, "utf8"));
    const english = changes.map((one) => ({ key: one.key, title: one.title.en, from: one.from.en, to: one.to.en }));
    assert.deepEqual({ ok, title: title.en, states, changes: english, inherits, id: own }, { ...said, inherits: said.inherits ?? null });
  }
});

test("of a wrong one every fault is told, with its line, as the rules tell it", () => {
  const cases = JSON.parse(read("tests/fixtures/rulebook-wrong.json"));
  const texts = cases.map(({ key, rule }) =>
    JSON.stringify({ id: "own", title: { zh: "本地", en: "own" }, inherits: "national", [key]: rule }, null, 1));
  texts.push("", "[]", "{", '{"id": 1}', JSON.stringify(Object.fromEntries(cases.map(({ key, rule }) => [key, rule]))));
  const native = asked(texts.map((text) => ({ faults: { text } })));
  native.forEach((faults, at) => assert.deepEqual(api.validateRulebook(texts[at]), { ok: false, faults }));
  assert.ok(native[native.length - 1].length > 10);
  assert.ok(native.slice(0, cases.length).every((faults) => faults.length === 1 && faults[0].line > 1));
  const thrown = ask(() => api.rules({ text: texts[0] }));
  assert.deepEqual([thrown.code, thrown.at, thrown.line], ["bad_rulebook", native[0][0].at, native[0][0].line]);
});

test("a calendar that is wrong says where", () => {
  const { code, line } = ask(() => api.calendar({ notices: '{\n"years": 7}' }));
  assert.equal(code, "bad_calendar");
  assert.ok(line >= 1);
});

test("a bundle is counted, and its first fault named with its line", () => {
  const bundle = read("tests/golden/v1/bundle.json");
  const good = api.validateBundle(bundle);
  assert.deepEqual(good, {
    ok: true, contents: "events", promised: 3, items: 3, distinct: 3, events: 3, sealed: 0, suggestions: 1,
    kinds: { opened: 1, replied: 1, "future/kind.v9": 1 }, fault: null,
    workspace: { name: "示例区", rulebook: "malong" },
  });
  const bytes = new TextEncoder().encode(bundle);
  assert.deepEqual(api.validateBundle(bytes), good);
  assert.deepEqual(api.validateBundle(bytes.buffer), good);
  assert.deepEqual(api.validateBundle(Buffer.from(`..${bundle}`).subarray(2)), good);
  // The same twice says nothing new.
  const lines = bundle.split("\n");
  const twice = [lines[0].replace('"count":3', '"count":4'), lines[1].replace(/,?$/, ","), ...lines.slice(1)].join("\n");
  assert.deepEqual([api.validateBundle(twice).items, api.validateBundle(twice).distinct], [4, 3]);

  const file = path.join(folder(), "bundle.huiyin.json");
  const wrong = {
    "": "bundle-not-a-bundle",
    "PK\u0003\u0004": "bundle-not-a-bundle",
    [bundle.replace('"v":1', '"v":9')]: "bundle-version-unknown",
    [bundle.replace("区水务局", "区水利局")]: "event-wrong-id",
    [bundle.slice(0, 600)]: "bundle-truncated",
    [bundle.replace('"count":3', '"count":4')]: "bundle-wrong-count",
    [bundle.replace(/\n\]\}\s*$/, "\n]]")]: "bundle-malformed",
  };
  for (const [text, code] of Object.entries(wrong)) {
    const { ok, fault, workspace } = api.validateBundle(text);
    assert.deepEqual([ok, fault.code, workspace], [false, code, null]);
    // The command line refuses it for the same reason, at the same line.
    fs.writeFileSync(file, text);
    const said = huiyin("stats", file, "--json");
    assert.ok(said.en?.includes(fault.en) && said.zh.includes(fault.zh), `${said.en} / ${fault.en}`);
  }
  assert.equal(api.validateBundle(bundle.replace("区水务局", "区水利局")).fault.line, 3);
});

test("a bundle of signed objects is counted too", () => {
  const objects = ["object-clear.json", "object-sealed.json", "object-sm2.json"].map((name) => read("tests/golden/v2", name).trim());
  const bundle = (list) => `{"format":"huiyin-bundle","v":2,"workspace":{},"count":${list.length},"objects":[\n${list.join(",\n")}\n]}\n`;
  const good = api.validateBundle(bundle(objects));
  assert.deepEqual([good.ok, good.contents, good.items, good.distinct], [true, "objects", 3, 3], JSON.stringify(good.fault));
  assert.ok(good.sealed >= 1 && good.events >= 1);
  const bent = objects[0].replace(/"seq":1\b/, '"seq":2');
  const { fault } = api.validateBundle(bundle([objects[1], bent === objects[0] ? objects[0].slice(0, -2) + "]" : bent]));
  assert.match(fault.code, /^(object|not-an-object|event|bundle)/);
  assert.ok(fault.line >= 2);
});

test("a board is found what the command line finds it to be", () => {
  const board = read("tests/golden/ballot/board.json");
  const file = path.join(folder(), "board.json");
  const judge = (text, receipts = [], sheet = undefined) => {
    fs.writeFileSync(file, text);
    const more = [...receipts.flatMap((one) => ["--receipt", one]), ...(sheet ? ["--sheet", sheet] : [])];
    const { status, answer } = huiyin("verify", file, "--json", ...more);
    const found = api.verifyBoard(text, { receipts, sheet });
    assert.deepEqual(found, answer);
    assert.equal(found.good, status === 0);
    return found;
  };
  const good = judge(board);
  assert.ok(good.good && good.questions.length === 2 && good.votes > 0);
  assert.ok(judge(board, ["K7QM-2XNP"], good.sheet_name).findings.some((one) => one.code === "dropped"));
  assert.ok(judge(board, [], "0".repeat(64)).findings.some((one) => one.code === "sheet_differs"));
  for (const [from, to] of [['"satisfied":', '"satisfied":1'], [good.box_root, "0".repeat(64)], ['"members":12', '"members":13']]) {
    assert.ok(board.includes(from));
    assert.equal(judge(board.replace(from, to)).good, false);
  }
  const none = ask(() => api.verifyBoard("{}"));
  assert.equal(none.code, "not_a_board");
  assert.ok(none.zh && none.en);
});
