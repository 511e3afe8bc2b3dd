// A device's own line to the server: a loopback port that passes everything on, until it is cut.
// Each line is an address of the same server, so that one device can be without network while
// others are not, alike on every browser.
import net from "node:net";

// What devices ask a server as a store; pages are asked for otherwise.
const STORE = /^\w+ \/(o|v1)[/?]/;

// Returns { port, cut(), mend(), trap(request, how), close() }. cut("store") leaves the pages, as
// where they come from elsewhere, or are kept.
// `trap` waits for a request whose first line matches, and cuts the line in the middle of it: with
// "half" when half of its body has gone to the server, with "reply" when the server has answered
// and the device has not heard of it. It resolves when that has happened.
export async function line(server) {
  const pairs = new Set();
  let whole = true;
  let pages = true;
  let trap = null;
  const cut = (what) => {
    whole = false;
    pages = what === "store";
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  const sprung = () => {
    const { resolve } = trap;
    trap = null;
    cut();
    resolve();
  };
  const listener = net.createServer((device) => {
    if (!whole && !pages) {
      device.destroy();
      return;
    }
    const store = net.connect(server.port(), "127.0.0.1");
    const pair = [device, store];
    pairs.add(pair);
    let left = null;
    for (const socket of pair) {
      socket.setNoDelay(true);
      socket.on("error", () => {});
      socket.on("close", () => {
        pairs.delete(pair);
        for (const one of pair) one.destroy();
      });
    }
    device.on("data", (chunk) => {
      if (!whole && STORE.test(chunk.toString("latin1", 0, 32))) {
        device.destroy();
        return;
      }
      let passed = chunk;
      if (trap && left === null && trap.request.test(chunk.toString("latin1"))) {
        const head = chunk.indexOf("\r\n\r\n") + 4;
        const length = Number(/content-length: (\d+)/i.exec(chunk.toString("latin1"))?.[1] || 0);
        left = trap.how === "half" ? head + Math.floor(length / 2) : Infinity;
      }
      if (left !== null) {
        passed = chunk.subarray(0, Math.min(left, chunk.length));
        left -= passed.length;
      }
      // Half of the body has to leave this process before the line is cut.
      store.write(passed, () => { if (left === 0 && trap) sprung(); });
    });
    store.on("data", (chunk) => {
      if (left !== null && trap) sprung();
      else device.write(chunk);
    });
  });
  await new Promise((resolve) => listener.listen(0, "127.0.0.1", resolve));
  return {
    port: listener.address().port,
    cut,
    mend: () => { whole = true; },
    trap: (request, how) => new Promise((resolve) => { trap = { request, how, resolve }; }),
    close: () => {
      cut();
      return new Promise((resolve) => listener.close(resolve));
    },
  };
}
