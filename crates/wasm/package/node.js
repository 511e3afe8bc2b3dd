// In Node.js the rules are there as soon as the module is.
import { readFileSync } from "node:fs";
import { startNow } from "./huiyin.js";

startNow(readFileSync(new URL("./huiyin.wasm", import.meta.url)));

export * from "./api.js";

// So that the same code runs in both places.
export async function init() {}
