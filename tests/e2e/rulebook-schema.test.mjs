// The published schema of rulebooks, judged by a validator that is not ours: it takes what
// the product takes and refuses what the product refuses.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import Ajv from "ajv/dist/2020.js";

const presets = new URL("../../crates/rules/presets/", import.meta.url);
const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const schema = read(new URL("rulebook.schema.json", presets));
const validate = new Ajv({ strict: true, strictRequired: false, allErrors: false }).compile(schema);
const why = () => JSON.stringify(validate.errors);

test("every rulebook that ships follows the schema", () => {
  const files = readdirSync(presets).filter((name) => name.endsWith(".json") && !name.includes("schema"));
  assert.ok(files.length >= 13, files.join());
  for (const name of files) assert.ok(validate(read(new URL(name, presets))), `${name}: ${why()}`);
});

const base = { id: "own", title: { zh: "本地", en: "own" }, inherits: "national" };
const source = { cite: "x", text: { zh: "一", en: "one" } };

test("an office's own rulebook follows it", () => {
  const good = {
    ...base,
    reply: { value: { count: 2, unit: "months" }, source },
    "voice-answer": { value: { count: 0, unit: "calendar-days" }, source },
    consult: { value: null, source },
    "score-card": {
      value: {
        items: [
          { label: base.title, measure: "replied-in-time", scoring: { share: { points: 1500 } } },
          { label: base.title, measure: null, scoring: { judged: { points: 2000 } } },
          { label: base.title, measure: "late", scoring: { deduct: { each: 10, most: null } } },
        ],
        grades: [{ label: base.title, from: 9000 }],
      },
      source,
    },
  };
  assert.ok(validate(good), why());
});

for (const { what, key, rule, at } of read(new URL("../fixtures/rulebook-wrong.json", import.meta.url))) {
  test(`refused: ${what}`, () => {
    assert.equal(validate({ ...base, [key]: rule }), false, at);
  });
}

test("refused: a head that will not do", () => {
  const heads = [
    { ...base, id: "O W N" },
    { ...base, id: undefined },
    { ...base, title: "本地" },
    { ...base, title: { zh: "本地" } },
    { ...base, inherits: 7 },
    // Without a parent every rule has to be stated.
    { ...base, inherits: null },
    { id: base.id, title: base.title },
    [],
  ];
  for (const head of heads) assert.equal(validate(JSON.parse(JSON.stringify(head))), false, JSON.stringify(head));
});
