// The real server over a store in a file, which a test may kill and start again.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { target } from "./browsers.mjs";

// Starts `huiyin serve` over an SQLite file of its own. Returns { port(), file, kill(), start(), stop() }:
// kill() is the power cut, start() begins again over what lies in the file, at another port.
export async function server() {
  const program = path.join(target, "debug/huiyin");
  if (!fs.existsSync(program)) throw new Error(`no ${program}; run \`cargo xtask dist\` first`);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "huiyin-server-"));
  const file = path.join(folder, "huiyin.db");
  let child;
  let port;
  const end = () => child.kill("SIGKILL");
  const start = async () => {
    child = spawn(program, ["serve", "--listen", "127.0.0.1:0", "--store", `sqlite:${file}`, "--site", path.join(target, "dist"), "--no-claim", "--quiet"], { stdio: ["ignore", "pipe", "inherit"] });
    port = await new Promise((resolve, reject) => {
      let said = "";
      child.stdout.on("data", (chunk) => {
        said += chunk;
        const found = /is ready: http:\/\/127\.0\.0\.1:(\d+)/.exec(said);
        if (found) resolve(Number(found[1]));
      });
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
    });
  };
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  };
  const stop = async () => {
    await kill();
    process.removeListener("exit", end);
    fs.rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", end);
  await start();
  // Everything the store holds, as it lies on the disk.
  const bytes = () => Buffer.concat(fs.readdirSync(folder).map((name) => fs.readFileSync(path.join(folder, name))));
  // What lies in the box of votes beside it.
  const box = () => fs.readFileSync(`${file}.box`);
  return { port: () => port, kill, start, stop, bytes, box };
}
