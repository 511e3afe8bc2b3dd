// A card held before a tablet's camera: it is found while the tablet waits, the ballot opens, and the
// same card shown again after it voted is told so. The browser's own reader of codes is there or not
// as on the machine; where it is not, ours reads.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { onEachBrowser } from "./support/app.mjs";
import { accessible } from "./support/a11y.mjs";
import { booth } from "./support/booth.mjs";
import { CURRENT } from "./support/browsers.mjs";
import { film } from "./support/film.mjs";
import { button, gone, heading, seen } from "./support/hands.mjs";
import { picture } from "./support/pictures.mjs";
import { POLL, answer, cast, deal, setUp } from "./support/sitting.mjs";

const { sheet, codes } = deal(2, 3);
const card = (at) => `http://10.0.0.5/vote.html#/${POLL}/${codes[at]}`;

// Flags that put a film in the camera's place and say yes where the browser asks for it. Chromium 86
// as one process has no camera, not even a pretended one.
function camera(scenes) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "huiyin-film-"));
  process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, "cards.y4m");
  fs.writeFileSync(file, film(scenes));
  return ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", `--use-file-for-fake-video-capture=${file}`];
}

const onCamera = (title, scenes, work) => onEachBrowser(title, work, {
  only: CURRENT,
  size: { width: 1024, height: 768 },
  flags: () => camera(scenes),
});

async function start({ page, context, open }) {
  await booth(context, { sheet });
  await open(`vote.html#/${POLL}`);
  await seen(page.getByRole("heading", { name: "请扫描票卡上的二维码" }));
}

const playing = (page) => page.locator("video").evaluate((video) => video.videoWidth);

onCamera("a card before the camera opens its ballot, and once it has voted is told so", [["", 1], [card(0), 4]], async (given) => {
  const { page } = given;
  await start(given);
  await setUp(page, "2468");
  await button(page, "用摄像头扫描").click();
  await seen(page.getByText("已评 0/2"));
  // The eye is shut while somebody chooses.
  assert.equal(await page.locator("video").count(), 0);
  await answer(page, ["满意", "不满意"]);
  const receipts = await cast(page);
  assert.equal(receipts.length, 2);
  await button(page, "完成").click();
  const again = button(page, "用摄像头扫描");
  if (await again.count()) await again.click();
  await seen(heading(page, "这张票卡已投"));
  assert.deepEqual(await page.locator(".receipt-code").allInnerTexts(), receipts);
});

onCamera("what is no card of this poll is told while the camera goes on looking", [["https://example.cn/menu", 3], ["", 1], [card(1), 3]], async (given) => {
  const { page } = given;
  await start(given);
  await button(page, "用摄像头扫描").click();
  await seen(page.getByRole("alert").filter({ hasText: "扫到的不是票卡" }));
  assert.equal(await playing(page), 640);
  await accessible(page);
  await picture(page, "vote-camera-wrong");
  await seen(page.getByText("已评 0/2"));
  await gone(page.locator("video"));
});

onCamera("nothing before the camera is nothing, and another way stays open", [["", 2]], async (given) => {
  const { page } = given;
  await start(given);
  await button(page, "用摄像头扫描").click();
  await seen(page.locator("video"));
  await page.waitForFunction(() => document.querySelector("video").videoWidth === 640);
  assert.equal(await page.getByRole("alert").count(), 0);
  await picture(page, "vote-camera-nothing");
  await button(page, "换一种方式").click();
  await button(page, "输入票卡上的字符").click();
  await seen(page.getByLabel("票卡上的 28 个字符"));
  await gone(page.locator("video"));
});
