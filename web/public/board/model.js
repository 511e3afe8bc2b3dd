// The public files, read with care: whoever hosts them, a field may be missing or of another kind.

/**
 * What is read at most: a file may be anything, and stands in somebody else's page. Letters of a
 * reply and of any other text; items; figures, units, steps; names of one item.
 */
const MOST = { reply: 100_000, text: 2000, items: 100_000, lines: 1000, names: 50 };

/** @param {any} value @param {number} [most] */
const text = (value, most = MOST.text) => (typeof value === "string" ? value.slice(0, most) : typeof value === "number" ? String(value) : "");
/** @param {any} value @param {number} [most] @returns {any[]} */
const list = (value, most = MOST.lines) => (Array.isArray(value) ? value.slice(0, most) : []);
/** @param {any} value */
const words = (value) => text(value);
/** @param {any} value */
const count = (value) => (Number.isSafeInteger(value) && value >= 0 ? value : 0);
/** @param {any} value */
const countOrNull = (value) => (Number.isSafeInteger(value) && value >= 0 ? value : null);
/** @param {any} value @returns {any} */
const object = (value) => (value && typeof value === "object" ? value : {});

/** @param {any} value @returns {Coded} */
function coded(value) {
  const from = object(value);
  return { code: text(from.code), zh: text(from.zh), en: text(from.en) };
}

/** What may stand in a file's address. */
export const ID = /^[0-9A-Za-z_-]{1,80}$/;

/** @param {any} value @returns {RatingCounts | null} */
function rating(value) {
  if (!value || typeof value !== "object") return null;
  return { satisfied: count(value.satisfied), basically_satisfied: count(value.basically_satisfied), dissatisfied: count(value.dissatisfied) };
}

/** @param {any} value @returns {BoardItem} */
function item(value) {
  const from = object(value);
  /** @type {BoardItem} */
  const made = { id: text(from.id), title: text(from.title), stage: coded(from.stage) };
  if (text(from.number)) made.number = text(from.number);
  if (text(from.category)) made.category = text(from.category);
  if (list(from.deputies).length) made.deputies = list(from.deputies, MOST.names).map(words);
  if (list(from.units).length) made.units = list(from.units, MOST.names).map(words);
  if (from.light) made.light = coded(from.light);
  if (text(from.due)) made.due = text(from.due);
  if (text(from.replied)) made.replied = text(from.replied);
  if (text(from.class)) made.class = text(from.class);
  if ("rating" in from) made.rating = rating(from.rating);
  return made;
}

/** Reads `board.json`. @param {any} value @returns {BoardFile} */
export function readBoard(value) {
  const from = object(value);
  if (from.form !== "huiyin-board-list-1") throw new Error(`not a notice board: form ${text(from.form) || "missing"}`);
  return {
    title: text(from.title),
    intro: text(from.intro),
    updated: text(from.updated),
    fields: list(from.fields).map(words),
    items: list(from.items, MOST.items).map(item).filter((one) => ID.test(one.id) && one.title),
    rates: list(from.rates).map(object).map((one) => ({
      ...coded(one),
      numerator: count(one.numerator),
      denominator: count(one.denominator),
      percent: text(one.percent),
      basis_zh: text(one.basis_zh),
      basis_en: text(one.basis_en),
    })),
    units: list(from.units).map(object).map((one) => ({
      name: text(one.name),
      items: countOrNull(one.items),
      replied: countOrNull(one.replied),
      satisfied: countOrNull(one.satisfied),
    })),
  };
}

/** Reads `item/<id>.json`. @param {any} value @returns {ItemFile} */
export function readItem(value) {
  const from = object(value);
  if (from.form !== "huiyin-board-item-1") throw new Error(`not an item of a notice board: form ${text(from.form) || "missing"}`);
  const steps = list(from.steps).map(object).map((one) => ({ on: text(one.on), zh: text(one.zh), en: text(one.en) }));
  return { ...item(from), reply: text(from.reply, MOST.reply), steps };
}

/** The items that a route's filters leave. @param {BoardFile} file @param {Route} route */
export function narrowed(file, route) {
  const words = route.q.toLowerCase().split(/\s+/).filter(Boolean);
  return file.items.filter((one) =>
    (!route.stage || one.stage.code === route.stage)
    && (!route.category || one.category === route.category)
    && (!route.unit || (one.units || []).includes(route.unit))
    && (!route.light || (one.light && one.light.code === route.light))
    && words.every((word) => `${one.number || ""} ${one.title}`.toLowerCase().includes(word)));
}

/**
 * What a filter may be set to, in the order it first occurs.
 * @param {BoardFile} file
 * @param {"stage" | "category" | "unit" | "light"} name
 * @returns {Coded[]}
 */
export function choices(file, name) {
  /** @type {Map<string, Coded>} */
  const found = new Map();
  /** @param {Coded} one */
  const take = (one) => { if (one.code && !found.has(one.code)) found.set(one.code, one); };
  for (const one of file.items) {
    if (name === "stage") take(one.stage);
    else if (name === "light") { if (one.light) take(one.light); }
    else for (const word of name === "unit" ? one.units || [] : [one.category || ""]) take({ code: word, zh: word, en: word });
  }
  return [...found.values()].slice(0, MOST.lines);
}

export const PER_PAGE = 20;
