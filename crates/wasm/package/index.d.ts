// Types of the package. Fields have the names that `huiyin --json` and Huiyin's files have.
// 软件包的类型声明。字段名与 `huiyin --json` 及数据文件一致。

declare const brand: unique symbol;

/** A string that has been looked at: only the functions named at each type make one. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };

/** A day that exists, `YYYY-MM-DD`: from {@link day}, or out of an answer. */
export type Day = Branded<"Day">;
/** The name (SHA-256) of a vote's sheet, as it was published before the vote. */
export type SheetName = Branded<"SheetName">;
/** What a suggestion is called in public, never what it is called inside: from {@link publicId}. */
export type PublicId = Branded<"PublicId">;
/** A text without personal data: from {@link mask}, or out of a board's files. */
export type Masked = Branded<"Masked">;
/** The id of a poll. */
export type PollId = Branded<"PollId">;
/** The root of a box of votes. */
export type BoxRoot = Branded<"BoxRoot">;
/** The id of a question on a sheet. */
export type QuestionId = Branded<"QuestionId">;
/** The id of a calendar: two that differ in any day have different ones. */
export type CalendarId = Branded<"CalendarId">;

/** A text in both languages. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** What a rule rests on. */
export interface Source {
  readonly cite: string;
  readonly text: Text;
}

/** A share of a whole, never reduced. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** What any JSON document is. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** The version of the package. */
export const version: string;

// ---------------------------------------------------------------- errors 错误

export type HuiyinErrorCode =
  /** An argument is none of what can be there; `at` says which. */
  | "argument"
  /** A rulebook's document is wrong; `at` and `line` say where. */
  | "bad_rulebook"
  /** Notices of holidays are wrong; `at` and `line` say where. */
  | "bad_calendar"
  /** The rulebook sets no such period. */
  | "not_set"
  /** The day is beyond those that can be written. */
  | "out_of_range"
  /** The text cannot be read as a board. */
  | "not_a_board"
  /** {@link init} has not ended yet. */
  | "not_initialised"
  /** The module could not be loaded. */
  | "not_loaded"
  /** A fault of the package itself. */
  | "internal";

/** What every function throws. `message` is the English text. */
export class HuiyinError extends Error {
  private constructor();
  readonly name: "HuiyinError";
  readonly code: HuiyinErrorCode;
  readonly zh: string;
  readonly en: string;
  /** The argument, or the place in a document. */
  readonly at: string | null;
  /** The line in a document, from 1. */
  readonly line: number | null;
}

/**
 * Browsers: loads the rules; wait for it before anything else. Without an argument
 * `huiyin.wasm` is fetched from beside the script. Node.js: does nothing, the rules are there.
 */
export function init(source?: string | URL | ArrayBuffer | Uint8Array | WebAssembly.Module): Promise<void>;

// ------------------------------------------------------------- rulebooks 规则

/** The rulebooks that ship. */
export type RulebookId =
  | "national"
  | "quanshan"
  | "malong"
  | "luoyang"
  | "jiangxia"
  | "haidian"
  | "chaoyang"
  | "fengtai"
  | "shijingshan"
  | "fangshan"
  | "shunyi"
  | "pinggu"
  | "daxing";

/** The rules that set a time. */
export type RuleCode =
  | "assign"
  | "return"
  | "reply"
  | "extension"
  | "assist-opinion"
  | "consult"
  | "feedback"
  | "rehandle"
  | "accept"
  | "contact-before"
  | "contact-during"
  | "contact-after"
  | "first-evaluation"
  | "look-back"
  | "voice-answer"
  | "inquiry-proposal"
  | "inspection-report"
  | "opinions-out"
  | "filing"
  | "filing-review";

