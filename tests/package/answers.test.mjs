// The package answers what the rules and the command line answer.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { asked, chance, folder, huiyin, install, load, outcome, read, root } from "./support.mjs";

const api = await load(install());
const { HuiyinError } = api;
const ask = (work) => outcome(work, HuiyinError);
const presets = api.rulebooks().map((book) => book.id);
const codes = api.ruleCodes().map((rule) => rule.code);

function someDay({ below }, first = 2010, years = 25) {
  const date = new Date(Date.UTC(first + below(years), below(12), 1 + below(31)));
  return date.toISOString().slice(0, 10);
}

test("deadlines are those of the rules, steps and refusals included", () => {
  const random = chance(1);
  const questions = [];
  for (const rulebook of presets) {
    for (const rule of codes) {
      for (let n = 0; n < 4; n += 1) questions.push({ deadline: { rulebook, rule, from: someDay(random) } });
    }
  }
  const native = asked(questions);
  let refused = 0;
  questions.forEach(({ deadline: { rulebook, rule, from } }, at) => {
    const answer = ask(() => api.deadline(rulebook, rule, api.day(from)));
    if (native[at].steps) return assert.deepEqual(answer, native[at], `${rulebook} ${rule} ${from}`);
    refused += 1;
    assert.deepEqual({ code: answer.code, zh: answer.zh, en: answer.en }, { code: "not_set", ...native[at] });
  });
  assert.ok(refused > 0 && refused < questions.length, `${refused} of ${questions.length} refused`);
});

test("deadlines are those of the command line", () => {
  const random = chance(2);
  const notices = path.join(folder(), "notices.json");
  const calendar = JSON.parse(read("crates/rules/data/holidays-cn.json"));
  fs.writeFileSync(notices, JSON.stringify(calendar));
  const own = path.join(root, "crates/rules/presets/malong.json");
  for (let n = 0; n < 16; n += 1) {
    const [rulebook, rule, from] = [n % 4 === 3 ? own : random.of(presets), random.of(codes), someDay(random)];
    const newer = n % 2 === 1 ? notices : undefined;
    const args = ["--rulebook", rulebook, "--rule", rule, "--from", from, "--json"];
    const said = huiyin("deadline", ...args, ...(newer ? ["--calendar", newer] : []));
    const ref = rulebook === own ? { text: fs.readFileSync(own, "utf8") } : rulebook;
    const options = newer && { notices: fs.readFileSync(newer, "utf8") };
    const answer = ask(() => api.deadline(ref, rule, api.day(from), options));
    if (!said.answer) {
      assert.ok(said.en.includes(answer.en) && said.zh.includes(answer.zh), `${said.en} ${answer.en}`);
      continue;
    }
    const english = { ...answer, steps: answer.steps.map((step) => ({ ...step, text: step.text.en })) };
    assert.deepEqual(english, said.answer);
  }
});

test("rulebooks and their rules are those of the command line", () => {
  const listed = huiyin("rulebook", "list", "--json").answer;
  assert.deepEqual(
    api.rulebooks().map(({ id, title, inherits }) => ({ id, title: title.en, inherits })),
    listed.map(({ id, title, inherits }) => ({ id, title, inherits: inherits ?? null })),
  );
  for (const id of presets) {
    const own = api.rules(id).filter((rule) => rule.origin === id).map((rule) => rule.key);
    assert.deepEqual(own, listed.find((one) => one.id === id).states);
  }
});

function someTally({ below, yes }) {
  const some = (n) => (yes() ? below(n) : 0);
  const tally = {
    satisfied: below(40), basically_satisfied: below(30), dissatisfied: below(30),
    abstained: some(8), invalid: some(8), unpressed: some(4),
  };
  const cast = Object.values(tally).reduce((sum, one) => sum + one, 0) - tally.unpressed;
  if (yes()) tally.members = cast + below(20) + [0, 0, -5, 90][below(4)];
  if (yes()) tally.present = cast + below(12);
  if (yes()) tally.issued = cast + below(12);
  if (yes()) tally.collected = cast + below(4);
  for (const key of ["members", "present", "issued", "collected"]) if (tally[key] < 0) delete tally[key];
  return tally;
}

