// In browsers the rules are fetched, once, when they are asked for.
import { HuiyinError, start } from "./huiyin.js";

export * from "./api.js";

export function init(source) {
  return start(() => bytesOf(source === undefined ? new URL("./huiyin.wasm", import.meta.url) : source));
}

async function bytesOf(source) {
  if (typeof source !== "string" && !(source instanceof URL)) return source;
  const answer = await fetch(source);
  if (!answer.ok) {
    throw new HuiyinError({
      code: "not_loaded",
      zh: `规则模块无法载入：${source} 返回 ${answer.status}`,
      en: `the rules' module could not be loaded: ${source} answered ${answer.status}`,
    });
  }
  return answer.arrayBuffer();
}
