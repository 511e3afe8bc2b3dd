// The notice board: what gets out is what the rules let out, and nothing else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, chance, install, load, outcome, sample } from "./support.mjs";

const api = await load(install());
const ask = (work) => outcome(work, api.HuiyinError);
const presets = api.rulebooks().map((book) => book.id);
const FIELDS = ["number", "title", "category", "deputies", "units", "stage", "light", "due", "reply_date", "reply_text", "class", "rating"];

const TEXTS = [
  "关于整治积水的建议", "王建国先生来信", "请拨打12345热线", "电话0516-83456789", "<script>alert(1)</script>", "住3号楼2单元501室",
  "身份证32031119900101123X，请核实", "zhang.san@example.com", "投资1200000元", "王芳代表、李　明代表：收悉", "区水务局已签收", "𠮷田<img onerror=x>",
];

function someItem(random, id) {
  const { below, of, yes } = random;
  const maybe = (value) => (yes() ? value : null);
  const someDay = () => `2026-0${1 + below(4)}-1${below(10)}`;
  const some = (list) => list.filter(() => yes());
  return {
    id, approved: below(4) > 0, number: maybe(of(["2026017", "〔2026〕18号", "13800138000"])), title: of(TEXTS), category: maybe(of(["城建", "教育13800138000"])),
    deputies: maybe(some(["王芳", "李明", "赵　敏", "王建国先生", "王卫民先生"])), units: maybe(some(["区水务局", "区城管局", "张先生", "王建国先生", "王卫民先生"])),
    stage: of([{ code: "handling", zh: "办理中", en: "Being handled" }, { code: "replied", zh: "已答复", en: "Replied" }]),
    light: maybe(of(["normal", "due_soon", "overdue", "done", "done_late"])), due: maybe(someDay()), replied: maybe(someDay()),
    class: maybe(of(["A", "B", "C", "D"])),
    rating: maybe({ satisfied: below(5), basically_satisfied: below(4), dissatisfied: below(3) }),
    reply: maybe(of(TEXTS) + of(TEXTS)), steps: some(TEXTS).map((zh) => ({ on: maybe(someDay()), zh, en: zh })),
  };
}

const native = ({ settings: { updated, rulebook, ...settings }, items }) => ({
  board: {
    settings: { intro: "", ...settings }, updated, rulebook: rulebook || "national",
    items: items.map(({ approved, light, rating, reply, steps, ...item }) => ({ approved, light, rating, reply, steps, item })),
  },
});

test("boards are those of the rules, files and numbers", () => {
  const random = chance(11);
  const boards = Array.from({ length: 150 }, () => ({
    settings: {
      title: "公示", intro: random.of(["", "电话0516-83456789"]), fields: FIELDS.filter(random.yes), updated: "2026-05-01", rulebook: random.of(presets),
    },
    items: Array.from({ length: random.below(12) }, (_, n) => someItem(random, `item-${n}`)),
  }));
  const expected = asked(boards.map(native));
  const met = new Set();
  boards.forEach(({ settings, items }, at) => {
    const made = api.projectBoard(settings, items);
    assert.deepEqual(made, expected[at]);
    for (const rate of made.board.rates) met.add(rate.code);
    for (const unit of made.board.units) met.add(`unit ${"satisfied" in unit}`);
  });
  assert.deepEqual([...met].sort(), ["completed", "replied", "satisfied", "unit false", "unit true"]);
});

test("texts are masked as the rules mask them", () => {
  const random = chance(12);
  const pieces = [...TEXTS, ..."0123456789-() 　@.号楼单元室王张李先生女士：电话"];
  const texts = Array.from({ length: 400 }, () => Array.from({ length: random.below(20) }, () => random.of(pieces)).join(""));
  const masked = asked(texts.map((text) => ({ mask: { text } })));
  texts.forEach((text, at) => assert.equal(api.mask(text), masked[at]));
  assert.equal(api.mask("联系人：王芳，电话13800138000"), "联系人：王某，电话***");
});