test("verdicts are those of the rules, with their steps and their faults", () => {
  const random = chance(3);
  const sets = api.ruleSets().map((set) => set.id);
  const questions = [];
  const asks = [];
  for (let n = 0; n < 3000; n += 1) {
    const tally = someTally(random);
    const most = 1 + random.below(5);
    const rule = {
      base: random.of(["members", "present", "collected", "valid"]),
      threshold: { numerator: random.below(most + 2), denominator: most },
      inclusive: random.yes(),
      quorum: random.yes() ? { numerator: 1, denominator: 2 } : null,
    };
    if (n % 3 === 0) {
      const [set, own] = [random.of(sets), random.yes() ? rule : null];
      questions.push({ verdict_by_set: { tally, set, rule: own } });
      asks.push(own ? { set, rule: own } : set);
    } else {
      questions.push({ verdict: { tally, rule } });
      asks.push(rule);
    }
  }
  const native = asked(questions);
  const met = new Set();
  native.forEach((expected, at) => {
    const { tally } = Object.values(questions[at])[0];
    met.add(expected.fault ? expected.fault.code : expected.verdict.rating);
    assert.deepEqual(api.verdict(tally, asks[at]), expected, JSON.stringify(questions[at]));
  });
  for (const kind of ["satisfied", "basically_satisfied", "dissatisfied", "base_unknown", "collected_over_issued", "no_quorum", "no_rule", "bad_rule"]) {
    assert.ok(met.has(kind), `${kind} is among ${[...met]}`);
  }
});

test("rates are those of the rules, of facts and of counts", () => {
  const random = chance(4);
  const questions = [];
  const asks = [];
  for (let n = 0; n < 120; n += 1) {
    const rulebook = random.of(presets);
    if (n % 2 === 0) {
      const facts = Array.from({ length: random.below(60) }, () => ({
        counted: random.below(9) > 0, key: random.yes(), replied: random.yes(), consulted: random.yes(),
        rating: random.of([null, "satisfied", "basically_satisfied", "dissatisfied"]),
        class: random.of([null, "A", "B", "C", "D"]), contacts: random.yes(), assigned: random.yes(),
      }));
      questions.push({ facts: { rulebook, facts } });
      asks.push(facts);
    } else {
      const total = random.below(300);
      const maybe = () => (random.yes() ? random.below(total + 1) : null);
      const third = () => Math.floor(random.below(total + 1) / 3);
      const quarter = () => Math.floor(random.below(total + 1) / 4);
      const ratings = random.yes() ? [third(), third(), third()] : null;
      const classes = random.yes() ? { A: quarter(), B: quarter(), C: quarter(), D: quarter() } : null;
      const counts = { total, key: maybe(), assigned: maybe(), replied: maybe(), consulted: maybe(), contacts: maybe(), classes };
      questions.push({ counts: { rulebook, counts: { ...counts, ratings } } });
      const [satisfied, basically_satisfied, dissatisfied] = ratings || [];
      asks.push({ ...counts, ratings: ratings && { satisfied, basically_satisfied, dissatisfied } });
    }
  }
  const native = asked(questions);
  questions.forEach((question, at) => {
    const { rulebook } = Object.values(question)[0];
    assert.deepEqual(api.rates(rulebook, asks[at]).rates, native[at], JSON.stringify(question));
  });
  // Any list will do, and one that is not is none.
  const facts = asks[0];
  assert.deepEqual(api.rates("national", new Set(facts)).rates, api.rates("national", facts).rates);
  const over = ask(() => api.rates("national", { total: 5, replied: 6 }));
  assert.deepEqual([over.code, over.at], ["argument", "of.replied"]);
});

test("days are those of the rules", () => {
  const random = chance(5);
  const questions = Array.from({ length: 1500 }, () => ({
    days: { from: someDay(random, 2013, 16), to: someDay(random, 2013, 16), count: random.below(400) - 200 },
  }));
  const native = asked(questions);
  const met = new Set();
  questions.forEach(({ days: { from, to, count } }, at) => {
    const kind = api.dayKind(api.day(from));
    met.add(kind.kind);
    assert.deepEqual(
      {
        kind: [kind.kind, kind.holiday],
        working: kind.working,
        between: api.workingDaysBetween(api.day(from), api.day(to)).days,
        added: api.addWorkingDays(api.day(from), count).date,
      },
      native[at],
    );
  });
  assert.equal(met.size, 4, [...met].join());
  assert.equal(api.dayKind(api.day("2050-01-01")).provisional, true);
  assert.equal(ask(() => api.addWorkingDays(api.day("2024-01-01"), 2 ** 31 - 1)).code, "out_of_range");
});