/** Every rule of a rulebook. */
export type RuleKey =
  | "assign"
  | "return"
  | "reply"
  | "extension"
  | "assist-opinion"
  | "consult"
  | "feedback"
  | "rehandle"
  | "accept"
  | "contact-before"
  | "contact-during"
  | "contact-after"
  | "first-evaluation"
  | "look-back"
  | "voice-answer"
  | "inquiry-proposal"
  | "inspection-report"
  | "opinions-out"
  | "filing"
  | "filing-review"
  | "late-return"
  | "suspension"
  | "rest-days-roll"
  | "class-a"
  | "class-b"
  | "class-c"
  | "class-d"
  | "ratings"
  | "contacts"
  | "reply-form"
  | "two-ratings"
  | "back-to-back"
  | "least-opinions"
  | "redo-steps"
  | "rate-contacts"
  | "rate-replied"
  | "rate-consulted"
  | "rate-satisfaction"
  | "rate-completed"
  | "percent-decimals"
  | "due-soon"
  | "not-accepted-reasons"
  | "key-quota"
  | "key-criteria"
  | "key-leaders"
  | "repeat-years"
  | "supervision-forms"
  | "supervisor-roles"
  | "track-years"
  | "committee-evaluations"
  | "third-party-scope"
  | "mid-year"
  | "screening-tests"
  | "levels"
  | "step-owners"
  | "duty-report-voters"
  | "duty-report-share"
  | "vote"
  | "score-card"
  | "rank-least"
  | "assessments"
  | "commitment-ledger"
  | "voice-channels"
  | "board-fields"
  | "mechanisms";

/** A rulebook that ships, or the text of one's own. */
export type RulebookRef = RulebookId | { readonly text: string };

export interface RulebookListed {
  readonly id: RulebookId;
  readonly title: Text;
  readonly inherits: RulebookId | null;
}

/** The rulebooks that ship, the general one first. */
export function rulebooks(): RulebookListed[];

export interface RuleCodeListed {
  readonly code: RuleCode;
  readonly title: Text;
  /** Whether it counts back from the day it is given. */
  readonly counts_back: boolean;
}

/** The rules that set a time, in the order of the handling. */
export function ruleCodes(): RuleCodeListed[];

export interface RuleListed {
  readonly key: RuleKey;
  readonly title: Text;
  /** Its value in words. */
  readonly value: Text;
  /** Its value as a rulebook's file writes it. */
  readonly json: string;
  readonly source: Source;
  /** The id of the rulebook that states it. */
  readonly origin: string;
}

/** Every rule of a rulebook. @throws {HuiyinError} */
export function rules(rulebook: RulebookRef): RuleListed[];

export interface RulebookFault {
  /** The place, such as `reply.value.unit`; empty for the document as a whole. */
  readonly at: string;
  readonly line: number | null;
  readonly zh: string;
  readonly en: string;
}

export interface RuleChange {
  readonly key: RuleKey;
  readonly title: Text;
  readonly from: Text;
  readonly to: Text;
}

export type RulebookReport =
  | {
      readonly ok: true;
      readonly id: string;
      readonly title: Text;
      readonly inherits: RulebookId | null;
      /** The rules it states itself. */
      readonly states: RuleKey[];
      /** What it has otherwise than the rulebook it inherits from. */
      readonly changes: RuleChange[];
    }
  | { readonly ok: false; readonly faults: [RulebookFault, ...RulebookFault[]] };

/** What a rulebook's document states, or everything that is wrong with it. @throws {HuiyinError} */
export function validateRulebook(text: string): RulebookReport;

// -------------------------------------------------------- days and periods 期限

/** The day that a text names. @throws {HuiyinError} */
export function day(text: string): Day;

export interface CalendarOptions {
  /** Newer notices of holidays, the text of a calendar's file, laid over what ships. */
  readonly notices?: string;
}

export interface DeadlineStep {
  /** The rule applied. */
  readonly rule:
    | `civil-code-${200 | 201 | 202 | 203}`
    | "working-days"
    | "same-day"
    | "counted-back"
    | "year-day"
    | "calendar"
    | `rulebook/${RuleCode}`;
  readonly text: Text;
  /** The day reached. */
  readonly date: Day;
}

export interface Deadline {
  /** The last day; what is done on it is in time. */
  readonly due: Day;
  /** Whether a day was used that no notice covers yet. */
  readonly provisional: boolean;
  readonly steps: DeadlineStep[];
}

/** The last day of a period, with its account. @throws {HuiyinError} */
export function deadline(rulebook: RulebookRef, rule: RuleCode, from: Day, options?: CalendarOptions): Deadline;

