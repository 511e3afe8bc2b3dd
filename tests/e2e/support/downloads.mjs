// Files the app offers for saving, read back. Chromium 86 tells of a download only through the
// page's own debugger session, so there the file is fetched from a folder of its own.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

// Milliseconds a download may take to begin and to end.
const LONGEST = 60_000;

// Presses what starts a download. Returns { name, bytes }.
export async function download(page, press) {
  if (page.context().browser().version().startsWith("86.")) return fromOld(page, press);
  const [given] = await Promise.all([page.waitForEvent("download", { timeout: LONGEST }), press.click()]);
  return { name: given.suggestedFilename(), bytes: fs.readFileSync(await given.path()) };
}

async function fromOld(page, press) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "huiyin-download-"));
  const session = await page.context().newCDPSession(page);
  let timer;
  try {
    await session.send("Page.enable");
    await session.send("Page.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
    const complete = new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new Error("nothing was downloaded")), LONGEST);
      const names = new Map();
      session.on("Page.downloadWillBegin", ({ guid, suggestedFilename }) => names.set(guid, suggestedFilename));
      session.on("Page.downloadProgress", ({ guid, state }) => {
        if (state === "completed") resolve(names.get(guid));
        if (state === "canceled") reject(new Error("the browser refused the download"));
      });
    });
    await press.click();
    const name = await complete;
    return { name, bytes: fs.readFileSync(path.join(folder, fs.readdirSync(folder)[0])) };
  } finally {
    clearTimeout(timer);
    await session.detach().catch(() => {});
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
