// The style of a shadow root. A strict policy of the page forbids <style>, but not sheets made by
// script; older browsers than those we build for get the element.

/** @type {CSSStyleSheet | null} */
let sheet = null;

/** @param {ShadowRoot} shadow */
export function dress(shadow) {
  try {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
    }
    shadow.adoptedStyleSheets = [sheet];
  } catch (unknown) {
    const style = document.createElement("style");
    style.textContent = STYLE;
    shadow.appendChild(style);
  }
}
