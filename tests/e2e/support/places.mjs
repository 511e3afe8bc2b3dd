// Every page and dialog of the app, to be looked at one after another in either language.
import { choose, seen, until } from "./hands.mjs";
import { workbook } from "./workbooks.mjs";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// Something to look at: two suggestions whose every text is in one alphabet, so that any other
// letter on the page is the app's own. The headings are Chinese in either case, as the import reads them.
const LATIN = [
  ["2024-001", "Bus line 3 to the county hospital", "Liming", "Wangfang", "Eastern", "Transport", "Zhao", "Transport", "2024-03-08", "2024-04-10", "2024-05-06", "A", "满意"],
  ["2024-002", "Charging points in old estates", "Wangfang", "", "Western", "Housing", "Zhao", "Housing", "2024-03-08", "2024-04-12", "2024-05-08", "B", "不满意"],
];
const CHINESE = [
  ["2024-001", "关于开通县医院公交的建议", "秦斌永", "刘霞红", "第一代表团", "交通运输", "赵副区长", "区交通运输局", "2024-03-08", "2024-04-10", "2024-05-06", "A", "满意"],
  ["2024-002", "关于在老旧小区加装充电桩的建议", "刘霞红", "", "第二代表团", "城乡建设", "赵副区长", "区住房城乡建设局", "2024-03-08", "2024-04-12", "2024-05-08", "B", "不满意"],
];
const HEADINGS = ["建议编号", "标题", "领衔代表", "附议代表", "代表团", "类别", "牵头领导", "主办单位", "交办日期", "面商日期", "答复日期", "答复类别", "代表评价"];

