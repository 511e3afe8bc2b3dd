// Changes of the page that nobody asked for at that moment: an answer of the server, what an earlier
// visit left. Nothing may slip away from under a thumb, or from under the eyes of who is writing.

/** Milliseconds in which a form that is turned into another one cannot be pressed. */
const TURN = 150;

/**
 * Changes what stands above the field that somebody is writing in, which stays where it is on the screen.
 * @param {HTMLElement} form
 * @param {() => void} change
 * @returns {boolean} Whether somebody is writing; if not, the change was made all the same.
 */
export function anchored(form, change) {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !form.contains(active)) {
    change();
    return false;
  }
  const before = active.getBoundingClientRect().top;
  change();
  window.scrollBy(0, active.getBoundingClientRect().top - before);
  return true;
}

/**
 * Puts something into a form. Where nobody is writing, the other form comes in the place of the first
 * as a new page would, instead of one that slides away.
 * @param {HTMLElement} form
 * @param {() => void} change
 */
export function turn(form, change) {
  const place = form.parentElement;
  const height = place ? place.offsetHeight : 0;
  if (anchored(form, change) || !place) return;
  place.style.minHeight = `${height}px`;
  form.classList.add("is-turning");
  setTimeout(() => {
    place.style.minHeight = "";
    form.classList.remove("is-turning");
  }, TURN);
}
