// Where a board stands, as the part of an address after `#`.
import { ID } from "./model.js";

/** @type {Route} */
export const START = { page: "list", id: "", q: "", stage: "", category: "", unit: "", light: "", n: 1 };
const FILTERS = /** @type {const} */ (["q", "stage", "category", "unit", "light"]);
const PAGES = /** @type {const} */ (["list", "rates", "units", "paper"]);

/** @param {string} hash @returns {Route} */
export function readRoute(hash) {
  const [path, query] = hash.replace(/^#\/?/, "").split("?");
  const route = { ...START };
  const item = /^item\/(.+)$/.exec(path);
  if (item && ID.test(item[1])) {
    route.page = "item";
    route.id = item[1];
  } else {
    route.page = PAGES.find((one) => one === path) || "list";
  }
  const given = new URLSearchParams(query || "");
  for (const name of FILTERS) route[name] = (given.get(name) || "").slice(0, 200);
  const n = Number(given.get("n"));
  route.n = Number.isSafeInteger(n) && n > 0 ? n : 1;
  return route;
}

/** @param {Route} route */
export function writeRoute(route) {
  const query = new URLSearchParams();
  for (const name of FILTERS) if (route[name]) query.set(name, route[name]);
  if (route.page === "list" && route.n > 1) query.set("n", String(route.n));
  const path = route.page === "item" ? `item/${route.id}` : route.page === "list" ? "" : route.page;
  return `#/${path}${query.toString() ? `?${query}` : ""}`;
}
