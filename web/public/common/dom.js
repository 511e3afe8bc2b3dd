// Elements from plain values. Text only ever becomes text: nothing here reads markup.

/** @typedef {Node | string | number | null | undefined | false} Child */
/** @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Attributes */

/**
 * An element. `on…` attributes are listeners, `true` an empty attribute, `false` and `null` none.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes | null} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  return add(made, children);
}

/**
 * Puts children at the end, leaving out what is nothing.
 * @template {ParentNode & Node} Parent
 * @param {Parent} parent
 * @param {(Child | Child[])[]} children
 */
export function add(parent, children) {
  for (const child of children) {
    if (Array.isArray(child)) add(parent, child);
    else if (child !== null && child !== undefined && child !== false) parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return parent;
}

/**
 * Replaces everything inside.
 * @param {Element | ShadowRoot} parent
 * @param {...(Child | Child[])} children
 */
export function fill(parent, ...children) {
  while (parent.firstChild) parent.removeChild(parent.firstChild);
  add(parent, children);
}

/**
 * The element of this id, which the page is known to have.
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @param {Document | DocumentFragment | ShadowRoot} [where]
 * @returns {Kind}
 */
export function part(id, kind, where = document) {
  const found = where.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no #${id}`);
  return found;
}

/**
 * Moves the focus to a heading or a message, so that a screen reader goes on from there.
 * @param {HTMLElement | null} target
 */
export function goTo(target) {
  if (!target) return;
  if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "nearest" });
}
