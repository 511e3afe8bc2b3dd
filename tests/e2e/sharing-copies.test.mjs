// An installation that was restored from a backup, or copied, goes on in a chain of its own.
import assert from "node:assert/strict";
import { onDevices } from "./support/devices.mjs";
import { download } from "./support/downloads.mjs";
import { button, seen } from "./support/hands.mjs";
import { about, enter, found, looked, part, record, sync, titles } from "./support/sharing.mjs";

const RESTARTED = /本机改用了新的记录链/;
const FORKED = /条设备记录链出现分叉/;

async function alarms(page) {
  await part(page, "同步");
  await seen(page.getByRole("region", { name: "同步情况" }));
  const all = page.getByRole("region", { name: "需要注意" });
  return (await all.count()) > 0 ? all.innerText() : "";
}

onDevices("a restored backup and a copy begin chains of their own, and nothing is lost", async ({ profile, device, copy }) => {
  const other = await device("other");
  let office = await profile("office");
  await found(office, { person: "王主任" });
  await enter(office, other, { person: "李干事", role: "人大机关" }, { rights: ["可以看代表的逐条评价"] });
  await record(office.page, 1);
  await sync(office.page);
  await office.close();
  const backup = copy(office.folder);
  const reopen = async (label, folder) => {
    const one = await profile(label, { folder, of: office });
    one.wasAway = true;
    await one.open();
    return one;
  };

  // The original goes on after the backup was made, and is lost; the backup takes its place.
  office = await reopen("office", office.folder);
  await record(office.page, 2);
  await sync(office.page);
  assert.equal(await alarms(office.page), "");
  await office.close();
  let restored = await reopen("restored", backup);
  await record(restored.page, 3);
  await sync(restored.page);
  assert.match(await alarms(restored.page), RESTARTED);
  assert.doesNotMatch(await alarms(restored.page), FORKED);
  await looked(restored.page, "restarted");
  await sync(other.page);
  for (const one of [restored, other]) assert.deepEqual((await titles(one.page)).sort(), [1, 2, 3].map(about));
  assert.doesNotMatch(await alarms(other.page), FORKED);
  await restored.close();

  // Two copies that both write, and put their signature under it, before they meet.
  const folders = [restored.folder, copy(restored.folder)];
  const twins = [];
  for (const [at, folder] of folders.entries()) {
    office.line.cut("store");
    const twin = await reopen(`twin ${at + 1}`, folder);
    await record(twin.page, 4 + at);
    await part(twin.page, "同步");
    await download(twin.page, button(twin.page, "导出未上传的记录"));
    twins.push(twin);
  }
  office.line.mend();
  for (const one of [...twins, other, ...twins, other]) await sync(one.page);
  for (const twin of twins) assert.match(await alarms(twin.page), RESTARTED, twin.label);
  for (const one of [...twins, other]) {
    assert.match(await alarms(one.page), FORKED, one.label);
    assert.deepEqual((await titles(one.page)).sort(), [1, 2, 3, 4, 5].map(about));
  }
  await part(other.page, "设备");
  await seen(other.page.getByRole("row").filter({ hasText: "王主任" }).getByText("记录链分叉"));
  // Both go on, each in a chain of its own.
  for (const [at, twin] of twins.entries()) await record(twin.page, 6 + at);
  for (const one of [...twins, other, ...twins]) await sync(one.page);
  for (const one of [...twins, other]) {
    assert.deepEqual((await titles(one.page)).sort(), [1, 2, 3, 4, 5, 6, 7].map(about));
    assert.match(await alarms(one.page), /有 1 条设备记录链出现分叉/);
    assert.equal(await one.page.getByRole("tab", { name: "隔离区", exact: true }).count(), 1, "everything counts");
  }
});
