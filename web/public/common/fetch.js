// Answers of servers, with an end to waiting and a reason that can be told.

/** Why a request came to nothing. `status` is 0 where no answer came. */
export class Unanswered extends Error {
  /**
   * @param {string} address
   * @param {number} status
   * @param {string} message
   * @param {any} [body]
   */
  constructor(address, status, message, body) {
    super(`${message} ${address}`);
    this.address = address;
    this.status = status;
    /** What the server said, where it is `{code, zh, en}`. */
    this.body = body;
  }
}

/**
 * Asks for JSON. A refusal's body comes along in the error.
 * @param {string} address
 * @param {RequestInit & { patience?: number }} [options] `patience` in milliseconds
 * @returns {Promise<any>}
 */
export async function ask(address, options = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), options.patience || 20000);
  try {
    let response;
    try {
      response = await fetch(address, { credentials: "omit", signal: stop.signal, ...options });
    } catch (error) {
      throw new Unanswered(address, 0, stop.signal.aborted ? "no answer in time:" : "no answer:");
    }
    let body;
    try {
      body = await response.json();
    } catch (error) {
      if (response.ok) throw new Unanswered(address, 0, "no JSON:");
    }
    if (!response.ok) throw new Unanswered(address, response.status, `HTTP ${response.status}`, body);
    return body;
  } finally {
    clearTimeout(timer);
  }
}
