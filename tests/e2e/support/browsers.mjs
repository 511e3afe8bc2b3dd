// The two browsers every test runs on: today's Chromium, and Chromium 86, the oldest one still met
// in offices (360 secure browser 13).
import { chromium as current } from "playwright-core";
// The last line of playwright whose page scripts run in Chromium 86 (later ones call checkVisibility).
import { chromium as old } from "playwright-core-86";
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
export const target = path.resolve(process.env.HUIYIN_TARGET || process.env.CARGO_TARGET_DIR || path.join(root, "target"));

export const CURRENT = "chromium-current";
export const OLD = "chromium-86";
// HUIYIN_BROWSERS=chromium-86 limits a run while looking for a fault; CI never sets it.
export const BROWSERS = process.env.HUIYIN_BROWSERS ? process.env.HUIYIN_BROWSERS.split(",") : [CURRENT, OLD];

// A host name that leads to loopback, yet is no secure context: what an office's plain-http intranet is.
export const INTRANET = "huiyin.intranet.example";

const QUIET = [
  "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
  "--disable-default-apps", "--disable-sync", "--no-first-run", "--no-default-browser-check",
  "--disable-dev-shm-usage", "--mute-audio", "--lang=zh-CN",
  `--host-resolver-rules=MAP ${INTRANET} 127.0.0.1`,
];
// The packaged Chromium 86 was built for containers without the parts that several processes need.
// It comes without software drawing of 3D: unless told not to look for it, it asks again and again,
// and at times for ever.
const OLD_ONLY = ["--single-process", "--no-zygote", "--disable-software-rasterizer", "--disable-gpu-compositing"];

function currentPath() {
  const places = [process.env.HUIYIN_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const found = places.find((place) => place && fs.existsSync(place));
  if (!found) throw new Error("Chromium is missing; run `cargo xtask test`, which installs it, or set HUIYIN_CHROMIUM");
  return found;
}

// Unpacks Chromium 86 once. Written beside and renamed, so that a broken-off run leaves nothing half.
async function oldPath() {
  const folder = path.join(target, "chromium-86");
  const program = path.join(folder, "chromium");
  if (fs.existsSync(program)) return program;
  const packed = path.join(path.dirname(createRequire(import.meta.url).resolve("chrome-aws-lambda/package.json")), "bin/chromium.br");
  fs.mkdirSync(folder, { recursive: true });
  const bytes = await promisify(zlib.brotliDecompress)(fs.readFileSync(packed));
  const half = `${program}.${process.pid}`;
  fs.writeFileSync(half, bytes, { mode: 0o755 });
  fs.renameSync(half, program);
  return program;
}

async function recipe(name) {
  if (name === CURRENT) return { driver: current, executablePath: currentPath(), args: QUIET };
  if (name === OLD) return { driver: old, executablePath: await oldPath(), args: [...QUIET, ...OLD_ONLY] };
  throw new Error(`unknown browser ${name}; known: ${CURRENT}, ${OLD}`);
}

// Milliseconds in which a browser has to answer; it needs one second.
const START = 20_000;

// Chromium 86 as one process sometimes starts without ever answering. That says nothing about the
// app, so the start, and only the start, is tried again.
async function surely(name, start) {
  for (let left = name === OLD ? 3 : 0; ; left -= 1) {
    try {
      return await start();
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

// Starts a browser with a fresh profile, and with more flags than the usual ones.
export async function launch(name, more = []) {
  const { driver, executablePath, args } = await recipe(name);
  return surely(name, () => driver.launch({ executablePath, args: [...args, ...more], timeout: START }));
}

// Starts a browser on a profile folder that outlives it, as a process that a test may kill.
// Returns { context, page, kill(), close() }: kill() is the power cut, close() the ordinary end.
export async function openProfile(name, folder) {
  return surely(name, () => openOnce(name, folder));
}

async function openOnce(name, folder) {
  const { driver, executablePath, args } = await recipe(name);
  const child = spawn(executablePath, [...args, "--headless", "--remote-debugging-port=0", `--user-data-dir=${folder}`, "about:blank"], {
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const kill = async () => {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await ended;
  };
  try {
    const browser = await driver.connectOverCDP(await devtools(child), { timeout: START });
    const context = browser.contexts()[0];
    const page = context.pages()[0] || (await context.newPage());
    const close = async () => {
      const session = await browser.newBrowserCDPSession();
      await session.send("Browser.close").catch(() => {});
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 5_000))]);
      await kill();
    };
    return { browser, context, page, kill, close };
  } catch (error) {
    await kill();
    throw error;
  }
}

function devtools(child) {
  return new Promise((resolve, reject) => {
    let said = "";
    const timer = setTimeout(() => reject(new Error(`the browser did not start:\n${said}`)), START);
    child.stderr.on("data", (chunk) => {
      said += chunk;
      const found = /DevTools listening on (ws:\S+)/.exec(said);
      if (found) {
        clearTimeout(timer);
        resolve(found[1]);
      }
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`the browser ended with ${code}:\n${said}`));
    });
  });
}