test("what is not approved, not chosen or told by too few is in no file", () => {
  const { settings, items } = sample(api);
  const { board, items: files } = api.projectBoard(settings, items);
  assert.deepEqual(files.map((one) => one.id), ["one", "two"]);
  assert.ok("rating" in files[0] && !("rating" in files[1]));
  assert.deepEqual(board.units.map((one) => [one.name, one.items, one.replied, one.satisfied]), [["区城管局", 2, 1, 5], ["区水务局", 2, 1, 5]]);
  assert.deepEqual(board.rates.map((one) => [one.code, one.numerator, one.denominator, one.percent]), [
    ["replied", 1, 2, "50.00"], ["completed", 1, 2, "50.00"], ["satisfied", 1, 1, "100.00"],
  ]);
  const bare = api.projectBoard({ ...settings, fields: [] }, items);
  assert.deepEqual(bare.board.fields, ["title", "stage"]);
  const known = ["form", "id", "stage", "steps", "title"];
  for (const one of bare.items) assert.deepEqual(Object.keys(one).sort(), known);
  for (const text of [JSON.stringify(bare), JSON.stringify({ board, files })]) {
    for (const secret of ["不公开", "公安", "three", "13800138000"]) assert.ok(!text.includes(secret), secret);
  }
  for (const secret of ["王芳", "水务", "2026017", "satisfied"]) assert.ok(!JSON.stringify(bare).includes(secret), secret);
  // What the rulebook keeps off the board is as if never chosen.
  const source = { cite: "本区办法", text: { zh: "公开范围", en: "scope" } };
  const book = { id: "own", title: { zh: "本区", en: "own" }, inherits: "national", "board-fields": { value: ["number"], source } };
  const kept = { ...settings, rulebook: { text: JSON.stringify(book) } };
  assert.deepEqual(api.projectBoard(kept, items), api.projectBoard({ ...settings, fields: ["number"] }, items));
  // Opinions of too few leave no trace in any number.
  const other = items.map((one) => (one.id === "two" ? { ...one, rating: { satisfied: 4, basically_satisfied: 0, dissatisfied: 0 } } : one));
  assert.deepEqual(api.projectBoard(settings, other), { board, items: files });
});

