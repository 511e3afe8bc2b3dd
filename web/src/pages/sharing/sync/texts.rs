//! Texts of the part about syncing.

crate::i18n::words! {
    STATE = "同步情况", "How it stands";
    NOW = "立即同步", "Sync now";
    GETTING = "正在下载其他设备的记录", "Getting what others recorded";
    PUTTING = "正在上传本机的记录", "Uploading what was recorded here";
    BEGINNING = "正在同步…", "Syncing…";
    TRIES_AGAIN = "稍后自动重试；在此之前记录都保存在本机。", "It tries again by itself; until then everything is kept on this device.";
    LAST = "上次同步", "Last sync";
    NEVER = "尚未同步过", "Never";
    HELD = "本机保存", "Held here";
    HELD_OF = "{0} 条记录，{1} 个签名对象", "{0} events in {1} signed objects";
    WAITING = "等待前序", "Waiting";
    WAITING_OF = "{0} 个对象所依据的对象还没有收到，收到后自动处理", "{0} objects build on others that have not arrived; they are taken up when those do";
    NO_STORE = "没有设置存储位置，本机没有待上传的记录。", "No store is set, and nothing recorded here waits for one.";
    NO_STORE_PENDING = "没有设置存储位置，{0} 条记录只在本机。请设置存储位置，或者导出未上传的记录交给其他设备。", "No store is set: {0} events are on this device only. Set one, or export them for another device.";
    NOT_YET = "还没有同步过。", "Nothing has been synced yet.";
    ALL_THERE = "本机的记录已全部上传。", "Everything recorded here is uploaded.";
    PENDING = "{0} 条记录还没有上传，只在本机。", "{0} events are not uploaded yet and are on this device only.";

    STORE = "存储位置", "Where it is kept";
    STORE_INTRO = "各设备经同一个存储位置交换签名后的记录。更换以后，本机会把已有的记录补传到新位置；其他设备也要改到同一位置。", "Devices exchange signed events through one store. After a change this device puts there what it holds; other devices have to change to it as well.";
    STORE_NONE = "没有设置", "None is set";
    CHANGE = "更改…", "Change…";
    SET = "设置…", "Set…";
    SAVE = "保存存储位置", "Save";
    SAVED = "已保存存储位置", "The store is saved";
    PASSWORDS = "出于安全，已保存的密码不会显示；更改时需要重新填写。", "A saved password is not shown; enter it again for a change.";
    NO_PLACE = "不使用存储位置", "No store";

    FILES = "用文件交换", "Carry by file";
    FILES_INTRO = "网络不通、或者没有存储位置时，用 U 盘带到另一台设备读入即可。文件里的记录有签名，改动会被发现；重复读入不会重复。", "Where there is no network or no store, carry a file by USB. What is in it is signed, so changes are noticed; taking it in twice changes nothing.";
    OUTBOX = "导出未上传的记录", "Export what is not uploaded";
    OUTBOX_NONE = "没有未上传的记录", "Nothing waits to be uploaded";
    EVERYTHING = "导出全部记录", "Export everything";
    TAKE_IN = "读入文件…", "Take in a file…";
    EXPORTING = "正在生成文件…", "Making the file…";
    EXPORTED = "已导出 {0}，共 {1} 条记录", "Exported {0}: {1} events";
    REFUSED = "浏览器没有允许保存文件。请在浏览器设置中允许本站点下载，然后重试。", "The browser did not let the file be saved. Allow downloads for this site and try again.";
    TAKING_IN = "正在读入 {0}…", "Taking in {0}…";
    TAKEN_IN = "已读入 {0}：{1} 个对象，其中新的 {2} 个。", "{0} is taken in: {1} objects, {2} of them new.";
    TAKEN_QUARANTINED = "其中 {0} 条记录不能计入，见“隔离区”。", "{0} of the events do not count; see Not counted.";
    TAKEN_WAITING = "{0} 个对象所依据的对象还没有收到，请把对方的全部记录也带来读入。", "{0} objects build on others that are not here; bring everything from that device too.";
    TOO_LARGE = "“{0}”超过 256 MB，请在导出的设备上分次导出。", "“{0}” is larger than 256 MB; export it in parts.";
    EMPTY_FILE = "“{0}”是空文件，请另选一个。", "“{0}” is empty; choose another file.";
    UNREADABLE = "“{0}”读不出来：{1}。请确认文件没有被移动或占用，再重试。", "“{0}” cannot be read: {1}. Check that it was not moved or locked, and try again.";

    ROOM = "存储空间和快照", "Room and snapshots";
    ROOM_UNKNOWN = "浏览器没有提供存储用量。", "The browser does not say how much room there is.";
    ROOM_USED = "浏览器为本站保存了 {0}，上限约 {1}（{2}%）。", "The browser keeps {0} for this site, of about {1} ({2}%).";
    ROOM_LOW = "已用超过 80%。请清理磁盘，确认记录已全部上传，并导出数据包备份；空间用尽后新的记录将无法保存。", "More than 80% is used. Free some disk space, see that everything is uploaded, and export a bundle; once full, nothing more can be saved.";
    SNAPSHOT_INTRO = "签名快照放在存储位置上，新设备从快照开始，不必从头下载全部历史。记录较多、或者将要加入多台设备时生成一次即可。", "A signed snapshot on the store lets a new device begin from it instead of from the first event. Make one when there is much history or many devices are about to join.";
    SNAPSHOT = "生成快照", "Make a snapshot";
    SNAPSHOT_MAKING = "正在生成并上传快照…", "Making and uploading the snapshot…";
    SNAPSHOT_MADE = "快照已上传", "The snapshot is uploaded";
    SNAPSHOT_WHERE = "设置存储位置以后才能生成快照。", "Set a store first.";

    ALARMS = "需要注意", "Please note";
    ROLLED_BACK = "存储位置上少了 {0} 个曾经有过的对象，可能被恢复到旧的备份，或者有人删除。本机已把自己保存的重新上传；请联系管理存储的人查明原因。", "{0} objects that the store once had are gone from it: it may have been restored from an old backup, or somebody deleted them. This device has put back what it holds; ask whoever runs the store.";
    FORKS = "有 {0} 条设备记录链出现分叉：同一个序号被用了两次，通常是恢复了旧备份或者复制了浏览器数据。两边的记录都保留；该设备会改用新的记录链。请在“设备”中查看是哪一台，确认是否被人复制。", "{0} chains forked: one number was used twice, mostly because a backup was restored or a browser profile copied. Both sides are kept, and the device goes on with a new chain. See under Devices which one it is and whether somebody copied it.";
    CLOCKS = "有 {0} 台设备的时钟快了一天以上。顺序和期限不受影响，但记录上的时间不可信；请校准其时钟。", "The clocks of {0} devices run more than a day ahead. Order and deadlines are not affected, but the times they record are not to be trusted; set the clocks right.";
    RESTARTED = "本机改用了新的记录链：{0}", "This installation began a new chain: {0}";
    RESTARTED_OK = "已有的记录不受影响，无须处理。", "What was recorded stays as it is; nothing has to be done.";
}
