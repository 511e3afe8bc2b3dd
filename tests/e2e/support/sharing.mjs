// What a person does to share a workspace, in the words a person reads (see hands.mjs).
import assert from "node:assert/strict";
import { accessible } from "./a11y.mjs";
import { openApp } from "./app.mjs";
import { button, dialog, fill, gone, heading, seen, until } from "./hands.mjs";
import { SIZES, overflow, picture, spills } from "./pictures.mjs";

// Opens a part of the page about sharing: 同步, 设备, 冲突, 隔离区.
export async function part(page, name) {
  await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: /^协同/ }).click();
  await seen(heading(page, "协同"));
  const tab = await seen(page.getByRole("tab", { name: new RegExp(`^${name}(（|$)`) }));
  await tab.click();
  await until(async () => (await tab.getAttribute("aria-selected")) === "true", `“${name}” is opened`);
}

// Makes the workspace of this device a shared one on the server, and gives the code printed for
// emergencies. `look(name)` is called at each page on the way.
export async function found(device, { workspace = "某区代表建议", person, party = "代表工委", seal = false }, look = () => {}) {
  const { page } = device;
  await device.open("#/sharing");
  await seen(page.getByRole("link", { name: /^加入/ }));
  await look("begin");
  await page.getByRole("link", { name: /^创建/ }).click();
  await seen(page.getByRole("heading", { name: "创建共享工作区", level: 2 }));
  const main = page.getByRole("main");
  await fill(main, { 工作区名称: workspace, 使用人: person, 机关或处室名称: party });
  if (seal) await fill(main, { 加密全部内容: true });
  await look("create");
  await button(main, "创建").click();
  const shown = await seen(page.getByRole("region", { name: "恢复码" }).locator(".code-large"));
  const code = (await shown.innerText()).trim();
  await look("recovery-code");
  const go = button(page, "继续");
  assert.equal(await go.isDisabled(), true, "nobody goes on before the code is kept");
  await page.getByRole("checkbox", { name: "我已经把恢复码保存在安全的地方" }).check();
  await go.click();
  await seen(page.getByLabel("邀请", { exact: true }));
  await look("invite");
  await go.click();
  await seen(page.getByRole("tab", { name: /^同步/ }));
  assert.equal((await page.getByRole("main").innerText()).includes(code), false, "the code is shown once");
  return code;
}

// The link that invites others, as the office's device shows it.
export async function invitation(page) {
  await part(page, "设备");
  await button(page, "显示邀请").click();
  const link = await (await seen(page.getByLabel("邀请", { exact: true }))).inputValue();
  await button(page, "收起邀请").click();
  return link;
}

// The same link by another device's line: its address of the same server.
export const by = (device, link) => device.url.replace(/\/$/, "") + new URL(link).pathname + new URL(link).hash;

// Asks to be let in by the link. Returns the code on this device's screen.
export async function ask(device, link, { person, role, party }, look = () => {}) {
  const { page } = device;
  device.wasOut = true;
  await openApp(page, by(device, link));
  await seen(page.getByText(/^✓ 邀请已读入/));
  const main = page.getByRole("main");
  await fill(main, { 使用人: person, 身份: { choose: role } });
  if (party) {
    const who = main.getByLabel(role === "人大机关" || role === "政府督查机构" ? /^机关或处室名称/ : new RegExp(`^${role}`)).last();
    await who.fill(party);
    await who.press("Tab");
  }
  await look("join");
  await button(main, "提交申请").click();
  const shown = await seen(page.getByRole("region", { name: "等待批准" }).locator(".code-large"));
  await until(async () => (await shown.innerText()).trim().length > 0, "the code is there");
  await look("waiting");
  return (await shown.innerText()).trim();
}

// Compares the code and lets the device in, on an administrator's device.
export async function letIn(page, code, rights = []) {
  await sync(page);
  await part(page, "设备");
  const request = page.getByRole("listitem").filter({ hasText: code });
  await button(await seen(request), "核对并同意…").click();
  const asked = await seen(dialog(page, "批准设备加入"));
  assert.ok((await asked.innerText()).includes(code), "the code stands in the dialog");
  await button(asked, "同意加入").click();
  await seen(asked.getByText("请先核对校验码，并勾选确认").first());
  await asked.getByRole("checkbox", { name: /^对方屏幕上的校验码与上面一致/ }).check();
  for (const right of rights) await asked.getByRole("checkbox", { name: right, exact: true }).check();
  await button(asked, "同意加入").click();
  await gone(asked);
}

// A device asks and is let in; both see the same code. Its page asks every few seconds whether it
// was let in; with `patient` that is waited for, otherwise the page is loaded anew, which asks at once.
export async function enter(office, device, who, { rights = [], look, patient = false } = {}) {
  const code = await ask(device, await invitation(office.page), who, look);
  await letIn(office.page, code, rights);
  if (!patient) {
    await device.page.reload();
    await device.page.waitForSelector("html[data-started]", { state: "attached" });
  }
  await seen(device.page.getByRole("tab", { name: /^同步/ }));
  await sync(device.page);
  return code;
}

export const mark = (page) => page.locator("header .synced");