interface DayAbout {
  readonly date: Day;
  /** Whether no notice covers it yet. */
  readonly provisional: boolean;
}

export type DayKind = DayAbout &
  (
    | { readonly kind: "working"; readonly working: true; readonly holiday: null }
    | { readonly kind: "weekend"; readonly working: false; readonly holiday: null }
    | { readonly kind: "holiday"; readonly working: false; readonly holiday: Text }
    | { readonly kind: "make_up_workday"; readonly working: true; readonly holiday: Text }
  );

/** What a day is to an office. @throws {HuiyinError} */
export function dayKind(day: Day, options?: CalendarOptions): DayKind;

/** Working days after `from` up to and including `to`; negative where `to` is earlier. @throws {HuiyinError} */
export function workingDaysBetween(
  from: Day,
  to: Day,
  options?: CalendarOptions,
): { readonly days: number; readonly provisional: boolean };

/** The day on which the `count`-th working day after `from` falls. @throws {HuiyinError} */
export function addWorkingDays(
  from: Day,
  count: number,
  options?: CalendarOptions,
): { readonly date: Day; readonly provisional: boolean };

export interface CalendarAbout {
  readonly id: CalendarId;
  /** The first day announced. */
  readonly first: Day;
  /** The last day announced; later dates are provisional. */
  readonly horizon: Day;
  readonly text: Text;
}

/** The calendar in use. @throws {HuiyinError} */
export function calendar(options?: CalendarOptions): CalendarAbout;

// ------------------------------------------------------------------ rates 比率

export type Rating = "satisfied" | "basically_satisfied" | "dissatisfied";
export type AnswerClass = "A" | "B" | "C" | "D";

export type RateCode =
  | "replied"
  | "consulted"
  | "satisfied"
  | "basically_satisfied"
  | "dissatisfied"
  | "completed"
  | "contacts";

/** What one suggestion contributes. */
export interface Facts {
  /** Whether it counts at all. */
  readonly counted: boolean;
  /** Whether it is under key supervision. */
  readonly key: boolean;
  readonly replied: boolean;
  readonly consulted: boolean;
  readonly rating?: Rating | null;
  readonly class?: AnswerClass | null;
  /** Whether the deputies were met in every phase. */
  readonly contacts: boolean;
  readonly assigned: boolean;
}

/** What somebody counted. What nobody counted is left out, never 0. */
export interface Counts {
  readonly total: number;
  readonly key?: number | null;
  readonly assigned?: number | null;
  readonly replied?: number | null;
  readonly consulted?: number | null;
  readonly contacts?: number | null;
  readonly ratings?: { readonly [rating in Rating]: number } | null;
  readonly classes?: { readonly [letter in AnswerClass]: number } | null;
}

export interface Rate extends Fraction {
  /** Rounded half up as the rulebook says, without the sign; `null` of nothing. */
  readonly percent: string | null;
  readonly title: Text;
  /** What is divided by what. */
  readonly definition: Text;
  /** The numbers put in. */
  readonly arithmetic: Text;
  readonly source: Source;
  /** The id of the rulebook that states it. */
  readonly origin: string;
}

export interface Rates<R extends Rate | null = Rate | null> {
  readonly rulebook: string;
  readonly total: number;
  readonly key: number | null;
  readonly assigned: number | null;
  readonly classes: { readonly [letter in AnswerClass]: number } | null;
  /** `null` where one of its numbers was not counted. */
  readonly rates: { readonly [code in RateCode]: R };
}

/** The rates of suggestions one by one. @throws {HuiyinError} */
export function rates(rulebook: RulebookRef, of: Iterable<Facts>): Rates<Rate>;
/** The rates of numbers counted elsewhere. @throws {HuiyinError} */
export function rates(rulebook: RulebookRef, of: Counts): Rates;

// ------------------------------------------------------------------ votes 测评

/** What votes are a share of. */
export type Base = "members" | "present" | "collected" | "valid";

/** What was counted. Numbers nobody took are left out, never 0. */
export interface Tally {
  readonly members?: number | null;
  readonly present?: number | null;
  readonly issued?: number | null;
  readonly collected?: number | null;
  readonly satisfied: number;
  readonly basically_satisfied: number;
  readonly dissatisfied: number;
  readonly abstained?: number;
  readonly invalid?: number;
  readonly unpressed?: number;
}

