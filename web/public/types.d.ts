// What the build puts in place of names, and the shapes that several modules share.

/** The hashed name of the small WebAssembly, beside the script. */
declare const MODULE: string;
/** The site this script belongs to. */
declare const BUILD: string;
/** The version of the workspace. */
declare const VERSION: string;
/** The widget's style sheet, as text: a shadow root of another page has no other way to it. */
declare const STYLE: string;

type Lang = "zh" | "en";

/** A text in both languages, as public files hold it. */
interface Words { zh: string; en: string }
interface Coded extends Words { code: string }

interface RatingCounts { satisfied: number; basically_satisfied: number; dissatisfied: number }

/** A line of `board.json`. What the office does not publish is absent. */
interface BoardItem {
  id: string;
  title: string;
  stage: Coded;
  number?: string;
  category?: string;
  deputies?: string[];
  units?: string[];
  light?: Coded;
  due?: string;
  replied?: string;
  class?: string;
  rating?: RatingCounts | null;
}

interface RateLine extends Coded {
  numerator: number;
  denominator: number;
  percent: string;
  basis_zh: string;
  basis_en: string;
}

interface UnitLine { name: string; items: number | null; replied: number | null; satisfied: number | null }

interface BoardFile {
  title: string;
  intro: string;
  updated: string;
  fields: string[];
  items: BoardItem[];
  rates: RateLine[];
  units: UnitLine[];
}

interface Step extends Words { on: string }
interface ItemFile extends BoardItem { reply: string; steps: Step[] }

/** Where a board stands, and what its list is narrowed to. */
interface Route {
  page: "list" | "item" | "rates" | "units" | "paper";
  id: string;
  q: string;
  stage: string;
  category: string;
  unit: string;
  light: string;
  n: number;
}

interface DriveQuestion { id: string; text: string; kind: "choice" | "several" | "text"; options: string[]; required: boolean }
interface Drive { id: string; title: string; intro: string; questions: DriveQuestion[]; opens: string; closes: string }
interface Answer { question: string; chosen: number[]; text: string }

/** What is written, before it is sealed. Pictures are base64. */
interface Letter {
  code: string;
  text: string;
  place: string;
  contact: string;
  pictures: string[];
  drive: string;
  answers: Answer[];
  on: string;
}

/** What waits on the device until it is sent: sealed as soon as the office's key is known. */
interface Kept {
  id: string;
  track: string;
  label: string;
  sealed: string;
  letter: Letter | null;
}

/** The small WebAssembly's glue; the build puts it in the place of this name. */
declare module "huiyin-module" {
  export class Letter {
    constructor(text: string, place: string, contact: string, code: string, track: string, on: string);
    picture(file: Uint8Array): void;
    drive(id: string): void;
    answer(question: string, chosen: Uint32Array, text: string): void;
    seal(key: string, random: Uint8Array): Uint8Array;
    free(): void;
  }
  export function trackCode(random: Uint8Array): string;
  export function spellTrack(typed: string): string;
  export function trackHash(typed: string): string;
  export function solve(challenge: string, bits: number, start: number, tries: number): number;
  export default function init(options: { module_or_path: Response }): Promise<unknown>;
}
