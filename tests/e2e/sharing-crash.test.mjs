// What was recorded is neither lost nor doubled when the server or the browser dies in mid-sync.
import assert from "node:assert/strict";
import { onDevices } from "./support/devices.mjs";
import { download } from "./support/downloads.mjs";
import { button, choose, heading, importLedger, seen, until, visit } from "./support/hands.mjs";
import { enter, found, held, mark, part, record, sync, titles, trySync } from "./support/sharing.mjs";

const PUT = /^PUT \/o\/v1\/main\//;
const JSON_FILE = "application/json";

// How many suggestions the ledger holds, as it says itself.
async function counted(page) {
  await visit(page, "建议台账");
  const said = await seen(page.getByText(/^共 [\d,]+ 条/));
  return Number(/[\d,]+/.exec(await said.innerText())[0].replace(",", ""));
}

onDevices("the server dies while a ledger is pushed: nothing is lost, and a file carries it meanwhile", async ({ server, device }) => {
  const [office, other] = [await device("office"), await device("other")];
  await found(office, { person: "王主任" });
  await enter(office, other, { person: "李干事", role: "人大机关" }, { rights: ["可以看代表的逐条评价"] });

  // The power goes while the server takes in the ledger.
  const torn = office.line.trap(PUT, "half");
  office.wasAway = true;
  other.wasAway = true;
  assert.equal(await importLedger(office.page), 95);
  await torn;
  await server.kill();
  other.away();
  const pending = async (page) => Number(/(\d+) 条未上传/.exec(await (await seen(mark(page).getByText(/\d+ 条未上传/))).innerText())[1]);
  const waiting = await pending(office.page);
  assert.ok(waiting > 95, `${waiting} events wait`);
  await trySync(office.page);
  await seen(mark(office.page).getByText(`暂时不能同步 · ${waiting} 条未上传`));
  await seen(office.page.getByText(`${waiting} 条记录还没有上传，只在本机。`));

  // Carried by hand.
  const file = await download(office.page, button(office.page, "导出未上传的记录"));
  assert.match(file.name, /^回音-未上传-.*\.huiyin\.json$/);
  await seen(office.page.getByText(`共 ${waiting} 条记录`).first());
  await part(other.page, "同步");
  await choose(other.page, button(other.page, "读入文件…"), { name: file.name, mimeType: JSON_FILE, buffer: file.bytes });
  await seen(other.page.getByText(/^✓ 已读入 .*：\d+ 个对象，其中新的 \d+ 个。$/));
  assert.equal(await counted(other.page), 95);
  // Taking it in once more changes nothing.
  await part(other.page, "同步");
  await choose(other.page, button(other.page, "读入文件…"), { name: file.name, mimeType: JSON_FILE, buffer: file.bytes });
  await seen(other.page.getByText(/其中新的 0 个。$/));
  assert.equal(await counted(other.page), 95);

  // The server comes back over the same file.
  await server.start();
  for (const one of [office, other]) one.back();
  for (const one of [office, other, office]) await sync(one.page);
  for (const one of [office, other]) {
    assert.equal(await counted(one.page), 95);
    await until(async () => !/未上传/.test(await mark(one.page).innerText()), `nothing waits on ${one.label}`);
  }
  assert.equal(await held(office.page), await held(other.page));

  // And once more, when it has taken something in and could not say so.
  const unheard = office.line.trap(PUT, "reply");
  await record(office.page, 1);
  await unheard;
  await server.kill();
  await server.start();
  office.back();
  for (const one of [office, other, office]) await sync(one.page);
  for (const one of [office, other]) {
    assert.equal(await counted(one.page), 96);
    assert.deepEqual(await titles(one.page), ["关于第 1 处路灯不亮的建议"]);
  }
  assert.equal(await held(office.page), await held(other.page));
});

onDevices("the browser dies in mid-append and in mid-sync: what was confirmed is there, once", async ({ profile, device }) => {
  let office = await profile("office");
  const other = await device("other");
  await found(office, { person: "王主任" });
  await enter(office, other, { person: "李干事", role: "人大机关" }, { rights: ["可以看代表的逐条评价"] });

  const confirmed = [];
  const again = async () => {
    await office.kill();
    office.back();
    office = await profile("office", { folder: office.folder, of: office });
    office.wasAway = true;
    await office.open();
    const there = await titles(office.page);
    for (const title of confirmed) assert.ok(there.includes(title), `“${title}” was confirmed; there are ${JSON.stringify(there)}`);
    await sync(office.page);
    await sync(other.page);
    const arrived = await titles(other.page);
    assert.deepEqual(arrived.sort(), (await titles(office.page)).sort());
    assert.equal(new Set(arrived).size, arrived.length);
  };
  let number = 0;
  // In the middle of its own writing.
  for (const delay of [5, 40]) {
    number += 1;
    confirmed.push(await record(office.page, number));
    number += 1;
    await record(office.page, number, async (save) => {
      await save.evaluate((element) => { setTimeout(() => element.click()); });
      await new Promise((resolve) => setTimeout(resolve, delay));
    });
    await again();
  }
  // In the middle of the sync: half of an object is on its way; all of it is there and nobody heard.
  for (const how of ["half", "reply"]) {
    const sprung = office.line.trap(PUT, how);
    number += 1;
    confirmed.push(await record(office.page, number));
    await sprung;
    await again();
  }
  // A browser that died is no copy of another: the chain goes on.
  await part(office.page, "同步");
  assert.equal(await office.page.getByText("需要注意").count(), 0);
  assert.equal(await held(office.page), await held(other.page));
  confirmed.push(await record(office.page, 99));
  await sync(office.page);
  await sync(other.page);
  assert.ok((await titles(other.page)).includes(confirmed.at(-1)));
  await seen(heading(other.page, "建议台账"));
});
