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
