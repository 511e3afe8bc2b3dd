// One of our elements. What it keeps is out of the page's sight, and nothing that goes wrong in it
// reaches the page: every way in is guarded.
import { Mount } from "./mount.js";
import { complain } from "./names.js";

export const KINDS = /** @type {const} */ (["board", "item", "voice", "rates"]);
/** @typedef {typeof KINDS[number]} Kind */

const ATTRIBUTES = ["src", "item", "code", "unit", "lang", "mode", "height"];
/** @type {WeakMap<HTMLElement, Mount>} */
const mounts = new WeakMap();

/**
 * @param {HTMLElement} element
 * @param {(mount: Mount) => void} work
 */
function guarded(element, work) {
  const mount = mounts.get(element);
  if (!mount) return;
  try {
    work(mount);
  } catch (error) {
    mount.broke(error);
  }
}

/**
 * @param {Kind} kind
 * @param {string} home The folder that the script came from: our pages lie beside it.
 * @returns {CustomElementConstructor}
 */
export function elementClass(kind, home) {
  return class extends HTMLElement {
    static get observedAttributes() {
      return ATTRIBUTES;
    }

    constructor() {
      super();
      try {
        mounts.set(this, new Mount(this, kind, home));
      } catch (error) {
        complain(`<${this.localName}>`, error);
      }
    }

    connectedCallback() {
      guarded(this, (mount) => mount.later());
    }

    disconnectedCallback() {
      guarded(this, (mount) => mount.later());
    }

    attributeChangedCallback() {
      guarded(this, (mount) => mount.later());
    }

    /** Reads the theme and the files again. */
    refresh() {
      guarded(this, (mount) => mount.again());
    }
  };
}
