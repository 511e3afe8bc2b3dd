// How a test meets several devices of one workspace: a server over a store in a file, and for each
// device a line of its own to it, and a browser context or a profile of its own.
//
//   onDevices("two offices decide apart", async ({ server, device }) => { const office = await device("office"); … });
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { openApp } from "./app.mjs";
import { BROWSERS, INTRANET, OLD, launch, openProfile } from "./browsers.mjs";
import { line } from "./line.mjs";
import { picture } from "./pictures.mjs";
import { server } from "./server.mjs";
import { watch } from "./watch.mjs";

const MINUTES = 60_000;
const SIZE = { width: 1440, height: 900 };

// What a browser says of a line that was cut, or of a server that has gone.
const CUT_OFF = /net::ERR_(CONNECTION_|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING|SOCKET_NOT_CONNECTED|CONTENT_LENGTH_MISMATCH)/;
// A server tells a device that is not let in yet, or no more, nothing but that.
const NOT_LET_IN = /\b403\b.*\/(o[/?]|v1\/hints)/;

// Declares one test per browser. Options: minutes (default 3), intranet, only.
// The test gets { name, server, device, profile }:
//   device(label)           a browser context as a device, with its line
//   profile(label, folder)  a browser on a profile folder; without one on a new one. `of` gives it
//                           another device's line, that is, address: the same installation for the browser
// A device is { label, page, context, line, url, open(hash), away(), back(), complaints }; a test
// that expects others sets `allows`, a pattern. A profile
// also has { folder, kill(), close() }.
export function onDevices(title, work, options = {}) {
  for (const name of BROWSERS.filter((name) => name === (options.only || name))) {
    const longest = (options.minutes || 3) * MINUTES;
    test(`${title} [${name}]`, { timeout: longest + MINUTES }, async () => {
      const store = await server();
      const devices = [];
      const lines = [];
      const folders = [];
      const browsers = [];
      let timer;
      const join = async (label, context, page, wire, more = {}) => {
        const complaints = await watch(context, { old: name === OLD });
        const one = {
          label, context, page, line: wire, complaints, ...more,
          url: `http://${options.intranet ? INTRANET : "127.0.0.1"}:${wire.port}/`,
          open: (hash = "", where = page) => openApp(where, one.url + hash),
          away: (what) => { one.wasAway = true; wire.cut(what); },
          back: () => wire.mend(),
        };
        devices.push(one);
        return one;
      };
      const wired = async () => {
        const wire = await line(store);
        lines.push(wire);
        return wire;
      };
      const device = async (label) => {
        // Chromium 86 as one process has but one context.
        if (name === OLD || browsers.length === 0) browsers.push(await launch(name));
        const context = await browsers.at(-1).newContext({ viewport: SIZE, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
        return join(label, context, await context.newPage(), await wired());
      };
      const profile = async (label, { folder, of } = {}) => {
        if (!folder) {
          folder = fs.mkdtempSync(path.join(os.tmpdir(), "huiyin-profile-"));
          folders.push(folder);
        }
        const running = await openProfile(name, folder);
        await running.page.setViewportSize(SIZE);
        const { kill, close } = running;
        return join(label, running.context, running.page, of ? of.line : await wired(), { folder, kill, close });
      };
      // A copy of a profile folder whose browser has ended, as a backup makes one.
      const copy = (folder) => {
        const other = fs.mkdtempSync(path.join(os.tmpdir(), "huiyin-profile-"));
        folders.push(other);
        fs.cpSync(folder, other, { recursive: true, filter: (file) => !/\/(Singleton|DevToolsActivePort)/.test(file) });
        return other;
      };
      try {
        const late = new Promise((_, reject) => {
          timer = setTimeout(() => reject(new Error(`not done after ${longest / 1000} s`)), longest);
        });
        await Promise.race([work({ name, server: store, device, profile, copy }), late]);
        for (const one of devices) assert.deepEqual(one.complaints.filter((text) => !expected(one, text)), [], `the page of ${one.label} complained`);
      } catch (error) {
        // What people would have seen, beside what the test missed; complaints are often the cause.
        for (const one of devices) {
          await picture(one.page, `failed ${title} ${name} ${one.label}`.replace(/[^\p{L}\d]+/gu, "-")).catch(() => {});
          if (one.complaints.length > 0) error.message += `\nthe page of ${one.label} complained: ${JSON.stringify(one.complaints.slice(0, 20), null, 1)}`;
        }
        throw error;
      } finally {
        clearTimeout(timer);
        for (const one of devices) if (one.kill) await one.kill();
        for (const browser of browsers) await browser.close();
        for (const wire of lines) await wire.close();
        await store.stop();
        for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
      }
    });
  }
}

function expected(one, text) {
  return (one.wasAway && CUT_OFF.test(text)) || (one.wasOut && NOT_LET_IN.test(text)) || (one.allows && one.allows.test(text));
}
