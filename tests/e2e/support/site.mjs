// The real server with the real site, on a free loopback port.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { INTRANET, target } from "./browsers.mjs";

// Starts `xtask serve`. Returns { url, intranet, stop() }; `intranet` is the same site under a host
// name that browsers do not trust, as on a plain-http intranet.
export async function serve({ demo = false } = {}) {
  const program = process.env.HUIYIN_XTASK || path.join(target, "debug/xtask");
  if (!fs.existsSync(program)) throw new Error(`no ${program}; run \`cargo xtask dist\` first`);
  const bundle = path.join(target, "demo/demo.huiyin.json");
  if (demo && !fs.existsSync(bundle)) throw new Error(`no ${bundle}; \`cargo xtask test\` makes it`);
  const child = spawn(program, ["serve", "--port", "0", ...(demo ? [] : ["--empty"])], {
    env: { ...process.env, CARGO_TARGET_DIR: target },
    stdio: ["ignore", "pipe", "inherit"],
  });
  // A test that runs out of time never reaches stop().
  const end = () => child.kill();
  process.once("exit", end);
  const url = await new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
      const found = /is ready: (http:\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
  });
  const intranet = url.replace("127.0.0.1", INTRANET);
  const stop = () =>
    new Promise((resolve) => {
      process.removeListener("exit", end);
      child.once("exit", resolve);
      child.kill();
    });
  return { url, intranet, stop };
}
