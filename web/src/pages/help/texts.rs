//! Texts of the help.

crate::i18n::words! {
    INTRO = "回音把代表建议从提出到承诺兑现的全过程记下来，期限、比率和每一次“暂不能办理”都写明依据。数据保存在本机浏览器中，可以独立使用，也可以与其他设备共用一个工作区。", "Huiyin records a deputies' suggestion from the first draft to the last promise kept. Every deadline, rate and refusal names its rule. The data stay in this browser; work alone, or share one workspace with other devices.";

    BEGIN = "开始使用", "Beginning";
    BEGIN_1 = "在“设置”中给工作区命名，选择本地适用的规则；在“规则”中逐条核对期限和口径，与本地不同的可以制定本机关规则。", "Under Settings, name the workspace and choose the rulebook that holds for your place; under Rules, check its periods and definitions one by one, and make your own where they differ.";
    BEGIN_2 = "在“导入”中选择现有的 Excel 台账。系统建议表头和列的对应关系，可以修改；未通过的行会指出单元格和改法，也可以下载后修改再导入。", "Under Import, choose the Excel ledger you already keep. Headings and columns are proposed and can be changed; rows that cannot be read name their cell and what to do, and can be downloaded, mended and imported again.";
    BEGIN_3 = "导错了可以一键撤销整次导入；已经继续办理的建议会逐件列出并保留。", "A wrong import is undone with one click; suggestions that were worked on since are listed and kept.";

    ROLES = "办理身份", "Acting for others";
    ROLES_1 = "右上角的“办理身份”决定所记录的是谁的行为。机关可以代政府督查室、承办单位和代表记录，记录中同时保留经办人和行为人。", "“Acting as” at the top decides whose act is recorded. The office may record for the government's coordinator, units and deputies; the record keeps both who entered it and whose act it is.";
    ROLES_2 = "每种身份只能做规则允许的事。打开一件建议，“暂不能办理的事项”逐项说明原因和出处。", "Each role may do what the rules allow. On a suggestion's page, “Not possible now” explains each action that is refused, with its source.";

    LIFE = "一件建议的过程", "The life of a suggestion";
    LIFE_1 = "代表起草、提交；机关审查、登记编号；机关或政府督查室交办，可以主办加协办，也可以分别办理。", "A deputy drafts and submits; the office screens and registers it; the office or the coordinator assigns it, to a lead unit with assisting units or to several units separately.";
    LIFE_2 = "承办单位签收，或在期限内说明理由退办；办前、办中、办后与代表面商并记录；按时答复，对建议的每个要点逐一作答。", "The unit accepts it, or returns it with a reason in time; it meets the deputies before, during and after, and records it; it replies in time, point by point.";
    LIFE_3 = "代表对办理过程和办理结果分别评价。不满意的，机关或督查室要求重新办理，开始新的一轮，原答复保留。", "The deputies evaluate the process and the result separately. Where they are dissatisfied, it is ordered to be handled again: a new round begins and the old reply is kept.";
    LIFE_4 = "B、C 类答复写明承诺事项，办结归档后继续跟踪；承诺办成后再次答复，计为 A 类。", "Replies of class B and C say what is promised, which is followed after closing; once kept, the unit answers again and it counts as class A.";

    BOOKS = "规则", "Rulebooks";
    BOOKS_1 = "“规则”页按期限、办理、评价、督办、统计与考核列出正在采用的每一条规则：取值、依据的文件和原文、沿用自哪部规则。可以查找、与其他地方的规则对照、打印、下载。", "The Rules page lists every rule in force, by time, handling, evaluation, supervision and statistics: its value, the document it rests on and what that says, and where it is inherited from. Search, compare with another place, print, download.";
    BOOKS_2 = "“制定本机关规则”以正在查看的规则为基础，只改与其不同的几条，每条都要写明依据；其余沿用。也可以上传规则文件，有错的会指出行和原因，不会启用。", "“Make our own” begins from the rulebook shown: change the few rules that differ, each with its source; the rest is inherited. A file can be uploaded as well; a wrong one is refused with the line and the reason.";
    BOOKS_3 = "启用之前先看影响：哪些期限提前或者推迟、哪些灯号变化、重点督办比例等指标怎样变化。选择生效日期，并决定在办件保持原规则还是改用新规则；每件建议的页面写明按哪一版规则判定。", "Before it is adopted you see what it moves: deadlines earlier or later, lights, quotas. Choose the day it is in force from, and whether suggestions under way keep their rules or move to the new ones; each suggestion says by which version it is judged.";

    HOLIDAYS = "日历", "Calendar";
    HOLIDAYS_1 = "“日历”按日列出到期事项、放假日和调休上班日，可以只看与自己有关的。", "The calendar shows by day what falls due, holidays and make-up working days; it can be narrowed to what concerns you.";
    HOLIDAYS_2 = "国务院办公厅公布新一年的放假安排后，在“设置”的“规则与日历”中加载日历文件；先列出将要变动的期限，确认后生效。", "Once the holidays of a new year are announced, load the file under Settings, Rules and calendar; the deadlines that move are listed before you confirm.";

    MEETINGS = "三次见面", "Three meetings";
    MEETINGS_1 = "规则要求办前、办中、办后都与代表见面的，每次分别记录日期、参加人和结果；有期限的按期提醒，三次都完成的才计入三见面完成率。", "Where the rulebook asks for meetings before, during and after handling, each is recorded with its day, people and outcome; where it sets a time, you are reminded. Only all three count as complete.";
    MEETINGS_2 = "多个单位办理的，协办单位的意见附在主办单位的答复中；分别办理的各自答复。意见不一致的，协调之后才能答复。", "Assisting units' opinions go with the lead unit's reply; separate units each reply. Where opinions disagree, the reply follows once they are reconciled.";

    RATINGS = "测评窗口和背靠背测评", "Windows and back-to-back evaluation";
    RATINGS_1 = "机关可以开设测评窗口，指定建议和起止日期，随时查看还有哪些代表没有评价；可以提前结束。", "The office opens a window for chosen suggestions from one day to another, sees at any time who has not rated yet, and may close it early.";
    RATINGS_2 = "实行背靠背测评的，单位在窗口结束前看不到评价，结束后只看到汇总，看不到是谁评价的；份数少于规则规定的，汇总也不公布。", "Where evaluation is back to back, units see nothing before the window closes and only totals after it, never who rated; totals of too few opinions are not shown at all.";
    RATINGS_3 = "规则规定回头看的，年内再评价一次。不满意的重新办理，按规则完成重新办理、重新答复、重新走访并留下记录。", "Where the rulebook asks for looking back, deputies rate once more within the year. What does not satisfy is handled again: again handled, answered and visited, each with its evidence.";

    POLLS = "满意度测评", "Votes";
    POLLS_1 = "在“测评”中筹备：从台账选择事项，填写投票人和三名监票人，选择认定规则，页面写明按多少人计算、至少多少票。制作票卡以前都可以修改。", "Under Votes, prepare one: choose items from the ledger, enter the voters and three observers, choose the rule; the page says of how many it is reckoned and how many votes are enough. It can be changed until the cards are dealt.";
    POLLS_2 = "票卡码只显示一次，打印、裁开、封好后从内存清除。会上签到时任取一张，在平板上扫码投票；也可以领纸质票。", "Card codes are shown once: print, cut and seal them, then wipe them. At check-in everybody draws any one and votes on a tablet, or takes a paper ballot.";
    POLLS_3 = "截止后当众作废余票，收取选票，纸质票由两人分别清点录入；封箱以后由任意两名监票人开箱计票，核实异常，再宣布结果。", "Once voting is over, void the leftover cards in public, take in the votes, have two people count the paper ballots; after the box is fixed any two observers open it, what is irregular is looked into, and the result is declared.";
    POLLS_6 = "宣布时可以对认定为不满意的建议一并启动重新办理；没有启动的列在工作台“测评不满意待重办”，已办结的也可以重新交付。测评作废的，写入建议的结果和新一轮办理一并撤销，建议已有后续记录的除外。", "With the result, suggestions it is dissatisfied with can be ordered to be handled again; others wait on the desk under “Voted down”, and one that was closed can be ordered anew too. If the vote is annulled, the suggestions’ records no longer hold it nor the round it opened, except where they went on since.";
    POLLS_4 = "大屏显示到会和投票进度，宣布以前不显示任何票数分布；宣布后逐项显示结果。", "The big screen shows who came and how many voted, and nothing of how votes are divided before the declaration; then the results, one by one.";
    POLLS_5 = "结果单可以打印签名。公示文件任何人都能独立复核；持回执的人可以核对自己的选票在不在其中。人数很少或者全体一致时，票数本身会透露个人的选择。", "The result sheet is printed and signed. Anybody can check the published board, and whoever holds a receipt can see that the vote is on it. Where few vote, or all alike, the numbers themselves tell single choices.";

    VOICES = "民意", "Voices";
    VOICES_1 = "“联络站”中先粘贴代表名单，再从 Excel 粘贴站点；没有安排到站的代表会提醒。选中站点或者代表生成专属码，打印海报和名片。二维码打开的地址可以修改，群众的手机要能打开。", "Under Stations, paste the roll of deputies, then the places from Excel; whoever is placed nowhere is told. Select places or deputies, issue codes, print posters and cards. The address that the squares open can be changed; citizens' phones must reach it.";
    VOICES_2 = "工作区存放在服务器上的，在“民意”中开放收件，打开这一页时每半分钟收取一次，并把办理情况送回供群众凭查询码查看。其他平台转来的加密文件可以读入；到站、来电、来信的直接登记。", "Where the workspace is kept on a server, open the intake under Voices: while that page is open voices come in every half minute, and what became of them goes back for those who follow them by tracking code. Sealed files of other systems can be taken in; what is said in person is written down.";
    VOICES_3 = "收到的当日分办：答复、转办、不予受理、合并，或者选中几件由代表提出一件建议，每件民意都保留为来源。勾选的翻页后仍然保留，换标签或者筛选条件后取消。“群众看到的”一栏写明群众查询时看到什么；转办说明和联系方式给机关和受转的代表看。", "Deal with them on the day they come: answer, pass on, refuse, merge, or select several and raise one suggestion that keeps each as its origin. What is ticked stays so over pages, and no longer once tab or filters change. What the citizen reads is shown beside; notes and contacts are for the office and the deputy it was passed to.";
    VOICES_5 = "代表办理向本人反映的和转给本人的：可以答复、转办、告知进展，或者以本人领衔提出建议；合并和不予受理由机关决定。代表的手机、电脑加入共享工作区以后，只收到这些民意，在上面办理的，机关的设备同步以后群众看到；也可以在机关的设备上以代表身份办理。", "Deputies deal with what was said or passed to them: they answer, pass on, tell how it goes, or raise a suggestion in their own name; merging and refusing are the office's. A deputy's own phone or computer in the shared workspace gets these voices and no others, and what is done on it the citizen reads once a device of the office has synced. Or a deputy works on a device of the office, acting as that deputy.";
    VOICES_4 = "“意见征集”就一件事问几个问题，有自己的二维码；汇总可以打印，也可以导出。人数少于 5 的选项不显示。", "A drive asks a few questions about one matter, with a code of its own, and sums up the answers, to be printed or exported. Numbers under five are not shown.";

    BOARD = "公示", "Notice board";
    BOARD_1 = "在“公示”中写明名称，在规则允许的范围内勾选公示哪些内容；每项后面写明会让人知道什么。逐件预览，审定以后才公示，随时可以撤下。", "Under Notice board, give it a title and tick, of what the rules allow, what is shown; each says what it lets be known. Look at each suggestion and approve it; it can be withdrawn at any time.";
    BOARD_2 = "身份证号、电话、住址等自动隐去，预览中标出。自动识别会有遗漏，请通读。", "Identity numbers, telephones and addresses are masked and marked in the preview. That finds most but not all: read it through.";
    BOARD_3 = "审定以后要发布：发布到服务器，或者下载文件交网站管理员；页面写明服务器上的与审定的是否一致。撤下的立即从服务器上删除；放在其他网站的要重新下载并更换。也可以打印张贴。", "After approving, publish: on the server, or save the files for whoever keeps the site; the page says whether the server shows what is approved. What is withdrawn leaves the server at once; on another site, replace the files. The list can be printed too.";

    KEY = "督办", "Supervision";
    KEY_1 = "“督办”页计算重点督办还缺几件，并推荐反复提出、集中反映、多年未解决的建议，逐件写明理由；由机关决定，并明确领衔领导和责任委员会。", "The supervision page reckons how many key suggestions are missing and proposes those raised again and again, by many, or unresolved for years, each with its reason; the office decides and names the leader and the committee.";
    KEY_2 = "承诺台账跨年度保留，直到承诺办成并再次答复；延续到下一年的，编号和历史不变。", "Promises stay in a ledger across years until they are kept and answered again; what is carried over keeps its number and history.";
    KEY_3 = "年中督查按“时间过半、任务过半”列出需要提醒的单位；回头看列出应当走访、跟踪和委托评估的建议。", "The mid-year gate lists the units to warn when half the year has passed; looking back lists what to revisit, follow up and have assessed.";

    CARDS = "承办单位", "Units";
    CARDS_1 = "每个单位有一页：承办的建议、各项比率和考核评分，每一分都写明依据的事实和算式。需要人工评判的项目单独列出，不自动给分。", "Each unit has a page: its suggestions, rates and score card, every point with the fact and the arithmetic it rests on. What people have to judge is listed apart and gets no points by itself.";
    CARDS_2 = "件数少于规则规定的单位不参加排名，并说明原因。", "Units with fewer suggestions than the rulebook asks for are not ranked, and it says why.";

    DATES = "期限和灯号", "Deadlines and lights";
    DATES_1 = "期限按规则集计算：期间开始的当日不计入；按月计算的，到期月没有对应日的，以该月末日为届满日；届满日是节假日的顺延。点“这个日期怎样得出”可以看到每一步。", "Deadlines follow the rulebook: the first day does not count; a period in months ends on the corresponding day, or the month's last day where there is none; a last day that is a holiday moves on. “How this date was reached” shows each step.";
    DATES_2 = "● 正常、▲ 临期、■ 逾期：形状、文字和颜色同时表示。标有“暂估”的日期超出了已公布的节假日安排，公布后可能变动。", "● on time, ▲ due soon, ■ overdue: shape, word and colour say the same. A date marked provisional lies beyond the announced holidays and may move.";

    SHARE = "与他人共用", "Working together";
    SHARE_1 = "独立使用时，一台机关设备代各方记录。创建共享工作区以后，机关同事、督查室、承办单位和代表各用各的设备，各记各的事；没有网络时照常工作，联网后自动合并。", "Working alone, one device of the office records for everybody. In a shared workspace colleagues, the coordinator, units and deputies each use a device of their own; without a network they go on, and all comes together once there is one.";
    SHARE_2 = "在“协同”中选择“创建共享工作区”，填写使用人和存储位置，可以先检查存储位置是否可用。存储位置可以是本站服务器、WebDAV 文件夹或者 S3 存储桶；都没有的，可以用文件交换。", "Under Sharing, create a shared workspace: name the person and the store, which can be tried first. The store may be this site's server, a WebDAV folder or an S3 bucket; without any, carry files.";
    SHARE_3 = "创建后显示一次恢复码，请打印后锁存。管理员设备全部丢失时，只有它能接管工作区。", "The recovery code is shown once: print it and lock it away. Should every device that lets others in be lost, it alone takes the workspace over.";
    SHARE_4 = "每条记录都由设备签名。在建议详情的“办理经过”中选择“查看签名”，可以看到每一步由谁的设备签名、是否通过验证、是否已经上传。", "Every event is signed by its device. In a suggestion's timeline, Show signatures tells whose device signed each step, whether it was verified, and whether a store has it.";

    LET_IN = "加入和批准设备", "Letting devices in";
    LET_IN_1 = "管理员设备在“协同”的“设备”中显示邀请，把文字或者二维码给对方。邀请里没有密码，拿到邀请也只能申请。", "On a device that lets others in, show the invitation under Sharing, Devices, as text or QR code. It holds no password: with it one can only ask.";
    LET_IN_2 = "对方打开邀请，填写姓名和身份，屏幕上显示校验码。请当面或者打电话逐字核对，一致再批准，并确定其身份、有效期和权限。", "They open it, state who they are, and see a code. Compare it in person or on the phone letter by letter before you agree, and settle role, end and rights.";
    LET_IN_3 = "批准的身份决定这台设备能做什么：单位的设备只能记录本单位的事，越权的记录不会被任何设备采信。人大机关的设备可以代其他方记录。代表的设备自动收到向本人反映的和转给本人的民意，其中可能有群众的联系方式；姓名要与代表名单一致。", "The role decides what a device may do: a unit's device records for its unit alone, and whatever oversteps counts on no device. The office's devices may record for others. A deputy's device gets the voices that came or were passed to that deputy, which may tell how citizens are reached; the name has to be as on the roll.";
    LET_IN_4 = "建议编号只由可以编号的设备给出，其他设备可以分配号段，离线时也不会重号。代表的逐条评价加密，只有准许的机关设备能看。", "Official numbers come from the devices that may give them; others can have blocks, so that nothing clashes offline. Deputies' single evaluations are sealed for the office's devices that may read them.";

    SYNC = "同步和用文件交换", "Sync and files";
    SYNC_1 = "顶栏随时显示同步情况：已同步、几条未上传、暂时不能同步或者有问题，点开可以查看原因。有改动时、回到页面时和每隔一段时间会自动同步。", "The top bar always says how it stands: synced, how much is not uploaded, that it cannot sync now, or what is wrong; click it for the reason. It syncs after changes, when you come back to the page, and every so often.";
    SYNC_2 = "未上传的记录只在本机。长时间没有网络时，请在“协同”的“同步”中导出未上传的记录，用 U 盘带到另一台设备读入；重复读入不会重复。", "What is not uploaded is on this device only. Where there is no network for long, export it under Sharing, Sync, and take the file in on another device; twice changes nothing.";
    SYNC_3 = "打开多个标签页时只有一个负责同步，其他标签页显示同样的情况。", "Of several tabs one does the syncing, and all show the same.";
    SYNC_4 = "浏览器空间用到 80% 时会提醒。存储位置被恢复到旧备份、记录链分叉、时钟不准，都会在“同步”中说明和提示处理办法。", "At 80% of the browser's room there is a warning. A store set back to an old backup, a chain that forked, a clock that is off: Sync says what it is and what to do.";

    APART = "冲突和隔离区", "Conflicts and what does not count";
    APART_1 = "两台设备互相不知道时对同一件建议作了不能同时成立的处理，程序按固定规则暂时采用其中一个，并在“冲突”中并列显示；由人大机关说明理由后裁定。", "Where two devices did to one suggestion what cannot both hold, one of them counts for now by a fixed rule; Conflicts shows them side by side, and the office settles it with a reason.";
    APART_2 = "同一个编号用于两件建议的，在“冲突”中列出，由机关改用其他编号或者作废其中一件。", "A number used for two suggestions is listed there too; the office gives one of them another number or voids it.";
    APART_3 = "签名、权限、有效期不符，或者设备停用以后的记录列入“隔离区”，写明原因；确有其事的，机关可以说明理由后采纳。", "What is not signed or granted as it should be, or was recorded after a revocation, is listed under Not counted with its reason; what did happen the office can adopt.";

    LOST = "设备丢失、更换", "Devices lost or replaced";
    LOST_1 = "设备丢失的，立即在任意一台管理员设备上停用；可能被冒用的，只保留丢失以前的记录。使用人换一台设备重新申请。", "Revoke a lost device at once from any device that lets others in; if somebody may have used it, keep only what came before. Its person asks anew from another device.";
    LOST_2 = "更换电脑的，先确认旧设备的记录已全部上传，再在新设备上申请加入，最后停用旧设备。不要复制浏览器的数据文件夹。", "For a new computer: see that the old one has uploaded everything, join from the new one, then revoke the old. Do not copy the browser's profile folder.";
    LOST_3 = "管理员设备全部丢失的，在新设备上用恢复码接管。建议平时至少保持两台管理员设备。", "Where every device that lets others in is lost, take over with the recovery code on a new one. Keep at least two such devices.";

    DATA = "数据安全", "Keeping your data";
    DATA_1 = "提示“已保存”之前，内容已经写入本机；写入失败会明确提示，已填写的内容保留在页面上。", "What is shown as saved has been written on this device; a failed write says so, and what you entered stays on the page.";
    DATA_2 = "清除浏览器数据会删除工作区。请定期在“设置”中导出数据包，保存到其他位置；换电脑时导入数据包即可，重复导入不会产生重复记录。", "Clearing the browser's data deletes the workspace. Export a bundle under Settings regularly and keep it elsewhere; on another computer take it in. Taking it in twice changes nothing.";
    DATA_3 = "办理中的每一步都可以撤销最近一步；撤销本身也留有记录。", "The latest step of a suggestion can be undone; the undoing is recorded as well.";

    KEYS = "键盘", "Keyboard";
    KEYS_1 = "在任何页面按 ? 查看快捷键。全部操作都可以用键盘完成。", "Press ? on any page for the shortcuts. Everything can be done from the keyboard.";
}
