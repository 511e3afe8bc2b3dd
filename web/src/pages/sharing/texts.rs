//! Texts of the pages about sharing that several of them use.

crate::i18n::words! {
    ASKING = "正在查看同步状态…", "Asking how things stand…";
    PARTS = "协同的各部分", "Parts of sharing";
    SYNC = "同步", "Sync";
    DEVICES = "设备", "Devices";
    CONFLICTS = "冲突", "Conflicts";
    QUARANTINE = "未采信记录", "Not counted";
    COUNTED = "{0}（{1}）", "{0} ({1})";
    OWN = "本机：{0}，{1}", "This device: {0}, {1}";
    OWN_UNTIL = "，有效期至 {0}", ", until {0}";
    PARTY = "{0}（{1}）", "{0} ({1})";
    ADMIN = "管理设备", "Lets others in";
    REGISTRAR = "可以编号", "Gives numbers";
    OFFICE_SPACE = "可看代表评价", "Reads evaluations";
    REVOKED_LONG = "本机已被停用：可以查看已有的记录，新的记录不会被其他设备采信。需要继续使用的，请联系管理设备重新批准。", "This device was revoked: what is here can be read, but nothing new from it counts elsewhere. To go on, ask whoever lets devices in.";

    HERE_SETTINGS = "中可以先导出数据包，或者清空本机数据。", ": export a bundle or clear this device first.";

    PERSON = "使用人", "Person";
    PERSON_HINT = "坐在这台设备前的人的姓名，其他设备会看到。", "The name of whoever sits at this device; other devices see it.";
    BACK = "返回", "Back";
    WORKING = "正在处理…", "Working…";
}
