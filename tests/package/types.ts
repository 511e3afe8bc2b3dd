// What the types allow and what they do not. Compiled, never run.
import * as huiyin from "huiyin";
import {
  HuiyinError,
  day,
  deadline,
  init,
  mask,
  projectBoard,
  publicId,
  rates,
  ruleSets,
  rulebooks,
  validateBundle,
  validateRulebook,
  verdict,
  verifyBoard,
  workingDaysBetween,
  type BoardField,
  type BoardSource,
  type Branded,
  type Day,
  type HuiyinErrorCode,
  type Masked,
  type PublicId,
  type Rate,
  type RuleCode,
  type RulebookId,
  type SheetName,
} from "huiyin";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type IsAny<T> = 0 extends 1 & T ? true : false;
const is = <T extends true>(_: T) => {};
const never = (value: never): never => value;

// Days are looked at before anything is counted from them.
const today = day("2024-03-08");
is<Same<typeof today, Day>>(true);
const text: string = today;
deadline("national", "reply", today);
deadline({ text }, "reply", today, { notices: text });
workingDaysBetween(today, deadline("malong", "assign", today).due);
// @ts-expect-error a string is no day
deadline("national", "reply", "2024-03-08");
// @ts-expect-error one brand is not another
const sheet: SheetName = today;
// @ts-expect-error nobody makes a brand of nothing
const made: Branded<"Day"> = "2024-03-08";
// @ts-expect-error no such rulebook
deadline("nowhere", "reply", today);
// @ts-expect-error no such rule
deadline("national", "replys", today);
// @ts-expect-error no such option
deadline("national", "reply", today, { notes: "" });
// @ts-expect-error answers are read only
deadline("national", "reply", today).due = today;

// Names are exact.
is<Same<(typeof huiyin.rulebooks extends () => (infer R)[] ? R : never)["id"], RulebookId>>(true);
const code: RuleCode = rulebooks().length > 0 ? "reply" : "assign";
// @ts-expect-error a code is no rulebook
const book: RulebookId = code;

// A verdict, or a fault: never both, never neither.
const own = { base: "members", threshold: { numerator: 1, denominator: 2 }, inclusive: true } as const;
const outcome = verdict({ satisfied: 1, basically_satisfied: 0, dissatisfied: 0, members: 1 }, own);
if (outcome.fault === null) {
  is<Same<typeof outcome.verdict.rating, "satisfied" | "basically_satisfied" | "dissatisfied">>(true);
} else {
  is<Same<typeof outcome.verdict, null>>(true);
  const again: boolean = outcome.fault.void;
}
// @ts-expect-error it may be a fault
outcome.verdict.rating;
// @ts-expect-error one answer is missing
verdict({ satisfied: 1, dissatisfied: 0 }, own);
// @ts-expect-error misspelt
verdict({ satisfied: 1, basically_satisfied: 0, dissatisfied: 0, abstaned: 1 }, own);
// @ts-expect-error no such base
verdict({ satisfied: 1, basically_satisfied: 0, dissatisfied: 0 }, { ...own, base: "voters" });
verdict({ satisfied: 1, basically_satisfied: 0, dissatisfied: 0 }, "general");
verdict({ satisfied: 1, basically_satisfied: 0, dissatisfied: 0 }, { set: "shenzhen-2011", rule: own });
// @ts-expect-error no such set
verdict({ satisfied: 1, basically_satisfied: 0, dissatisfied: 0 }, { set: "everywhere" });
// What a set says can be handed on.
for (const set of ruleSets()) if (set.rule) verdict({ satisfied: 1, basically_satisfied: 0, dissatisfied: 0 }, set.rule);

// Of facts there is every rate; of counts perhaps not.
const one = { counted: true, key: false, replied: true, consulted: true, contacts: false, assigned: true };
const full: Rate = rates("national", [one, { ...one, rating: "satisfied", class: "A" }]).rates.replied;
const some: Rate | null = rates("national", { total: 95, replied: 58 }).rates.replied;
// @ts-expect-error it may not have been counted
const all: Rate = rates("national", { total: 95 }).rates.replied;
// @ts-expect-error without a total there is nothing
rates("national", { replied: 58 });
// @ts-expect-error no such class
rates("national", [{ ...one, class: "E" }]);