test("what is wrong is refused with its place", () => {
  const { settings, items } = sample(api);
  const wrong = (at, change) => {
    const changed = structuredClone(items);
    Object.assign(changed[1], change);
    for (const key of Object.keys(change)) if (change[key] === undefined) delete changed[1][key];
    const { code, zh, en, at: place } = ask(() => api.projectBoard(settings, changed));
    assert.deepEqual([code, place], ["argument", at && `items[1].${at}`], en);
    assert.match(zh, /[一-鿿]/);
    assert.doesNotMatch(en.replace(/["`].*?["`]/g, ""), /[一-鿿]/);
  };
  wrong("approved", { approved: undefined });
  for (const value of [null, 1, "true", "false", {}, []]) wrong("approved", { approved: value });
  wrong("id", { id: "one" });
  for (const id of ["", "S/1", "../x", "a.b", "建议", "A1", "x".repeat(65), 7]) wrong("id", { id });
  wrong("phone", { phone: "13800138000" });
  wrong("Approved", { Approved: true });
  wrong("due", { due: "2026-02-30" });
  wrong("replied", { replied: "2026-06-02" });
  wrong("replied", { replied: 20260520 });
  wrong("steps[0].on", { steps: [{ on: "20260520", zh: "交办", en: "assigned" }] });
  wrong("steps[0].by", { steps: [{ zh: "交办", en: "assigned", by: "李明" }] });
  wrong("title", { title: undefined });
  wrong("title", { title: "长".repeat(201) });
  wrong("reply", { reply: "长".repeat(50_001) });
  wrong("title", { title: "倒\u202e写" });
  wrong("stage.en", { stage: { code: "handling", zh: "办理中" } });
  wrong("stage.code", { stage: { code: "<b>", zh: "办理中", en: "Being handled" } });
  wrong("light", { light: "red" });
  wrong("class", { class: "E" });
  wrong("rating.dissatisfied", { rating: { satisfied: 9, basically_satisfied: 0 } });
  wrong("rating.satisfied", { rating: { satisfied: -9, basically_satisfied: 9, dissatisfied: 9 } });
  wrong("units", { units: "区水务局" });
  wrong("units", { units: ["区水务局", "区水务局"] });
  wrong("deputies[1]", { deputies: ["王芳", 7] });
  for (const [change, at] of [
    [{ title: "" }, "settings.title"], [{ intro: 7 }, "settings.intro"], [{ fields: ["phone"] }, "settings.fields[0]"], [{ fields: undefined }, "settings.fields"],
    [{ updated: "today" }, "settings.updated"], [{ rulebook: "nowhere" }, "settings.rulebook"], [{ items: [] }, "settings.items"],
  ]) {
    assert.equal(ask(() => api.projectBoard({ ...settings, ...change }, items)).at, at);
  }
  assert.equal(ask(() => api.projectBoard(settings, { 0: items[0] })).at, "items");
  assert.equal(ask(() => api.projectBoard(settings, [null])).at, "items[0]");
  assert.equal(ask(() => api.publicId("s/1")).at, "id");
  assert.equal(ask(() => api.mask(13800138000)).at, "text");
});

test("what lies on a prototype approves nothing and shows nothing", () => {
  const { settings, items } = sample(api);
  const { approved, ...silent } = items[0];
  const refused = (item, at) => assert.equal(ask(() => api.projectBoard(settings, [item])).at, `items[0].${at}`);
  refused(Object.assign(Object.create({ approved }), silent), "approved");
  refused(JSON.parse(JSON.stringify({ ...silent, x: 0 }).replace('"x":0', '"__proto__":{"approved":true}')), "__proto__");
  refused({ ...silent, constructor: { prototype: { approved: true } } }, "constructor");
  Object.prototype.approved = true;
  Object.prototype.reply = "别处的答复";
  try {
    refused(silent, "approved");
    const { reply, ...mute } = items[0];
    assert.ok(!Object.keys(api.projectBoard(settings, [mute]).items[0]).includes("reply"));
  } finally {
    delete Object.prototype.approved;
    delete Object.prototype.reply;
  }
  const shut = new Proxy(silent, { ownKeys: () => { throw new Error("no"); } });
  assert.equal(ask(() => api.projectBoard(settings, [shut])).at, "items[0]");
});

test("scripts stay text, and long texts take no long time", () => {
  const { settings, items } = sample(api);
  const script = "</script><script>alert('13800138000')</script>";
  const [file] = api.projectBoard(settings, [{ ...items[0], title: script, reply: script, units: [script] }]).items;
  const shown = "</script><script>alert('***')</script>";
  assert.deepEqual([file.title, file.reply, file.units], [shown, shown, [shown]]);
  for (const piece of ["1-2-3楼", "2026-01-01 ", "2026 ", "长", "1", "1 ", "a@", "a@b ", "王先生", "联系人：", "（", "***1", "电话", "一二", "\u202e\u0000", "13800138000，"]) {
    const text = piece.repeat(Math.ceil(50_000 / piece.length)).slice(0, 50_000);
    const begun = performance.now();
    api.mask(text);
    ask(() => api.projectBoard(settings, [{ ...items[0], reply: text, deputies: ["11", "王先", "长长"] }]));
    const took = performance.now() - begun;
    assert.ok(took < 20_000, `${piece}: ${took} ms`);
  }
  const many = Array.from({ length: 5_000 }, (_, n) => ({ ...items[0], id: `n${n}` }));
  const begun = performance.now();
  assert.equal(api.projectBoard(settings, many).board.items.length, 5_000);
  assert.ok(performance.now() - begun < 30_000);
});
