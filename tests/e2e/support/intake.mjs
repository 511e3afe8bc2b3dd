// What an office and a citizen do about voices over the real server, in the words a person reads.
import { button, dialog, gone, seen, until, visit } from "./hands.mjs";

// Pastes the roll of deputies.
export async function listDeputies(page, names) {
  await visit(page, "联络站");
  await page.getByRole("tab", { name: /^代表名单/ }).click();
  await button(page, "粘贴名单").click();
  const asked = await seen(dialog(page, "粘贴名单"));
  await asked.getByLabel(/^全体代表/).fill(names.join("\n"));
  await button(asked, "保存").click();
  await gone(asked);
}

// Lets citizens hand in voices on the server.
export async function openIntake(page) {
  await visit(page, "民意");
  await button(page, "开放收件…").click();
  const asked = await seen(dialog(page, "收件设置"));
  await asked.getByLabel(/^群众看到的机关名称/).fill("某某区人大常委会");
  await button(asked, "开放收件").click();
  await gone(asked);
  await seen(page.getByText("已开放"));
}

// A round with the server, by hand: takes in what waits there, and tells what became of voices.
export async function round(page) {
  await visit(page, "民意");
  const take = button(page, "立即收取");
  await until(() => take.isEnabled(), "no round is under way");
  await take.click();
  await until(() => take.isEnabled(), "the round is over", 60_000);
}

// What the page tells whoever follows a voice by its code.
export async function follow(phone, track) {
  await phone.page.goto(`${phone.url}follow.html?${Math.random()}#${track}`);
  const told = () => phone.page.getByRole("main").innerText();
  await until(async () => /办理过程/.test(await told()), told, 60_000);
  return told();
}
