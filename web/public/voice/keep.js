// What stays on the device: a draft, and what still has to be sent. In the browser's database; where
// that is refused (a frame of another site, a private window), in its storage; where that is refused
// too, in the page, which then says so.

/**
 * @typedef {{
 *   kind: "database" | "storage" | "memory",
 *   get: (key: string) => Promise<any>,
 *   set: (key: string, value: any) => Promise<void>,
 *   all: (prefix: string) => Promise<any[]>,
 *   drop: (key: string) => Promise<void>,
 * }} Keep
 */

const NAME = "huiyin-voice";

/** @returns {Promise<Keep>} */
export async function openKeep() {
  for (const open of [database, storage]) {
    try {
      return await open();
    } catch (refused) {
      // The next one.
    }
  }
  return memory();
}

/** @returns {Promise<Keep>} */
async function database() {
  const opened = await new Promise((/** @type {(value: IDBDatabase) => void} */ resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("kept");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    // A browser that neither answers nor refuses must not hold the form up.
    setTimeout(() => reject(new Error("no answer")), 3000);
  });
  /**
   * @template T
   * @param {IDBTransactionMode} mode
   * @param {(store: IDBObjectStore) => IDBRequest<T>} work
   * @returns {Promise<T>}
   */
  const run = (mode, work) => new Promise((resolve, reject) => {
    const act = opened.transaction("kept", mode);
    const request = work(act.objectStore("kept"));
    // Kept is what the transaction completed, not what a request was told.
    act.oncomplete = () => resolve(request.result);
    act.onabort = () => reject(act.error);
    act.onerror = () => reject(act.error);
  });
  await run("readwrite", (store) => store.put(1, "probe"));
  return {
    kind: "database",
    get: (key) => run("readonly", (store) => store.get(key)),
    set: (key, value) => run("readwrite", (store) => store.put(value, key)).then(() => undefined),
    all: (prefix) => run("readonly", (store) => store.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`))),
    drop: (key) => run("readwrite", (store) => store.delete(key)),
  };
}

/** @returns {Promise<Keep>} */
async function storage() {
  const own = (/** @type {string} */ key) => `${NAME}/${key}`;
  localStorage.setItem(own("probe"), "1");
  const get = (/** @type {string} */ key) => JSON.parse(localStorage.getItem(key) || "null");
  return {
    kind: "storage",
    get: async (key) => get(own(key)),
    set: async (key, value) => localStorage.setItem(own(key), JSON.stringify(value)),
    all: async (prefix) => Object.keys(localStorage).filter((key) => key.startsWith(own(prefix))).map(get),
    drop: async (key) => localStorage.removeItem(own(key)),
  };
}

/** @returns {Keep} */
function memory() {
  const kept = new Map();
  return {
    kind: "memory",
    get: async (key) => kept.get(key),
    set: async (key, value) => { kept.set(key, value); },
    all: async (prefix) => [...kept].filter(([key]) => key.startsWith(prefix)).map(([, value]) => value),
    drop: async (key) => { kept.delete(key); },
  };
}
