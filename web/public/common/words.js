// Two languages, one at a time.

/** @typedef {Record<string, readonly [string, string]>} Table */

/**
 * A table's texts in one language; `{name}` stands for a value.
 * @template {Table} T
 * @param {T} table
 * @param {Lang} lang
 */
export function speaker(table, lang) {
  /** @param {keyof T & string} key @param {Record<string, string | number>} [values] */
  return (key, values) => {
    const pair = table[key];
    const text = pair ? pair[lang === "en" ? 1 : 0] : key;
    return values ? text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole)) : text;
  };
}

/**
 * The half of a published text that is in this language; the other one if it is empty.
 * @param {Words} words
 * @param {Lang} lang
 */
export const inLang = (words, lang) => (lang === "en" ? words.en || words.zh : words.zh || words.en);

/** @param {Lang} lang */
export const langTag = (lang) => (lang === "en" ? "en" : "zh-CN");

/** @param {string | null | undefined} text @returns {Lang | null} */
export function asLang(text) {
  if (!text) return null;
  return /^en\b/i.test(text) ? "en" : /^zh\b/i.test(text) ? "zh" : null;
}

/**
 * A day as people write it; what is no day stays as it is.
 * @param {string} day
 * @param {Lang} lang
 */
export function dayText(day, lang) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!found) return day;
  if (lang === "en") return day;
  return `${found[1]}年${Number(found[2])}月${Number(found[3])}日`;
}
