//! Texts of the part about devices.

crate::i18n::words! {
    REQUESTS = "等待批准的申请", "Requests to be let in";
    REQUESTS_INTRO = "当面或者打电话，请对方读出其屏幕上的校验码，与这里逐字一致再同意。对不上的不要同意。", "In person or on the phone, have them read the code on their screen; agree only if it is the same letter by letter.";
    REQUESTS_NONE = "没有等待批准的申请。", "Nobody asks.";
    ASKED_AT = "申请时间：{0}", "Asked: {0}";
    APPROVE = "核对并同意…", "Compare and agree…";
    DECLINE = "拒绝", "Decline";
    DECLINED = "已拒绝 {0} 的申请", "The request of {0} is declined";
    DECLINE_TITLE = "拒绝申请", "Decline the request";
    DECLINE_WHAT = "不批准“{0}”（校验码 {1}）。对方可以再次申请。", "“{0}” (code {1}) is not let in. They can ask again.";

    APPROVE_TITLE = "批准设备加入", "Let a device in";
    APPROVE_CODE = "校验码", "Code";
    COMPARED = "对方屏幕上的校验码与上面一致，已经当面或者打电话核对", "The code on their screen is the one above; compared in person or on the phone";
    COMPARE_FIRST = "请先核对校验码，并勾选确认", "Compare the codes first, and tick the box";
    APPROVE_INTRO = "下面的身份由您决定，其他设备都按它判断这台设备能做什么。", "You decide the role below; every device judges by it what this one may do.";
    ADMIN = "可以批准和停用其他设备", "May let others in and revoke them";
    ADMIN_HINT = "建议至少有两台管理员设备，一台丢失时另一台可以停用它。", "Have at least two such devices, so that one can revoke the other when it is lost.";
    REGISTRAR = "可以给建议编号", "May give official numbers";
    REGISTRAR_HINT = "同时只让一台设备编号，编号才不会重复；其他设备可以分配号段。", "Numbers stay unique as long as one device gives them; others can have blocks.";
    OFFICE_SPACE = "可以看代表的逐条评价", "May read deputies' single evaluations";
    OFFICE_SPACE_HINT = "也包括群众的民意。只给负责评价或者民意工作的人大机关设备。", "And citizens' voices. For the office's devices that deal with evaluations or voices only.";
    DEPUTY_HINT = "姓名与代表名单一致。这台设备会收到群众向这位代表反映的和转给这位代表的民意，包括联系方式，不需要另外授权。", "The name as on the roll. This device gets what citizens said to this deputy or was passed to them, and how they are reached; nothing else has to be ticked.";
    UNTIL = "有效期至", "Until";
    UNTIL_HINT = "到期后新的记录不再采信，如届末。不填为长期。", "What is recorded after it does not count, such as the end of the term. Empty for no end.";
    APPROVE_DO = "同意加入", "Let it in";
    APPROVED = "已批准 {0} 的设备加入", "The device of {0} is let in";

    ALL = "设备", "Devices";
    ALL_INTRO = "每台设备（每个浏览器）一行。", "One row for each device, that is, each browser.";
    WHO = "使用人", "Person";
    RIGHTS = "权限", "May";
    CODE = "校验码", "Code";
    EVENTS = "记录", "Events";
    SEEN = "最近记录", "Last seen";
    STATE = "状态", "State";
    ACTIONS = "操作", "Actions";
    OWN = "本机", "this device";
    ROOT = "创建者", "founder";
    PAPER = "纸质恢复码", "on paper";
    LIST = "设备列表", "List of devices";
    UNTIL_DAY = "至 {0}", "until {0}";
    REVOKED = "已停用", "revoked";
    FORKED = "记录链分叉", "forked";
    IN_FORCE = "正常", "in force";
    QUARANTINED = "{0} 条在隔离区", "{0} not counted";
    BLOCKS = "号段 {0}", "numbers {0}";
    NEVER = "还没有", "not yet";
    REVOKE = "停用…", "Revoke…";
    NUMBERS = "分配号段…", "Give numbers…";
    OF = "（{0}）", " ({0})";

    REVOKE_TITLE = "停用设备", "Revoke a device";
    REVOKE_WHICH = "将停用：{0}，{1}，校验码 {2}", "To be revoked: {0}, {1}, code {2}";
    REVOKE_1 = "停用后，这台设备新的记录不会被任何设备采信，也收不到新的加密内容。", "Nothing it records from then on counts on any device, and it gets no new sealed content.";
    REVOKE_2 = "本机已经采信的它的 {0} 条记录保留；还没有传到本机的，一律不采信，列入“隔离区”，需要的可以逐条采纳。", "The {0} events of it that this device has accepted stay; what has not arrived here does not count and is listed under Not counted, where single events can be adopted.";
    REVOKE_3 = "这台设备上已有的内容无法收回。", "What is on that device already cannot be taken back.";
    REVOKE_4 = "停用不能撤销；要恢复使用，须重新申请加入。", "It cannot be undone; to come back, the device has to ask anew.";
    REVOKE_SELF = "这是本机：停用后，您将不能再记录，也不能批准其他设备。", "This is the device you sit at: you will record nothing more and let nobody in.";
    REVOKE_REASON = "停用原因", "Why";
    REVOKE_REASON_HINT = "如：设备丢失、人员调离、更换电脑。所有设备都能看到。", "Such as: lost, moved to another post, a new computer. Every device sees it.";
    REVOKE_KEEP = "已采信的记录", "What was accepted";
    REVOKE_KEEP_ALL = "全部保留", "Keep all of it";
    REVOKE_KEEP_UNTIL = "只保留某一时刻以前的（设备丢失、被人冒用时）", "Only what came before a moment (lost, or used by somebody else)";
    REVOKE_DAY = "日期", "Day";
    REVOKE_TIME = "时间", "Time";
    REVOKE_TIME_HINT = "如 14:30，不填按当日零点。", "Such as 14:30; empty for the beginning of the day.";
    REVOKE_BAD_TIME = "时间请按 14:30 的格式填写", "Write the time as 14:30";
    REVOKE_DO = "停用这台设备", "Revoke this device";
    REVOKE_DONE = "已停用 {0} 的设备", "The device of {0} is revoked";

    NUMBERS_TITLE = "分配号段", "Give a block of numbers";
    NUMBERS_WHAT = "给 {0} 的设备分配一段建议编号，离线时也可以编号，不会与其他设备重复。", "Gives the device of {0} a block of official numbers, to be used offline too without clashing with others.";
    NUMBERS_NOW = "已有号段：{0}", "Blocks so far: {0}";
    NUMBERS_PREFIX = "编号开头", "The numbers begin with";
    NUMBERS_PREFIX_HINT = "如：2026-。没有就不填。", "Such as 2026-. Empty for nothing.";
    NUMBERS_FROM = "从", "From";
    NUMBERS_TO = "到", "To";
    NUMBERS_ORDER = "“到”不能小于“从”", "The last must not be smaller than the first";
    NUMBERS_DO = "分配", "Give";
    NUMBERS_DONE = "已分配号段 {0}", "The block {0} is given";

    INVITE = "邀请其他人", "Invite others";
    INVITE_SHOW = "显示邀请", "Show the invitation";
    INVITE_HIDE = "收起邀请", "Hide the invitation";
    INVITE_INTRO = "对方拿到邀请后提交申请，由您在这里核对校验码并批准。", "With it they ask to be let in, and you compare codes and agree here.";

    GUIDE = "遇到这些情况怎么办", "What to do when";
    GUIDE_LOST = "设备丢失、被盗", "A device is lost or stolen";
    GUIDE_LOST_1 = "在任意一台管理员设备上找到它，选择“停用”；可能被人冒用的，选择只保留丢失以前的记录。", "On any device that lets others in, find it and revoke it; if somebody may have used it, keep only what came before it was lost.";
    GUIDE_LOST_2 = "使用人换一台设备重新申请加入。丢失设备上没有上传的记录找不回来，需要补记。", "Its person asks to join from another device. What it had not uploaded is gone and has to be recorded again.";
    GUIDE_NEW = "换电脑、换浏览器", "A new computer or browser";
    GUIDE_NEW_1 = "先在旧设备上确认“记录已全部上传”，再在新设备上申请加入；批准后在“设备”中停用旧设备。不要复制浏览器的数据文件夹。", "See on the old one that everything is uploaded, then ask to join from the new one; once let in, revoke the old one. Do not copy the browser's profile folder.";
    GUIDE_RESTORED = "从备份恢复了系统", "The system was restored from a backup";
    GUIDE_RESTORED_1 = "打开本系统并同步一次即可：程序发现后会改用新的记录链，并补齐备份以后的记录。", "Open the app and sync once: it notices, begins a new chain, and gets what came after the backup.";
    GUIDE_ALL = "管理员设备全部丢失", "Every device that lets others in is lost";
    GUIDE_ALL_1 = "在一台新设备上打开“协同”，选择“用恢复码接管”，使用创建时打印的恢复码；接管后停用丢失的设备。", "On a new device open Sharing and take over with the recovery code printed when the workspace was made; then revoke the lost ones.";
    GUIDE_CODE = "恢复码泄露或者遗失", "The recovery code leaked or is lost";
    GUIDE_CODE_1 = "泄露的：尽快导出数据包，在新的浏览器中创建新的共享工作区，导入数据包，重新邀请。遗失的：保证至少有两台管理员设备可用。", "Leaked: export a bundle soon, create a new shared workspace in a fresh browser, take the bundle in, invite anew. Lost: keep at least two devices that let others in.";

    LEAVE = "退出共享工作区", "Leave the shared workspace";
    LEAVE_INTRO = "本机保留已有的记录，以后独立使用，不再同步。", "This device keeps what it has and works alone from then on.";
    LEAVE_OPEN = "退出…", "Leave…";
    LEAVE_PENDING = "有 {0} 条记录还没有上传，退出后其他设备收不到。请先同步，或者在“同步”中导出未上传的记录。", "{0} events are not uploaded, and no other device will get them. Sync first, or export them under Sync.";
    LEAVE_KEYS = "本机的签名密钥将被删除。要再次加入，须重新申请并由管理员设备批准。", "The device's signing key is deleted. To come back it has to ask again and be let in.";
    LEAVE_LAST = "本机是唯一的管理员设备：退出后谁也不能再批准新设备，除非使用恢复码。", "This is the only device that lets others in: afterwards nobody can be let in without the recovery code.";
    LEAVE_DO = "退出", "Leave";
    LEFT = "已退出共享工作区，现在独立使用", "You have left the shared workspace and work alone now";
}
