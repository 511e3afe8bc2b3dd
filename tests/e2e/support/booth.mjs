// The part of the server that a voter's device meets, standing in for it: its phase, and a box that
// takes votes again and again. It can be cut off. (The server's own part has tests of its own.)

const PATH = "**/v1/polls/**";

// Stands in on a context. Returns { phase, deliver, down, sheet, board, box, requests }, to be changed
// at will: `box` is the set of lines, `requests` the lines of each handing in.
export async function booth(context, { phase = "open", deliver = "at-once", sheet, board } = {}) {
  const state = { phase, deliver, down: false, sheet, board, box: new Set(), requests: [], refuse: null };
  await context.route(PATH, async (route) => {
    if (state.down) return route.abort("connectionrefused");
    const request = route.request();
    const what = /\/v1\/polls\/[0-9a-f]{32}(\/\w+)?$/.exec(request.url())?.[1] || "";
    const json = (status, body) => route.fulfill({ status, contentType: "application/json", body: JSON.stringify(body) });
    if (what === "/phase") return json(200, { phase: state.phase, cast: 0, deliver: state.deliver });
    if (what === "/votes" && request.method() === "POST") {
      const lines = request.postData().trimEnd().split("\n");
      state.requests.push(lines);
      if (state.phase === "prepared" || state.phase === "fixed") return json(409, { code: "box-not-open", zh: "票箱没有打开。", en: "the box is not open" });
      if (state.refuse && lines.some(state.refuse)) return json(422, { code: "vote-forged", zh: "第 1 行不对。", en: "line 1", line: 1 });
      for (const line of lines) state.box.add(line);
      return json(200, { kept: lines.length });
    }
    const document = { "": state.sheet, "/board": state.board }[what];
    if (document) return route.fulfill({ status: 200, contentType: "application/json", body: document });
    return json(404, { code: "poll-unknown", zh: "没有这次测评。", en: "no such poll" });
  });
  return state;
}
