// Runs the store's module where the product runs it: in a dedicated worker.
import init, { Handle, conformance } from "./store_conformance.js";

const ready = init({ module_or_path: new URL("store_conformance_bg.wasm", import.meta.url) });
const handles = [];

const calls = {
  suite: (prefix) => conformance(prefix),
  open: async (name, layout) => handles.push(await Handle.open(name, layout)) - 1,
  head: (at) => handles[at].head(),
  append: (at, line, expected) => handles[at].append(line, expected),
  bulk: (at, count, bytes, expected) => handles[at].append_bulk(count, bytes, expected),
  all: (at) => handles[at].all(),
  scattered: (at, count) => handles[at].scattered(count),
  heard: (at) => Array.from(handles[at].heard()),
  // Appends `count` lines as a tab does: at a moved head it reads the head again.
  insist: async (at, tag, count) => {
    let head = await handles[at].head();
    let moved = 0;
    for (let n = 0; n < count; ) {
      try {
        head = await handles[at].append(`${tag}${n}`, head);
        n += 1;
      } catch (code) {
        if (code !== "store-moved") throw code;
        moved += 1;
        head = await handles[at].head();
      }
    }
    return moved;
  },
  // The next transaction finds the connection gone, as WebKit's does after its storage process ended.
  loseConnection: () => {
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function () {
      IDBDatabase.prototype.transaction = transaction;
      throw new DOMException("Connection to Indexed Database server lost", "UnknownError");
    };
  },
  // The next transaction is kept, but the page hears that it was aborted.
  loseAnswer: () => {
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...args) {
      IDBDatabase.prototype.transaction = transaction;
      const begun = transaction.apply(this, args);
      begun.addEventListener("complete", (event) => {
        event.stopImmediatePropagation();
        begun.dispatchEvent(new Event("abort"));
      });
      return begun;
    };
  },
  // Every transaction from now on finds the connection gone.
  loseForGood: () => {
    IDBDatabase.prototype.transaction = () => {
      throw new DOMException("Connection to Indexed Database server lost", "UnknownError");
    };
  },
  // Appends for ever and posts each head only after it was confirmed.
  forever: async (at) => {
    for (let head = await handles[at].head(); ; ) {
      head = await handles[at].append(`line ${head + 1}`, head);
      postMessage({ confirmed: head });
    }
  },
};

onmessage = async ({ data: { id, call, args } }) => {
  try {
    await ready;
    const value = await calls[call](...args);
    postMessage({ id, value });
  } catch (error) {
    postMessage({ id, error: typeof error === "string" ? error : String((error && error.stack) || error) });
  }
};
