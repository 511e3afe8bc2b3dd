// The tracking code of what was just sent, for as long as the tab is open: a page that is loaded again
// by mistake would lose it for ever, and nobody else can find it again.

const KEY = "huiyin-sent";

/** @param {{ track: string, label: string } | null} sent */
export function tabKeeps(sent) {
  try {
    if (sent) sessionStorage.setItem(KEY, JSON.stringify(sent));
    else sessionStorage.removeItem(KEY);
  } catch (refused) {
    // Then it stands on the page alone.
  }
}

/** @returns {{ track: string, label: string } | null} */
export function tabKept() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
    return kept && typeof kept.track === "string" ? { track: kept.track, label: String(kept.label || "") } : null;
  } catch (refused) {
    return null;
  }
}
