// The office worker: Excel workbooks in and out. The page ends it with terminate() to cancel.
//
// In:  { id, op: "read", name, bytes: Uint8Array, maxCells }
//      { id, op: "write", b: Uint8Array }
// Out: { id, t: "progress", done, total }     total is 0 while unknown
//      { id, t: "done", b: Uint8Array }
//      { id, t: "failed", message, b }             b: postcard FileError, where the module gave one
import init, { read, write } from "huiyin-module";

async function load() {
  const response = await fetch(new URL(MODULE, self.location.href), { credentials: "same-origin" });
  if (!response.ok) throw new Error(`HTTP ${response.status} ${MODULE}`);
  await init({ module_or_path: response });
}

const loaded = load();

// The day in the file's properties, by the clock of UTC+8.
function today() {
  return new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
}

function work({ id, op, name, bytes, maxCells, b }) {
  if (op === "read") {
    return read(bytes, name, maxCells, (stage, done, total) => self.postMessage({ id, t: "progress", done, total }));
  }
  if (op === "write") return write(b, today());
  throw new Error(`unknown operation ${op}`);
}

self.onmessage = async (event) => {
  const { id } = event.data;
  try {
    await loaded;
    const b = work(event.data);
    self.postMessage({ id, t: "done", b }, [b.buffer]);
  } catch (error) {
    const message = self.huiyinPanic || (error && (error.message || error)) || "unknown";
    const b = error instanceof Uint8Array ? error : undefined;
    self.postMessage({ id, t: "failed", message: String(message), b });
  }
};
