//! Texts of the pages about sharing that several of them use.

crate::i18n::words! {
    ASKING = "正在查看同步状态…", "Asking how things stand…";
    PARTS = "协同的各部分", "Parts of sharing";
    SYNC = "同步", "Sync";
    DEVICES = "设备", "Devices";
    CONFLICTS = "冲突", "Conflicts";
    QUARANTINE = "隔离区", "Not counted";
    COUNTED = "{0}（{1}）", "{0} ({1})";
    OWN = "本机：{0}，{1}", "This device: {0}, {1}";
    OWN_UNTIL = "，有效期至 {0}", ", until {0}";
    PARTY = "{0}（{1}）", "{0} ({1})";
    ADMIN = "管理员", "Lets others in";
    REGISTRAR = "可以编号", "Gives numbers";
    OFFICE_SPACE = "可看代表评价", "Reads evaluations";
    REVOKED_LONG = "本机已被停用：可以查看已有的记录，新的记录不会被其他设备采信。需要继续使用的，请联系管理员设备重新批准。", "This device was revoked: what is here can be read, but nothing new from it counts elsewhere. To go on, ask whoever lets devices in.";

    HERE = "本机已有 {0} 件建议、{1} 条记录，都会成为共享工作区的内容，加入的设备都能看到。如果是演示数据，请先在“设置”的“数据”中清空。", "This device holds {0} suggestions and {1} events. They become part of the shared workspace and every device that joins sees them. If they are the demonstration, clear them first under Settings, Data.";
    NOT_EMPTY = "本机已有记录", "This device holds events already";
    NOT_EMPTY_WHAT = "本机已有 {0} 件建议、{1} 条记录，不能直接进入另一个工作区。", "This device holds {0} suggestions and {1} events, and cannot enter another workspace with them.";
    NOT_EMPTY_HOW = "需要的，先导出数据包，以后可以由共享工作区里人大机关的设备导入；演示数据不必导出。然后清空本机，再继续。", "Where they are needed, export a bundle; an office's device in the shared workspace can take it in later. A demonstration need not be kept. Then clear this device and go on.";

    PERSON = "使用人", "Person";
    PERSON_HINT = "坐在这台设备前的人的姓名，其他设备会看到。", "The name of whoever sits at this device; other devices see it.";
}
