// What a camera is given to see: a film of cards, as the uncompressed video (YUV4MPEG2) that Chromium
// takes in place of one (--use-file-for-fake-video-capture). It is played again and again.
import { modules } from "./sitting.mjs";

const WIDTH = 640;
const HEIGHT = 480;
const RATE = 10;
const [PAPER, INK, TABLE] = [215, 40, 120];

// One picture: a card with a code lying askew of the middle on a table; the empty table for no text.
function picture(text) {
  const light = Buffer.alloc(WIDTH * HEIGHT, TABLE);
  if (!text) return light;
  const rows = modules(text);
  const scale = Math.floor(400 / (rows.length + 8));
  const side = (rows.length + 8) * scale;
  const [left, top] = [Math.floor((WIDTH - side) / 2) + 30, Math.floor((HEIGHT - side) / 2) - 10];
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const dark = rows[Math.floor(y / scale) - 4]?.[Math.floor(x / scale) - 4] === "1";
      light[(top + y) * WIDTH + left + x] = dark ? INK : PAPER;
    }
  }
  return light;
}

// A film of scenes [text, seconds], each a code held before the camera or "" for nothing.
export function film(scenes) {
  const colourless = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frames = scenes.flatMap(([text, seconds]) => {
    const frame = [Buffer.from("FRAME\n"), picture(text), colourless];
    return Array(Math.round(seconds * RATE)).fill(frame).flat();
  });
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${RATE}:1 Ip A1:1 C420jpeg\n`), ...frames]);
}
