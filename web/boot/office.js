// The office worker: Excel workbooks in and out. The page ends it with terminate() to cancel.
//
// In:  { id, op: "read", name, bytes: Uint8Array, maxCells }
//      { id, op: "write", b: Uint8Array }
// Out: { id, t: "progress", done, total }     total is 0 while unknown
//      { id, t: "done", b: Uint8Array }
//      { id, t: "failed", message }
import init, { read, write } from "huiyin-module";

async function load() {
  const response = await fetch(new URL(MODULE, self.location.href), { credentials: "same-origin" });
  if (!response.ok) throw new Error(`HTTP ${response.status} ${MODULE}`);
  await init({ module_or_path: response });
}

const loaded = load();

function work({ id, op, name, bytes, maxCells, b }) {
  if (op === "read") {
    return read(bytes, name, maxCells, (done, total) => self.postMessage({ id, t: "progress", done, total }));
  }
  if (op === "write") return write(b);
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
    self.postMessage({ id, t: "failed", message: String(message) });
  }
};