// Syncs, and waits until everything recorded here is on the store.
export async function sync(page) {
  await part(page, "同步");
  const state = page.getByRole("region", { name: "同步情况" });
  await press(state);
  await until(async () => /本机的记录已全部上传/.test(await state.innerText()), async () => `everything is uploaded:\n${await state.innerText()}`);
}

// Tries to sync where nothing can come of it, and waits until it has given up for now.
export async function trySync(page) {
  await part(page, "同步");
  const state = page.getByRole("region", { name: "同步情况" });
  await press(state);
  return state.innerText();
}

async function press(state) {
  const now = button(state, "立即同步");
  const idle = async () => (await now.isEnabled()) && (await state.locator("progress").count()) === 0;
  await seen(now);
  await until(idle, "a sync under way has ended", 60_000);
  await now.click();
  await until(idle, "the sync has ended", 60_000);
}

// What this device holds, in its own words: events and signed objects.
export async function held(page) {
  await part(page, "同步");
  return (await seen(page.getByText(/^[\d,]+ 条记录，[\d,]+ 个签名对象$/))).innerText();
}

// Everything the browser keeps for this site: every database, every store, keys and values, and
// the settings. Texts as UTF-8, bytes as they are.
export async function kept(page) {
  const pieces = await page.evaluate(async () => {
    const answered = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const out = [];
    const latin = (bytes) => {
      let text = "";
      for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
      out.push(text);
    };
    const take = (value) => {
      if (typeof value === "string") latin(new TextEncoder().encode(value));
      else if (value instanceof ArrayBuffer) latin(new Uint8Array(value));
      else if (ArrayBuffer.isView(value)) latin(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      else if (value && typeof value === "object") for (const [key, one] of Object.entries(value)) { take(key); take(one); }
    };
    const stores = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await answered(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const of = database.transaction(store).objectStore(store);
        const [keys, values] = [await answered(of.getAllKeys()), await answered(of.getAll())];
        stores.push(`${name}/${store}: ${values.length}`);
        keys.forEach(take);
        values.forEach(take);
      }
      database.close();
    }
    take({ ...localStorage });
    return { stores, out };
  });
  return { stores: pieces.stores, bytes: Buffer.from(pieces.out.join("\n"), "latin1") };
}

// Where a text lies in bytes: as UTF-8, as UTF-16, and as base64 at each of its three places.
export function holds(bytes, text) {
  const utf8 = Buffer.from(text);
  const base64 = [0, 1, 2].map((shift) => {
    const coded = Buffer.concat([Buffer.alloc(shift, "x"), utf8]).toString("base64url");
    // The first and last digits mix with what stands beside.
    return Buffer.from(coded.slice(shift === 0 ? 0 : shift + 1, coded.length - 2));
  });
  return [utf8, Buffer.from(text, "utf16le"), ...base64].some((form) => bytes.includes(form));
}

// Nothing on the page is in anybody's way: axe finds nothing, nothing runs over at either size.
// Pictures for people to look at are taken where HUIYIN_PICTURES is set.
export async function looked(page, name) {
  await accessible(page);
  const before = page.viewportSize();
  for (const label of ["desktop", "phone"]) {
    await page.setViewportSize(SIZES[label]);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    assert.equal(await overflow(page), 0, `${name} is too wide at ${label}`);
    assert.deepEqual(await spills(page), [], `${name} runs over at ${label}`);
    if (process.env.HUIYIN_PICTURES) await picture(page, `sharing-${name}-${label}`);
  }
  await page.setViewportSize(before);
}

// A title that no other suggestion has.
export const about = (number) => `关于第 ${number} 处路灯不亮的建议`;

// Records a suggestion, and waits until the page says that it is saved; or does `otherwise` with
// the button that saves. Returns its title.
export async function record(page, number, otherwise) {
  await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "登记建议", exact: true }).click();
  await seen(heading(page, "登记建议"));
  const form = page.getByRole("main");
  await fill(form, { 类别: { choose: "建议" }, 提出时间: { choose: "闭会期间" }, "题目（案由）": about(number), 正文: `第 ${number} 处。`, 领衔代表: "周明远" });
  await form.getByLabel("领衔代表").press("Tab");
  if (otherwise) {
    await otherwise(button(form, "保存"));
  } else {
    await button(form, "保存").click();
    await seen(heading(page, about(number)));
  }
  return about(number);
}

// The titles of these in the ledger.
export async function titles(page) {
  await page.evaluate(() => { location.hash = "#/ledger?q=路灯不亮"; });
  await seen(heading(page, "建议台账"));
  const rows = page.getByRole("grid", { name: "建议台账" }).getByRole("row").filter({ hasText: /路灯不亮/ });
  await until(async () => (await rows.count()) > 0 || (await page.getByText(/台账还是空的|没有符合条件的建议/).count()) > 0, "the ledger's rows");
  await until(async () => (await page.locator("[aria-busy=true], .loading").count()) === 0, "the ledger has come");
  return (await rows.allInnerTexts()).map((text) => /关于第 \d+ 处路灯不亮的建议/.exec(text)[0]);
}
