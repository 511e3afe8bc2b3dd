// The properties a portal may set on our elements, and what may stand in them.

/** Name without `--huiyin-`, and the CSS property whose values it takes. */
export const PROPERTIES = /** @type {Record<string, string>} */ ({
  accent: "color",
  "accent-ink": "color",
  link: "color",
  ink: "color",
  soft: "color",
  line: "color",
  edge: "color",
  ground: "color",
  surface: "color",
  radius: "border-radius",
  size: "font-size",
  font: "font-family",
});

/**
 * What is set on an element, by name; what it inherits counts.
 * @param {Element} element
 */
export function themeOf(element) {
  const style = getComputedStyle(element);
  /** @type {Record<string, string>} */
  const found = {};
  for (const name of Object.keys(PROPERTIES)) {
    const value = style.getPropertyValue(`--huiyin-${name}`).trim();
    if (value) found[name] = value;
  }
  return found;
}

/**
 * Sets what another page sent, leaving out what is no value of its kind.
 * @param {HTMLElement} root
 * @param {any} theme
 */
export function wear(root, theme) {
  for (const [name, property] of Object.entries(PROPERTIES)) {
    const value = theme && typeof theme === "object" ? theme[name] : undefined;
    const fits = typeof value === "string" && value.length < 200 && !/url\(|var\(|[;{}]/i.test(value) && CSS.supports(property, value);
    if (fits) root.style.setProperty(`--huiyin-${name}`, value);
    else root.style.removeProperty(`--huiyin-${name}`);
  }
}