// The words by which the places are found, in each language.
export const WORDS = {
  zh: { desk: "工作台", ledger: "建议台账", item: /./, create: "登记建议", import: "导入", calendar: "日历", asList: "列表", supervision: "督办", supervised: ["重点督办", "承诺台账", "年中督查", "回头看"], units: "承办单位", unitRows: "办理的建议", stats: "统计", settings: "设置", help: "帮助", missing: "没有这个页面", actAs: /办理身份/, cancel: "取消", close: "关闭", columns: "列设置", save: "保存当前视图", select: /^选中 2024-001/, assign: "批量交办", clear: "清空", more: "展开", pick: "选择文件", next: "下一步", check: "校验各行", commit: /^下一步：导入/, go: /^导入 2 条/, undo: /^撤销本次导入/, another: "再导入一个文件", rules: "规则", derive: "制定本机关规则", derived: "制定本机关规则", changeRule: /^修改：答复期限$/, changeList: /^修改：须见面沟通的阶段$/, changeCard: /^修改：承办单位考核评分$/, adoptThis: "启用这部规则…", review: "启用前核对", windows: "测评窗口", openWindow: "开设测评窗口", polls: "测评", pollPlan: "筹备测评", pollTitle: "年度测评", pollBody: "常委会", pollFields: [/^测评名称/, /^表决机关/, /^全体组成人员人数/, /^投票人名单/], pollSecret: /^无记名/, pollFind: "从建议台账中查找", pollAdd: "加入选中的 1 件", pollRule: "通行规则", pollObservers: /^监票人[一二三]/, pollSave: "保存", pollDeal: /^制作 \d+ 张票卡$/, pollOnce: /只在现在可以打印/, pollWipe: "我已打印，清除票卡码…", pollWord: "已打印", pollWiped: "清除票卡码", pollOpen: "开始投票", pollCheckIn: "签到发票", pollEnd: "截止投票…", pollAnnul: "作废本次测评…", voices: "民意", voiceNew: "登记民意", voiceSave: "登记", voiceVia: "电话", voiceSaid: /^反映的内容/, voiceText: "路灯不亮已经半个月", voiceTold: "群众看到的", voiceCounts: "民意统计", stations: "联络站", stationTabs: [/^代表名单/, /^专属码/, /^站点/], listRoll: "粘贴名单", rollNames: /^全体代表/, stationNew: "新增站点", stationPaste: "从 Excel 粘贴", stationTable: /^从 Excel 复制的表格/, stationLook: "检查", stationDo: "登记 1 个", station: "东关站", stationChange: "修改：东关站", stationPick: "选中：东关站", issue: /^生成专属码/, withdraw: "停用…", drives: "意见征集", driveNew: "发起意见征集", driveTitle: /^名称/, driveCloses: /^截止日期/, driveText: /^问题必填/, driveOptions: /^选项/, driveName: "公交站点征求意见", driveOptionTexts: "东门\n西门", driveOpen: "开始征集", drivePreview: "预览", driveSummary: "汇总", driveClose: "提前结束…", board: "公示", boardTitle: /^公示板名称/, boardName: "建议办理公示", boardPick: /^选中：/, boardPublish: /^审定公示 1 件/, boardPreview: /^预览：/, boardWithdraw: /^撤下 1 件/, tabs: ["工作区", "规则与日历", "办理身份", "显示", "数据", "关于"], wipe: "清空工作区…", language: "中文", table: "表", todo: "可以办理", file: "台账.xlsx", sheet: "台账", rows: CHINESE },
  en: { desk: "Desk", ledger: "Ledger", item: /./, create: "New suggestion", import: "Import", calendar: "Calendar", asList: "List", supervision: "Supervision", supervised: ["Key supervision", "Commitments", "Mid-year gate", "Looking back"], units: "Units", unitRows: "Its suggestions", stats: "Statistics", settings: "Settings", help: "Help", missing: "No such page", actAs: /Acting as/, cancel: "Cancel", close: "Close", columns: "Columns", save: "Save this view", select: /^Select 2024-001/, assign: "Assign", clear: "Clear", more: "More filters", pick: "Choose a file", next: "Next", check: "Check the rows", commit: /^Next: import/, go: /^Import 2/, undo: /^Undo this import/, another: "Import another file", rules: "Rules", derive: "Make our own", derived: "Our own rulebook", changeRule: /^Change time to reply$/, changeList: /^Change phases in which/, changeCard: /^Change score card/, adoptThis: "Adopt this one…", review: "Before it is adopted", windows: "Windows", openWindow: "Open a window", polls: "Votes", pollPlan: "Preparing a vote", pollTitle: "Vote of the year", pollBody: "Committee", pollFields: [/^Title/, /^The body that votes/, /^Number of members/, /^Roll of voters/], pollSecret: /^secret/, pollFind: "Find in the ledger", pollAdd: "Add the 1 ticked", pollRule: "general rule", pollObservers: /^(First|Second|Third) observer/, pollSave: "Save", pollDeal: /^Deal \d+ cards$/, pollOnce: /can be printed now and never again/, pollWipe: "I have printed them; wipe the codes…", pollWord: "printed", pollWiped: "Wipe the codes", pollOpen: "Begin voting", pollCheckIn: "Check-in", pollEnd: "End voting…", pollAnnul: "Annul this vote…", voices: "Voices", voiceNew: "Write down a voice", voiceSave: "Write down", voiceVia: "by telephone", voiceSaid: /^What was said/, voiceText: "The lamp has been out for two weeks", voiceTold: "What the citizen reads", voiceCounts: "Counts of voices", stations: "Stations", stationTabs: [/^Roll of deputies/, /^Codes/, /^Places/], listRoll: "Paste the roll", rollNames: /^All deputies/, stationNew: "New place", stationPaste: "Paste from Excel", stationTable: /^The table copied/, stationLook: "Check", stationDo: "Record 1", station: "Eastgate", stationChange: "Change: Eastgate", stationPick: "Select: Eastgate", issue: /^Issue codes/, withdraw: "Withdraw…", drives: "Drives", driveNew: "Open a drive", driveTitle: /^Title/, driveCloses: /^Last day/, driveText: /^The question/, driveOptions: /^Options/, driveName: "Where the bus stops", driveOptionTexts: "East\nWest", driveOpen: "Open the drive", drivePreview: "Preview", driveSummary: "Summary", driveClose: "Close it early…", board: "Notice board", boardTitle: /^The board's title/, boardName: "Our suggestions", boardPick: /^Select:/, boardPublish: /^Approve 1/, boardPreview: /^Preview:/, boardWithdraw: /^Withdraw 1/, tabs: ["Workspace", "Rules and calendar", "Who acts", "Display", "Data", "About"], wipe: "Clear the workspace…", language: "English", table: "Table", todo: "What can be done", file: "ledger.xlsx", sheet: "Ledger", rows: LATIN },
};

// Walks through every place. `look(name)` is called at each, with the place on the page; a name
// that begins with "dialog" is a dialog. Begins with an empty workspace and fills it on the way.
export async function walk(page, lang, look) {
  const w = WORDS[lang];
  const exact = (name) => ({ name, exact: typeof name === "string" });
  const button = (name) => page.getByRole("button", exact(name)).first();
  // What a page asks the engine for is there.
  const settled = () => until(async () => (await page.locator("[aria-busy=true], .loading").count()) === 0, `${page.url()} has come`);
  const at = async (hash, title) => {
    await page.evaluate((to) => { location.hash = to; }, hash);
    await seen(page.getByRole("heading", { level: 1, ...exact(title) }));
    await settled();
  };
  const inDialog = async (name, open) => {
    await open();
    await seen(page.getByRole("dialog"));
    await look(`dialog-${name}`);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  };

  // A vote on a suggestion of the ledger, up to the first check-in.
  const polls = async () => {
    await at("#/polls", w.polls);
    await look("polls-empty");
    await at("#/poll-plan", w.pollPlan);
    await look("poll-plan");
    await button(w.pollSave).click();
    await seen(page.getByRole("alert"));
    await look("poll-plan-errors");
    const main = page.getByRole("main");
    for (const [index, value] of [w.pollTitle, w.pollBody, "5", w.rows.map((row) => row[2]).join("\n")].entries()) {
      await main.getByLabel(w.pollFields[index]).first().fill(value);
    }
    await main.getByRole("radio", { name: w.pollSecret }).check();
    await main.getByLabel(w.pollFind).fill("2024-001");
    await main.getByRole("checkbox", { name: /^2024-001/ }).check();
    await button(w.pollAdd).click();
    const observers = main.getByLabel(w.pollObservers);
    for (const [index, name] of [w.rows[0][2], w.rows[1][2], w.rows[0][5]].entries()) await observers.nth(index).fill(name);
    await main.getByRole("radio", exact(w.pollRule)).check();
    await look("poll-plan-filled");
    await button(w.pollSave).click();
    await seen(page.getByRole("heading", { level: 1, name: w.pollTitle }));
    await settled();
    await look("poll-prepare");
    const poll = await page.evaluate(() => location.hash);
    await at(`${poll}?step=deal`, w.pollTitle);
    await look("poll-deal");
    await button(w.pollDeal).click();
    await seen(page.getByText(w.pollOnce));
    await look("poll-dealt");
    await inDialog("poll-wipe", () => button(w.pollWipe).click());
    await button(w.pollWipe).click();
    await page.getByRole("dialog").getByRole("textbox").fill(w.pollWord);
    await page.getByRole("dialog").getByRole("button", exact(w.pollWiped)).click();
    await button(w.pollOpen).click();
    await seen(page.getByRole("heading", exact(w.pollCheckIn)));
    await look("poll-vote");
    await inDialog("poll-end", () => button(w.pollEnd).click());
    await inDialog("poll-annul", () => button(w.pollAnnul).click());
    for (const step of ["close", "fix", "count", "declare"]) {
      await at(`${poll}?step=${step}`, w.pollTitle);
      await look(`poll-${step}`);
    }
    await at(`${poll}/screen`, w.pollTitle);
    await look("poll-screen");
    await at("#/polls", w.polls);
    await look("polls");
  };

  // Stations with a code, one voice, a drive, the notice board.
  const publicSide = async () => {
    const main = page.getByRole("main");
    const dialog = page.getByRole("dialog");
    const closed = () => dialog.waitFor({ state: "detached" });
    await at("#/voices", w.voices);
    await look("voices-empty");
    await at("#/stations", w.stations);
    await look("stations-empty");
    await page.getByRole("tab", { name: w.stationTabs[0] }).click();
    await look("roll-empty");
    await button(w.listRoll).click();
    await dialog.getByLabel(w.rollNames).fill(w.rows.map((row) => row[2]).join("\n"));
    await look("dialog-roll");
    await dialog.getByRole("button", exact(w.pollSave)).click();
    await closed();
    await page.getByRole("tab", { name: w.stationTabs[2] }).click();
    await button(w.stationPaste).click();
    // The kinds are Chinese in either case, as the table is read.
    await dialog.getByLabel(w.stationTable).fill(`${w.station}\t一级站\t\t\t\t${w.rows[0][2]}`);
    if (lang === "zh") await look("dialog-stations-paste");
    await dialog.getByRole("button", exact(w.stationLook)).click();
    await dialog.getByRole("button", exact(w.stationDo)).click();
    await closed();
    await look("stations");
    await inDialog("station-new", () => button(w.stationNew).click());
    await inDialog("station-change", () => button(w.stationChange).click());
    await page.getByRole("checkbox", exact(w.stationPick)).check();
    await button(w.issue).click();
    await settled();
    await look("stations-picked");
    for (const [index, tab] of w.stationTabs.slice(0, 2).entries()) {
      await page.getByRole("tab", { name: tab }).click();
      await look(["roll", "codes"][index]);
    }
    await inDialog("code-withdraw", () => button(w.withdraw).click());
    await at("#/voice-new", w.voiceNew);
    await main.getByRole("button", exact(w.voiceSave)).click();
    await seen(page.getByRole("alert"));
    await look("voice-new-errors");
    await main.getByRole("radio", exact(w.voiceVia)).check();
    await main.getByLabel(w.voiceSaid).fill(w.voiceText);
    await main.getByRole("button", exact(w.voiceSave)).click();
    await seen(page.getByRole("heading", exact(w.voiceTold)));
    await settled();
    await look("voice");
    const acts = page.locator(".pub-do").getByRole("button");
    for (let index = (await acts.count()) - 1; index >= 0; index -= 1) {
      await inDialog(`voice-act-${index + 1}`, () => acts.nth(index).click());
    }
    await at("#/voices", w.voices);
    await look("voices");
    await at("#/voice-counts", w.voiceCounts);
    await look("voice-counts");
    await at("#/drives", w.drives);
    await look("drives-empty");
    await at("#/drive-new", w.driveNew);
    await button(w.driveOpen).click();
    await seen(page.getByRole("alert"));
    await look("drive-new-errors");
    await main.getByLabel(w.driveTitle).fill(w.driveName);
    await main.getByLabel(w.driveCloses).fill("2040-12-31");
    await main.getByLabel(w.driveText).fill(w.driveName);
    await main.getByLabel(w.driveOptions).fill(w.driveOptionTexts);
    await inDialog("drive-preview", () => button(w.drivePreview).click());
    await button(w.driveOpen).click();
    await seen(page.getByRole("heading", exact(w.driveSummary)));
    await settled();
    await look("drive");
    await inDialog("drive-close", () => button(w.driveClose).click());
    await at("#/drives", w.drives);
    await look("drives");
    await at("#/board", w.board);
    await look("board-new");
    await main.getByLabel(w.boardTitle).fill(w.boardName);
    await main.getByRole("button", exact(w.pollSave)).click();
    await main.getByLabel(w.boardTitle).waitFor({ state: "detached" });
    await main.getByRole("checkbox", { name: w.boardPick }).first().check();
    await look("board-picked");
    await button(w.boardPublish).click();
    await settled();
    await inDialog("board-preview", () => page.getByRole("button", { name: w.boardPreview }).first().click());
    await at("#/board?shown=1", w.board);
    await main.getByRole("checkbox", { name: w.boardPick }).first().check();
    await inDialog("board-withdraw", () => button(w.boardWithdraw).click());
  };

  // Empty: what a new office sees.
  await at("#/desk", w.desk);
  await look("desk-empty");
  await at("#/ledger", w.ledger);
  await look("ledger-empty");
  await at("#/stats", w.stats);
  await look("stats-empty");
  await at("#/calendar", w.calendar);
  await look("calendar-empty");
  await at("#/supervision", w.supervision);
  await look("supervision-empty");
  await at("#/units", w.units);
  await look("units-empty");
  await at("#/unit", w.units);
  await look("unit-empty");
  await at("#/nowhere", w.missing);
  await look("missing");
  await at("#/item/0123456789abcdef0123456789abcdef", /./);
  await look("item-missing");

  await at("#/import", w.import);
  await look("import-1-choose");
  await choose(page, button(w.pick), { name: w.file, mimeType: XLSX, buffer: workbook([HEADINGS, ...w.rows], { name: w.sheet }) });
  await seen(button(w.next));
  await look("import-2-header");
  await button(w.next).click();
  await seen(button(w.check));
  await look("import-3-columns");
  await button(w.check).click();
  await seen(button(w.commit));
  await look("import-4-check");
  await button(w.commit).click();
  await seen(button(w.go));
  await look("import-5-commit");
  await button(w.go).click();
  await seen(button(w.undo));
  await look("import-6-done");
  await inDialog("undo-import", () => button(w.undo).click());

  await at("#/desk", w.desk);
  await look("desk");
  await inDialog("act-as", () => page.getByRole("button", { name: w.actAs }).click());
  await inDialog("help", () => page.keyboard.press("?"));

  await at("#/ledger", w.ledger);
  const box = page.getByRole("checkbox", { name: w.select });
  await seen(box);
  const more = page.getByRole("button", exact(w.more));
  if (await more.count()) await more.click();
  await look("ledger");
  await inDialog("columns", () => button(w.columns).click());
  await inDialog("save-view", () => button(w.save).click());
  await box.check();
  await look("ledger-selected");
  await inDialog("batch", () => button(w.assign).click());
  await button(w.clear).click();
  await at("#/ledger?q=zzzz", w.ledger);
  await look("ledger-nothing");

  await at("#/ledger", w.ledger);
  await page.getByRole("link", { name: w.rows[1][1] }).first().click();
  await seen(page.getByRole("heading", { level: 1, name: w.rows[1][1] }));
  await page.getByRole("main").locator("details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
  await look("item");
  const actions = page.getByRole("region", { name: w.todo }).getByRole("button");
  for (let index = (await actions.count()) - 1; index >= 0; index -= 1) {
    await inDialog(`act-${index + 1}`, () => actions.nth(index).click());
  }

  await at("#/new", w.create);
  await look("create");
  await page.getByRole("main").getByRole("button", { name: /^(保存|Save)$/ }).click();
  await seen(page.getByRole("alert"));
  await look("create-errors");

  await at("#/stats", w.stats);
  await seen(page.getByRole("figure").first());
  await look("stats");
  await page.getByRole("button", exact(w.table)).first().click();
  await look("stats-table");

  // The month of the replies to the suggestions of March 2024; one of them is overdue for its promise.
  await at("#/calendar?month=2024-06", w.calendar);
  await look("calendar");
  await button(w.asList).click();
  await look("calendar-list");
  await at("#/supervision?year=2024", w.supervision);
  for (const [index, tab] of w.supervised.entries()) {
    await page.getByRole("tab", exact(tab)).click();
    await settled();
    await look(`supervision-${index + 1}`);
  }
  await at("#/units?year=2024", w.units);
  await look("units");
  await page.getByRole("main").getByRole("link", { name: w.rows[0][7] }).click();
  await seen(page.getByRole("heading", { level: 2, ...exact(w.unitRows) }));
  await settled();
  await look("unit");

  await at("#/rules", w.rules);
  await look("rules");
  await button(w.derive).click();
  await seen(page.getByRole("heading", { level: 1, ...exact(w.derived) }));
  await settled();
  await look("rules-edit");
  await inDialog("rule-period", () => button(w.changeRule).click());
  await inDialog("rule-list", () => button(w.changeList).click());
  await inDialog("rule-card", () => button(w.changeCard).click());
  // Another place first: the address of the rules is the one we are at.
  await at("#/windows", w.windows);
  await look("windows-empty");
  await inDialog("window", () => button(w.openWindow).click());
  await polls();
  await publicSide();
  await at("#/rules?book=shijingshan&with=in-force", w.rules);
  await look("rules-compared");
  await button(w.adoptThis).click();
  await seen(page.getByRole("heading", { level: 1, ...exact(w.review) }));
  await seen(page.locator(".change-counts"));
  await look("rules-review");

  await at("#/help", w.help);
  await look("help");

  await at("#/settings", w.settings);
  for (const [index, tab] of w.tabs.entries()) {
    await page.getByRole("tab", exact(tab)).click();
    await page.waitForTimeout(150);
    await look(`settings-${index + 1}`);
    if (index === 4) await inDialog("clear", () => button(w.wipe).click());
  }
}
