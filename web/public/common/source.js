// Where the public files lie.

/**
 * The folder of the public files: the page's own (`<meta name="huiyin-public">`), unless an address
 * asks for another one that the page allows. An address alone may not choose: whoever sends somebody
 * a link could otherwise show a board of his own under the office's name.
 * @param {string | null} asked
 */
export function sourceOf(asked) {
  const own = new URL(meta("huiyin-public") || "public/", document.baseURI).href;
  if (!asked) return own;
  let wanted;
  try {
    wanted = new URL(asked.endsWith("/") ? asked : `${asked}/`, document.baseURI);
  } catch (wrong) {
    return own;
  }
  const allowed = (meta("huiyin-sources") || "").split(/\s+/).filter(Boolean);
  const known = wanted.origin === location.origin && /^https?:$/.test(wanted.protocol);
  return known || allowed.includes(wanted.origin) ? wanted.href : own;
}

/** @param {string} name */
export function meta(name) {
  const found = document.querySelector(`meta[name="${name}"]`);
  return found ? found.getAttribute("content") : null;
}
