// The package as others get it: its tarball, installed into a folder of its own without a network;
// and beside it what it is compared with.
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const target = path.resolve(process.env.HUIYIN_TARGET || process.env.CARGO_TARGET_DIR || path.join(root, "target"));
const program = (...parts) => path.join(target, "debug", ...parts) + (process.platform === "win32" ? ".exe" : "");

export const read = (...parts) => fs.readFileSync(path.join(root, ...parts), "utf8");

// A folder that is gone when the file's tests are done.
export function folder() {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), "huiyin-package-"));
  after(() => fs.rmSync(made, { recursive: true, force: true }));
  return made;
}

// Installs the tarball; returns the folder of the project that has it.
export function install() {
  const packed = path.join(target, "dist-npm");
  const [tarball] = fs.readdirSync(packed).filter((name) => name.endsWith(".tgz"));
  const project = folder();
  fs.writeFileSync(path.join(project, "package.json"), JSON.stringify({ name: "user", private: true, type: "module" }));
  const quiet = ["--offline", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
  execFileSync("npm", ["install", ...quiet, path.join(packed, tarball)], { cwd: project, stdio: ["ignore", "ignore", "inherit"] });
  return project;
}

export const load = (project) => import(pathToFileURL(path.join(project, "node_modules/huiyin/node.js")));

// The command line's answer in JSON; what it refuses, in both languages.
export function huiyin(...args) {
  const run = (lang) => spawnSync(program("huiyin"), [...args, "--lang", lang], { encoding: "utf8", maxBuffer: 1 << 28 });
  const { status, stdout, stderr, error } = run("en");
  if (error) throw error;
  if (stdout) return { status, answer: JSON.parse(stdout) };
  return { status, en: stderr, zh: run("zh-CN").stderr };
}

// The rules' own answers to a list of questions.
export function asked(questions) {
  const input = JSON.stringify(questions);
  return JSON.parse(execFileSync(program("examples", "asked"), { input, encoding: "utf8", maxBuffer: 1 << 28 }));
}

// The same numbers in every run.
export function chance(seed) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const below = (n) => Math.floor(next() * n);
  return { below, yes: () => below(2) === 1, of: (list) => list[below(list.length)] };
}

// What a call answers; an error of the package as a plain object.
export function outcome(work, HuiyinError) {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof HuiyinError)) throw error;
    const { code, zh, en, at, line } = error;
    return { code, zh, en, at, line };
  }
}

// A notice board on which everything is shown, rates of all kinds included.
export function sample(api) {
  const stage = { code: "replied", zh: "已答复", en: "Replied" };
  const base = {
    approved: true, number: "2026017", title: "关于整治积水的建议", category: "城建", deputies: ["王芳", "李明"],
    units: ["区水务局", "区城管局"], stage, light: "done", due: api.day("2026-06-30"), replied: api.day("2026-05-20"),
    class: "A", rating: { satisfied: 5, basically_satisfied: 0, dissatisfied: 0 }, reply: "王芳代表：请联系13800138000。",
    steps: [{ on: api.day("2026-03-30"), zh: "交办", en: "assigned" }, { zh: "已答复", en: "replied" }],
  };
  const few = { satisfied: 1, basically_satisfied: 2, dissatisfied: 1 };
  const items = [
    { id: api.publicId("one"), ...base },
    { id: api.publicId("two"), ...base, rating: few, replied: null, class: null, light: "overdue" },
    { id: api.publicId("three"), ...base, approved: false, title: "不公开的建议", units: ["区公安分局"] },
  ];
  const fields = ["number", "category", "deputies", "units", "light", "due", "reply_date", "reply_text", "class", "rating"];
  return { settings: { title: "代表建议办理公示", intro: "电话0516-83450000", fields, updated: api.day("2026-06-01") }, items };
}