export interface VoteRule {
  readonly base: Base;
  /** The share that is needed. */
  readonly threshold: Fraction;
  /** Whether exactly that share is enough. */
  readonly inclusive: boolean;
  /** The share of members of whom more have to be present. */
  readonly quorum?: Fraction | null;
}

export type RuleSetId = "general" | "zhenhai-2022" | "shenzhen-2011" | "cppcc-draft";

export interface RuleSet {
  readonly id: RuleSetId;
  readonly title: Text;
  readonly source: Source;
  /** `null` where the source does not say; then the office's own rule has to. */
  readonly rule: { readonly [field in keyof VoteRule]-?: Exclude<VoteRule[field], undefined> } | null;
  readonly quorum: Fraction | null;
  /** What a ballot without a mark is. */
  readonly blank: "abstention" | "invalid";
}

/** The vote rules of places, the general one first. */
export function ruleSets(): RuleSet[];

export interface VerdictStep {
  readonly code:
    | "source"
    | "blank"
    | "quorum"
    | "base"
    | "satisfied"
    | "together"
    | "dissatisfied"
    | "apart"
    | "not_counted";
  readonly text: Text;
}

export interface Verdict {
  readonly rating: Rating;
  readonly label: Text;
  readonly base: Base;
  readonly base_number: number;
  /** The fewest votes that are enough. */
  readonly needed: number;
  readonly satisfied: Fraction;
  /** Satisfied and basically satisfied. */
  readonly together: Fraction;
  readonly quorum: { readonly present: number; readonly members: number; readonly needed: number } | null;
  readonly apart: {
    readonly abstained: number;
    readonly invalid: number;
    readonly unpressed: number;
    readonly uncounted: number;
  };
  readonly steps: VerdictStep[];
}

/** Why a count gives no verdict. */
export type VoteFaultCode =
  | "base_unknown"
  | "base_zero"
  | "collected_over_issued"
  | "return_mismatch"
  | "counted_over_collected"
  | "counted_over_base"
  | "present_over_members"
  | "quorum_unknown"
  | "no_quorum"
  | "bad_rule"
  | "no_rule"
  | "parts_differ"
  | "too_many";

export interface VoteFault extends Text {
  readonly code: VoteFaultCode;
  /** Whether the vote itself is void and has to be taken again. */
  readonly void: boolean;
}

export type VerdictOutcome =
  | { readonly verdict: Verdict; readonly fault: null }
  | { readonly verdict: null; readonly fault: VoteFault };

/** By what a count is judged: a rule, a place's rules, or those and one's own for what they leave open. */
export type VerdictRule = VoteRule | RuleSetId | { readonly set: RuleSetId; readonly rule?: VoteRule | null };

/** What a count comes to. A count that gives no verdict is an answer. @throws {HuiyinError} */
export function verdict(tally: Tally, rule: VerdictRule): VerdictOutcome;

/** What can be found wrong with a board. */
export type FindingCode =
  | "share_missing"
  | "sheet_differs"
  | "list_wrong"
  | "void_wrong"
  | "root_differs"
  | "box_unsorted"
  | "dropped"
  | "malformed"
  | "unknown_question"
  | "unknown_card"
  | "forged"
  | "repeated"
  | "double"
  | "unreadable"
  | "leftover_voted"
  | "stuffed"
  | "paper_over_issued"
  | "paper_missing"
  | "cards_unaccounted"
  | "check_in_differs"
  | "tally_differs"
  | "verdict_differs";

export interface Finding extends Text {
  readonly code: FindingCode;
  /** The question; `null` where it is about the whole board. */
  readonly q: QuestionId | null;
  readonly count: number;
}

export interface BoardCounts {
  readonly issued: number;
  readonly collected: number;
  readonly satisfied: number;
  readonly basically_satisfied: number;
  readonly dissatisfied: number;
  readonly abstained: number;
  readonly invalid: number;
  readonly unpressed: number;
}