// Reports say which of the two they are.
const report = validateRulebook(text);
if (report.ok) report.states.includes("reply");
else is<Same<(typeof report.faults)[0]["line"], number | null>>(true);
// @ts-expect-error there are faults only where it is not good
report.faults;
const bundle = validateBundle(new Uint8Array());
if (bundle.ok) is<Same<typeof bundle.fault, null>>(true);
else is<Same<typeof bundle.workspace, null>>(true);
// @ts-expect-error a number is no bundle
validateBundle(7);

const board = verifyBoard(text, { receipts: new Set(["K7QM-2XNP"]), sheet: text });
verifyBoard(text, { sheet: board.sheet_name });
switch (board.questions[0]?.verdict) {
  case "satisfied":
  case "basically_satisfied":
  case "dissatisfied":
  case null:
  case undefined:
    break;
  default:
    never(board.questions[0]?.verdict as never);
}

// What is published is masked, and known by a public id.
const covered: Masked = mask(text);
const id: PublicId = publicId("7f3k");
const stage = { code: "handling", zh: "办理中", en: "Being handled" };
const source: BoardSource = { id, approved: true, title: text, stage };
const settings = { title: text, fields: ["units"], updated: today } as const;
const published = projectBoard(settings, new Set([source, { ...source, light: "due_soon", due: today, class: "A" }]));
is<Same<(typeof published.board.items)[number]["id"], PublicId>>(true);
is<Same<(typeof published.board.fields)[number], BoardField>>(true);
const shown: Masked | undefined = published.items[0]?.reply;
const rate: "replied" | "completed" | "satisfied" | undefined = published.board.rates[0]?.code;
projectBoard({ ...settings, intro: null, rulebook: { text } }, []);
// @ts-expect-error a text is not masked by being one
const bare: Masked = text;
// @ts-expect-error a string is no public id
projectBoard(settings, [{ ...source, id: "7f3k" }]);
// @ts-expect-error a masked text is no public id
projectBoard(settings, [{ ...source, id: covered }]);
// @ts-expect-error whether it is approved has to be said
projectBoard(settings, [{ id, title: text, stage }]);
// @ts-expect-error a string is no day
projectBoard(settings, [{ ...source, due: "2024-03-08" }]);
// @ts-expect-error no such field on the board
projectBoard({ ...settings, fields: ["phone"] }, []);
// @ts-expect-error no such field of an item
projectBoard(settings, [{ ...source, phone: text }]);
// @ts-expect-error no such light
projectBoard(settings, [{ ...source, light: "red" }]);
// @ts-expect-error it may not have been chosen
published.board.items[0]?.due.length;
// @ts-expect-error files are read only
published.board.title = text;

// Errors are told apart by their code, all of them.
try {
  void init("huiyin.wasm");
} catch (error) {
  if (error instanceof HuiyinError) told(error.code);
}
function told(code: HuiyinErrorCode): string {
  switch (code) {
    case "argument":
    case "bad_rulebook":
    case "bad_calendar":
    case "not_set":
    case "out_of_range":
    case "not_a_board":
    case "not_initialised":
    case "not_loaded":
    case "internal":
      return code;
    default:
      return never(code);
  }
}
// @ts-expect-error only the package makes them
new HuiyinError({ code: "argument" });

// Nothing is `any`.
type Functions = { [name in keyof typeof huiyin as (typeof huiyin)[name] extends (...args: never) => unknown ? name : never]: (typeof huiyin)[name] };
type Loose = {
  [name in keyof Functions]: Functions[name] extends (...args: infer A) => infer R
    ? true extends IsAny<R> | IsAny<A[number]> ? name : never
    : never;
}[keyof Functions];
is<Same<Loose, never>>(true);
