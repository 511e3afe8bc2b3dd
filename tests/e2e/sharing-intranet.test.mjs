// A plain-http intranet has neither Web Locks nor a clipboard nor service workers: sharing works
// there all the same, and two tabs of one device share one syncer.
import assert from "node:assert/strict";
import { openApp } from "./support/app.mjs";
import { onDevices } from "./support/devices.mjs";
import { button, seen, until } from "./support/hands.mjs";
import { about, enter, found, mark, part, record, sync, titles } from "./support/sharing.mjs";

onDevices("an intranet without encryption: two devices, and two tabs of one of them", async ({ device }) => {
  const [office, other] = [await device("office"), await device("other")];
  await office.open();
  assert.equal(await office.page.evaluate(() => window.isSecureContext), false);
  await found(office, { person: "王主任" });
  await enter(office, other, { person: "李干事", role: "人大机关" }, { patient: true });

  // A second tab of the office, while the first does the syncing.
  const tab = await office.context.newPage();
  await openApp(tab, office.url);
  await record(tab, 1);
  await sync(tab);
  await sync(other.page);
  assert.deepEqual(await titles(other.page), [about(1)]);
  await record(other.page, 2);
  await sync(other.page);
  await sync(tab);
  for (const page of [tab, office.page]) {
    await page.bringToFront();
    assert.deepEqual((await titles(page)).sort(), [1, 2].map(about));
    await until(async () => /已同步/.test(await mark(page).innerText()), "both tabs say that it is synced");
  }

  // The tab that did the syncing is closed; the other one takes it over.
  await office.page.close();
  await tab.bringToFront();
  await record(tab, 3);
  await sync(tab);
  await sync(other.page);
  assert.deepEqual((await titles(other.page)).sort(), [1, 2, 3].map(about));

  // Where the browser does not let a page copy by itself, the invitation can still be copied.
  await part(tab, "设备");
  await button(tab, "显示邀请").click();
  await seen(tab.getByLabel("邀请", { exact: true }));
  await button(tab, "复制邀请").click();
  await seen(tab.getByText("已复制").or(tab.getByText(/请选中上面的文字自行复制/)).first());
}, { intranet: true });