export interface BoardQuestion {
  readonly q: QuestionId;
  readonly title: string;
  readonly aspect: "overall" | "process" | "result";
  readonly device: BoardCounts;
  readonly paper: BoardCounts | null;
  readonly whole: BoardCounts;
  /** Votes of void cards, not counted. */
  readonly set_aside: number;
  readonly verdict: Rating | null;
  readonly fault: VoteFaultCode | null;
  readonly steps: Text[];
}

export interface BoardReport {
  /** Whether nothing is wrong. */
  readonly good: boolean;
  readonly title: string;
  readonly body: string;
  readonly on: Day;
  readonly poll: PollId;
  readonly sheet_name: SheetName;
  readonly box_root: BoxRoot;
  readonly votes: number;
  readonly rule_zh: string;
  readonly rule_en: string;
  readonly rule_source: string;
  readonly findings: Finding[];
  readonly questions: BoardQuestion[];
  readonly receipts: { readonly code: string; readonly found: boolean; readonly q: QuestionId | null }[];
}

export interface BoardOptions {
  /** Receipts, `K7QM-2XNP`, whose votes should be on the board. */
  readonly receipts?: Iterable<string>;
  /** The sheet's name as it was published before the vote. */
  readonly sheet?: SheetName | string;
}

/**
 * Counts a published vote again, sharing no code with the program that held it. A large
 * board takes seconds: call it in a worker. @throws {HuiyinError}
 */
export function verifyBoard(text: string, options?: BoardOptions): BoardReport;

// ----------------------------------------------------------- notice board 公示板

/** What can be shown of each suggestion; title and stage always are. */
export type BoardField =
  | "number"
  | "title"
  | "category"
  | "deputies"
  | "units"
  | "stage"
  | "light"
  | "due"
  | "reply_date"
  | "reply_text"
  | "class"
  | "rating";

/** How a reply stands against the day it is due. */
export type LightCode = "normal" | "due_soon" | "overdue" | "done" | "done_late";

/** A stable name with its words. `code` is of `A-Z a-z 0-9 - _ . /`. */
export interface Coded<Code extends string = string, Words extends string = string> {
  readonly code: Code;
  readonly zh: Words;
  readonly en: Words;
}

/** A text with identity, telephone and card numbers, addresses and names covered as the board covers them. @throws {HuiyinError} */
export function mask(text: string): Masked;

/**
 * A public id, of `a-z 0-9 -`, 1 to 64 of them; it names the item's file. Make one at random or
 * by a keyed hash: never the id that a suggestion has inside, nor anything that leads to it.
 * @throws {HuiyinError}
 */
export function publicId(text: string): PublicId;

export interface BoardSettings {
  readonly title: string;
  /** Shown as it is, telephone numbers included: it is the office's own. */
  readonly intro?: string | null;
  /** Of these, what the rulebook's `board-fields` lists is shown; title and stage always. */
  readonly fields: Iterable<BoardField>;
  /** The day the files are made; nothing on the board is after it. */
  readonly updated: Day;
  /** By which rates are defined and rounded and fields may be shown; the general one where left out. */
  readonly rulebook?: RulebookRef | null;
}

export interface BoardStep<Words extends string = string> {
  readonly on?: Day | null;
  readonly zh: Words;
  readonly en: Words;
}

/** A suggestion as a system knows it. What is not known is left out. */
export interface BoardSource {
  readonly id: PublicId;
  /** Whether it may be published. What is not appears nowhere, nor in any number. */
  readonly approved: boolean;
  readonly number?: string | null;
  readonly title: string;
  readonly category?: string | null;
  /** The lead deputy first. Where the field is not chosen, texts do not name them either. */
  readonly deputies?: Iterable<string> | null;
  readonly units?: Iterable<string> | null;
  readonly stage: Coded;
  readonly light?: LightCode | null;
  readonly due?: Day | null;
  /** The day of the reply; an item without one counts as not replied to. */
  readonly replied?: Day | null;
  readonly class?: AnswerClass | null;
  /** The deputies' opinions, however few: fewer than five are not told. */
  readonly rating?: { readonly [rating in Rating]: number } | null;
  readonly reply?: string | null;
  readonly steps?: Iterable<BoardStep> | null;
}

