// The package's functions over the WebAssembly, the same in Node.js and in browsers.
import load, { initSync } from "./glue.js";
import * as glue from "./glue.js";

export const version = "0.0.0-workspace";

export class HuiyinError extends Error {
  constructor({ code, zh, en, at = null, line = null }, options) {
    super(en, options);
    this.code = code;
    this.zh = zh;
    this.en = en;
    this.at = at;
    this.line = line;
  }
}
Object.defineProperty(HuiyinError.prototype, "name", { value: "HuiyinError", writable: true, configurable: true });

let started = false;
let starting = null;

// For Node.js, where bytes are at hand.
export function startNow(bytes) {
  initSync({ module: bytes });
  started = true;
}

// For browsers. Beginning twice is beginning once; after a failure one may try again.
export function start(bytes) {
  if (!starting) {
    starting = (async () => {
      try {
        await load({ module_or_path: await bytes() });
        started = true;
      } catch (thrown) {
        starting = null;
        if (thrown instanceof HuiyinError) throw thrown;
        throw new HuiyinError({
          code: "not_loaded",
          zh: `规则模块无法载入：${thrown}`,
          en: `the rules' module could not be loaded: ${thrown}`,
        }, { cause: thrown });
      }
    })();
  }
  return starting;
}

function call(name, values) {
  if (!started) {
    throw new HuiyinError({
      code: "not_initialised",
      zh: "请先等待 init() 完成，再调用其他函数",
      en: "wait for init() before any other function is called",
    });
  }
  try {
    return glue[name](...values);
  } catch (thrown) {
    if (thrown && typeof thrown === "object" && typeof thrown.code === "string" && typeof thrown.zh === "string") {
      throw new HuiyinError(thrown);
    }
    throw new HuiyinError({
      code: "internal",
      zh: `程序出错，请报告：${thrown}`,
      en: `this is a fault of the package, please report it: ${thrown}`,
    }, { cause: thrown });
  }
}

export const deadline = (rulebook, rule, from, options) => call("deadline", [rulebook, rule, from, options]);
export const rulebooks = () => call("rulebooks", []);
export const ruleCodes = () => call("ruleCodes", []);
export const rules = (rulebook) => call("rules", [rulebook]);
export const validateRulebook = (text) => call("validateRulebook", [text]);
export const rates = (rulebook, of) => call("rates", [rulebook, of]);
export const ruleSets = () => call("ruleSets", []);
export const verdict = (tally, rule) => call("verdict", [tally, rule]);
export const verifyBoard = (text, options) => call("verifyBoard", [text, options]);
export const mask = (text) => call("mask", [text]);
export const publicId = (text) => call("publicId", [text]);
export const projectBoard = (settings, items) => call("projectBoard", [settings, items]);
export const day = (text) => call("day", [text]);
export const dayKind = (day, options) => call("dayKind", [day, options]);
export const calendar = (options) => call("calendar", [options]);
export const workingDaysBetween = (from, to, options) => call("workingDaysBetween", [from, to, options]);
export const addWorkingDays = (from, count, options) => call("addWorkingDays", [from, count, options]);

export function validateBundle(bundle) {
  return call("validateBundle", [bytesOf(bundle)]);
}

function bytesOf(bundle) {
  if (typeof bundle === "string") return new TextEncoder().encode(bundle);
  if (ArrayBuffer.isView(bundle)) return new Uint8Array(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  // By its name: one from another frame is another class.
  if (Object.prototype.toString.call(bundle) === "[object ArrayBuffer]") return new Uint8Array(bundle);
  throw new HuiyinError({
    code: "argument",
    zh: "参数 bundle：此处应为文字、Uint8Array 或 ArrayBuffer",
    en: "argument bundle: needed here is a string, a Uint8Array or an ArrayBuffer",
    at: "bundle",
  });
}