test("what is no argument is refused by name, in both languages", () => {
  const good = { satisfied: 1, basically_satisfied: 0, dissatisfied: 0 };
  const rule = { base: "valid", threshold: { numerator: 1, denominator: 2 }, inclusive: false };
  const today = api.day("2024-03-08");
  for (const [work, at] of [
    [() => api.day("2024-02-30"), "day"],
    [() => api.day(20240308), "day"],
    [() => api.deadline("nowhere", "reply", today), "rulebook"],
    [() => api.deadline("national", "replys", today), "rule"],
    [() => api.deadline("national", "reply", undefined), "from"],
    [() => api.deadline("national", "reply", today, { notes: "" }), "options.notes"],
    [() => api.verdict({ ...good, satisfied: 1.5 }, rule), "tally.satisfied"],
    [() => api.verdict({ ...good, satisfied: -1 }, rule), "tally.satisfied"],
    [() => api.verdict({ ...good, satisfied: 2 ** 32 }, rule), "tally.satisfied"],
    [() => api.verdict({ ...good, abstaned: 1 }, rule), "tally.abstaned"],
    [() => api.verdict({ satisfied: 1, dissatisfied: 0 }, rule), "tally.basically_satisfied"],
    [() => api.verdict([good], rule), "tally"],
    [() => api.verdict(good, "everywhere"), "rule"],
    [() => api.verdict(good, { ...rule, base: "voters" }), "rule.base"],
    [() => api.verdict(good, { ...rule, threshold: 0.5 }), "rule.threshold"],
    [() => api.verdict(good, null), "rule"],
    [() => api.verdict(good, { set: "general", rule: 1 }), "rule.rule"],
    [() => api.rates("national", { total: Number.NaN }), "of.total"],
    [() => api.rates("national", [{ counted: true }]), "of[0].key"],
    [() => api.rates("national", "facts"), "of"],
    [() => api.validateRulebook(Buffer.from("{}")), "text"],
    [() => api.validateBundle(7), "bundle"],
    [() => api.verifyBoard("{}", { receipts: 3 }), "options.receipts"],
  ]) {
    const { code, zh, en, at: place } = ask(work);
    assert.deepEqual([code, place], ["argument", at], en);
    assert.match(zh, /[一-鿿]/);
    assert.doesNotMatch(en, /[一-鿿]/);
  }
  const error = (() => {
    try {
      return api.day("");
    } catch (thrown) {
      return thrown;
    }
  })();
  assert.ok(error instanceof Error && error.name === "HuiyinError" && error.message === error.en && error.stack.includes("answers.test"));
});

test("whatever is handed in, the package answers or refuses, and goes on", () => {
  const junk = [
    undefined, null, true, Number.NaN, -0, 2 ** 53, 1n, Symbol("x"), () => {}, [], {}, Object.create(null), [[]], "", "national", "\ud800",
    new Date(0), new Map(), new Uint8Array(3), { text: "{}" }, { set: "general" }, { total: 1 }, { get text() { throw new Error("no"); } },
  ];
  const functions = Object.entries(api).filter(([name, one]) => typeof one === "function" && !["HuiyinError", "init"].includes(name));
  let [answered, refused] = [0, 0];
  for (const [name, work] of functions) {
    for (const first of junk) {
      for (const second of work.length > 1 ? junk : [undefined]) {
        const said = ask(() => work(first, second, second));
        assert.notEqual(said.code, "internal", `${name}: ${said.en}`);
        if (said.zh) refused += 1;
        else answered += 1;
      }
    }
  }
  assert.ok(answered > 10 && refused > 1000, `${answered} answered, ${refused} refused`);
  // An object without a prototype, as readers of forms make them, is one.
  const bare = Object.assign(Object.create(null), { total: 95, replied: 58 });
  assert.equal(api.rates("national", bare).rates.replied.percent, "61.05");
});