/** One suggestion on the board. What was not chosen, or is not told, is absent. */
export interface BoardItem {
  readonly id: PublicId;
  readonly number?: string;
  readonly title: Masked;
  readonly category?: Masked;
  readonly deputies?: Masked[];
  readonly units?: Masked[];
  readonly stage: Coded<string, Masked>;
  readonly light?: Coded<LightCode, Masked>;
  readonly due?: Day;
  readonly replied?: Day;
  readonly class?: AnswerClass;
  readonly rating?: { readonly [rating in Rating]: number };
}

/** `item/<id>.json` */
export interface BoardItemFile extends BoardItem {
  readonly form: "huiyin-board-item-1";
  readonly reply?: Masked;
  readonly steps: { readonly on?: Day; readonly zh: Masked; readonly en: Masked }[];
}

export interface BoardRate extends Fraction, Coded<"replied" | "completed" | "satisfied"> {
  /** Without the sign; `null` of nothing. */
  readonly percent: string | null;
  /** What is divided by what, in words. */
  readonly basis_zh: string;
  readonly basis_en: string;
}

export interface BoardUnit {
  readonly name: Masked;
  /** Published items it handles. */
  readonly items: number;
  readonly replied: number;
  /** Satisfied opinions, of those that are told; absent where none are. */
  readonly satisfied?: number;
}

/** `board.json` */
export interface BoardFile {
  readonly form: "huiyin-board-list-1";
  readonly title: string;
  readonly intro: string;
  readonly updated: Day;
  readonly fields: BoardField[];
  readonly items: BoardItem[];
  readonly rates: BoardRate[];
  /** Empty where units are not shown. */
  readonly units: BoardUnit[];
}

export interface ProjectedBoard {
  readonly board: BoardFile;
  /** In the order of the board. */
  readonly items: BoardItemFile[];
}

/**
 * The public files of a notice board: of the suggestions that are approved, the fields that are
 * chosen, with personal data masked and fewer than five opinions untold. Whoever publishes reads
 * what is published: no program knows every secret. @throws {HuiyinError}
 */
export function projectBoard(settings: BoardSettings, items: Iterable<BoardSource>): ProjectedBoard;

// ---------------------------------------------------------------- bundles 数据包

export type BundleFaultCode =
  | "bundle-not-a-bundle"
  | "bundle-version-unknown"
  | "bundle-of-objects"
  | "bundle-of-events"
  | "bundle-object-too-large"
  | "bundle-header-too-large"
  | "bundle-malformed"
  | "bundle-truncated"
  | "bundle-wrong-count"
  | "bundle-bad-workspace"
  | "event-too-large"
  | "not-an-event"
  | "event-version-unknown"
  | "event-not-canonical"
  | "event-bad-field"
  | "event-wrong-id"
  | "object-too-large"
  | "not-an-object"
  | "object-version-unknown"
  | "object-not-canonical"
  | "object-bad-field"
  | "object-wrong-digest"
  | "object-wrong-id"
  | "object-unsigned";

export interface BundleFault extends Text {
  readonly code: BundleFaultCode;
  readonly line: number;
  /** How many stood before it. */
  readonly items: number;
}

interface BundleCounts {
  /** How many the frame promises. */
  readonly promised: number | null;
  readonly items: number;
  /** How many of them say something new: a bundle is a set. */
  readonly distinct: number;
  readonly events: number;
  /** Sealed objects, whose events only those with the key can read. */
  readonly sealed: number;
  readonly suggestions: number;
  /** Events by their type. */
  readonly kinds: { readonly [kind: string]: number };
}

export type BundleReport = BundleCounts &
  (
    | { readonly ok: true; readonly contents: "events" | "objects"; readonly workspace: JsonValue; readonly fault: null }
    | {
        readonly ok: false;
        readonly contents: "events" | "objects" | null;
        readonly workspace: null;
        readonly fault: BundleFault;
      }
  );

/** What a bundle (`*.huiyin.json`) holds, up to its end or the first thing wrong. Signatures are not asked. @throws {HuiyinError} */
export function validateBundle(bundle: string | ArrayBuffer | ArrayBufferView): BundleReport;
