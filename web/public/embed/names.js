// Names of elements in a page that is not ours: one may be taken, and we may be loaded twice.

const MOST = 20;

/**
 * Registers a class under its name or, where that is taken, under the name with a number.
 * @param {string} name
 * @param {(name: string) => CustomElementConstructor} make A class can be registered only once.
 * @returns {string | null} The name it got.
 */
export function register(name, make) {
  for (let n = 1; n <= MOST; n += 1) {
    const tried = n === 1 ? name : `${name}-${n}`;
    if (customElements.get(tried)) continue;
    try {
      customElements.define(tried, make(tried));
      return tried;
    } catch (error) {
      // A page may have its own idea of `define`; the next name is tried.
      complain(`<${tried}> could not be registered`, error);
    }
  }
  return null;
}

/** @param {string} message @param {unknown} [error] */
export function complain(message, error) {
  if (typeof console !== "undefined" && console.warn) console.warn(`[huiyin-embed] ${message}`, error === undefined ? "" : error);
}
