// Notices everything a page complains about; a test that ends with complaints fails.

// Chromium 86 asks for two permissions before it compiles WebAssembly, is content with either, and
// reports the one it did not get. Only there, and only this one report, is not a complaint; a real
// evaluation of a string has the same name there but is caught on today's Chromium.
const WASM_REPORT = /^script-src eval /;

// Starts listening on a context. Returns the growing list of complaints.
export async function watch(context, { old = false } = {}) {
  const complaints = [];
  const note = (kind, text) => complaints.push(`${kind}: ${text}`);
  await context.exposeBinding("huiyinViolation", (_, text) => {
    if (!(old && WASM_REPORT.test(text))) note("CSP", text);
  });
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      window.huiyinViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  const attach = (page) => {
    page.on("console", (message) => {
      if (message.type() === "error") note("console", `${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => note("page", error.stack || error.message));
    page.on("crash", () => note("page", "the page crashed"));
    page.on("response", (response) => {
      if (response.status() >= 400) note("HTTP", `${response.status()} ${response.url()}`);
    });
    page.on("requestfailed", (request) => {
      // A page that is left or reloaded breaks off what it was loading.
      const reason = request.failure() && request.failure().errorText;
      if (reason !== "net::ERR_ABORTED") note("request", `${reason} ${request.url()}`);
    });
  };
  context.pages().forEach(attach);
  context.on("page", attach);
  return complaints;
}
